-- A job may wait until a moment, and be set on pause; an item keeps what it was before, so that it can be undone.
alter table job add column pause_oensket integer not null default 0;
alter table job add column pauset_af blob;
alter table job add column pauset integer;
alter table job add column tidligst integer;
alter table job_post add column foer text;
