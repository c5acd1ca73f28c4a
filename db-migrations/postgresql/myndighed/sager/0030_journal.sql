-- The final note that this one corrects.
alter table journalnotat add column retter_notat_id uuid references journalnotat (id);
create index journalnotat_endelig on journalnotat (endelig) where endelig is not null;
create index journalnotat_kladde on journalnotat (forfatter_id) where endelig is null;
create index erindring_frist on erindring (frist, nr) where afsluttet is null;

-- An outgoing document was sent, or an internal one has its final form: from then on it should be in the journal.
create table endeliggoerelse (
    dokument_id uuid        primary key references dokument (id) on delete cascade,
    dato        date        not null,
    af          uuid        not null,
    tid         timestamptz not null
);
create index dokument_ujournaliseret on dokument (dato, nr) where journaliseret is null and uden_betydning is null and foraelder_id is null;
create index dokument_postliste on dokument (journaliseret, nr) where paa_postliste and journaliseret is not null;
