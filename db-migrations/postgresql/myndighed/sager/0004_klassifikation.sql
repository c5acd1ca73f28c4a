create table planudgave (
    id          uuid        primary key,
    titel       text        not null,
    udgivet     date        not null,
    gaelder_fra date,
    importeret  timestamptz not null
);

create table planemne (
    udgave_id  uuid not null references planudgave (id),
    nummer     text not null,
    titel      text not null,
    vejledning text,
    stikord    text,
    udgaaet    date,
    afloesere  text,
    bevaring   text,
    sletning   text,
    soegetekst text not null,
    primary key (udgave_id, nummer)
);

create table planfacet (
    udgave_id  uuid not null references planudgave (id),
    nummer     text not null,
    titel      text not null,
    vejledning text,
    udgaaet    date,
    bevaring   text,
    primary key (udgave_id, nummer)
);
