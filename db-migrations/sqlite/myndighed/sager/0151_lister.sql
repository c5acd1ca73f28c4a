-- Lists narrowed by a period, a deadline, or a subject in order of title: with what they ask, so that rows are read only when they are shown.
drop index sag_aendret;
create index sag_aendret on sag (senest_aendret, nr, adgangsliste_nr, tilstand, emne, facet, oprettet);
create index sag_emne_titel on sag (emne, titelorden, nr, adgangsliste_nr, tilstand);
drop index erindring_frist;
create index erindring_frist on erindring (frist, nr, sag_id) where afsluttet is null;

-- A desk's cases, also the closed ones, beside their deadlines and drafts.
drop index sag_behandler;
create index sag_behandler on sag (behandler_id, senest_aendret, nr, adgangsliste_nr, tilstand, id);
