-- Random samples of a unit's cases, for its leader.
create table sagsstikproeve (
    nr         integer primary key,
    id         blob not null unique,
    enhed_id   blob not null,
    fra        text not null,
    til        text not null,
    froe       integer not null,
    omfang     integer not null,
    udtaget_af blob not null,
    udtaget    integer not null
);
create index sagsstikproeve_enhed on sagsstikproeve (enhed_id, nr);

create table sagsproeve (
    nr                  integer primary key,
    id                  blob not null unique,
    stikproeve_id       blob not null references sagsstikproeve (id),
    sag_id              blob not null references sag (id),
    gamle_kladder       integer not null,
    sent_journaliserede integer not null,
    mangler_hoering     integer not null,
    overskredne_frister integer not null,
    uden_retsgrundlag   integer not null,
    fund                text,
    note                text,
    opfoelgning         text,
    afgjort_af          blob,
    afgjort             integer,
    version             integer not null
);
create index sagsproeve_stikproeve on sagsproeve (stikproeve_id);
create index sagsproeve_sag on sagsproeve (sag_id);
