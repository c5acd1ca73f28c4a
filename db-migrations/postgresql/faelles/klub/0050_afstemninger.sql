-- Ballots. Papers and receipts of secret ballots have random keys, and are written anew in the order of the keys when the ballot is counted.
create table klub_afstemning (
    id uuid not null primary key,
    aar integer not null,
    nr integer not null,
    titel text not null,
    beskrivelse text not null,
    emne text not null,
    form text not null,
    vaegt text not null,
    hemmelig boolean not null,
    flertal text not null,
    kvorum_medlemmer integer not null,
    kvorum_indbyggere integer not null,
    lighed text not null,
    fuldmagter integer not null,
    pladser integer not null check (pladser > 0),
    point integer not null,
    stand text not null,
    lukker timestamptz not null,
    aabnet timestamptz null,
    opgjort timestamptz null,
    rod text null,
    protokol text null,
    udfald text null,
    grund text null,
    oprettet_af uuid not null,
    oprettet timestamptz not null,
    version integer not null,
    unique (aar, nr)
);

create index ix_klub_afstemning_lukker on klub_afstemning (lukker) where stand = 'Aaben';

create table klub_afstemningsmulighed (
    afstemning_id uuid not null references klub_afstemning (id),
    noegle text not null,
    titel text not null,
    beskrivelse text null,
    oenske_id uuid null,
    raekke integer not null,
    primary key (afstemning_id, noegle)
);

create table klub_stemmeberettiget (
    afstemning_id uuid not null references klub_afstemning (id),
    medlem_id uuid not null,
    navn text not null,
    folketal bigint not null check (folketal >= 0),
    stemte boolean not null,
    tid timestamptz null,
    ved_medlem_id uuid null,
    primary key (afstemning_id, medlem_id)
);

create table klub_fuldmagt (
    afstemning_id uuid not null references klub_afstemning (id),
    fra_medlem_id uuid not null,
    til_medlem_id uuid not null,
    givet timestamptz not null,
    givet_af uuid not null,
    primary key (afstemning_id, fra_medlem_id),
    check (fra_medlem_id <> til_medlem_id)
);

create table klub_stemmeseddel (
    noegle text not null primary key,
    afstemning_id uuid not null references klub_afstemning (id),
    sporing text null,
    medlem_id uuid null,
    indhold text not null,
    maerke text null
);

create unique index ux_klub_stemmeseddel_sporing on klub_stemmeseddel (afstemning_id, sporing) where sporing is not null;
create unique index ux_klub_stemmeseddel_medlem on klub_stemmeseddel (afstemning_id, medlem_id) where medlem_id is not null;

create table klub_stemmekvittering (
    afstemning_id uuid not null references klub_afstemning (id),
    maerke text not null,
    primary key (afstemning_id, maerke)
);

create table klub_tillidspost (
    id uuid not null primary key,
    organ text not null,
    navn text not null,
    afstemning_id uuid not null references klub_afstemning (id),
    fra timestamptz not null,
    til timestamptz null
);
