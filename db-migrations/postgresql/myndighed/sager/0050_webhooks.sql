create table webhook (
    id               uuid        primary key,
    ejer_id          uuid        not null,
    url              text        not null,
    typer            text        not null,
    hemmelighed      text        not null,
    aktiv            boolean     not null,
    efter            bigint      not null,
    oprettet         timestamptz not null,
    senest_leveret   timestamptz,
    forsoeg          integer     not null,
    naeste_forsoeg   timestamptz,
    fejler_siden     timestamptz,
    seneste_fejl     text,
    slaaet_fra_grund text,
    version          bigint      not null
);

create table webhookfejl (
    webhook_id uuid        not null references webhook (id),
    haendelse  bigint      not null,
    tid        timestamptz not null,
    forsoeg    integer     not null,
    fejl       text        not null,
    gensendes  boolean     not null,
    primary key (webhook_id, haendelse)
);
