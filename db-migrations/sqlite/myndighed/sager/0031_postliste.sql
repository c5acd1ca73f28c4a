-- A document's line on the public list, as it was approved.
create table postlistepost (
    nr               integer primary key,
    id               blob    not null unique,
    dokument_id      blob    not null unique references dokument (id),
    dag              text    not null,
    titel            text    not null,
    retning          text    not null,
    offentliggoeres  text    not null,
    godkendt_af      blob    not null,
    godkendt         integer not null,
    tilbagetrukket   integer,
    tilbagetrukket_af blob,
    begrundelse      text
);
create index postlistepost_dag on postlistepost (dag, nr);

create table postlisteopsaetning (
    id        integer primary key check (id = 1),
    ventedage integer not null
);
