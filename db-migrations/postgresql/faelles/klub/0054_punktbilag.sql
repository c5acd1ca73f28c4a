-- Papers of a point on an assembly's agenda: the budget, the samarbejdsaftale.
create table klub_punktbilag (
    id uuid not null primary key,
    punkt_id uuid not null references klub_dagsordenspunkt (id),
    navn text not null,
    sha256 text not null,
    laengde bigint not null,
    lagt timestamptz not null
);

create index ix_klub_punktbilag_punkt on klub_punktbilag (punkt_id);
