-- Approvals of documents and steps: chains, requests, and who signed what.
create table godkendelseskaede (
    id      blob primary key,
    noegle  text    not null unique,
    navn    text    not null,
    led     text    not null,
    aktiv   integer not null,
    version integer not null
) without rowid;

create table godkendelse (
    id          blob primary key,
    sag_id      blob    not null references sag (id),
    dokument_id blob    references dokument (id),
    emne        text    not null,
    trin_id     blob,
    titel       text    not null,
    besked      text,
    anmodet_af  blob    not null,
    anmodet_for blob,
    anmodet     integer not null,
    filversion  integer,
    sha256      text    not null,
    udfald      text    not null,
    afsluttet   integer,
    brugt       integer,
    version     integer not null
) without rowid;
create index godkendelse_sag on godkendelse (sag_id);
create index godkendelse_dokument on godkendelse (dokument_id) where dokument_id is not null;
create index godkendelse_aaben on godkendelse (anmodet) where udfald = 'Aaben';

create table godkendelsesled (
    id                  blob primary key,
    godkendelse_id      blob    not null references godkendelse (id),
    orden               integer not null,
    art                 text    not null,
    reference           text    not null,
    kraever_underskrift integer not null,
    udfald              text    not null,
    af                  blob,
    paa_vegne_af        blob,
    tid                 integer,
    kommentar           text,
    sha256              text,
    bevis_sha256        text,
    bevis_navn          text,
    unique (godkendelse_id, orden)
) without rowid;

alter table dokument add column kaede_id blob references godkendelseskaede (id);
alter table dokument add column til_godkendelse integer not null default 0;
alter table dokument add column godkendt_filversion integer;
alter table dokumentskabelon add column kaede_id blob references godkendelseskaede (id);
alter table sagsstatus add column kaede_id blob references godkendelseskaede (id);
alter table afgoerelsestype add column kaede_id blob references godkendelseskaede (id);
