-- Deliveries to the archive: what was built, how far it has come, and what it holds.
create table arkivversion (
    id            uuid    primary key,
    avid          text    not null unique,
    tilstand      text    not null,
    plan          text    not null,
    frosset       timestamptz not null,
    bestilt_af    uuid    not null,
    bestilt       timestamptz not null,
    job_id        uuid,
    mappe         text    not null,
    sager         integer not null,
    dokumenter    integer not null,
    rapport       text,
    bygget        timestamptz,
    kontrolleret  timestamptz,
    afsendt       timestamptz,
    godkendt      timestamptz,
    afvist        timestamptz,
    afvist_grund  text,
    version       bigint not null
);
create index arkivversion_tilstand on arkivversion (tilstand);

-- The documents of a version, with their files. They are delivered from the day when the version is approved.
create table arkiv_afleveret (
    dokument_id     uuid not null,
    arkivversion_id uuid not null references arkivversion (id),
    primary key (dokument_id, arkivversion_id)
);
create index arkiv_afleveret_version on arkiv_afleveret (arkivversion_id);

-- The cases whose registrations a version holds.
create table arkiv_afleveret_sag (
    sag_id          uuid not null references sag (id),
    arkivversion_id uuid not null references arkivversion (id),
    primary key (sag_id, arkivversion_id)
);
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
    version        bigint not null
);

create table afleveringsbestemmelse (
    id      uuid primary key,
    titel   text not null,
    dato    date not null,
    journalnummer text,
    bemaerkning text,
    oprettet timestamptz not null
);

create table journalperiode (
    id    uuid primary key,
    navn  text not null,
    fra   date not null,
    til   date
);

-- Dated files that explain the deliveries, and the plan from subject to FORM.
create table afleveringsbilag (
    id         uuid primary key,
    art        text not null,
    titel      text not null,
    dato       date not null,
    forfatter  text,
    filnavn    text not null,
    sha256     text not null,
    stoerrelse bigint not null,
    tilfoejet_af uuid not null,
    tilfoejet  timestamptz not null,
    udgaaet    timestamptz
);
create index afleveringsbilag_indhold on afleveringsbilag (sha256);
