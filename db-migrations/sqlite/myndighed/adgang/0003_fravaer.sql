-- Who is away, and who has the desk's rights meanwhile. Never deleted: it says who could see what.
create table fravaer (
    nr                integer primary key,
    id                blob    not null unique,
    bruger_id         blob    not null references bruger (id),
    stedfortraeder_id blob    not null references bruger (id),
    fra               text    not null,
    til               text    not null,
    note              text,
    oprettet_af       blob    not null,
    oprettet          integer not null,
    afsluttet         integer,
    afsluttet_af      blob,
    version           integer not null
);
create index fravaer_bruger on fravaer (bruger_id, til);
create index fravaer_stedfortraeder on fravaer (stedfortraeder_id, til);
