-- What keyed requests (Idempotency-Key) were answered, for 24 hours; one row for each act of the request.
create table idempotens (
    bruger_id uuid        not null,
    noegle    text        not null,
    trin      integer     not null,
    hash      bytea       not null,
    resultat  text        not null,
    oprettet  timestamptz not null,
    primary key (bruger_id, noegle, trin)
);
create index idempotens_oprettet on idempotens (oprettet);
