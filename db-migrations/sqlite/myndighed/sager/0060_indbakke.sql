-- Where post is fetched from, and how that goes.
create table postkasse (
    nr       integer primary key,
    id       blob    not null unique,
    navn     text    not null,
    art      text    not null,
    sti      text    not null unique,
    enhed_id blob    not null,
    aktiv    integer not null,
    oprettet integer not null,
    version  integer not null
);

create table postkassestand (
    postkasse_id    blob primary key references postkasse (id),
    senest_hentet   integer,
    senest_modtaget integer,
    fejl            text,
    ulaeselige      text not null
) without rowid;

create table indbakkeopsaetning (
    id              integer primary key,
    opbevaringsdage integer not null
);

-- Post that is not on a case yet; its row stays when it is.
create table indbakkepost (
    nr              integer primary key,
    id              blob    not null unique,
    kanal           text    not null,
    postkasse_id    blob references postkasse (id),
    noegle          text    not null,
    modtaget        integer not null,
    sendt           integer,
    afsender_navn   text,
    afsender_email  text,
    emne            text    not null,
    uddrag          text,
    besked_id       text,
    traad           text    not null,
    spor            text    not null,
    sha256          text    not null,
    stoerrelse      integer not null,
    tilstand        text    not null,
    kontrol         text    not null,
    virus           text,
    kontrolleret    integer,
    enhed_id        blob    not null,
    adgangsliste_nr integer not null references adgangsliste (nr),
    bruger_id       blob,
    fra_enhed_id    blob,
    fra_bruger_id   blob,
    fordelt_af      blob,
    fordelt         integer,
    note            text,
    afgjort_af      blob,
    afgjort         integer,
    dokument_id     blob references dokument (id),
    sag_id          blob references sag (id),
    frigivet        integer,
    soegetekst      text    not null,
    version         integer not null
);
create unique index indbakkepost_noegle on indbakkepost (postkasse_id, noegle) where postkasse_id is not null;
create index indbakkepost_indbakke on indbakkepost (adgangsliste_nr, modtaget);
create index indbakkepost_bruger on indbakkepost (bruger_id, modtaget) where bruger_id is not null;
create index indbakkepost_kontrol on indbakkepost (kontrol, nr) where frigivet is null;
create index indbakkepost_afgjort on indbakkepost (afgjort) where afgjort is not null and frigivet is null;
create index indbakkepost_besked on indbakkepost (besked_id) where besked_id is not null;
create index indbakkepost_fordelt_af on indbakkepost (fordelt_af, fordelt) where fordelt_af is not null;
create index indbakkepost_dokument on indbakkepost (dokument_id) where dokument_id is not null;

create table indbakkefil (
    nr          integer primary key,
    id          blob    not null unique,
    post_id     blob    not null references indbakkepost (id),
    nummer      integer not null,
    foraelder   integer,
    filnavn     text    not null,
    sha256      text    not null,
    stoerrelse  integer not null,
    mimetype    text    not null,
    bemaerkning text,
    er_omsat    integer not null,
    unique (post_id, nummer)
);

create index indbakkefil_indhold on indbakkefil (sha256);

-- Message-IDs of mails that are documents: answers to them are recognised.
create table dokumentmail (
    dokument_id blob primary key references dokument (id),
    besked_id   text not null
) without rowid;
create index dokumentmail_besked on dokumentmail (besked_id);
create index korrespondent_email on korrespondent (email) where email is not null;
create index part_email on part (email) where email is not null;
