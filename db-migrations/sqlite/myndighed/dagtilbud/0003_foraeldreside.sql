-- The parents' page: what a parent wrote, and how the authority has set it up.
create table dagtilbud_foraeldreansoegning (
    sag_id           blob    primary key references sag (id),
    noegle           blob    not null,
    barnenavn        text    not null,
    faelles_myndighed integer not null,
    anden_foraelder  text,
    bemaerkning      text,
    sendt            integer not null
) without rowid;
create unique index dagtilbud_foraeldreansoegning_noegle on dagtilbud_foraeldreansoegning (noegle);

create table dagtilbud_foraeldreside (
    id       integer primary key,
    enhed_id blob,
    er_aaben integer not null,
    kontakt  text
);
