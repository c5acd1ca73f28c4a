-- The club's members and those who may act for them.
create table klub_medlem (
    id blob primary key,
    nr integer not null,
    navn text not null,
    art text not null,
    fase text not null,
    myndighed text,
    cvr text not null,
    gln text not null,
    grundlagskode text not null,
    adresse text not null,
    postnummer text not null,
    "by" text not null,
    reference text not null,
    indtraadt text,
    udtraeder text,
    er_demonstration integer not null,
    version integer not null
) without rowid;
create unique index klub_medlem_nr on klub_medlem (nr);
create unique index klub_medlem_myndighed on klub_medlem (myndighed) where myndighed is not null;

create table klub_mandat (
    id blob primary key,
    medlem_id blob not null references klub_medlem (id),
    myndighed text not null,
    bruger_id blob not null,
    navn text not null,
    rolle text not null,
    fra text not null,
    til text
) without rowid;
create index klub_mandat_bruger on klub_mandat (myndighed, bruger_id);
create index klub_mandat_medlem on klub_mandat (medlem_id);
