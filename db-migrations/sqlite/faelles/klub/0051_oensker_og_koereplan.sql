-- Wishes, the road map, the library and the general assembly.
create table klub_oenske (
    id blob not null primary key,
    nr integer not null unique,
    titel text not null,
    problem text not null,
    hvem_hjaelpes text not null,
    modul text not null,
    stand text not null,
    grund text null,
    medlem_id blob not null,
    medlem text not null,
    oprettet_af blob not null,
    oprettet_af_navn text not null,
    oprettet integer not null,
    samlet_i_id blob null references klub_oenske (id),
    initiativ_id blob null,
    version integer not null
);

create table klub_oenskeskridt (
    oenske_id blob not null references klub_oenske (id),
    nr integer not null,
    stand text not null,
    grund text not null,
    navn text not null,
    tid integer not null,
    primary key (oenske_id, nr)
);

create table klub_oenskekommentar (
    id blob not null primary key,
    oenske_id blob not null references klub_oenske (id),
    tekst text not null,
    navn text not null,
    medlem text not null,
    tid integer not null
);

create index ix_klub_oenskekommentar_oenske on klub_oenskekommentar (oenske_id);

create table klub_oenskefoelger (
    oenske_id blob not null references klub_oenske (id),
    medlem_id blob not null,
    bruger_id blob not null,
    primary key (oenske_id, medlem_id, bruger_id)
);

create table klub_oenskebilag (
    id blob not null primary key,
    oenske_id blob not null references klub_oenske (id),
    navn text not null,
    sha256 text not null,
    laengde integer not null,
    lagt integer not null
);

create index ix_klub_oenskebilag_oenske on klub_oenskebilag (oenske_id);

create table klub_oenskevurdering (
    oenske_id blob not null references klub_oenske (id),
    gruppe text not null,
    timer integer not null check (timer >= 0),
    vaerdi integer not null check (vaerdi between 1 and 5),
    begrundelse text not null,
    navn text not null,
    tid integer not null,
    primary key (oenske_id, gruppe)
);

create table klub_initiativ (
    id blob not null primary key,
    nr integer not null unique,
    titel text not null,
    beskrivelse text not null,
    modul text not null,
    ejer text not null,
    stand text not null,
    fase text not null,
    farve text null,
    grund text null,
    naeste text null,
    moedt_af text null,
    fra text not null,
    til text not null,
    budget_oere integer not null check (budget_oere >= 0),
    forbrug_oere integer not null check (forbrug_oere >= 0),
    oenske_id blob null references klub_oenske (id),
    oprettet integer not null,
    version integer not null,
    check (fra <= til)
);

create table klub_initiativrapport (
    initiativ_id blob not null references klub_initiativ (id),
    halvaar integer not null,
    stand text not null,
    fase text not null,
    farve text null,
    grund text null,
    naeste text null,
    navn text not null,
    tid integer not null,
    primary key (initiativ_id, halvaar)
);

create table klub_leverance (
    id blob not null primary key,
    initiativ_id blob not null references klub_initiativ (id),
    titel text not null,
    dato text not null,
    leveret text null,
    version integer not null
);

create index ix_klub_leverance_initiativ on klub_leverance (initiativ_id);

create table klub_lokalopgave (
    id blob not null primary key,
    leverance_id blob not null references klub_leverance (id),
    tekst text not null,
    frist text not null
);

create index ix_klub_lokalopgave_leverance on klub_lokalopgave (leverance_id);

create table klub_lokalopgaveklaret (
    opgave_id blob not null references klub_lokalopgave (id),
    medlem_id blob not null,
    tid integer not null,
    navn text not null,
    primary key (opgave_id, medlem_id)
);

create table klub_ibrugtagning (
    leverance_id blob not null references klub_leverance (id),
    medlem_id blob not null,
    medlem text not null,
    fra text null,
    brugere integer not null check (brugere >= 0),
    bemaerkning text null,
    tid integer not null,
    primary key (leverance_id, medlem_id)
);

create table klub_kalendernoegle (
    medlem_id blob not null primary key,
    hash text not null unique,
    lavet integer not null
);

create table klub_biblioteksting (
    id blob not null primary key,
    art text not null,
    titel text not null,
    tekst text not null,
    modul text not null,
    ejer_medlem_id blob not null,
    ejer text not null,
    gemt integer not null,
    version integer not null
);

create table klub_bibliotekskarakter (
    ting_id blob not null references klub_biblioteksting (id),
    medlem_id blob not null,
    stjerner integer not null check (stjerner between 1 and 5),
    primary key (ting_id, medlem_id)
);

create table klub_generalforsamling (
    id blob not null primary key,
    titel text not null,
    dato text not null,
    sted text not null,
    afholdt integer not null,
    version integer not null
);

create table klub_dagsordenspunkt (
    id blob not null primary key,
    generalforsamling_id blob not null references klub_generalforsamling (id),
    nr integer not null,
    titel text not null,
    forslag text null,
    stiller text null,
    afstemning_id blob null references klub_afstemning (id),
    beslutning text null,
    beslutningsnr integer null unique,
    unique (generalforsamling_id, nr)
);
