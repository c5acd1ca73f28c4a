-- Prices, the numbers they are reckoned from, invoices and the ledger.
create table klub_takst (
    aar integer not null primary key,
    pris_pr_borger_oere integer not null,
    pris_pr_aarsvaerk_oere integer not null,
    vedtaget text not null,
    hvor text not null
);

create table klub_folketal (
    kode text not null,
    aar integer not null,
    antal integer not null,
    kilde text not null,
    primary key (kode, aar)
) without rowid;

create table klub_faktura (
    id blob primary key,
    nr integer,
    art text not null,
    medlem_id blob not null references klub_medlem (id),
    aar integer not null,
    stand text not null,
    dannet integer not null,
    udstedt text,
    forfald text,
    moms_basispoint integer not null,
    netto_oere integer not null,
    moms_oere integer not null,
    brutto_oere integer not null,
    krediter_id blob references klub_faktura (id),
    krediter_nr integer,
    krediter_dato text,
    modtager text,
    afsender text,
    bemaerkning text,
    version integer not null
) without rowid;
create unique index klub_faktura_nr on klub_faktura (nr) where nr is not null;
create index klub_faktura_medlem on klub_faktura (medlem_id, aar);
create index klub_faktura_aar on klub_faktura (aar, stand);

-- What is issued stays as it is.
create trigger klub_faktura_er_fast before update on klub_faktura when old.nr is not null begin select raise(abort, 'en udstedt faktura rettes ikke'); end;
create trigger klub_faktura_slettes_ikke before delete on klub_faktura when old.nr is not null begin select raise(abort, 'en udstedt faktura slettes ikke'); end;

create table klub_fakturalinje (
    faktura_id blob not null references klub_faktura (id),
    nr integer not null,
    art text not null,
    tekst text not null,
    antal integer not null,
    pris_oere integer not null,
    basis integer not null,
    netto_oere integer not null,
    fra text not null,
    til text not null,
    projekt_id blob,
    primary key (faktura_id, nr)
) without rowid;
create index klub_fakturalinje_projekt on klub_fakturalinje (projekt_id) where projekt_id is not null;

create table klub_postering (
    bilag integer not null,
    linje integer not null,
    dato text not null,
    konto text not null,
    beloeb_oere integer not null,
    medlem_id blob not null references klub_medlem (id),
    faktura_id blob references klub_faktura (id),
    tekst text not null,
    primary key (bilag, linje)
) without rowid;
create index klub_postering_medlem on klub_postering (medlem_id, bilag);
create index klub_postering_faktura on klub_postering (faktura_id) where faktura_id is not null;
create trigger klub_postering_rettes_ikke before update on klub_postering begin select raise(abort, 'klub_postering er kun til at tilføje'); end;
create trigger klub_postering_slettes_ikke before delete on klub_postering begin select raise(abort, 'klub_postering er kun til at tilføje'); end;

create table klub_rykker (
    faktura_id blob not null references klub_faktura (id),
    nr integer not null,
    dato text not null,
    frist text not null,
    gebyr_oere integer not null,
    primary key (faktura_id, nr)
) without rowid;
