-- Hearings: what is put to whom, until when, and what they answered.
create table hoering (
    id           blob primary key,
    sag_id       blob    not null references sag (id),
    art          text    not null,
    emne         text    not null,
    oplysninger  text    not null,
    frist        text    not null,
    erindring_id blob    not null,
    startet_af   blob    not null,
    startet      integer not null,
    afsluttet    integer,
    afsluttet_af blob,
    afbrudt      text,
    version      integer not null
) without rowid;
create index hoering_sag on hoering (sag_id);

create table hoeringspart (
    id                 blob primary key,
    hoering_id         blob    not null references hoering (id),
    sagspart_id        blob    not null references sagspart (id),
    frist              text    not null,
    brev_dokument_id   blob    references dokument (id),
    svaret             text,
    svar_dokument_id   blob    references dokument (id),
    svarnote           text,
    uden_bemaerkninger integer not null,
    unique (hoering_id, sagspart_id)
) without rowid;
create index hoeringspart_brev on hoeringspart (brev_dokument_id) where brev_dokument_id is not null;

create table hoeringsbilag (
    hoering_id  blob not null references hoering (id),
    dokument_id blob not null references dokument (id),
    primary key (hoering_id, dokument_id)
) without rowid;

create table hoeringsundladelse (
    id          blob primary key,
    sag_id      blob    not null references sag (id),
    begrundelse text    not null,
    hjemmel     text    not null,
    af          blob    not null,
    tid         integer not null
) without rowid;
create index hoeringsundladelse_sag on hoeringsundladelse (sag_id);

alter table sagsskabelon add column kraever_partshoering integer not null default 0;
