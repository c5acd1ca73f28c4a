create table klub_maaltal (
    noegle text not null,
    version integer not null check (version > 0),
    omraade text not null,
    navn text not null,
    enhed text not null,
    beregning text not null,
    forklaring text not null,
    hoejt_er_godt integer null,
    primary key (noegle, version)
);

create table klub_maaling (
    medlem_id blob not null references klub_medlem (id),
    noegle text not null,
    version integer not null,
    kvartal integer not null check (kvartal between 20001 and 21004),
    tiendedele integer null,
    skjult text null,
    primary key (medlem_id, noegle, version, kvartal),
    foreign key (noegle, version) references klub_maaltal (noegle, version),
    check ((tiendedele is null) <> (skjult is null))
);

create index ix_klub_maaling_kvartal on klub_maaling (kvartal);

create table klub_maaleperiode (
    medlem_id blob not null references klub_medlem (id),
    kvartal integer not null,
    opgjort integer null,
    bestilt_igen integer null,
    primary key (medlem_id, kvartal)
);
