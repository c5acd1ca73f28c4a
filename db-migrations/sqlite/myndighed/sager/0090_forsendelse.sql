-- Letters on their way to their receivers.
create table forsendelse (
    nr             integer primary key,
    id             blob    not null unique,
    sag_id         blob    not null references sag (id),
    dokument_id    blob    not null references dokument (id),
    titel          text    not null,
    tekst          text,
    med_foelgebrev integer not null,
    bestilt_af     blob    not null,
    bestilt        integer not null,
    tidligst       integer,
    job_id         blob,
    forberedt      integer,
    foerst_sendt   integer,
    afsluttet      integer,
    version        integer not null
);
create index forsendelse_sag on forsendelse (sag_id, nr);
create index forsendelse_dokument on forsendelse (dokument_id);
create index forsendelse_aaben on forsendelse (nr) where afsluttet is null;
create index forsendelse_job on forsendelse (job_id) where job_id is not null;

create table forsendelsesdel (
    forsendelse_id blob    not null references forsendelse (id),
    nummer         integer not null,
    dokument_id    blob references dokument (id),
    filversion     integer not null,
    titel          text    not null,
    akt            text,
    filnavn        text    not null,
    mimetype       text    not null,
    sha256         text,
    pdf_sha256     text,
    pdf_stoerrelse integer,
    primary key (forsendelse_id, nummer)
) without rowid;
create index forsendelsesdel_dokument on forsendelsesdel (dokument_id) where dokument_id is not null;

create table forsendelsesmodtager (
    nr               integer primary key,
    id               blob    not null unique,
    forsendelse_id   blob    not null references forsendelse (id),
    navn             text    not null,
    sagspart_id      blob references sagspart (id),
    part_id          blob references part (id),
    kanal            text    not null,
    adresse          text    not null,
    besked_id        text    not null unique,
    tilstand         text    not null,
    forsoeg          integer not null,
    foerste_forsoeg  integer,
    naeste_forsoeg   integer,
    taget            integer,
    taget_af         blob,
    sendt            integer,
    kvittering       text,
    aarsag           text,
    ansvarlig_id     blob,
    haandtering      text,
    haandteringsnote text,
    haandteret_af    blob,
    haandteret       integer,
    erstatter_id     blob references forsendelsesmodtager (id)
);
create index forsendelsesmodtager_forsendelse on forsendelsesmodtager (forsendelse_id, tilstand);
create index forsendelsesmodtager_venter on forsendelsesmodtager (tilstand, kanal, naeste_forsoeg, nr) where tilstand in ('Venter', 'Afsendes');
create index forsendelsesmodtager_haandteres on forsendelsesmodtager (nr) where tilstand in ('Afvist', 'Uvis') and haandtering is null;
create index forsendelsesmodtager_sagspart on forsendelsesmodtager (sagspart_id) where sagspart_id is not null;
