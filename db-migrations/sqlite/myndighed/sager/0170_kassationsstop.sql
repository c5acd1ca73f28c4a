-- Stops of disposal with what they cover, and when the files of a document were destroyed.
create table kassationsstop (
    nr               integer primary key autoincrement,
    id               blob    not null unique,
    navn             text    not null,
    begrundelse      text    not null,
    modul            text,
    noegle           text,
    sat_af           blob    not null,
    sat              integer not null,
    ophaevet_af      blob,
    ophaevet         integer,
    ophaevelsesgrund text,
    version          integer not null
);
create unique index kassationsstop_noegle on kassationsstop (modul, noegle) where modul is not null and ophaevet is null;

create table kassationsstopomfang (
    stop_id blob    not null references kassationsstop (id),
    nr      integer not null,
    sag_id  blob    references sag (id),
    part_id blob    references part (id),
    emne    text,
    fra     integer,
    til     integer,
    primary key (stop_id, nr)
) without rowid;
create index kassationsstopomfang_sag on kassationsstopomfang (sag_id) where sag_id is not null;

alter table dokument add column kasseret integer;
