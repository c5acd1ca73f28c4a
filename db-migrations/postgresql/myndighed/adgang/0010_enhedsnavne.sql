-- What a unit was called until when: histories say the name of the time.
create table enhedsnavn (
    enhed_id uuid not null references enhed (id),
    til      timestamptz not null,
    navn     text not null,
    primary key (enhed_id, til)
);
