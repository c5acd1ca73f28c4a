create table dokument (
    nr               integer primary key autoincrement, -- drafts are deleted, and a number is never given twice
    id               blob    not null unique,
    titel            text    not null,
    retning          text    not null,
    dokumenttype     text,
    dato             text    not null,
    tilstand         text    not null,
    foelsomhed       text    not null,
    adgangsliste_nr  integer references adgangsliste (nr),
    paa_postliste    integer not null,
    offentlig_titel  text,
    aktindsigt       text    not null,
    aktindsigt_note  text,
    foraelder_id     blob references dokument (id),
    retter_id        blob references dokument (id),
    filversion       integer not null,
    udtjekket_af     blob,
    udtjekket_til    integer,
    uden_betydning   text,
    oprettet_af      blob    not null,
    oprettet         integer not null,
    journaliseret    integer,
    journaliseret_af blob,
    soegetekst       text    not null,
    version          integer not null
);
create index dokument_journaliseret on dokument (journaliseret) where journaliseret is not null;
create index dokument_foraelder on dokument (foraelder_id) where foraelder_id is not null;
create index dokument_retter on dokument (retter_id) where retter_id is not null;
create index dokument_kladde on dokument (oprettet) where journaliseret is null;
create index dokument_dato on dokument (dato);

create table dokumentregistrering (
    nr             integer primary key autoincrement,
    id             blob    not null unique,
    dokument_id    blob    not null references dokument (id),
    sag_id         blob    not null references sag (id),
    aktnr          integer,
    bilagsnr       integer,
    delforloeb_id  blob references delforloeb (id),
    registreret_af blob    not null,
    registreret    integer not null,
    unique (dokument_id, sag_id)
);
create unique index dokumentregistrering_akt on dokumentregistrering (sag_id, aktnr, coalesce(bilagsnr, 0)) where aktnr is not null;
create index dokumentregistrering_sag on dokumentregistrering (sag_id);

create table fil (
    nr          integer primary key autoincrement,
    id          blob    not null unique,
    dokument_id blob    not null references dokument (id),
    filversion  integer not null,
    nummer      integer not null,
    filnavn     text    not null,
    sha256      text    not null,
    stoerrelse  integer not null,
    mimetype    text    not null,
    bemaerkning text,
    tilfoejet_af blob   not null,
    tilfoejet   integer not null,
    unique (dokument_id, filversion, nummer)
);
create index fil_indhold on fil (sha256);

create table korrespondent (
    id          blob primary key,
    dokument_id blob not null references dokument (id),
    art         text not null,
    navn        text not null,
    email       text,
    part_id     blob
) without rowid;
create index korrespondent_dokument on korrespondent (dokument_id);
