-- Editing in place: who has a draft checked out, under which address, and what became of it.
create table redigering (
    id               blob primary key,
    dokument_id      blob    not null references dokument (id),
    bruger_id        blob    not null,
    sikkerhedsnummer integer not null,
    noegle_sha256    text    not null,
    noegle_lukket    text    not null,
    begyndt          integer not null,
    fra_filversion   integer not null,
    til_filversion   integer not null,
    afsluttet        integer,
    afsluttet_af     blob,
    grund            text,
    meddelt          integer
) without rowid;
create unique index redigering_noegle on redigering (noegle_sha256);
create unique index redigering_aaben on redigering (dokument_id) where afsluttet is null;
create index redigering_dokument on redigering (dokument_id);
create index redigering_bruger on redigering (bruger_id);
create index redigering_afsluttet on redigering (afsluttet) where afsluttet is not null;

-- A name in the folder that an editor sees: a lock on one of the document's files, or what the editor keeps beside them meanwhile.
create table redigeringsfil (
    id            blob primary key,
    redigering_id blob    not null references redigering (id),
    navn          text    not null,
    vaek          integer not null,
    sha256        text,
    stoerrelse    integer not null,
    laas          text,
    laas_ejer     text,
    laas_til      integer,
    aendret       integer not null
) without rowid;
create unique index redigeringsfil_navn on redigeringsfil (redigering_id, navn);
create index redigeringsfil_indhold on redigeringsfil (sha256) where sha256 is not null;
