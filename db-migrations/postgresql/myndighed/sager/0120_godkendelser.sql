-- Approvals of documents and steps: chains, requests, and who signed what.
create table godkendelseskaede (
    id      uuid primary key,
    noegle  text    not null unique,
    navn    text    not null,
    led     text    not null,
    aktiv   boolean not null,
    version bigint not null
);

create table godkendelse (
    id          uuid primary key,
    sag_id      uuid    not null references sag (id),
    dokument_id uuid    references dokument (id),
    emne        text    not null,
    trin_id     uuid,
    titel       text    not null,
    besked      text,
    anmodet_af  uuid    not null,
    anmodet_for uuid,
    anmodet     timestamptz not null,
    filversion  integer,
    sha256      text    not null,
    udfald      text    not null,
    afsluttet   timestamptz,
    brugt       timestamptz,
    version     bigint not null
);
create index godkendelse_sag on godkendelse (sag_id);
create index godkendelse_dokument on godkendelse (dokument_id) where dokument_id is not null;
create index godkendelse_aaben on godkendelse (anmodet) where udfald = 'Aaben';

create table godkendelsesled (
    id                  uuid primary key,
    godkendelse_id      uuid    not null references godkendelse (id),
    orden               integer not null,
    art                 text    not null,
    reference           text    not null,
    kraever_underskrift boolean not null,
    udfald              text    not null,
    af                  uuid,
    paa_vegne_af        uuid,
    tid                 timestamptz,
    kommentar           text,
    sha256              text,
    bevis_sha256        text,
    bevis_navn          text,
    unique (godkendelse_id, orden)
);

alter table dokument add column kaede_id uuid references godkendelseskaede (id);
alter table dokument add column til_godkendelse boolean not null default false;
alter table dokument add column godkendt_filversion integer;
alter table dokumentskabelon add column kaede_id uuid references godkendelseskaede (id);
alter table sagsstatus add column kaede_id uuid references godkendelseskaede (id);
alter table afgoerelsestype add column kaede_id uuid references godkendelseskaede (id);
