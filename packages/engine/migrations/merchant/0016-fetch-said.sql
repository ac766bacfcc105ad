-- When somebody last said that the order is worth reading: whoever read it later, for whatever reason, has answered.
alter table order_fetches add column said_at timestamptz not null default now();
