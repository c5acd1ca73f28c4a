-- What a unit was called until when: histories say the name of the time.
create table enhedsnavn (
    enhed_id blob not null references enhed (id),
    til      integer not null,
    navn     text not null,
    primary key (enhed_id, til)
) without rowid;
