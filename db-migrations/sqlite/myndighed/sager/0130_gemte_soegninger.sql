-- A search under a name: the owner's, or a unit's.
create table gemt_soegning (
    id            blob    primary key,
    ejer_id       blob,
    enhed_id      blob,
    navn          text    not null,
    navnenoegle   text    not null,
    forespoergsel text    not null,
    oprettet      integer not null,
    rettet        integer not null,
    slettet       integer,
    version       integer not null
) without rowid;
create index gemt_soegning_ejer on gemt_soegning (ejer_id) where ejer_id is not null;
create unique index gemt_soegning_egen on gemt_soegning (ejer_id, navnenoegle) where enhed_id is null and slettet is null;
create unique index gemt_soegning_delt on gemt_soegning (enhed_id, navnenoegle) where enhed_id is not null and slettet is null;

-- Who is told of a search's new hits, and what is known to the reader already.
create table soegningsfoelger (
    soegning_id    blob    not null references gemt_soegning (id),
    bruger_id      blob    not null,
    siden          integer not null,
    udgave         text,
    adgangsmaal    integer not null,
    adgangsaftryk  integer not null,
    kendte         blob,
    primary key (soegning_id, bruger_id)
);
create index soegningsfoelger_bruger on soegningsfoelger (bruger_id);

-- Hits that a reader was told of.
create table soegningshit (
    soegning_id blob    not null references gemt_soegning (id),
    bruger_id   blob    not null,
    art         text    not null,
    ting_nr     integer not null,
    fundet      integer not null,
    set_tid     integer,
    primary key (soegning_id, bruger_id, art, ting_nr)
) without rowid;
create index soegningshit_usete on soegningshit (bruger_id, soegning_id) where set_tid is null;
create index soegningshit_ting on soegningshit (art, ting_nr);
