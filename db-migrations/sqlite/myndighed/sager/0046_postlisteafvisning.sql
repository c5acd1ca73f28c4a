-- A document that was proposed for the public list and rejected by who approves it.
create table postlisteafvisning (
    dokument_id blob    primary key references dokument (id),
    begrundelse text    not null,
    afvist_af   blob    not null,
    afvist      integer not null
) without rowid;
