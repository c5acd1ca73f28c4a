-- Day-care places: institutions with groups and capacity, applications with wishes, offers and places, the local rules, what was proposed, breaches of the guarantee.
create table dagtilbud_institution (
    id blob primary key,
    navn text not null,
    art text not null,
    adresse text not null,
    distrikt text not null,
    aabningstid text not null,
    aabner text not null,
    lukker text,
    version integer not null
) without rowid;
create unique index dagtilbud_institution_navn on dagtilbud_institution (navn);

create table dagtilbud_gruppe (
    id blob primary key,
    institution_id blob not null references dagtilbud_institution (id),
    navn text not null,
    fra_maaneder integer not null,
    til_maaneder integer not null
) without rowid;
create unique index dagtilbud_gruppe_navn on dagtilbud_gruppe (institution_id, navn);

create table dagtilbud_kapacitet (
    gruppe_id blob not null references dagtilbud_gruppe (id),
    fra text not null,
    antal integer not null,
    primary key (gruppe_id, fra)
) without rowid;

create table dagtilbud_ansoegning (
    sag_id blob primary key references sag (id),
    barn_part_id blob not null,
    foedt text not null,
    modtaget text not null,
    oensket text not null,
    distrikt text,
    behov text,
    soeskende_id blob references dagtilbud_institution (id),
    tvilling_noegle blob,
    hver_for_sig integer not null,
    stand text not null,
    anciennitet_fra text,
    garanti_slut text,
    meddelt_dato text,
    meddelt text,
    meddelt_dokument_id blob,
    registreret_af blob not null,
    version integer not null
) without rowid;
create unique index dagtilbud_ansoegning_barn on dagtilbud_ansoegning (barn_part_id) where stand <> 'Slut';
create index dagtilbud_ansoegning_stand on dagtilbud_ansoegning (stand, sag_id);
create index dagtilbud_ansoegning_tvilling on dagtilbud_ansoegning (tvilling_noegle) where tvilling_noegle is not null;
create index dagtilbud_ansoegning_soeskende on dagtilbud_ansoegning (soeskende_id) where soeskende_id is not null;

create table dagtilbud_oenske (
    sag_id blob not null references dagtilbud_ansoegning (sag_id),
    nr integer not null,
    institution_id blob not null references dagtilbud_institution (id),
    primary key (sag_id, nr)
) without rowid;
create unique index dagtilbud_oenske_institution on dagtilbud_oenske (institution_id, sag_id);

create table dagtilbud_foraelder (
    sag_id blob not null references dagtilbud_ansoegning (sag_id),
    part_id blob not null,
    primary key (sag_id, part_id)
) without rowid;
create index dagtilbud_foraelder_part on dagtilbud_foraelder (part_id, sag_id);

create table dagtilbud_plads (
    id blob primary key,
    sag_id blob not null references sag (id),
    gruppe_id blob not null references dagtilbud_gruppe (id),
    fra text not null,
    vokser text not null,
    til text
) without rowid;
create index dagtilbud_plads_gruppe on dagtilbud_plads (gruppe_id, fra);
create index dagtilbud_plads_sag on dagtilbud_plads (sag_id, fra);

create table dagtilbud_koersel (
    id blob primary key,
    maaned text not null,
    lavet integer not null,
    lavet_af blob not null,
    regler text not null,
    boern integer not null,
    placerede integer not null
) without rowid;

create table dagtilbud_tilbud (
    id blob primary key,
    sag_id blob not null references sag (id),
    gruppe_id blob not null references dagtilbud_gruppe (id),
    fra text not null,
    vokser text not null,
    sendt text not null,
    frist text not null,
    tilstand text not null,
    dokument_id blob,
    koersel_id blob references dagtilbud_koersel (id),
    grund text,
    forbigaaede text,
    sendt_af blob not null,
    afgjort text,
    afgjort_af blob
) without rowid;
create unique index dagtilbud_tilbud_aabent on dagtilbud_tilbud (sag_id) where tilstand = 'Tilbudt';
create index dagtilbud_tilbud_gruppe on dagtilbud_tilbud (gruppe_id, tilstand);
create index dagtilbud_tilbud_sag on dagtilbud_tilbud (sag_id, id);
create index dagtilbud_tilbud_frist on dagtilbud_tilbud (tilstand, frist);
create index dagtilbud_tilbud_koersel on dagtilbud_tilbud (koersel_id) where koersel_id is not null;

create table dagtilbud_regelsaet (
    id blob primary key,
    gaelder_fra text not null,
    kriterier text not null,
    anciennitet text not null,
    uafgjort text not null,
    flest_oensker integer not null,
    svardage integer not null,
    ved_nej text not null,
    garantien_slutter integer not null,
    gemt_af blob not null
) without rowid;
create unique index dagtilbud_regelsaet_fra on dagtilbud_regelsaet (gaelder_fra);

create table dagtilbud_forslag (
    koersel_id blob not null references dagtilbud_koersel (id),
    sag_id blob not null references sag (id),
    orden integer not null,
    gruppe_id blob references dagtilbud_gruppe (id),
    oenske integer,
    er_garantiplads integer not null,
    hvorfor text not null,
    foran text not null,
    tilstand text not null,
    grund text,
    primary key (koersel_id, sag_id)
) without rowid;
create index dagtilbud_forslag_orden on dagtilbud_forslag (koersel_id, orden);
create index dagtilbud_forslag_sag on dagtilbud_forslag (sag_id);
create index dagtilbud_forslag_gruppe on dagtilbud_forslag (gruppe_id) where gruppe_id is not null;

create table dagtilbud_brud (
    id blob primary key,
    sag_id blob not null references sag (id),
    garantidato text not null,
    haevet_fra text not null,
    registreret text not null,
    foelge text not null,
    begrundelse text,
    opfyldt text
) without rowid;
create unique index dagtilbud_brud_sag on dagtilbud_brud (sag_id, garantidato);
create index dagtilbud_brud_haevet on dagtilbud_brud (haevet_fra);
