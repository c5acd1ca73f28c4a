-- Requests for access: the cases that are looked through, what is decided of each document, the time used, the answers and the complaints.
create table indsigtsanmodning (
    sag_id           uuid    not null primary key references sag (id),
    overvejet        text,
    overvejet_dag    date,
    version          bigint not null
);

create table indsigtskilde (
    sag_id       uuid    not null references sag (id),
    kilde_sag_id uuid    not null references sag (id),
    valgt_af     uuid    not null,
    valgt        timestamptz not null,
    primary key (sag_id, kilde_sag_id)
);

create table indsigtsvalg (
    sag_id       uuid    not null references sag (id),
    dokument_id  uuid    not null,
    kilde_sag_id uuid    not null references sag (id),
    afgoerelse   text    not null,
    hjemmel      text,
    begrundelse  text,
    titel        text,
    skjul        text    not null,
    felter       text    not null,
    svar_nr      integer,
    vurderet_af  uuid    not null,
    vurderet     timestamptz not null,
    version      bigint not null,
    primary key (sag_id, dokument_id)
);

create table indsigtstid (
    sag_id    uuid    not null references sag (id),
    nr        integer not null,
    dag       date    not null,
    minutter  integer not null,
    hvad      text    not null,
    bruger_id uuid    not null,
    primary key (sag_id, nr)
);

create table indsigtssvar (
    sag_id      uuid    not null references sag (id),
    nr          integer not null,
    dokument_id uuid    not null,
    er_del      boolean not null,
    sider       integer not null,
    lavet       timestamptz not null,
    lavet_af    uuid    not null,
    primary key (sag_id, nr)
);

create table indsigtsklage (
    sag_id      uuid    not null references sag (id),
    nr          integer not null,
    art         text    not null,
    modtaget    date    not null,
    frist       date    not null,
    afsluttet   date,
    udfald      text,
    bemaerkning text,
    primary key (sag_id, nr)
);
create index indsigtsklage_aaben on indsigtsklage (frist) where afsluttet is null;
