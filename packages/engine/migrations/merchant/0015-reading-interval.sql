-- A reading of a platform's count takes a while: it was asked for at one moment and answered at another, and a sale
-- between the two may or may not be in it. Our books are noted as it is asked for.
alter table stock_publications
  add column read_from timestamptz,
  drop constraint stock_publications_read_whole;

update stock_publications set read_from = read_at;

alter table stock_publications
  add constraint stock_publications_read_whole check (
    (read_from is null) = (read_believed is null) and (read_at is null) = (read_shown is null)
    and (read_at is null or read_from is not null));
