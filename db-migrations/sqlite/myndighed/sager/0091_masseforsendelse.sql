-- One template to many receivers.
create table masseforsendelse (
    nr                  integer primary key,
    id                  blob    not null unique,
    sag_id              blob    not null references sag (id),
    dokumentskabelon_id blob    not null references dokumentskabelon (id),
    hoering_id          blob references hoering (id),
    titel               text,
    tekst               text,
    send                integer not null,
    bilag               text    not null,
    oprettet_af         blob    not null,
    oprettet            integer not null,
    er_klar             integer not null,
    begyndt             integer,
    version             integer not null
);
create index masseforsendelse_sag on masseforsendelse (sag_id);
create index masseforsendelse_kladde on masseforsendelse (oprettet_af, oprettet) where begyndt is null;

create table massebrev (
    masseforsendelse_id blob    not null references masseforsendelse (id),
    nummer              integer not null,
    linje               integer,
    navn                text    not null,
    sagspart_id         blob references sagspart (id),
    raekke              text,
    fejl                text,
    er_faerdig          integer not null,
    dokument_id         blob references dokument (id),
    forsendelse_id      blob references forsendelse (id),
    primary key (masseforsendelse_id, nummer)
) without rowid;
create index massebrev_dokument on massebrev (dokument_id) where dokument_id is not null;
