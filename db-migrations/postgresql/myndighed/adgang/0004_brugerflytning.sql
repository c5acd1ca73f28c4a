-- Who went from which unit to which: what is left behind is listed to the leader.
create table brugerflytning (
    id             uuid        primary key,
    bruger_id      uuid not null references bruger (id),
    fra_enhed_id   uuid not null references enhed (id),
    til_enhed_id   uuid not null references enhed (id),
    tid            timestamptz not null
);
create index brugerflytning_fra on brugerflytning (fra_enhed_id, tid);
create index brugerflytning_bruger on brugerflytning (bruger_id);
