-- Who has shown, by giving its CPR or CVR number, that it knows a party which lies on cases that the user does not see: it may be named by its number from then on.
create table sbsys_kendskab (
    bruger_id uuid        not null,
    part_id   uuid        not null,
    tid       timestamptz not null,
    primary key (bruger_id, part_id)
);

-- What clients say of a document and the journal has no field for.
create table sbsys_dokument (
    dokument_id           uuid not null primary key,
    ekstern_id            text,
    emne                  text,
    beskrivelse           text,
    postliste_beskrivelse text
);
