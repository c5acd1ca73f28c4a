-- A document that was proposed for the public list and rejected by who approves it.
create table postlisteafvisning (
    dokument_id uuid        primary key references dokument (id),
    begrundelse text        not null,
    afvist_af   uuid        not null,
    afvist      timestamptz not null
);
