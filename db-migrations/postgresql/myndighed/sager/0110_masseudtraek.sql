-- Documents of many cases in one ZIP, fetched by the one who ordered it.
create table masseudtraek (
    job_id     uuid primary key,
    bestilt_af uuid not null,
    bestilt    timestamptz not null,
    sha256     text,
    stoerrelse bigint not null,
    filer      integer not null
);
create index masseudtraek_bestilt on masseudtraek (bestilt);
