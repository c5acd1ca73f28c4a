create table part (
    nr            integer primary key,
    id            blob    not null unique,
    art           text    not null,
    cpr           text    unique,
    cvr           text    unique,
    navn          text    not null,
    adresse       text,
    postnummer    text,
    by            text,
    email         text,
    telefon       text,
    er_beskyttet  integer not null,
    beskyttet_til text,
    soegetekst    text    not null,
    oprettet      integer not null,
    version       integer not null
);

-- The party on the case, with its data as they were then.
create table sagspart (
    id                   blob primary key,
    sag_id               blob    not null references sag (id),
    part_id              blob    not null references part (id),
    rolle                text    not null,
    er_primaer           integer not null,
    navn                 text    not null,
    adresse              text,
    postnummer           text,
    by                   text,
    email                text,
    telefon              text,
    repraesenterer_id    blob references sagspart (id),
    fuldmagt_dokument_id blob references dokument (id),
    tilfoejet            integer not null,
    fratraadt            integer
) without rowid;
create index sagspart_sag on sagspart (sag_id);
create index sagspart_part on sagspart (part_id, sag_id);
create unique index sagspart_en_primaer on sagspart (sag_id) where er_primaer = 1 and fratraadt is null;

create table journalnotat (
    nr               integer primary key,
    id               blob    not null unique,
    sag_id           blob    not null references sag (id),
    delforloeb_id    blob references delforloeb (id),
    overskrift       text    not null,
    tekst            text    not null,
    kontakttidspunkt integer not null,
    kilde            text    not null,
    sagspart_id      blob references sagspart (id),
    forfatter_id     blob    not null,
    oprettet         integer not null,
    endelig          integer,
    version          integer not null
);
create index journalnotat_sag on journalnotat (sag_id, kontakttidspunkt);

create table erindringstype (
    nr            integer primary key,
    id            blob    not null unique,
    noegle        text    not null unique,
    navn          text    not null,
    fristdage     integer not null,
    synligdage    integer not null,
    i_arbejdsdage integer not null,
    aktiv         integer not null
);

create table erindring (
    nr           integer primary key,
    id           blob    not null unique,
    sag_id       blob    not null references sag (id),
    type_id      blob    not null references erindringstype (id),
    titel        text    not null,
    beskrivelse  text,
    synlig_fra   text    not null,
    frist        text    not null,
    ansvarlig_id blob    not null,
    foelger_sagen integer not null,
    oprettet_af  blob    not null,
    oprettet     integer not null,
    afsluttet    integer,
    afsluttet_af blob,
    version      integer not null
);
create index erindring_sag on erindring (sag_id) ;
create index erindring_ansvarlig on erindring (ansvarlig_id, frist) where afsluttet is null;
