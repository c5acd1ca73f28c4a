-- As in an authority; the shared store has no modules that are switched, and the table stays empty.
create table modul (
    navn      text    primary key,
    taendt    integer not null,
    taendt_af blob    not null,
    slukket   integer
) without rowid;
