-- Contrib only (all three homes of the schema have it): trigrams make search by a part of a name quick.
create extension if not exists pg_trgm;
