-- Papers of a point on an assembly's agenda: the budget, the samarbejdsaftale.
create table klub_punktbilag (
    id blob not null primary key,
    punkt_id blob not null references klub_dagsordenspunkt (id),
    navn text not null,
    sha256 text not null,
    laengde integer not null,
    lagt integer not null
);

create index ix_klub_punktbilag_punkt on klub_punktbilag (punkt_id);
