-- A document moved to another case keeps its akt number here, so that the series has no gap and the list says where it went.
alter table dokumentregistrering add column flyttet_til_id blob references sag (id);
alter table dokumentregistrering add column flyttet integer;

-- Two persons mark a document as journalised by mistake.
create table fejljournalisering (
    id           blob primary key,
    dokument_id  blob    not null references dokument (id),
    grund        text    not null,
    anmodet_af   blob    not null,
    anmodet      integer not null,
    afgjort_af   blob,
    afgjort      integer,
    bekraeftet   integer not null,
    afvist_grund text
) without rowid;
create unique index fejljournalisering_en_aaben on fejljournalisering (dokument_id) where afgjort is null;
create index fejljournalisering_dokument on fejljournalisering (dokument_id);

-- The PDF of a content, made once; or why there is none.
create table pdfvisning (
    sha256     text primary key,
    pdf_sha256 text,
    grund      text,
    lavet      integer not null
) without rowid;
create index pdfvisning_pdf on pdfvisning (pdf_sha256) where pdf_sha256 is not null;

-- A whole case as one PDF, fetched by the one who ordered it, kept for some days.
create table sagsudtraek (
    id         blob primary key,
    sag_id     blob    not null references sag (id),
    bestilt_af blob    not null,
    bestilt    integer not null,
    job_id     blob,
    sha256     text,
    sider      integer not null,
    mangler    text
) without rowid;
create index sagsudtraek_sag on sagsudtraek (sag_id);
create index sagsudtraek_bestilt on sagsudtraek (bestilt);

create table dokumentskabelon (
    nr           integer primary key autoincrement,
    id           blob    not null unique,
    noegle       text    not null unique,
    navn         text    not null,
    beskrivelse  text,
    retning      text    not null,
    dokumenttype text,
    titel        text    not null,
    filnavn      text    not null,
    sha256       text    not null,
    stoerrelse   integer not null,
    felter       text    not null,
    aktiv        integer not null,
    rettet       integer not null,
    version      integer not null
);
create index dokumentskabelon_indhold on dokumentskabelon (sha256);
