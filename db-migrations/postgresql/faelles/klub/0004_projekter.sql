-- Joint projects: accession before building, a ceiling that binds, deliveries in the open, and what the club paid in advance.
create table klub_projekt (
    id uuid primary key,
    nr integer not null,
    navn text not null,
    beskrivelse text not null,
    stand text not null,
    enhed text not null,
    loft_oere bigint not null,
    graense_procent integer not null,
    tilbagebetalingsaar integer not null,
    drift_fra integer,
    frist date not null,
    leverandoer text not null,
    kontrakt text not null,
    pilot text,
    version bigint not null
);
create unique index klub_projekt_nr on klub_projekt (nr);

create table klub_projekttilslutning (
    projekt_id uuid not null references klub_projekt (id),
    medlem_id uuid not null references klub_medlem (id),
    stand text not null,
    dato date,
    enheder bigint not null,
    primary key (projekt_id, medlem_id)
);

create table klub_projektspoergsmaal (
    projekt_id uuid not null references klub_projekt (id),
    nr integer not null,
    medlem text not null,
    spoergsmaal text not null,
    svar text,
    stillet date not null,
    primary key (projekt_id, nr)
);

create table klub_projektleverance (
    projekt_id uuid not null references klub_projekt (id),
    nr integer not null,
    navn text not null,
    aftalt date not null,
    leveret date,
    kompensation_oere bigint not null,
    primary key (projekt_id, nr)
);

create table klub_projektudlaeg (
    projekt_id uuid not null references klub_projekt (id),
    nr integer not null,
    dato date not null,
    tekst text not null,
    oere bigint not null,
    primary key (projekt_id, nr)
);
