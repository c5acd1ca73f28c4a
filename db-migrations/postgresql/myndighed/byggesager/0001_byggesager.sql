-- Building cases: what applicants are asked for, applications from Byg og Miljø and what goes back, days of decision, fees.
create table byggesag_mangel (
    id          uuid    primary key,
    sag_id      uuid    not null references sag (id),
    nr          integer not null,
    tekst       text    not null,
    stillet     date    not null,
    dokument_id uuid    not null,
    tilstand    text    not null,
    klaret      date,
    klaret_af   uuid
);
create unique index byggesag_mangel_sag on byggesag_mangel (sag_id, nr);

create table byggesag_stand (
    sag_id       uuid primary key references sag (id),
    fuldt_oplyst date,
    afgjort      date
);
create index byggesag_stand_afgjort on byggesag_stand (afgjort, sag_id) where afgjort is not null;

create table byggesag_ansoegning (
    id             uuid primary key,
    ansoegning_id  text,
    kanal          text not null,
    sha256         text not null,
    titel          text not null,
    adresse        text,
    grunde         text not null,
    modtaget       timestamptz not null,
    tilstand       text not null,
    sag_id         uuid references sag (id),
    behandlet      timestamptz,
    behandlet_af   uuid,
    afvisning      text
);
create unique index byggesag_ansoegning_nummer on byggesag_ansoegning (ansoegning_id) where ansoegning_id is not null;
create unique index byggesag_ansoegning_ulaeselig on byggesag_ansoegning (sha256) where ansoegning_id is null;
create index byggesag_ansoegning_tilstand on byggesag_ansoegning (tilstand, id);
create index byggesag_ansoegning_sag on byggesag_ansoegning (sag_id) where sag_id is not null;

create table byggesag_besked (
    nr            bigint  primary key,
    sag_id        uuid not null references sag (id),
    ansoegning_id text not null,
    slags         text not null,
    trin          text not null,
    titel         text not null,
    dokument_id   uuid,
    tid           timestamptz not null,
    leveret       timestamptz
);
create index byggesag_besked_sag on byggesag_besked (sag_id, nr);
create index byggesag_besked_venter on byggesag_besked (nr) where leveret is null;

create table byggesag_takst (
    id          uuid primary key,
    navn        text not null,
    art         text not null,
    oere        bigint  not null,
    gaelder_fra date not null,
    er_ophoert  boolean not null
);
create unique index byggesag_takst_navn on byggesag_takst (navn, gaelder_fra);

create table byggesag_gebyr (
    id            uuid primary key,
    sag_id        uuid not null references sag (id),
    takst_id      uuid not null references byggesag_takst (id),
    navn          text not null,
    dag           date not null,
    minutter      integer,
    oere          bigint  not null,
    tekst         text,
    bruger_id     uuid not null,
    registreret   timestamptz not null,
    annulleret    timestamptz,
    annulleret_af uuid
);
create index byggesag_gebyr_sag on byggesag_gebyr (sag_id, id);
create index byggesag_gebyr_dag on byggesag_gebyr (dag, id);
