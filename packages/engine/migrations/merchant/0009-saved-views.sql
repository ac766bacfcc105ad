-- Views of a list that a person keeps: what the list was narrowed to, under a name. They are one person's own.

create table saved_views (
  id bigint generated always as identity primary key,
  -- In the control schema: a person is known to one merchant, and views go with nobody else.
  user_id integer not null,
  list text not null constraint saved_views_list_known check (list in ('orders')),
  name text not null,
  -- The console's own address of the list, after the `?`.
  query text not null,
  constraint saved_views_name_unique unique (user_id, list, name)
);
