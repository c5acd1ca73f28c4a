create table planudgave (
    id          blob primary key,
    titel       text    not null,
    udgivet     text    not null,
    gaelder_fra text,
    importeret  integer not null
) without rowid;

create table planemne (
    udgave_id  blob not null references planudgave (id),
    nummer     text not null,
    titel      text not null,
    vejledning text,
    stikord    text,
    udgaaet    text,
    afloesere  text,
    bevaring   text,
    sletning   text,
    soegetekst text not null,
    primary key (udgave_id, nummer)
) without rowid;

create table planfacet (
    udgave_id  blob not null references planudgave (id),
    nummer     text not null,
    titel      text not null,
    vejledning text,
    udgaaet    text,
    bevaring   text,
    primary key (udgave_id, nummer)
) without rowid;
