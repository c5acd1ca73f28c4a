-- Units merged, split or closed on a day, as a job.
create table enhedsaendring (
    nr         integer primary key,
    id         blob    not null unique,
    art        text    not null,
    dato       text    not null,
    plan       text    not null,
    stand      text    not null,
    udvid      integer not null,
    bestilt_af blob    not null,
    bestilt    integer not null,
    job_id     blob    not null,
    begyndt    integer,
    udfoert    integer,
    version    integer not null
);
create index enhedsaendring_job on enhedsaendring (job_id);
