-- Until when a shop's platform is expected to list late, as they do on promotion nights: infinity until somebody
-- switches it off. Kept once past: what changed just before its end may be listed some minutes after it.
alter table shops add column promotion_until timestamptz;
