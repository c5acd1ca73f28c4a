create table myndighed (
    noegle           text    primary key,
    navn             text    not null,
    cvr              text    not null,
    er_demonstration integer not null,
    oprettet         integer not null
) without rowid;

create table myndighed_vaert (
    vaert  text primary key,
    noegle text not null references myndighed (noegle)
) without rowid;

-- Heads of the authorities' seals, kept outside their own databases.
create table segl_hoved (
    noegle          text    not null,
    blok            integer not null,
    sidste_haendelse integer not null,
    hash            text    not null,
    tid             integer not null,
    primary key (noegle, blok)
) without rowid;
create trigger segl_hoved_rettes_ikke before update on segl_hoved begin select raise(abort, 'segl_hoved er kun til at tilføje'); end;
create trigger segl_hoved_slettes_ikke before delete on segl_hoved begin select raise(abort, 'segl_hoved er kun til at tilføje'); end;
