create table myndighed (
    noegle           text        primary key,
    navn             text        not null,
    cvr              text        not null,
    er_demonstration boolean     not null,
    oprettet         timestamptz not null
);

create table myndighed_vaert (
    vaert  text primary key,
    noegle text not null references myndighed (noegle)
);

-- Heads of the authorities' seals, kept outside their own databases.
create table segl_hoved (
    noegle           text        not null,
    blok             integer     not null,
    sidste_haendelse bigint      not null,
    hash             text        not null,
    tid              timestamptz not null,
    primary key (noegle, blok)
);
create trigger segl_hoved_er_fast before update or delete on segl_hoved for each row execute function kun_tilfoejes();
create trigger segl_hoved_toemmes_ikke before truncate on segl_hoved for each statement execute function kun_tilfoejes();
