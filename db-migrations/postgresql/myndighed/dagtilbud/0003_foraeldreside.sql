-- The parents' page: what a parent wrote, and how the authority has set it up.
create table dagtilbud_foraeldreansoegning (
    sag_id           uuid    primary key references sag (id),
    noegle           uuid    not null,
    barnenavn        text    not null,
    faelles_myndighed boolean not null,
    anden_foraelder  text,
    bemaerkning      text,
    sendt            timestamptz not null
);
create unique index dagtilbud_foraeldreansoegning_noegle on dagtilbud_foraeldreansoegning (noegle);

create table dagtilbud_foraeldreside (
    id       integer primary key,
    enhed_id uuid,
    er_aaben boolean not null,
    kontakt  text
);
