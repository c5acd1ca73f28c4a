create table sagsstatus (
    nr                integer primary key,
    id                blob    not null unique,
    navn              text    not null,
    orden             integer not null,
    tilstand          text    not null,
    kraever_kommentar integer not null,
    aktiv             integer not null
);

create table sagsskabelon (
    nr            integer primary key,
    id            blob    not null unique,
    noegle        text    not null unique,
    navn          text    not null,
    beskrivelse   text,
    aktiv         integer not null,
    standardtitel text,
    emner         text    not null,
    facetter      text    not null,
    status_id     blob references sagsstatus (id),
    enhed_id      blob,
    foelsomhed    text    not null,
    adgang        text    not null,
    parter        text    not null,
    delforloeb    text    not null,
    erindringer   text    not null
);

create table sag (
    nr                integer primary key,
    id                blob    not null unique,
    sagsnummer        text    not null unique,
    emne              text    not null,
    facet             text    not null,
    titel             text    not null,
    offentlig_titel   text,
    beskrivelse       text,
    skabelon_id       blob references sagsskabelon (id),
    status_id         blob    not null references sagsstatus (id),
    tilstand          text    not null,
    behandler_id      blob,
    enhed_id          blob    not null,
    foelsomhed        text    not null,
    har_papir         integer not null,
    er_samlesag       integer not null,
    er_beskyttet      integer not null,
    adgangsliste_nr   integer not null references adgangsliste (nr),
    oversag_id        blob references sag (id),
    sammenlagt_med_id blob references sag (id),
    oprettet_af       blob    not null,
    oprettet          integer not null,
    senest_aendret    integer not null,
    afsluttet         integer,
    sidste_aktnr      integer not null,
    soegetekst        text    not null,
    titelorden        text    not null,
    version           integer not null
);
create index sag_behandler on sag (behandler_id, tilstand, senest_aendret);
create index sag_enhed on sag (enhed_id, tilstand, senest_aendret);
create index sag_emne on sag (emne, facet, tilstand);
create index sag_aendret on sag (senest_aendret, nr);
create index sag_titel on sag (titelorden, nr);
create index sag_oprettet on sag (oprettet, nr);
create index sag_liste on sag (adgangsliste_nr, senest_aendret);
create index sag_oversag on sag (oversag_id) where oversag_id is not null;

-- Every number that leads to a case: its own and those it had before.
create table sag_nummer (
    sagsnummer text primary key,
    sag_id     blob    not null references sag (id),
    fra        integer not null
) without rowid;
create index sag_nummer_sag on sag_nummer (sag_id);

create table sag_maerke (
    sag_id blob not null references sag (id),
    maerke text not null,
    primary key (sag_id, maerke)
) without rowid;
create index sag_maerke_maerke on sag_maerke (maerke);

create table sag_relation (
    fra_sag_id blob    not null references sag (id),
    til_sag_id blob    not null references sag (id),
    tid        integer not null,
    primary key (fra_sag_id, til_sag_id)
) without rowid;
create index sag_relation_til on sag_relation (til_sag_id);

create table delforloeb (
    nr     integer primary key,
    id     blob    not null unique,
    sag_id blob    not null references sag (id),
    nummer integer not null,
    titel  text    not null,
    unique (sag_id, nummer)
);

create table afgoerelse (
    id             blob primary key,
    sag_id         blob    not null references sag (id),
    dato           text    not null,
    art            text    not null,
    frist          text,
    notat          text,
    registreret_af blob    not null,
    registreret    integer not null
) without rowid;
create index afgoerelse_sag on afgoerelse (sag_id);

create table beslutning (
    id             blob primary key,
    sag_id         blob    not null references sag (id),
    dato           text    not null,
    udvalg         text    not null,
    art            text    not null,
    frist          text,
    notat          text,
    registreret_af blob    not null,
    registreret    integer not null
) without rowid;
create index beslutning_sag on beslutning (sag_id);
