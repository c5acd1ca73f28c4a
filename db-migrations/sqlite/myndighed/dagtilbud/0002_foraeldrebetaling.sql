-- What parents pay: tariffs, the friplads scale, households, and the monthly basis.
create table dagtilbud_takst (
    id               blob    primary key,
    art              text    not null,
    tid              text    not null,
    gaelder_fra      text    not null,
    budget_oere      integer not null,
    egenbetaling_oere integer not null,
    frokost_oere     integer not null,
    gemt             integer not null,
    gemt_af          blob    not null
) without rowid;
create unique index dagtilbud_takst_art on dagtilbud_takst (art, tid, gaelder_fra);

create table dagtilbud_fripladsskala (
    id          blob    primary key,
    gaelder_fra text    not null,
    kilde       text    not null,
    enlig_oere  integer not null,
    barn_oere   integer not null,
    gemt        integer not null,
    gemt_af     blob    not null
) without rowid;
create unique index dagtilbud_fripladsskala_fra on dagtilbud_fripladsskala (gaelder_fra);

create table dagtilbud_fripladstrin (
    skala_id        blob    not null references dagtilbud_fripladsskala (id),
    til_og_med_oere integer not null,
    procent         integer not null,
    er_interpoleret integer not null,
    primary key (skala_id, til_og_med_oere)
) without rowid;

create table dagtilbud_betalingsregel (
    gaelder_fra text    primary key,
    delmaaned   text    not null,
    gemt        integer not null,
    gemt_af     blob    not null
) without rowid;

create table dagtilbud_betalingsvalg (
    id          blob    primary key,
    sag_id      blob    not null references sag (id),
    fra_maaned  text    not null,
    tid         text    not null,
    frokost     integer not null,
    registreret integer not null,
    registreret_af blob not null
) without rowid;
create index dagtilbud_betalingsvalg_sag on dagtilbud_betalingsvalg (sag_id, fra_maaned);

create table dagtilbud_husstand (
    id       blob    primary key,
    oprettet integer not null
) without rowid;

create table dagtilbud_husstandsvoksen (
    husstand_id  blob    not null references dagtilbud_husstand (id),
    sagspart_id  blob    not null,
    sag_id       blob    not null references sag (id),
    er_betaler   integer not null,
    primary key (husstand_id, sagspart_id)
) without rowid;

create table dagtilbud_husstandsbarn (
    id          blob primary key,
    husstand_id blob not null references dagtilbud_husstand (id),
    sag_id      blob not null references sag (id),
    fra         text not null,
    til         text
) without rowid;
create index dagtilbud_husstandsbarn_sag on dagtilbud_husstandsbarn (sag_id);
create index dagtilbud_husstandsbarn_husstand on dagtilbud_husstandsbarn (husstand_id);

create table dagtilbud_husstandsoplysning (
    id                   blob    primary key,
    husstand_id          blob    not null references dagtilbud_husstand (id),
    fra_maaned           text    not null,
    maanedsindtaegt_oere integer,
    er_enlig             integer not null,
    boern_under18        integer not null,
    kilde                text,
    registreret          integer not null,
    registreret_af       blob    not null
) without rowid;
create index dagtilbud_husstandsoplysning_husstand on dagtilbud_husstandsoplysning (husstand_id, fra_maaned);

create table dagtilbud_betalingskoersel (
    maaned     text    primary key,
    begyndt    integer not null,
    begyndt_af blob    not null,
    naaet      blob,
    boern      integer not null,
    oere       integer not null,
    lukket     integer,
    lukket_af  blob
) without rowid;

create table dagtilbud_betalingspost (
    id               blob    primary key,
    maaned           text    not null references dagtilbud_betalingskoersel (maaned),
    sag_id           blob    not null references sag (id),
    husstand_id      blob,
    oere             integer not null,
    regulering_oere  integer not null,
    linjer           text    not null
) without rowid;
create index dagtilbud_betalingspost_maaned on dagtilbud_betalingspost (maaned, id);
create index dagtilbud_betalingspost_sag on dagtilbud_betalingspost (sag_id, maaned);

-- A closed month is not changed, whatever a program does.
create trigger dagtilbud_betalingspost_staar before update on dagtilbud_betalingspost begin select raise(abort, 'a basis is not changed'); end;
create trigger dagtilbud_betalingspost_lukket before insert on dagtilbud_betalingspost
    when (select lukket from dagtilbud_betalingskoersel where maaned = new.maaned) is not null begin select raise(abort, 'the month is closed'); end;
