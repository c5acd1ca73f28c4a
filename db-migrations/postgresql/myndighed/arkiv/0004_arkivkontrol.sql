-- What our own check (arkivtest) found in a version that lies on the server.
alter table arkivversion add column kontrol_job_id uuid;
alter table arkivversion add column proevet timestamptz;
alter table arkivversion add column kontrolfejl integer not null default 0;
alter table arkivversion add column kontrolbemaerkninger integer not null default 0;
