-- Ballots. Papers and receipts of secret ballots have no row numbers: they lie by their random keys, so that the order in which they came is not kept.
create table klub_afstemning (
    id blob not null primary key,
    aar integer not null,
    nr integer not null,
    titel text not null,
    beskrivelse text not null,
    emne text not null,
    form text not null,
    vaegt text not null,
    hemmelig integer not null,
    flertal text not null,
    kvorum_medlemmer integer not null,
    kvorum_indbyggere integer not null,
    lighed text not null,
    fuldmagter integer not null,
    pladser integer not null check (pladser > 0),
    point integer not null,
    stand text not null,
    lukker integer not null,
    aabnet integer null,
    opgjort integer null,
    rod text null,
    protokol text null,
    udfald text null,
    grund text null,
    oprettet_af blob not null,
    oprettet integer not null,
    version integer not null,
    unique (aar, nr)
);

create index ix_klub_afstemning_lukker on klub_afstemning (lukker) where stand = 'Aaben';

create table klub_afstemningsmulighed (
    afstemning_id blob not null references klub_afstemning (id),
    noegle text not null,
    titel text not null,
    beskrivelse text null,
    oenske_id blob null,
    raekke integer not null,
    primary key (afstemning_id, noegle)
);

create table klub_stemmeberettiget (
    afstemning_id blob not null references klub_afstemning (id),
    medlem_id blob not null,
    navn text not null,
    folketal integer not null check (folketal >= 0),
    stemte integer not null,
    tid integer null,
    ved_medlem_id blob null,
    primary key (afstemning_id, medlem_id)
);

create table klub_fuldmagt (
    afstemning_id blob not null references klub_afstemning (id),
    fra_medlem_id blob not null,
    til_medlem_id blob not null,
    givet integer not null,
    givet_af blob not null,
    primary key (afstemning_id, fra_medlem_id),
    check (fra_medlem_id <> til_medlem_id)
);

create table klub_stemmeseddel (
    noegle text not null primary key,
    afstemning_id blob not null references klub_afstemning (id),
    sporing text null,
    medlem_id blob null,
    indhold text not null,
    maerke text null
) without rowid;

create unique index ux_klub_stemmeseddel_sporing on klub_stemmeseddel (afstemning_id, sporing) where sporing is not null;
create unique index ux_klub_stemmeseddel_medlem on klub_stemmeseddel (afstemning_id, medlem_id) where medlem_id is not null;

create table klub_stemmekvittering (
    afstemning_id blob not null references klub_afstemning (id),
    maerke text not null,
    primary key (afstemning_id, maerke)
) without rowid;

create table klub_tillidspost (
    id blob not null primary key,
    organ text not null,
    navn text not null,
    afstemning_id blob not null references klub_afstemning (id),
    fra integer not null,
    til integer null
);
