-- Hearings: what is put to whom, until when, and what they answered.
create table hoering (
    id           uuid primary key,
    sag_id       uuid    not null references sag (id),
    art          text    not null,
    emne         text    not null,
    oplysninger  text    not null,
    frist        date    not null,
    erindring_id uuid    not null,
    startet_af   uuid    not null,
    startet      timestamptz not null,
    afsluttet    timestamptz,
    afsluttet_af uuid,
    afbrudt      text,
    version      bigint  not null
);
create index hoering_sag on hoering (sag_id);

create table hoeringspart (
    id                 uuid primary key,
    hoering_id         uuid    not null references hoering (id),
    sagspart_id        uuid    not null references sagspart (id),
    frist              date    not null,
    brev_dokument_id   uuid    references dokument (id),
    svaret             date,
    svar_dokument_id   uuid    references dokument (id),
    svarnote           text,
    uden_bemaerkninger boolean not null,
    unique (hoering_id, sagspart_id)
);
create index hoeringspart_brev on hoeringspart (brev_dokument_id) where brev_dokument_id is not null;

create table hoeringsbilag (
    hoering_id  uuid not null references hoering (id),
    dokument_id uuid not null references dokument (id),
    primary key (hoering_id, dokument_id)
);

create table hoeringsundladelse (
    id          uuid primary key,
    sag_id      uuid    not null references sag (id),
    begrundelse text    not null,
    hjemmel     text    not null,
    af          uuid    not null,
    tid         timestamptz not null
);
create index hoeringsundladelse_sag on hoeringsundladelse (sag_id);

alter table sagsskabelon add column kraever_partshoering boolean not null default false;
