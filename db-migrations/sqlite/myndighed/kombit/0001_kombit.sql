-- Delivery to the Sags- og Dokumentindeks (SF1470). One row.
create table indeksstand (
    id             integer primary key check (id = 1),
    aktiv          integer not null,
    efter          integer not null,
    fejler_siden   integer,
    naeste_forsoeg integer,
    fejl           text,
    senest_sendt   integer,
    holdes_af      blob,
    holdes_til     integer
);
-- What the index was told of each case and document. Nothing of what they say, so a row outlives its case until the index has removed it.
create table indeksobjekt (
    id           blob    primary key,
    art          text    not null,
    nr           integer not null,
    venter       integer not null,
    aendring     integer not null,
    hash         text,
    dokumentpraeg text,
    relationer   text,
    sendt        integer,
    fejl         text
) without rowid;
create index ix_indeksobjekt_venter on indeksobjekt (art, id) where venter = 1;
create index ix_indeksobjekt_fejl on indeksobjekt (id) where fejl is not null;
