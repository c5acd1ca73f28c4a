-- Building cases: what applicants are asked for, applications from Byg og Miljø and what goes back, days of decision, fees.
create table byggesag_mangel (
    id          blob    primary key,
    sag_id      blob    not null references sag (id),
    nr          integer not null,
    tekst       text    not null,
    stillet     text    not null,
    dokument_id blob    not null,
    tilstand    text    not null,
    klaret      text,
    klaret_af   blob
) without rowid;
create unique index byggesag_mangel_sag on byggesag_mangel (sag_id, nr);

create table byggesag_stand (
    sag_id       blob primary key references sag (id),
    fuldt_oplyst text,
    afgjort      text
) without rowid;
create index byggesag_stand_afgjort on byggesag_stand (afgjort, sag_id) where afgjort is not null;

create table byggesag_ansoegning (
    id             blob primary key,
    ansoegning_id  text,
    kanal          text not null,
    sha256         text not null,
    titel          text not null,
    adresse        text,
    grunde         text not null,
    modtaget       integer not null,
    tilstand       text not null,
    sag_id         blob references sag (id),
    behandlet      integer,
    behandlet_af   blob,
    afvisning      text
) without rowid;
create unique index byggesag_ansoegning_nummer on byggesag_ansoegning (ansoegning_id) where ansoegning_id is not null;
create unique index byggesag_ansoegning_ulaeselig on byggesag_ansoegning (sha256) where ansoegning_id is null;
create index byggesag_ansoegning_tilstand on byggesag_ansoegning (tilstand, id);
create index byggesag_ansoegning_sag on byggesag_ansoegning (sag_id) where sag_id is not null;

create table byggesag_besked (
    nr            integer  primary key,
    sag_id        blob not null references sag (id),
    ansoegning_id text not null,
    slags         text not null,
    trin          text not null,
    titel         text not null,
    dokument_id   blob,
    tid           integer not null,
    leveret       integer
);
create index byggesag_besked_sag on byggesag_besked (sag_id, nr);
create index byggesag_besked_venter on byggesag_besked (nr) where leveret is null;

create table byggesag_takst (
    id          blob primary key,
    navn        text not null,
    art         text not null,
    oere        integer  not null,
    gaelder_fra text not null,
    er_ophoert  integer not null
) without rowid;
create unique index byggesag_takst_navn on byggesag_takst (navn, gaelder_fra);

create table byggesag_gebyr (
    id            blob primary key,
    sag_id        blob not null references sag (id),
    takst_id      blob not null references byggesag_takst (id),
    navn          text not null,
    dag           text not null,
    minutter      integer,
    oere          integer  not null,
    tekst         text,
    bruger_id     blob not null,
    registreret   integer not null,
    annulleret    integer,
    annulleret_af blob
) without rowid;
create index byggesag_gebyr_sag on byggesag_gebyr (sag_id, id);
create index byggesag_gebyr_dag on byggesag_gebyr (dag, id);
