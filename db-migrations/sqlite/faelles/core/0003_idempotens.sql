-- What keyed requests (Idempotency-Key) were answered, for 24 hours; one row for each act of the request.
create table idempotens (
    bruger_id blob    not null,
    noegle    text    not null,
    trin      integer not null,
    hash      blob    not null,
    resultat  text    not null,
    oprettet  integer not null,
    primary key (bruger_id, noegle, trin)
) without rowid;
create index idempotens_oprettet on idempotens (oprettet);
