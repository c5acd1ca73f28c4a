-- Lists at the size of a whole municipality: what a list is ordered and narrowed by stands in its index, with who may see it, so that rows are read only when they are shown.
drop index sag_aendret;
drop index sag_titel;
drop index sag_oprettet;
drop index sag_nummerorden;
drop index sag_behandler;
drop index sag_enhed;
drop index sag_emne;
create index sag_aendret on sag (senest_aendret, nr, adgangsliste_nr, tilstand, emne, facet);
create index sag_titel on sag (titelorden, nr, adgangsliste_nr, tilstand, emne, facet);
create index sag_oprettet on sag (oprettet, nr, adgangsliste_nr, tilstand, emne, facet);
create index sag_nummerorden on sag (nummerorden, nr, adgangsliste_nr, tilstand, emne, facet);
create index sag_behandler on sag (behandler_id, senest_aendret, nr, adgangsliste_nr, tilstand);
create index sag_enhed on sag (enhed_id, senest_aendret, nr, adgangsliste_nr, tilstand);
create index sag_emne on sag (emne, facet, tilstand, adgangsliste_nr);
create index sag_skabelon on sag (skabelon_id, senest_aendret, nr, adgangsliste_nr, tilstand);
create index sag_status on sag (status_id, senest_aendret, nr, adgangsliste_nr);
create index sag_aaben on sag (senest_aendret, nr, adgangsliste_nr) where tilstand <> 'Afsluttet';

-- What has no akt number on a case, and in a folder: drafts are few where documents are many.
create index dokumentregistrering_uden_akt on dokumentregistrering (sag_id, aktnr, nr, dokument_id, flyttet_til_id) where aktnr is null;
create index dokumentregistrering_delforloeb on dokumentregistrering (delforloeb_id) where delforloeb_id is not null;

-- A desk's own drafts.
create index dokument_kladde_af on dokument (oprettet_af, oprettet) where journaliseret is null;

-- Hand-overs among a case's events.
create index haendelse_overdragelse on haendelse (sag_id, nr) where type in ('SagOverdraget', 'SagGivetTilbage', 'SagModtaget');

-- Post that waits, for the count in everyone's menu.
create index indbakkepost_aaben on indbakkepost (bruger_id, adgangsliste_nr, tilstand) where tilstand in ('Ny', 'Fordelt', 'Taget');
