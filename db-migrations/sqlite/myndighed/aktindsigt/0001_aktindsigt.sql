-- Requests for access: the cases that are looked through, what is decided of each document, the time used, the answers and the complaints.
create table indsigtsanmodning (
    sag_id           blob    not null primary key references sag (id),
    overvejet        text,
    overvejet_dag    text,
    version          integer not null
) without rowid;

create table indsigtskilde (
    sag_id       blob    not null references sag (id),
    kilde_sag_id blob    not null references sag (id),
    valgt_af     blob    not null,
    valgt        integer not null,
    primary key (sag_id, kilde_sag_id)
) without rowid;

create table indsigtsvalg (
    sag_id       blob    not null references sag (id),
    dokument_id  blob    not null,
    kilde_sag_id blob    not null references sag (id),
    afgoerelse   text    not null,
    hjemmel      text,
    begrundelse  text,
    titel        text,
    skjul        text    not null,
    felter       text    not null,
    svar_nr      integer,
    vurderet_af  blob    not null,
    vurderet     integer not null,
    version      integer not null,
    primary key (sag_id, dokument_id)
) without rowid;

create table indsigtstid (
    sag_id    blob    not null references sag (id),
    nr        integer not null,
    dag       text    not null,
    minutter  integer not null,
    hvad      text    not null,
    bruger_id blob    not null,
    primary key (sag_id, nr)
) without rowid;

create table indsigtssvar (
    sag_id      blob    not null references sag (id),
    nr          integer not null,
    dokument_id blob    not null,
    er_del      integer not null,
    sider       integer not null,
    lavet       integer not null,
    lavet_af    blob    not null,
    primary key (sag_id, nr)
) without rowid;

create table indsigtsklage (
    sag_id      blob    not null references sag (id),
    nr          integer not null,
    art         text    not null,
    modtaget    text    not null,
    frist       text    not null,
    afsluttet   text,
    udfald      text,
    bemaerkning text,
    primary key (sag_id, nr)
) without rowid;
create index indsigtsklage_aaben on indsigtsklage (frist) where afsluttet is null;
