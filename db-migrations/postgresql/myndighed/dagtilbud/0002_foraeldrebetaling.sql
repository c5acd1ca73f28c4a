-- What parents pay: tariffs, the friplads scale, households, and the monthly basis.
create table dagtilbud_takst (
    id               uuid    primary key,
    art              text    not null,
    tid              text    not null,
    gaelder_fra      date    not null,
    budget_oere      bigint not null,
    egenbetaling_oere bigint not null,
    frokost_oere     bigint not null,
    gemt             timestamptz not null,
    gemt_af          uuid    not null
);
create unique index dagtilbud_takst_art on dagtilbud_takst (art, tid, gaelder_fra);

create table dagtilbud_fripladsskala (
    id          uuid    primary key,
    gaelder_fra date    not null,
    kilde       text    not null,
    enlig_oere  bigint not null,
    barn_oere   bigint not null,
    gemt        timestamptz not null,
    gemt_af     uuid    not null
);
create unique index dagtilbud_fripladsskala_fra on dagtilbud_fripladsskala (gaelder_fra);

create table dagtilbud_fripladstrin (
    skala_id        uuid    not null references dagtilbud_fripladsskala (id),
    til_og_med_oere bigint not null,
    procent         integer not null,
    er_interpoleret boolean not null,
    primary key (skala_id, til_og_med_oere)
);

create table dagtilbud_betalingsregel (
    gaelder_fra date    primary key,
    delmaaned   text    not null,
    gemt        timestamptz not null,
    gemt_af     uuid    not null
);

create table dagtilbud_betalingsvalg (
    id          uuid    primary key,
    sag_id      uuid    not null references sag (id),
    fra_maaned  date    not null,
    tid         text    not null,
    frokost     boolean not null,
    registreret timestamptz not null,
    registreret_af uuid not null
);
create index dagtilbud_betalingsvalg_sag on dagtilbud_betalingsvalg (sag_id, fra_maaned);

create table dagtilbud_husstand (
    id       uuid    primary key,
    oprettet timestamptz not null
);

create table dagtilbud_husstandsvoksen (
    husstand_id  uuid    not null references dagtilbud_husstand (id),
    sagspart_id  uuid    not null,
    sag_id       uuid    not null references sag (id),
    er_betaler   boolean not null,
    primary key (husstand_id, sagspart_id)
);

create table dagtilbud_husstandsbarn (
    id          uuid primary key,
    husstand_id uuid not null references dagtilbud_husstand (id),
    sag_id      uuid not null references sag (id),
    fra         date not null,
    til         date
);
create index dagtilbud_husstandsbarn_sag on dagtilbud_husstandsbarn (sag_id);
create index dagtilbud_husstandsbarn_husstand on dagtilbud_husstandsbarn (husstand_id);

create table dagtilbud_husstandsoplysning (
    id                   uuid    primary key,
    husstand_id          uuid    not null references dagtilbud_husstand (id),
    fra_maaned           date    not null,
    maanedsindtaegt_oere bigint,
    er_enlig             boolean not null,
    boern_under18        integer not null,
    kilde                text,
    registreret          timestamptz not null,
    registreret_af       uuid    not null
);
create index dagtilbud_husstandsoplysning_husstand on dagtilbud_husstandsoplysning (husstand_id, fra_maaned);

create table dagtilbud_betalingskoersel (
    maaned     date    primary key,
    begyndt    timestamptz not null,
    begyndt_af uuid    not null,
    naaet      uuid,
    boern      integer not null,
    oere       bigint not null,
    lukket     timestamptz,
    lukket_af  uuid
);

create table dagtilbud_betalingspost (
    id               uuid    primary key,
    maaned           date    not null references dagtilbud_betalingskoersel (maaned),
    sag_id           uuid    not null references sag (id),
    husstand_id      uuid,
    oere             bigint not null,
    regulering_oere  bigint not null,
    linjer           text    not null
);
create index dagtilbud_betalingspost_maaned on dagtilbud_betalingspost (maaned, id);
create index dagtilbud_betalingspost_sag on dagtilbud_betalingspost (sag_id, maaned);

-- A closed month is not changed, whatever a program does.
create function dagtilbud_betalingspost_vagt() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        raise exception 'a basis is not changed';
    end if;
    if (select lukket from dagtilbud_betalingskoersel where maaned = new.maaned) is not null then
        raise exception 'the month is closed';
    end if;
    return new;
end $$;
create trigger dagtilbud_betalingspost_staar before insert or update on dagtilbud_betalingspost for each row execute function dagtilbud_betalingspost_vagt();
