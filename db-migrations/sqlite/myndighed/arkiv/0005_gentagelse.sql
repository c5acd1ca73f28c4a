-- What was destroyed after a copy was taken is destroyed again when the copy is put back.
alter table kassation add column er_gentagelse integer not null default 0;
