-- What a member's own people say to its delegate before the vote. Nothing is written over: the newest of each counts.
create table klub_internsvar (
    id blob not null primary key,
    afstemning_id blob not null references klub_afstemning (id),
    medlem_id blob not null references klub_medlem (id),
    bruger_id blob not null,
    navn text not null,
    holdning integer,
    tekst text not null,
    tid integer not null
);

create index ix_klub_internsvar_afstemning on klub_internsvar (afstemning_id, medlem_id);
