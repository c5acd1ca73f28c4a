create table webhook (
    id               blob    primary key,
    ejer_id          blob    not null,
    url              text    not null,
    typer            text    not null,
    hemmelighed      text    not null,
    aktiv            integer not null,
    efter            integer not null,
    oprettet         integer not null,
    senest_leveret   integer,
    forsoeg          integer not null,
    naeste_forsoeg   integer,
    fejler_siden     integer,
    seneste_fejl     text,
    slaaet_fra_grund text,
    version          integer not null
) without rowid;

create table webhookfejl (
    webhook_id blob    not null references webhook (id),
    haendelse  integer not null,
    tid        integer not null,
    forsoeg    integer not null,
    fejl       text    not null,
    gensendes  integer not null,
    primary key (webhook_id, haendelse)
) without rowid;
