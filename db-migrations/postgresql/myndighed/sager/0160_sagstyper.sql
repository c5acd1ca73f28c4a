-- Cases of a module's type: where they stand, what is known of them, and the clocks that run.
alter table sagsskabelon add column sagstype text;

create table sagsforloeb (
    sag_id      uuid        primary key references sag (id),
    sagstype    text        not null,
    udgave      integer     not null,
    trin        text        not null,
    aabent_trin text        not null,
    siden       timestamptz not null
);
create index sagsforloeb_trin on sagsforloeb (sagstype, trin, sag_id);

create table feltvaerdi (
    sag_id  uuid not null references sag (id),
    felt    text not null,
    vaerdi  text not null,
    primary key (sag_id, felt)
);
create index feltvaerdi_felt on feltvaerdi (felt, left(vaerdi, 200), sag_id);

create table urstand (
    sag_id               uuid    not null references sag (id),
    ur                   text    not null,
    startet              date    not null,
    dage                 integer not null,
    arbejdsdage          boolean not null,
    stilledage           integer not null,
    stilles_siden        date,
    er_stoppet_i_haanden boolean not null,
    grund                text,
    slut                 date,
    frist                date,
    primary key (sag_id, ur)
);
create index urstand_frist on urstand (ur, frist, sag_id) where slut is null;

-- The stretches that a clock stood still.
create table urstop (
    sag_id uuid not null references sag (id),
    ur     text not null,
    fra    date not null,
    nr     integer not null,
    til    date,
    grund  text not null,
    primary key (sag_id, ur, nr)
);
