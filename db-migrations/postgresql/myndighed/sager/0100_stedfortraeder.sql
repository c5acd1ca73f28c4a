-- Whose draft it is where that is another than who made it, and for whom a substitute edits in place.
alter table dokument add column ejer_id uuid;
create index dokument_ejer on dokument (ejer_id) where ejer_id is not null;
alter table journalnotat add column ejer_id uuid;
create index journalnotat_ejer on journalnotat (ejer_id) where ejer_id is not null;
alter table redigering add column paa_vegne_af_id uuid;
