-- A job may wait until a moment, and be set on pause; an item keeps what it was before, so that it can be undone.
alter table job add column pause_oensket boolean not null default false;
alter table job add column pauset_af uuid;
alter table job add column pauset timestamptz;
alter table job add column tidligst timestamptz;
alter table job_post add column foer text;
