-- Editing in place: who has a draft checked out, under which address, and what became of it.
create table redigering (
    id               uuid primary key,
    dokument_id      uuid    not null references dokument (id),
    bruger_id        uuid    not null,
    sikkerhedsnummer integer not null,
    noegle_sha256    text    not null,
    noegle_lukket    text    not null,
    begyndt          timestamptz not null,
    fra_filversion   integer not null,
    til_filversion   integer not null,
    afsluttet        timestamptz,
    afsluttet_af     uuid,
    grund            text,
    meddelt          timestamptz
);
create unique index redigering_noegle on redigering (noegle_sha256);
create unique index redigering_aaben on redigering (dokument_id) where afsluttet is null;
create index redigering_dokument on redigering (dokument_id);
create index redigering_bruger on redigering (bruger_id);
create index redigering_afsluttet on redigering (afsluttet) where afsluttet is not null;

-- A name in the folder that an editor sees: a lock on one of the document's files, or what the editor keeps beside them meanwhile.
create table redigeringsfil (
    id            uuid primary key,
    redigering_id uuid    not null references redigering (id),
    navn          text    not null,
    vaek          boolean not null,
    sha256        text,
    stoerrelse    bigint not null,
    laas          text,
    laas_ejer     text,
    laas_til      timestamptz,
    aendret       timestamptz not null
);
create unique index redigeringsfil_navn on redigeringsfil (redigering_id, navn);
create index redigeringsfil_indhold on redigeringsfil (sha256) where sha256 is not null;
