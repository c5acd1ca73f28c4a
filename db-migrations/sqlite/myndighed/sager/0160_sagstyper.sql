-- Cases of a module's type: where they stand, what is known of them, and the clocks that run.
alter table sagsskabelon add column sagstype text;

create table sagsforloeb (
    sag_id      blob    primary key references sag (id),
    sagstype    text    not null,
    udgave      integer not null,
    trin        text    not null,
    aabent_trin text    not null,
    siden       integer not null
) without rowid;
create index sagsforloeb_trin on sagsforloeb (sagstype, trin, sag_id);

create table feltvaerdi (
    sag_id  blob not null references sag (id),
    felt    text not null,
    vaerdi  text not null,
    primary key (sag_id, felt)
) without rowid;
create index feltvaerdi_felt on feltvaerdi (felt, vaerdi, sag_id);

create table urstand (
    sag_id               blob    not null references sag (id),
    ur                   text    not null,
    startet              text    not null,
    dage                 integer not null,
    arbejdsdage          integer not null,
    stilledage           integer not null,
    stilles_siden        text,
    er_stoppet_i_haanden integer not null,
    grund                text,
    slut                 text,
    frist                text,
    primary key (sag_id, ur)
) without rowid;
create index urstand_frist on urstand (ur, frist, sag_id) where slut is null;

-- The stretches that a clock stood still.
create table urstop (
    sag_id blob not null references sag (id),
    ur     text not null,
    fra    text not null,
    nr     integer not null,
    til    text,
    grund  text not null,
    primary key (sag_id, ur, nr)
) without rowid;
