-- Deliveries to the archive: what was built, how far it has come, and what it holds.
create table arkivversion (
    id            blob    primary key,
    avid          text    not null unique,
    tilstand      text    not null,
    plan          text    not null,
    frosset       integer not null,
    bestilt_af    blob    not null,
    bestilt       integer not null,
    job_id        blob,
    mappe         text    not null,
    sager         integer not null,
    dokumenter    integer not null,
    rapport       text,
    bygget        integer,
    kontrolleret  integer,
    afsendt       integer,
    godkendt      integer,
    afvist        integer,
    afvist_grund  text,
    version       integer not null
) without rowid;
create index arkivversion_tilstand on arkivversion (tilstand);

-- The documents of a version, with their files. They are delivered from the day when the version is approved.
create table arkiv_afleveret (
    dokument_id     blob not null,
    arkivversion_id blob not null references arkivversion (id),
    primary key (dokument_id, arkivversion_id)
) without rowid;
create index arkiv_afleveret_version on arkiv_afleveret (arkivversion_id);

-- The cases whose registrations a version holds.
create table arkiv_afleveret_sag (
    sag_id          blob not null references sag (id),
    arkivversion_id blob not null references arkivversion (id),
    primary key (sag_id, arkivversion_id)
) without rowid;
create index arkiv_afleveret_sag_version on arkiv_afleveret_sag (arkivversion_id);

-- What is the same from version to version: one row.
create table arkivopsaetning (
    nr             integer primary key,
    modtagearkiv   text not null,
    arkivnavn      text not null,
    arkivskaber    text not null,
    systemnavn     text not null,
    formaal        text not null,
    indhold        text not null,
    version        integer not null
);

create table afleveringsbestemmelse (
    id      blob primary key,
    titel   text not null,
    dato    text not null,
    journalnummer text,
    bemaerkning text,
    oprettet integer not null
) without rowid;

create table journalperiode (
    id    blob primary key,
    navn  text not null,
    fra   text not null,
    til   text
) without rowid;

-- Dated files that explain the deliveries, and the plan from subject to FORM.
create table afleveringsbilag (
    id         blob primary key,
    art        text not null,
    titel      text not null,
    dato       text not null,
    forfatter  text,
    filnavn    text not null,
    sha256     text not null,
    stoerrelse integer not null,
    tilfoejet_af blob not null,
    tilfoejet  integer not null,
    udgaaet    integer
) without rowid;
create index afleveringsbilag_indhold on afleveringsbilag (sha256);
