create table enhed (
    nr           integer primary key,
    id           blob    not null unique,
    navn         text    not null,
    foraelder_id blob references enhed (id),
    aktiv        integer not null,
    version      integer not null
);

create table bruger (
    nr                  integer primary key,
    id                  blob    not null unique,
    brugernavn          text    not null unique,
    navn                text    not null,
    email               text,
    titel               text,
    enhed_id            blob    not null references enhed (id),
    roller              integer not null,
    aktiv               integer not null,
    kodeord_hash        text,
    skal_skifte_kodeord integer not null,
    fejl_forsoeg        integer not null,
    laast_til           integer,
    spaerret_til        integer,
    sikkerhedsnummer    integer not null,
    genveje_fra         integer not null,
    udsteder            text,
    subjekt             text,
    version             integer not null,
    unique (udsteder, subjekt)
);
create index bruger_enhed on bruger (enhed_id);

create table gruppe (
    id      blob primary key,
    navn    text    not null unique,
    aktiv   integer not null,
    version integer not null
) without rowid;

create table gruppe_medlem (
    gruppe_id blob not null references gruppe (id),
    bruger_id blob not null references bruger (id),
    primary key (gruppe_id, bruger_id)
) without rowid;
create index gruppe_medlem_bruger on gruppe_medlem (bruger_id);

create table klient (
    id                 blob primary key,
    klient_id          text    not null unique,
    navn               text    not null,
    hemmelighed_sha256 text    not null,
    bruger_id          blob references bruger (id),
    aktiv              integer not null,
    version            integer not null
) without rowid;

-- Interned: equal sets of those who may see are one row. Cases and documents point here.
create table adgangsliste (
    nr     integer primary key,
    noegle text    not null unique
);

create table adgangsliste_post (
    liste_nr  integer not null references adgangsliste (nr),
    art       text    not null,
    reference text    not null,
    primary key (art, reference, liste_nr)
) without rowid;
create index adgangsliste_post_liste on adgangsliste_post (liste_nr);

-- The glass that was broken: who sees which case until when, and why.
create table noedadgang (
    id          blob primary key,
    bruger_id   blob    not null references bruger (id),
    sag_id      blob    not null,
    begrundelse text    not null,
    tid         integer not null,
    udloeber    integer not null
) without rowid;
create index noedadgang_bruger on noedadgang (bruger_id, udloeber);
