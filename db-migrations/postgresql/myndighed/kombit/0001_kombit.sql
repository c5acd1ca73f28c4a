-- Delivery to the Sags- og Dokumentindeks (SF1470). One row.
create table indeksstand (
    id             integer primary key check (id = 1),
    aktiv          boolean not null,
    efter          bigint  not null,
    fejler_siden   timestamptz,
    naeste_forsoeg timestamptz,
    fejl           text,
    senest_sendt   timestamptz,
    holdes_af      uuid,
    holdes_til     timestamptz
);
-- What the index was told of each case and document. Nothing of what they say, so a row outlives its case until the index has removed it.
create table indeksobjekt (
    id            uuid    not null primary key,
    art           text    not null,
    nr            integer not null,
    venter        boolean not null,
    aendring      bigint  not null,
    hash          text,
    dokumentpraeg text,
    relationer    text,
    sendt         timestamptz,
    fejl          text
);
create index ix_indeksobjekt_venter on indeksobjekt (art, id) where venter;
create index ix_indeksobjekt_fejl on indeksobjekt (id) where fejl is not null;
