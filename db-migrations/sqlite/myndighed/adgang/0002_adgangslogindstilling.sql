-- What the authority itself has decided of its access log: one row, or none while the installation's settings hold.
create table adgangslogindstilling (
    nr                integer primary key,
    maaneder          integer not null,
    spaer             integer not null,
    afvisninger       integer not null,
    vindue_minutter   integer not null,
    spaerring_minutter integer not null,
    version           integer not null
);
