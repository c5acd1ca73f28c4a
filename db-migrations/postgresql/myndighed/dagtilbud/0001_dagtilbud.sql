-- Day-care places: institutions with groups and capacity, applications with wishes, offers and places, the local rules, what was proposed, breaches of the guarantee.
create table dagtilbud_institution (
    id uuid primary key,
    navn text not null,
    art text not null,
    adresse text not null,
    distrikt text not null,
    aabningstid text not null,
    aabner date not null,
    lukker date,
    version bigint not null
);
create unique index dagtilbud_institution_navn on dagtilbud_institution (navn);

create table dagtilbud_gruppe (
    id uuid primary key,
    institution_id uuid not null references dagtilbud_institution (id),
    navn text not null,
    fra_maaneder integer not null,
    til_maaneder integer not null
);
create unique index dagtilbud_gruppe_navn on dagtilbud_gruppe (institution_id, navn);

create table dagtilbud_kapacitet (
    gruppe_id uuid not null references dagtilbud_gruppe (id),
    fra date not null,
    antal integer not null,
    primary key (gruppe_id, fra)
);

create table dagtilbud_ansoegning (
    sag_id uuid primary key references sag (id),
    barn_part_id uuid not null,
    foedt date not null,
    modtaget date not null,
    oensket date not null,
    distrikt text,
    behov text,
    soeskende_id uuid references dagtilbud_institution (id),
    tvilling_noegle uuid,
    hver_for_sig boolean not null,
    stand text not null,
    anciennitet_fra date,
    garanti_slut date,
    meddelt_dato date,
    meddelt date,
    meddelt_dokument_id uuid,
    registreret_af uuid not null,
    version bigint not null
);
create unique index dagtilbud_ansoegning_barn on dagtilbud_ansoegning (barn_part_id) where stand <> 'Slut';
create index dagtilbud_ansoegning_stand on dagtilbud_ansoegning (stand, sag_id);
create index dagtilbud_ansoegning_tvilling on dagtilbud_ansoegning (tvilling_noegle) where tvilling_noegle is not null;
create index dagtilbud_ansoegning_soeskende on dagtilbud_ansoegning (soeskende_id) where soeskende_id is not null;

create table dagtilbud_oenske (
    sag_id uuid not null references dagtilbud_ansoegning (sag_id),
    nr integer not null,
    institution_id uuid not null references dagtilbud_institution (id),
    primary key (sag_id, nr)
);
create unique index dagtilbud_oenske_institution on dagtilbud_oenske (institution_id, sag_id);

create table dagtilbud_foraelder (
    sag_id uuid not null references dagtilbud_ansoegning (sag_id),
    part_id uuid not null,
    primary key (sag_id, part_id)
);
create index dagtilbud_foraelder_part on dagtilbud_foraelder (part_id, sag_id);

create table dagtilbud_plads (
    id uuid primary key,
    sag_id uuid not null references sag (id),
    gruppe_id uuid not null references dagtilbud_gruppe (id),
    fra date not null,
    vokser date not null,
    til date
);
create index dagtilbud_plads_gruppe on dagtilbud_plads (gruppe_id, fra);
create index dagtilbud_plads_sag on dagtilbud_plads (sag_id, fra);

create table dagtilbud_koersel (
    id uuid primary key,
    maaned date not null,
    lavet timestamptz not null,
    lavet_af uuid not null,
    regler text not null,
    boern integer not null,
    placerede integer not null
);

create table dagtilbud_tilbud (
    id uuid primary key,
    sag_id uuid not null references sag (id),
    gruppe_id uuid not null references dagtilbud_gruppe (id),
    fra date not null,
    vokser date not null,
    sendt date not null,
    frist date not null,
    tilstand text not null,
    dokument_id uuid,
    koersel_id uuid references dagtilbud_koersel (id),
    grund text,
    forbigaaede text,
    sendt_af uuid not null,
    afgjort date,
    afgjort_af uuid
);
create unique index dagtilbud_tilbud_aabent on dagtilbud_tilbud (sag_id) where tilstand = 'Tilbudt';
create index dagtilbud_tilbud_gruppe on dagtilbud_tilbud (gruppe_id, tilstand);
create index dagtilbud_tilbud_sag on dagtilbud_tilbud (sag_id, id);
create index dagtilbud_tilbud_frist on dagtilbud_tilbud (tilstand, frist);
create index dagtilbud_tilbud_koersel on dagtilbud_tilbud (koersel_id) where koersel_id is not null;

create table dagtilbud_regelsaet (
    id uuid primary key,
    gaelder_fra date not null,
    kriterier text not null,
    anciennitet text not null,
    uafgjort text not null,
    flest_oensker integer not null,
    svardage integer not null,
    ved_nej text not null,
    garantien_slutter boolean not null,
    gemt_af uuid not null
);
create unique index dagtilbud_regelsaet_fra on dagtilbud_regelsaet (gaelder_fra);

create table dagtilbud_forslag (
    koersel_id uuid not null references dagtilbud_koersel (id),
    sag_id uuid not null references sag (id),
    orden integer not null,
    gruppe_id uuid references dagtilbud_gruppe (id),
    oenske integer,
    er_garantiplads boolean not null,
    hvorfor text not null,
    foran text not null,
    tilstand text not null,
    grund text,
    primary key (koersel_id, sag_id)
);
create index dagtilbud_forslag_orden on dagtilbud_forslag (koersel_id, orden);
create index dagtilbud_forslag_sag on dagtilbud_forslag (sag_id);
create index dagtilbud_forslag_gruppe on dagtilbud_forslag (gruppe_id) where gruppe_id is not null;

create table dagtilbud_brud (
    id uuid primary key,
    sag_id uuid not null references sag (id),
    garantidato date not null,
    haevet_fra date not null,
    registreret date not null,
    foelge text not null,
    begrundelse text,
    opfyldt date
);
create unique index dagtilbud_brud_sag on dagtilbud_brud (sag_id, garantidato);
create index dagtilbud_brud_haevet on dagtilbud_brud (haevet_fra);
