-- The case areas that an authority has switched on, and those it has switched off again.
create table modul (
    navn      text    primary key,
    taendt    integer not null,
    taendt_af blob    not null,
    slukket   integer
) without rowid;
