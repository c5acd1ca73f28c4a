-- What was destroyed after a copy was taken is destroyed again when the copy is put back.
alter table kassation add column er_gentagelse boolean not null default false;
