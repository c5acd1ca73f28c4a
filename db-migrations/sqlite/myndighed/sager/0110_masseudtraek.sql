-- Documents of many cases in one ZIP, fetched by the one who ordered it.
create table masseudtraek (
    job_id     blob primary key,
    bestilt_af blob not null,
    bestilt    integer not null,
    sha256     text,
    stoerrelse integer not null,
    filer      integer not null
) without rowid;
create index masseudtraek_bestilt on masseudtraek (bestilt);
