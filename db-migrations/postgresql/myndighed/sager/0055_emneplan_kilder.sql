-- The files a version was read from, by SHA-256, and whether all its rows are in.
alter table planudgave add column kilder text not null default '';
alter table planudgave add column faerdig boolean not null default true;
