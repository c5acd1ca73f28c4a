-- The case areas that an authority has switched on, and those it has switched off again.
create table modul (
    navn      text        primary key,
    taendt    timestamptz not null,
    taendt_af uuid        not null,
    slukket   timestamptz
);
