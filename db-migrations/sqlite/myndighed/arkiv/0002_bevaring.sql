-- Retention: the authority's rules beside the subject plan's, what was decided for single cases, and disposals with their lists.
create table bevaringsregel (
    nr           integer primary key autoincrement,
    id           blob    not null unique,
    emne         text    not null,
    facet        text,
    bevaring     text,
    sletmaaneder integer,
    begrundelse  text    not null,
    gaelder_fra  text    not null,
    gaelder_til  text,
    oprettet_af  blob    not null,
    oprettet     integer not null
);

create table sagsbevaring (
    sag_id       blob primary key references sag (id),
    bevaring     text,
    sletmaaneder integer,
    begrundelse  text    not null,
    sat_af       blob    not null,
    sat          integer not null,
    version      integer not null
) without rowid;

create table kassation (
    nr                     integer primary key autoincrement,
    id                     blob    not null unique,
    art                    text    not null,
    titel                  text    not null,
    skaeringsdag           text    not null,
    emner                  text    not null,
    tilstand               text    not null,
    oprettet_af            blob    not null,
    oprettet               integer not null,
    job_id                 blob    not null,
    efter_nr               integer not null,
    linjer                 integer not null,
    analyse                text,
    hoering                text,
    hoering_dag            text,
    beslutning_dokument_id blob,
    beslutning_dag         text,
    sendt_af               blob,
    godkendt_af            blob,
    godkendt               integer,
    afsluttet              integer,
    opgivet_grund          text,
    protokol_sha256        text,
    protokol_pdf_sha256    text,
    version                integer not null
);

create table kassationslinje (
    kassation_id blob    not null references kassation (id),
    nr           integer not null,
    sag_id       blob    not null references sag (id),
    dokument_id  blob,
    emne         text    not null,
    facet        text    not null,
    lukket       text    not null,
    filer        integer not null,
    stoerrelse   integer not null,
    udfald       text    not null,
    grund        text,
    undtaget_af  blob,
    afgjort      integer,
    primary key (kassation_id, nr)
) without rowid;
create unique index kassationslinje_dokument on kassationslinje (kassation_id, dokument_id);
create index kassationslinje_venter on kassationslinje (kassation_id, nr) where udfald = 'Venter';
create index kassationslinje_emne on kassationslinje (kassation_id, emne, facet, udfald);
create index kassationslinje_sag on kassationslinje (sag_id);

create table kassationsfil (
    kassation_id blob    not null references kassation (id),
    sha256       text    not null,
    linje_nr     integer not null,
    stoerrelse   integer not null,
    er_afledt    integer not null,
    tilstand     text    not null,
    primary key (kassation_id, sha256)
) without rowid;
create index kassationsfil_slettes on kassationsfil (kassation_id, sha256) where tilstand = 'Slettes';
create index kassationsfil_linje on kassationsfil (kassation_id, linje_nr);
