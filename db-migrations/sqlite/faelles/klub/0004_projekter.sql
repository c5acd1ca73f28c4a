-- Joint projects: accession before building, a ceiling that binds, deliveries in the open, and what the club paid in advance.
create table klub_projekt (
    id blob primary key,
    nr integer not null,
    navn text not null,
    beskrivelse text not null,
    stand text not null,
    enhed text not null,
    loft_oere integer not null,
    graense_procent integer not null,
    tilbagebetalingsaar integer not null,
    drift_fra integer,
    frist text not null,
    leverandoer text not null,
    kontrakt text not null,
    pilot text,
    version integer not null
) without rowid;
create unique index klub_projekt_nr on klub_projekt (nr);

create table klub_projekttilslutning (
    projekt_id blob not null references klub_projekt (id),
    medlem_id blob not null references klub_medlem (id),
    stand text not null,
    dato text,
    enheder integer not null,
    primary key (projekt_id, medlem_id)
) without rowid;

create table klub_projektspoergsmaal (
    projekt_id blob not null references klub_projekt (id),
    nr integer not null,
    medlem text not null,
    spoergsmaal text not null,
    svar text,
    stillet text not null,
    primary key (projekt_id, nr)
) without rowid;

create table klub_projektleverance (
    projekt_id blob not null references klub_projekt (id),
    nr integer not null,
    navn text not null,
    aftalt text not null,
    leveret text,
    kompensation_oere integer not null,
    primary key (projekt_id, nr)
) without rowid;

create table klub_projektudlaeg (
    projekt_id blob not null references klub_projekt (id),
    nr integer not null,
    dato text not null,
    tekst text not null,
    oere integer not null,
    primary key (projekt_id, nr)
) without rowid;
