-- When rights are reviewed and how much of the log is sampled: one row, or none while the defaults hold.
create table ledelsesindstilling (
    nr             integer primary key,
    foerste_maaned integer not null,
    foerste_dag    integer not null,
    anden_maaned   integer not null,
    anden_dag      integer not null,
    frist_dage     integer not null,
    logstikproeve  integer not null,
    version        integer not null
);

create table gennemgangsrunde (
    nr        integer primary key,
    id        blob not null unique,
    termin    text not null unique,
    begyndt   integer not null,
    frist     text not null,
    afsluttet integer,
    version   integer not null
);

create table gennemgangspost (
    nr             integer primary key,
    id             blob not null unique,
    runde_id       blob not null references gennemgangsrunde (id),
    bruger_id      blob not null references bruger (id),
    leder_enhed_id blob references enhed (id),
    art            text not null,
    reference      text not null,
    navn           text not null,
    afgoerelse     text,
    afgjort_af     blob,
    afgjort        integer,
    note           text
);
create index gennemgangspost_runde on gennemgangspost (runde_id, leder_enhed_id);
create index gennemgangspost_bruger on gennemgangspost (bruger_id);

create table logstikproeve (
    nr      integer primary key,
    id      blob not null unique,
    maaned  text not null unique,
    froe    integer not null,
    omfang  integer not null,
    udtaget integer not null
);

-- The line as it was when it was drawn: the log itself may be cleared before the control is over.
create table loglinjekontrol (
    nr               integer primary key,
    id               blob not null unique,
    stikproeve_id    blob not null references logstikproeve (id),
    stratum          text not null,
    tid              integer not null,
    bruger_id        blob not null,
    paa_vegne_af     blob,
    hvad             text not null,
    sag_id           blob,
    sagsnummer       text,
    begrundelse      text,
    fund             text,
    tekst            text,
    opfoelgning      text,
    afgjort_af       blob,
    afgjort          integer,
    spoergsmaal      text,
    spurgt           integer,
    forklaringsfrist text,
    forklaring       text,
    forklaret        integer,
    version          integer not null
);
create index loglinjekontrol_stikproeve on loglinjekontrol (stikproeve_id);
create index loglinjekontrol_bruger on loglinjekontrol (bruger_id) where spurgt is not null;
