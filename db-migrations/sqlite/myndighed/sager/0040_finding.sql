-- A party's data as they were before each correction in the register.
create table partsudgave (
    part_id       blob    not null references part (id),
    version       integer not null,
    navn          text    not null,
    adresse       text,
    postnummer    text,
    by            text,
    email         text,
    telefon       text,
    er_beskyttet  integer not null,
    beskyttet_til text,
    erstattet     integer not null,
    erstattet_af  blob    not null,
    primary key (part_id, version)
) without rowid;

create index korrespondent_part on korrespondent (part_id) where part_id is not null;
create index journalnotat_sagspart on journalnotat (sagspart_id) where sagspart_id is not null;
create index erindring_aaben on erindring (sag_id, frist) where afsluttet is null;

-- Subject, facet, year and serial number, so that cases sort as people count.
alter table sag add column nummerorden text not null default '';
create index sag_nummerorden on sag (nummerorden, nr);
create index sag_afsluttet on sag (afsluttet) where afsluttet is not null;

create table favorit (
    bruger_id blob    not null,
    sag_id    blob    not null references sag (id),
    tid       integer not null,
    primary key (bruger_id, sag_id)
) without rowid;
create index favorit_sag on favorit (sag_id);

-- What a user opened last: written in batches, the newest 50 kept.
create table senest_set (
    bruger_id blob    not null,
    sag_id    blob    not null references sag (id),
    tid       integer not null,
    primary key (bruger_id, sag_id)
) without rowid;
create index senest_set_sag on senest_set (sag_id);

-- A list's filters under a name.
create table gemt_visning (
    id            blob    primary key,
    bruger_id     blob    not null,
    enhed_id      blob,
    navn          text    not null,
    forespoergsel text    not null,
    er_standard   integer not null,
    oprettet      integer not null
) without rowid;
create index gemt_visning_bruger on gemt_visning (bruger_id);
create index gemt_visning_enhed on gemt_visning (enhed_id) where enhed_id is not null;
create unique index gemt_visning_standard on gemt_visning (bruger_id) where er_standard = 1;
