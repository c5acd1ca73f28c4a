-- Prices, the numbers they are reckoned from, invoices and the ledger.
create table klub_takst (
    aar integer not null primary key,
    pris_pr_borger_oere bigint not null,
    pris_pr_aarsvaerk_oere bigint not null,
    vedtaget date not null,
    hvor text not null
);

create table klub_folketal (
    kode text not null,
    aar integer not null,
    antal integer not null,
    kilde text not null,
    primary key (kode, aar)
);

create table klub_faktura (
    id uuid primary key,
    nr integer,
    art text not null,
    medlem_id uuid not null references klub_medlem (id),
    aar integer not null,
    stand text not null,
    dannet timestamptz not null,
    udstedt date,
    forfald date,
    moms_basispoint integer not null,
    netto_oere bigint not null,
    moms_oere bigint not null,
    brutto_oere bigint not null,
    krediter_id uuid references klub_faktura (id),
    krediter_nr integer,
    krediter_dato date,
    modtager text,
    afsender text,
    bemaerkning text,
    version bigint not null
);
create unique index klub_faktura_nr on klub_faktura (nr) where nr is not null;
create index klub_faktura_medlem on klub_faktura (medlem_id, aar);
create index klub_faktura_aar on klub_faktura (aar, stand);

-- What is issued stays as it is.
create function klub_faktura_er_fast() returns trigger language plpgsql as $$
begin
    if old.nr is not null then
        raise exception 'en udstedt faktura hverken rettes eller slettes';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger klub_faktura_er_fast before update or delete on klub_faktura for each row execute function klub_faktura_er_fast();

create table klub_fakturalinje (
    faktura_id uuid not null references klub_faktura (id),
    nr integer not null,
    art text not null,
    tekst text not null,
    antal bigint not null,
    pris_oere bigint not null,
    basis integer not null,
    netto_oere bigint not null,
    fra date not null,
    til date not null,
    projekt_id uuid,
    primary key (faktura_id, nr)
);
create index klub_fakturalinje_projekt on klub_fakturalinje (projekt_id) where projekt_id is not null;

create table klub_postering (
    bilag integer not null,
    linje integer not null,
    dato date not null,
    konto text not null,
    beloeb_oere bigint not null,
    medlem_id uuid not null references klub_medlem (id),
    faktura_id uuid references klub_faktura (id),
    tekst text not null,
    primary key (bilag, linje)
);
create index klub_postering_medlem on klub_postering (medlem_id, bilag);
create index klub_postering_faktura on klub_postering (faktura_id) where faktura_id is not null;
create trigger klub_postering_er_fast before update or delete on klub_postering for each row execute function kun_tilfoejes();
create trigger klub_postering_toemmes_ikke before truncate on klub_postering for each statement execute function kun_tilfoejes();

create table klub_rykker (
    faktura_id uuid not null references klub_faktura (id),
    nr integer not null,
    dato date not null,
    frist date not null,
    gebyr_oere bigint not null,
    primary key (faktura_id, nr)
);
