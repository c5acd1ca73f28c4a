-- Events: append-only, gapless (one writer, no autoincrement: a rollback gives the number back).
create table haendelse (
    nr         integer primary key,
    type       text    not null,
    tid        integer not null,
    aktoer_id  blob    not null,
    sag_id     blob,
    objekt_id  blob,
    data_hash  blob    not null
);
create index haendelse_sag on haendelse (sag_id, nr) where sag_id is not null;
create index haendelse_objekt on haendelse (objekt_id, nr) where objekt_id is not null;
create trigger haendelse_rettes_ikke before update on haendelse begin select raise(abort, 'haendelse er kun til at tilføje'); end;
create trigger haendelse_slettes_ikke before delete on haendelse begin select raise(abort, 'haendelse er kun til at tilføje'); end;

-- What the event said; the only part that disposal may remove.
create table haendelse_data (
    nr    integer primary key references haendelse (nr),
    salt  blob not null,
    data  text not null
);
create trigger haendelse_data_rettes_ikke before update on haendelse_data begin select raise(abort, 'haendelse_data rettes ikke'); end;

create table segl_blok (
    nr           integer primary key,
    foerste      integer not null,
    sidste       integer not null,
    rod          blob    not null,
    forrige_hash blob    not null,
    tid          integer not null,
    noegle_id    text    not null,
    signatur     blob    not null
);
create trigger segl_blok_rettes_ikke before update on segl_blok begin select raise(abort, 'segl_blok er kun til at tilføje'); end;
create trigger segl_blok_slettes_ikke before delete on segl_blok begin select raise(abort, 'segl_blok er kun til at tilføje'); end;

-- Gapless series: case numbers, akt numbers.
create table taeller (
    noegle text    primary key,
    sidste integer not null
) without rowid;

create table job (
    nr           integer primary key,
    id           blob    not null unique,
    type         text    not null,
    titel        text    not null,
    data         text    not null,
    oprettet_af  blob    not null,
    oprettet     integer not null,
    status       text    not null,
    i_alt        integer not null,
    faerdige     integer not null,
    fejl         integer not null,
    startet      integer,
    afsluttet    integer,
    resultat     text,
    stop_oensket integer not null
);
create index job_status on job (status, nr);

create table job_post (
    job_id   blob    not null references job (id),
    nr       integer not null,
    noegle   text    not null,
    resultat text,
    primary key (job_id, nr)
) without rowid;
