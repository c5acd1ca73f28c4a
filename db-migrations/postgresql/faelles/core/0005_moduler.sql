-- As in an authority; the shared store has no modules that are switched, and the table stays empty.
create table modul (
    navn      text        primary key,
    taendt    timestamptz not null,
    taendt_af uuid        not null,
    slukket   timestamptz
);
