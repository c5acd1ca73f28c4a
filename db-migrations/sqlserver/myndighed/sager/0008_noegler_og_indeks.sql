-- Keys and indexes that the migrated SQLite database has and the EF model does not know. Made from its catalog by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

ALTER TABLE [afgoerelsestype] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [dokumentmail] ALTER COLUMN [besked_id] nvarchar(450) NOT NULL;
GO

ALTER TABLE [dokumentskabelon] ALTER COLUMN [sha256] nvarchar(450) NOT NULL;
GO

ALTER TABLE [dokumentskabelon] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [erindringstype] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [feltvaerdi] ALTER COLUMN [vaerdi] nvarchar(450) NOT NULL;
GO

ALTER TABLE [fil] ALTER COLUMN [sha256] nvarchar(450) NOT NULL;
GO

ALTER TABLE [forsendelsesmodtager] ALTER COLUMN [tilstand] nvarchar(400) NOT NULL;
GO

ALTER TABLE [forsendelsesmodtager] ALTER COLUMN [kanal] nvarchar(400) NOT NULL;
GO

ALTER TABLE [forsendelsesmodtager] ALTER COLUMN [besked_id] nvarchar(450) NOT NULL;
GO

ALTER TABLE [frase] ALTER COLUMN [titelorden] nvarchar(450) NOT NULL;
GO

ALTER TABLE [frase] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [gemt_soegning] ALTER COLUMN [navnenoegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [godkendelseskaede] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [godkendelsesled] ALTER COLUMN [reference] nvarchar(450) NOT NULL;
GO

ALTER TABLE [indbakkefil] ALTER COLUMN [sha256] nvarchar(450) NOT NULL;
GO

ALTER TABLE [indbakkepost] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

ALTER TABLE [indbakkepost] ALTER COLUMN [tilstand] nvarchar(450) NOT NULL;
GO

ALTER TABLE [indbakkepost] ALTER COLUMN [besked_id] nvarchar(450) NULL;
GO

ALTER TABLE [indbakkepost] ALTER COLUMN [kontrol] nvarchar(450) NOT NULL;
GO

ALTER TABLE [kassationsstop] ALTER COLUMN [modul] nvarchar(400) NULL;
GO

ALTER TABLE [kassationsstop] ALTER COLUMN [noegle] nvarchar(400) NULL;
GO

ALTER TABLE [korrespondent] ALTER COLUMN [email] nvarchar(450) NULL;
GO

ALTER TABLE [part] ALTER COLUMN [email] nvarchar(450) NULL;
GO

ALTER TABLE [part] ALTER COLUMN [cvr] nvarchar(450) NULL;
GO

ALTER TABLE [part] ALTER COLUMN [cpr] nvarchar(450) NULL;
GO

ALTER TABLE [pdfvisning] ALTER COLUMN [pdf_sha256] nvarchar(450) NULL;
GO

ALTER TABLE [postkasse] ALTER COLUMN [sti] nvarchar(450) NOT NULL;
GO

ALTER TABLE [redigering] ALTER COLUMN [noegle_sha256] nvarchar(450) NOT NULL;
GO

ALTER TABLE [redigeringsfil] ALTER COLUMN [sha256] nvarchar(450) NULL;
GO

ALTER TABLE [redigeringsfil] ALTER COLUMN [navn] nvarchar(450) NOT NULL;
GO

ALTER TABLE [sag] ALTER COLUMN [tilstand] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sag] ALTER COLUMN [emne] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sag] ALTER COLUMN [titelorden] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sag] ALTER COLUMN [facet] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sag] ALTER COLUMN [nummerorden] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sag] ALTER COLUMN [sagsnummer] nvarchar(450) NOT NULL;
GO

ALTER TABLE [sagsforloeb] ALTER COLUMN [sagstype] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sagsforloeb] ALTER COLUMN [trin] nvarchar(400) NOT NULL;
GO

ALTER TABLE [sagsskabelon] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

CREATE UNIQUE INDEX [afgoerelsestype_noegle] ON [afgoerelsestype] ([noegle]);
GO

CREATE UNIQUE INDEX [delforloeb_nr] ON [delforloeb] ([nr]);
GO

CREATE UNIQUE INDEX [delforloeb_sag_id_nummer] ON [delforloeb] ([sag_id], [nummer]);
GO

CREATE UNIQUE INDEX [dokument_nr] ON [dokument] ([nr]);
GO

CREATE UNIQUE INDEX [dokumentregistrering_nr] ON [dokumentregistrering] ([nr]);
GO

CREATE UNIQUE INDEX [dokumentregistrering_akt] ON [dokumentregistrering] ([sag_id], [aktnr], [bilagsnr]) WHERE [aktnr] IS NOT NULL;
GO

CREATE UNIQUE INDEX [dokumentregistrering_dokument_id_sag_id] ON [dokumentregistrering] ([dokument_id], [sag_id]);
GO

CREATE UNIQUE INDEX [dokumentskabelon_nr] ON [dokumentskabelon] ([nr]);
GO

CREATE UNIQUE INDEX [dokumentskabelon_noegle] ON [dokumentskabelon] ([noegle]);
GO

CREATE UNIQUE INDEX [enhedsaendring_nr] ON [enhedsaendring] ([nr]);
GO

CREATE UNIQUE INDEX [erindring_nr] ON [erindring] ([nr]);
GO

CREATE UNIQUE INDEX [erindringstype_nr] ON [erindringstype] ([nr]);
GO

CREATE UNIQUE INDEX [erindringstype_noegle] ON [erindringstype] ([noegle]);
GO

CREATE UNIQUE INDEX [fejljournalisering_en_aaben] ON [fejljournalisering] ([dokument_id]) WHERE [afgjort] IS NULL;
GO

CREATE UNIQUE INDEX [fil_nr] ON [fil] ([nr]);
GO

CREATE UNIQUE INDEX [fil_dokument_id_filversion_nummer] ON [fil] ([dokument_id], [filversion], [nummer]);
GO

CREATE UNIQUE INDEX [forsendelse_nr] ON [forsendelse] ([nr]);
GO

CREATE UNIQUE INDEX [forsendelsesmodtager_nr] ON [forsendelsesmodtager] ([nr]);
GO

CREATE UNIQUE INDEX [forsendelsesmodtager_besked_id] ON [forsendelsesmodtager] ([besked_id]);
GO

CREATE UNIQUE INDEX [frase_nr] ON [frase] ([nr]);
GO

CREATE UNIQUE INDEX [frase_noegle] ON [frase] ([noegle]);
GO

CREATE UNIQUE INDEX [gemt_soegning_delt] ON [gemt_soegning] ([enhed_id], [navnenoegle]) WHERE [enhed_id] IS NOT NULL AND [enhed_id] IS NOT NULL AND [slettet] IS NULL;
GO

CREATE UNIQUE INDEX [gemt_soegning_egen] ON [gemt_soegning] ([ejer_id], [navnenoegle]) WHERE [ejer_id] IS NOT NULL AND [enhed_id] IS NULL AND [slettet] IS NULL;
GO

CREATE UNIQUE INDEX [gemt_visning_standard] ON [gemt_visning] ([bruger_id]) WHERE [er_standard] = 1;
GO

CREATE UNIQUE INDEX [godkendelseskaede_noegle] ON [godkendelseskaede] ([noegle]);
GO

CREATE UNIQUE INDEX [godkendelsesled_godkendelse_id_orden] ON [godkendelsesled] ([godkendelse_id], [orden]);
GO

CREATE UNIQUE INDEX [hoeringspart_hoering_id_sagspart_id] ON [hoeringspart] ([hoering_id], [sagspart_id]);
GO

CREATE UNIQUE INDEX [indbakkefil_nr] ON [indbakkefil] ([nr]);
GO

CREATE UNIQUE INDEX [indbakkefil_post_id_nummer] ON [indbakkefil] ([post_id], [nummer]);
GO

CREATE UNIQUE INDEX [indbakkepost_nr] ON [indbakkepost] ([nr]);
GO

CREATE UNIQUE INDEX [indbakkepost_aflevering] ON [indbakkepost] ([noegle]) WHERE [postkasse_id] IS NULL AND [kanal] = 'Scan';
GO

CREATE UNIQUE INDEX [indbakkepost_noegle] ON [indbakkepost] ([postkasse_id], [noegle]) WHERE [postkasse_id] IS NOT NULL;
GO

CREATE UNIQUE INDEX [journalnotat_nr] ON [journalnotat] ([nr]);
GO

CREATE UNIQUE INDEX [kassationsstop_nr] ON [kassationsstop] ([nr]);
GO

CREATE UNIQUE INDEX [kassationsstop_noegle] ON [kassationsstop] ([modul], [noegle]) WHERE [modul] IS NOT NULL AND [noegle] IS NOT NULL AND [modul] IS NOT NULL AND [ophaevet] IS NULL;
GO

CREATE UNIQUE INDEX [masseforsendelse_nr] ON [masseforsendelse] ([nr]);
GO

CREATE UNIQUE INDEX [part_nr] ON [part] ([nr]);
GO

CREATE UNIQUE INDEX [part_cvr] ON [part] ([cvr]) WHERE [cvr] IS NOT NULL;
GO

CREATE UNIQUE INDEX [part_cpr] ON [part] ([cpr]) WHERE [cpr] IS NOT NULL;
GO

CREATE UNIQUE INDEX [postkasse_nr] ON [postkasse] ([nr]);
GO

CREATE UNIQUE INDEX [postkasse_sti] ON [postkasse] ([sti]);
GO

CREATE UNIQUE INDEX [postlistepost_nr] ON [postlistepost] ([nr]);
GO

CREATE UNIQUE INDEX [postlistepost_dokument_id] ON [postlistepost] ([dokument_id]);
GO

CREATE UNIQUE INDEX [redigering_aaben] ON [redigering] ([dokument_id]) WHERE [afsluttet] IS NULL;
GO

CREATE UNIQUE INDEX [redigering_noegle] ON [redigering] ([noegle_sha256]);
GO

CREATE UNIQUE INDEX [redigeringsfil_navn] ON [redigeringsfil] ([redigering_id], [navn]);
GO

CREATE UNIQUE INDEX [sag_nr] ON [sag] ([nr]);
GO

CREATE UNIQUE INDEX [sag_sagsnummer] ON [sag] ([sagsnummer]);
GO

CREATE UNIQUE INDEX [sagspart_en_primaer] ON [sagspart] ([sag_id]) WHERE [er_primaer] = 1 AND [fratraadt] IS NULL;
GO

CREATE UNIQUE INDEX [sagsproeve_nr] ON [sagsproeve] ([nr]);
GO

CREATE UNIQUE INDEX [sagsskabelon_nr] ON [sagsskabelon] ([nr]);
GO

CREATE UNIQUE INDEX [sagsskabelon_noegle] ON [sagsskabelon] ([noegle]);
GO

CREATE UNIQUE INDEX [sagsstatus_nr] ON [sagsstatus] ([nr]);
GO

CREATE UNIQUE INDEX [sagsstikproeve_nr] ON [sagsstikproeve] ([nr]);
GO

ALTER TABLE [dokument] ADD CONSTRAINT [FK_dokument_adgangsliste_adgangsliste_nr] FOREIGN KEY ([adgangsliste_nr]) REFERENCES [adgangsliste] ([nr]);
GO

ALTER TABLE [dokumentregistrering] ADD CONSTRAINT [FK_dokumentregistrering_sag_flyttet_til_id] FOREIGN KEY ([flyttet_til_id]) REFERENCES [sag] ([id]);
GO

ALTER TABLE [indbakkepost] ADD CONSTRAINT [FK_indbakkepost_adgangsliste_adgangsliste_nr] FOREIGN KEY ([adgangsliste_nr]) REFERENCES [adgangsliste] ([nr]);
GO

ALTER TABLE [sag] ADD CONSTRAINT [FK_sag_adgangsliste_adgangsliste_nr] FOREIGN KEY ([adgangsliste_nr]) REFERENCES [adgangsliste] ([nr]);
GO

CREATE INDEX [dokument_kladde_af] ON [dokument] ([oprettet_af], [oprettet]) WHERE [journaliseret] IS NULL;
GO

CREATE INDEX [dokument_ejer] ON [dokument] ([ejer_id]) WHERE [ejer_id] IS NOT NULL;
GO

CREATE INDEX [dokument_postliste] ON [dokument] ([journaliseret], [nr]) WHERE [paa_postliste] = 1 AND [journaliseret] IS NOT NULL;
GO

CREATE INDEX [dokument_ujournaliseret] ON [dokument] ([dato], [nr]) WHERE [journaliseret] IS NULL AND [uden_betydning] IS NULL AND [foraelder_id] IS NULL;
GO

CREATE INDEX [dokument_dato] ON [dokument] ([dato]);
GO

CREATE INDEX [dokument_kladde] ON [dokument] ([oprettet]) WHERE [journaliseret] IS NULL;
GO

CREATE INDEX [dokument_journaliseret] ON [dokument] ([journaliseret]) WHERE [journaliseret] IS NOT NULL;
GO

CREATE INDEX [dokumentmail_besked] ON [dokumentmail] ([besked_id]);
GO

CREATE INDEX [dokumentregistrering_uden_akt] ON [dokumentregistrering] ([sag_id], [aktnr], [nr], [dokument_id], [flyttet_til_id]) WHERE [aktnr] IS NULL;
GO

CREATE INDEX [dokumentskabelon_indhold] ON [dokumentskabelon] ([sha256]);
GO

CREATE INDEX [enhedsaendring_job] ON [enhedsaendring] ([job_id]);
GO

CREATE INDEX [erindring_frist] ON [erindring] ([frist], [nr], [sag_id]) WHERE [afsluttet] IS NULL;
GO

CREATE INDEX [erindring_aaben] ON [erindring] ([sag_id], [frist]) WHERE [afsluttet] IS NULL;
GO

CREATE INDEX [erindring_ansvarlig] ON [erindring] ([ansvarlig_id], [frist]) WHERE [afsluttet] IS NULL;
GO

CREATE INDEX [feltvaerdi_felt] ON [feltvaerdi] ([felt], [vaerdi], [sag_id]);
GO

CREATE INDEX [fil_indhold] ON [fil] ([sha256]);
GO

CREATE INDEX [forsendelse_job] ON [forsendelse] ([job_id]) WHERE [job_id] IS NOT NULL;
GO

CREATE INDEX [forsendelse_aaben] ON [forsendelse] ([nr]) WHERE [afsluttet] IS NULL;
GO

CREATE INDEX [forsendelse_sag] ON [forsendelse] ([sag_id], [nr]);
GO

CREATE INDEX [forsendelsesmodtager_haandteres] ON [forsendelsesmodtager] ([nr]) WHERE [tilstand] IN ('Afvist', 'Uvis') AND [haandtering] IS NULL;
GO

CREATE INDEX [forsendelsesmodtager_venter] ON [forsendelsesmodtager] ([tilstand], [kanal], [naeste_forsoeg], [nr]) WHERE [tilstand] IN ('Venter', 'Afsendes');
GO

CREATE INDEX [forsendelsesmodtager_forsendelse] ON [forsendelsesmodtager] ([forsendelse_id], [tilstand]);
GO

CREATE INDEX [frase_gennemses] ON [frase] ([gennemses]) WHERE [aktiv] = 1;
GO

CREATE INDEX [frase_titel] ON [frase] ([titelorden], [nr]);
GO

CREATE INDEX [gemt_soegning_ejer] ON [gemt_soegning] ([ejer_id]) WHERE [ejer_id] IS NOT NULL;
GO

CREATE INDEX [gemt_visning_enhed] ON [gemt_visning] ([enhed_id]) WHERE [enhed_id] IS NOT NULL;
GO

CREATE INDEX [gemt_visning_bruger] ON [gemt_visning] ([bruger_id]);
GO

CREATE INDEX [godkendelse_returneret] ON [godkendelse] ([afsluttet]) WHERE [udfald] = 'Returneret';
GO

CREATE INDEX [godkendelse_aaben] ON [godkendelse] ([anmodet]) WHERE [udfald] = 'Aaben';
GO

CREATE INDEX [godkendelsesled_venter] ON [godkendelsesled] ([reference]) WHERE [udfald] = 'Venter';
GO

CREATE INDEX [indbakkefil_indhold] ON [indbakkefil] ([sha256]);
GO

CREATE INDEX [indbakkepost_aaben] ON [indbakkepost] ([bruger_id], [adgangsliste_nr], [tilstand]) WHERE [tilstand] IN ('Ny', 'Fordelt', 'Taget');
GO

CREATE INDEX [indbakkepost_fordelt_af] ON [indbakkepost] ([fordelt_af], [fordelt]) WHERE [fordelt_af] IS NOT NULL;
GO

CREATE INDEX [indbakkepost_besked] ON [indbakkepost] ([besked_id]) WHERE [besked_id] IS NOT NULL;
GO

CREATE INDEX [indbakkepost_afgjort] ON [indbakkepost] ([afgjort]) WHERE [afgjort] IS NOT NULL AND [frigivet] IS NULL;
GO

CREATE INDEX [indbakkepost_kontrol] ON [indbakkepost] ([kontrol], [nr]) WHERE [frigivet] IS NULL;
GO

CREATE INDEX [indbakkepost_bruger] ON [indbakkepost] ([bruger_id], [modtaget]) WHERE [bruger_id] IS NOT NULL;
GO

CREATE INDEX [indbakkepost_indbakke] ON [indbakkepost] ([adgangsliste_nr], [modtaget]);
GO

CREATE INDEX [journalnotat_ejer] ON [journalnotat] ([ejer_id]) WHERE [ejer_id] IS NOT NULL;
GO

CREATE INDEX [journalnotat_kladde] ON [journalnotat] ([forfatter_id]) WHERE [endelig] IS NULL;
GO

CREATE INDEX [journalnotat_endelig] ON [journalnotat] ([endelig]) WHERE [endelig] IS NOT NULL;
GO

CREATE INDEX [journalnotat_sag] ON [journalnotat] ([sag_id], [kontakttidspunkt]);
GO

CREATE INDEX [korrespondent_email] ON [korrespondent] ([email]) WHERE [email] IS NOT NULL;
GO

CREATE INDEX [masseforsendelse_kladde] ON [masseforsendelse] ([oprettet_af], [oprettet]) WHERE [begyndt] IS NULL;
GO

CREATE INDEX [masseudtraek_bestilt] ON [masseudtraek] ([bestilt]);
GO

CREATE INDEX [part_email] ON [part] ([email]) WHERE [email] IS NOT NULL;
GO

CREATE INDEX [pdfvisning_pdf] ON [pdfvisning] ([pdf_sha256]) WHERE pdf_sha256 IS NOT NULL;
GO

CREATE INDEX [postlistepost_dag] ON [postlistepost] ([dag], [nr]);
GO

CREATE INDEX [redigering_afsluttet] ON [redigering] ([afsluttet]) WHERE [afsluttet] IS NOT NULL;
GO

CREATE INDEX [redigering_bruger] ON [redigering] ([bruger_id]);
GO

CREATE INDEX [redigeringsfil_indhold] ON [redigeringsfil] ([sha256]) WHERE sha256 IS NOT NULL;
GO

CREATE INDEX [sag_behandler] ON [sag] ([behandler_id], [senest_aendret], [nr], [adgangsliste_nr], [tilstand], [id]);
GO

CREATE INDEX [sag_emne_titel] ON [sag] ([emne], [titelorden], [nr], [adgangsliste_nr], [tilstand]);
GO

CREATE INDEX [sag_aendret] ON [sag] ([senest_aendret], [nr], [adgangsliste_nr], [tilstand], [emne], [facet], [oprettet]);
GO

CREATE INDEX [sag_aaben] ON [sag] ([senest_aendret], [nr], [adgangsliste_nr]) WHERE [tilstand] <> 'Afsluttet';
GO

CREATE INDEX [sag_status] ON [sag] ([status_id], [senest_aendret], [nr], [adgangsliste_nr]);
GO

CREATE INDEX [sag_skabelon] ON [sag] ([skabelon_id], [senest_aendret], [nr], [adgangsliste_nr], [tilstand]);
GO

CREATE INDEX [sag_emne] ON [sag] ([emne], [facet], [tilstand], [adgangsliste_nr]);
GO

CREATE INDEX [sag_enhed] ON [sag] ([enhed_id], [senest_aendret], [nr], [adgangsliste_nr], [tilstand]);
GO

CREATE INDEX [sag_nummerorden] ON [sag] ([nummerorden], [nr], [adgangsliste_nr], [tilstand], [emne], [facet]);
GO

CREATE INDEX [sag_oprettet] ON [sag] ([oprettet], [nr], [adgangsliste_nr], [tilstand], [emne], [facet]);
GO

CREATE INDEX [sag_titel] ON [sag] ([titelorden], [nr], [adgangsliste_nr], [tilstand], [emne], [facet]);
GO

CREATE INDEX [sag_afsluttet] ON [sag] ([afsluttet]) WHERE [afsluttet] IS NOT NULL;
GO

CREATE INDEX [sag_liste] ON [sag] ([adgangsliste_nr], [senest_aendret]);
GO

CREATE INDEX [sag_maerke_maerke] ON [sag_maerke] ([maerke]);
GO

CREATE INDEX [sagsforloeb_trin] ON [sagsforloeb] ([sagstype], [trin], [sag_id]);
GO

CREATE INDEX [sagspart_part] ON [sagspart] ([part_id], [sag_id]);
GO

CREATE INDEX [sagsstikproeve_enhed] ON [sagsstikproeve] ([enhed_id], [nr]);
GO

CREATE INDEX [sagsudtraek_bestilt] ON [sagsudtraek] ([bestilt]);
GO

CREATE INDEX [soegningsfoelger_bruger] ON [soegningsfoelger] ([bruger_id]);
GO

CREATE INDEX [soegningshit_ting] ON [soegningshit] ([art], [ting_nr]);
GO

CREATE INDEX [soegningshit_usete] ON [soegningshit] ([bruger_id], [soegning_id]) WHERE [set_tid] IS NULL;
GO

CREATE INDEX [urstand_slut] ON [urstand] ([ur], [slut]) WHERE [slut] IS NOT NULL;
GO

CREATE INDEX [urstand_frist] ON [urstand] ([ur], [frist], [sag_id]) WHERE [slut] IS NULL;
GO
