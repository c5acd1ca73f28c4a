-- Made from the EF model and compared with it by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

CREATE TABLE [enhedsaendring] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [art] nvarchar(max) NOT NULL,
    [dato] date NOT NULL,
    [plan] nvarchar(max) NOT NULL,
    [stand] nvarchar(max) NOT NULL,
    [udvid] bit NOT NULL,
    [bestilt_af] uniqueidentifier NOT NULL,
    [bestilt] datetime2 NOT NULL,
    [job_id] uniqueidentifier NOT NULL,
    [begyndt] datetime2 NULL,
    [udfoert] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_enhedsaendring] PRIMARY KEY ([id]) );
GO

CREATE TABLE [erindringstype] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [noegle] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [fristdage] int NOT NULL,
    [synligdage] int NOT NULL,
    [i_arbejdsdage] bit NOT NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_erindringstype] PRIMARY KEY ([id]) );
GO

CREATE TABLE [frase] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [noegle] nvarchar(max) NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [tekst] nvarchar(max) NOT NULL,
    [enhed_id] uniqueidentifier NULL,
    [ejer_id] uniqueidentifier NOT NULL,
    [gennemses] date NOT NULL,
    [aktiv] bit NOT NULL,
    [rettet] datetime2 NOT NULL,
    [rettet_af] uniqueidentifier NOT NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    [titelorden] nvarchar(max) NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_frase] PRIMARY KEY ([id]) );
GO

CREATE TABLE [gemt_soegning] (
    [id] uniqueidentifier NOT NULL,
    [ejer_id] uniqueidentifier NULL,
    [enhed_id] uniqueidentifier NULL,
    [navn] nvarchar(max) NOT NULL,
    [navnenoegle] nvarchar(max) NOT NULL,
    [forespoergsel] nvarchar(max) NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [rettet] datetime2 NOT NULL,
    [slettet] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_gemt_soegning] PRIMARY KEY ([id]) );
GO

CREATE TABLE [gemt_visning] (
    [id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [enhed_id] uniqueidentifier NULL,
    [navn] nvarchar(max) NOT NULL,
    [forespoergsel] nvarchar(max) NOT NULL,
    [er_standard] bit NOT NULL,
    [oprettet] datetime2 NOT NULL,
    CONSTRAINT [PK_gemt_visning] PRIMARY KEY ([id]) );
GO

CREATE TABLE [godkendelseskaede] (
    [id] uniqueidentifier NOT NULL,
    [noegle] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [led] nvarchar(max) NOT NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_godkendelseskaede] PRIMARY KEY ([id]) );
GO

CREATE TABLE [indbakkeopsaetning] (
    [id] int NOT NULL,
    [opbevaringsdage] int NOT NULL,
    CONSTRAINT [PK_indbakkeopsaetning] PRIMARY KEY ([id]) );
GO

CREATE TABLE [kassationsstop] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [navn] nvarchar(max) NOT NULL,
    [begrundelse] nvarchar(max) NOT NULL,
    [modul] nvarchar(max) NULL,
    [noegle] nvarchar(max) NULL,
    [sat_af] uniqueidentifier NOT NULL,
    [sat] datetime2 NOT NULL,
    [ophaevet_af] uniqueidentifier NULL,
    [ophaevet] datetime2 NULL,
    [ophaevelsesgrund] nvarchar(max) NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_kassationsstop] PRIMARY KEY ([id]) );
GO

CREATE TABLE [masseudtraek] (
    [job_id] uniqueidentifier NOT NULL,
    [bestilt_af] uniqueidentifier NOT NULL,
    [bestilt] datetime2 NOT NULL,
    [sha256] nvarchar(max) NULL,
    [stoerrelse] bigint NOT NULL,
    [filer] int NOT NULL,
    CONSTRAINT [PK_masseudtraek] PRIMARY KEY ([job_id]) );
GO

CREATE TABLE [part] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [art] nvarchar(max) NOT NULL,
    [cpr] nvarchar(max) NULL,
    [cvr] nvarchar(max) NULL,
    [navn] nvarchar(max) NOT NULL,
    [adresse] nvarchar(max) NULL,
    [postnummer] nvarchar(max) NULL,
    [by] nvarchar(max) NULL,
    [email] nvarchar(max) NULL,
    [telefon] nvarchar(max) NULL,
    [er_beskyttet] bit NOT NULL,
    [beskyttet_til] date NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_part] PRIMARY KEY ([id]) );
GO

CREATE TABLE [pdfvisning] (
    [sha256] nvarchar(450) NOT NULL,
    [pdf_sha256] nvarchar(max) NULL,
    [grund] nvarchar(max) NULL,
    [lavet] datetime2 NOT NULL,
    CONSTRAINT [PK_pdfvisning] PRIMARY KEY ([sha256]) );
GO

CREATE TABLE [planudgave] (
    [id] uniqueidentifier NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [udgivet] date NOT NULL,
    [gaelder_fra] date NULL,
    [importeret] datetime2 NOT NULL,
    [kilder] nvarchar(max) NOT NULL,
    [faerdig] bit NOT NULL,
    CONSTRAINT [PK_planudgave] PRIMARY KEY ([id]) );
GO

CREATE TABLE [postkasse] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [navn] nvarchar(max) NOT NULL,
    [art] nvarchar(max) NOT NULL,
    [sti] nvarchar(max) NOT NULL,
    [enhed_id] uniqueidentifier NOT NULL,
    [aktiv] bit NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_postkasse] PRIMARY KEY ([id]) );
GO

CREATE TABLE [postlisteopsaetning] (
    [id] int NOT NULL,
    [ventedage] int NOT NULL,
    CONSTRAINT [PK_postlisteopsaetning] PRIMARY KEY ([id]) );
GO

CREATE TABLE [sagsstikproeve] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [enhed_id] uniqueidentifier NOT NULL,
    [fra] date NOT NULL,
    [til] date NOT NULL,
    [froe] bigint NOT NULL,
    [omfang] int NOT NULL,
    [udtaget_af] uniqueidentifier NOT NULL,
    [udtaget] datetime2 NOT NULL,
    CONSTRAINT [PK_sagsstikproeve] PRIMARY KEY ([id]) );
GO

CREATE TABLE [webhook] (
    [id] uniqueidentifier NOT NULL,
    [ejer_id] uniqueidentifier NOT NULL,
    [url] nvarchar(max) NOT NULL,
    [typer] nvarchar(max) NOT NULL,
    [hemmelighed] nvarchar(max) NOT NULL,
    [aktiv] bit NOT NULL,
    [efter] bigint NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [senest_leveret] datetime2 NULL,
    [forsoeg] int NOT NULL,
    [naeste_forsoeg] datetime2 NULL,
    [fejler_siden] datetime2 NULL,
    [seneste_fejl] nvarchar(max) NULL,
    [afvist_i_traek] int NOT NULL,
    [holdes_af] uniqueidentifier NULL,
    [holdes_til] datetime2 NULL,
    [slaaet_fra_grund] nvarchar(max) NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_webhook] PRIMARY KEY ([id]) );
GO

CREATE TABLE [soegningsfoelger] (
    [soegning_id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [siden] datetime2 NOT NULL,
    [udgave] nvarchar(max) NULL,
    [adgangsaftryk] bigint NOT NULL,
    [kendte] varbinary(max) NULL,
    CONSTRAINT [PK_soegningsfoelger] PRIMARY KEY ([soegning_id], [bruger_id]),
    CONSTRAINT [FK_soegningsfoelger_gemt_soegning_soegning_id] FOREIGN KEY ([soegning_id]) REFERENCES [gemt_soegning] ([id]) );
GO

CREATE TABLE [soegningshit] (
    [soegning_id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [art] nvarchar(450) NOT NULL,
    [ting_nr] int NOT NULL,
    [fundet] datetime2 NOT NULL,
    [set_tid] datetime2 NULL,
    CONSTRAINT [PK_soegningshit] PRIMARY KEY ([soegning_id], [bruger_id], [art], [ting_nr]),
    CONSTRAINT [FK_soegningshit_gemt_soegning_soegning_id] FOREIGN KEY ([soegning_id]) REFERENCES [gemt_soegning] ([id]) );
GO

CREATE TABLE [afgoerelsestype] (
    [id] uniqueidentifier NOT NULL,
    [noegle] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [klageinstans] nvarchar(max) NULL,
    [klagevejledning] nvarchar(max) NULL,
    [kaede_id] uniqueidentifier NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_afgoerelsestype] PRIMARY KEY ([id]),
    CONSTRAINT [FK_afgoerelsestype_godkendelseskaede_kaede_id] FOREIGN KEY ([kaede_id]) REFERENCES [godkendelseskaede] ([id]) );
GO

CREATE TABLE [dokument] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [titel] nvarchar(max) NOT NULL,
    [retning] nvarchar(max) NOT NULL,
    [dokumenttype] nvarchar(max) NULL,
    [dato] date NOT NULL,
    [tilstand] nvarchar(max) NOT NULL,
    [foelsomhed] nvarchar(max) NOT NULL,
    [adgangsliste_nr] int NULL,
    [paa_postliste] bit NOT NULL,
    [offentlig_titel] nvarchar(max) NULL,
    [aktindsigt] nvarchar(max) NOT NULL,
    [aktindsigt_note] nvarchar(max) NULL,
    [foraelder_id] uniqueidentifier NULL,
    [retter_id] uniqueidentifier NULL,
    [filversion] int NOT NULL,
    [udtjekket_af] uniqueidentifier NULL,
    [udtjekket_til] datetime2 NULL,
    [uden_betydning] nvarchar(max) NULL,
    [oprettet_af] uniqueidentifier NOT NULL,
    [ejer_id] uniqueidentifier NULL,
    [oprettet] datetime2 NOT NULL,
    [kaede_id] uniqueidentifier NULL,
    [til_godkendelse] bit NOT NULL,
    [godkendt_filversion] int NULL,
    [journaliseret] datetime2 NULL,
    [journaliseret_af] uniqueidentifier NULL,
    [kasseret] datetime2 NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_dokument] PRIMARY KEY ([id]),
    CONSTRAINT [FK_dokument_dokument_foraelder_id] FOREIGN KEY ([foraelder_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_dokument_dokument_retter_id] FOREIGN KEY ([retter_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_dokument_godkendelseskaede_kaede_id] FOREIGN KEY ([kaede_id]) REFERENCES [godkendelseskaede] ([id]) );
GO

CREATE TABLE [dokumentskabelon] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [noegle] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [beskrivelse] nvarchar(max) NULL,
    [retning] nvarchar(max) NOT NULL,
    [dokumenttype] nvarchar(max) NULL,
    [titel] nvarchar(max) NOT NULL,
    [filnavn] nvarchar(max) NOT NULL,
    [sha256] nvarchar(max) NOT NULL,
    [stoerrelse] bigint NOT NULL,
    [felter] nvarchar(max) NOT NULL,
    [kaede_id] uniqueidentifier NULL,
    [aktiv] bit NOT NULL,
    [rettet] datetime2 NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_dokumentskabelon] PRIMARY KEY ([id]),
    CONSTRAINT [FK_dokumentskabelon_godkendelseskaede_kaede_id] FOREIGN KEY ([kaede_id]) REFERENCES [godkendelseskaede] ([id]) );
GO

CREATE TABLE [sagsstatus] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [navn] nvarchar(max) NOT NULL,
    [orden] int NOT NULL,
    [tilstand] nvarchar(max) NOT NULL,
    [kraever_kommentar] bit NOT NULL,
    [kaede_id] uniqueidentifier NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_sagsstatus] PRIMARY KEY ([id]),
    CONSTRAINT [FK_sagsstatus_godkendelseskaede_kaede_id] FOREIGN KEY ([kaede_id]) REFERENCES [godkendelseskaede] ([id]) );
GO

CREATE TABLE [partsudgave] (
    [part_id] uniqueidentifier NOT NULL,
    [version] bigint NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [adresse] nvarchar(max) NULL,
    [postnummer] nvarchar(max) NULL,
    [by] nvarchar(max) NULL,
    [email] nvarchar(max) NULL,
    [telefon] nvarchar(max) NULL,
    [er_beskyttet] bit NOT NULL,
    [beskyttet_til] date NULL,
    [erstattet] datetime2 NOT NULL,
    [erstattet_af] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_partsudgave] PRIMARY KEY ([part_id], [version]),
    CONSTRAINT [FK_partsudgave_part_part_id] FOREIGN KEY ([part_id]) REFERENCES [part] ([id]) );
GO

CREATE TABLE [planemne] (
    [udgave_id] uniqueidentifier NOT NULL,
    [nummer] nvarchar(450) NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [vejledning] nvarchar(max) NULL,
    [stikord] nvarchar(max) NULL,
    [udgaaet] date NULL,
    [afloesere] nvarchar(max) NULL,
    [bevaring] nvarchar(max) NULL,
    [sletning] nvarchar(max) NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_planemne] PRIMARY KEY ([udgave_id], [nummer]),
    CONSTRAINT [FK_planemne_planudgave_udgave_id] FOREIGN KEY ([udgave_id]) REFERENCES [planudgave] ([id]) );
GO

CREATE TABLE [planfacet] (
    [udgave_id] uniqueidentifier NOT NULL,
    [nummer] nvarchar(450) NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [vejledning] nvarchar(max) NULL,
    [udgaaet] date NULL,
    [bevaring] nvarchar(max) NULL,
    CONSTRAINT [PK_planfacet] PRIMARY KEY ([udgave_id], [nummer]),
    CONSTRAINT [FK_planfacet_planudgave_udgave_id] FOREIGN KEY ([udgave_id]) REFERENCES [planudgave] ([id]) );
GO

CREATE TABLE [postkassestand] (
    [postkasse_id] uniqueidentifier NOT NULL,
    [senest_hentet] datetime2 NULL,
    [senest_modtaget] datetime2 NULL,
    [fejl] nvarchar(max) NULL,
    [ulaeselige] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_postkassestand] PRIMARY KEY ([postkasse_id]),
    CONSTRAINT [FK_postkassestand_postkasse_postkasse_id] FOREIGN KEY ([postkasse_id]) REFERENCES [postkasse] ([id]) );
GO

CREATE TABLE [webhookfejl] (
    [webhook_id] uniqueidentifier NOT NULL,
    [haendelse] bigint NOT NULL,
    [tid] datetime2 NOT NULL,
    [forsoeg] int NOT NULL,
    [fejl] nvarchar(max) NOT NULL,
    [gensendes] bit NOT NULL,
    CONSTRAINT [PK_webhookfejl] PRIMARY KEY ([webhook_id], [haendelse]),
    CONSTRAINT [FK_webhookfejl_webhook_webhook_id] FOREIGN KEY ([webhook_id]) REFERENCES [webhook] ([id]) );
GO

CREATE TABLE [dokumentmail] (
    [dokument_id] uniqueidentifier NOT NULL,
    [besked_id] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_dokumentmail] PRIMARY KEY ([dokument_id]),
    CONSTRAINT [FK_dokumentmail_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [endeliggoerelse] (
    [dokument_id] uniqueidentifier NOT NULL,
    [dato] date NOT NULL,
    [maade] nvarchar(max) NULL,
    [modtagere] nvarchar(max) NULL,
    [af] uniqueidentifier NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_endeliggoerelse] PRIMARY KEY ([dokument_id]),
    CONSTRAINT [FK_endeliggoerelse_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [fejljournalisering] (
    [id] uniqueidentifier NOT NULL,
    [dokument_id] uniqueidentifier NOT NULL,
    [grund] nvarchar(max) NOT NULL,
    [anmodet_af] uniqueidentifier NOT NULL,
    [anmodet] datetime2 NOT NULL,
    [afgjort_af] uniqueidentifier NULL,
    [afgjort] datetime2 NULL,
    [bekraeftet] bit NOT NULL,
    [afvist_grund] nvarchar(max) NULL,
    CONSTRAINT [PK_fejljournalisering] PRIMARY KEY ([id]),
    CONSTRAINT [FK_fejljournalisering_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [fil] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [dokument_id] uniqueidentifier NOT NULL,
    [filversion] int NOT NULL,
    [nummer] int NOT NULL,
    [filnavn] nvarchar(max) NOT NULL,
    [sha256] nvarchar(max) NOT NULL,
    [stoerrelse] bigint NOT NULL,
    [mimetype] nvarchar(max) NOT NULL,
    [bemaerkning] nvarchar(max) NULL,
    [tilfoejet_af] uniqueidentifier NOT NULL,
    [tilfoejet] datetime2 NOT NULL,
    CONSTRAINT [PK_fil] PRIMARY KEY ([id]),
    CONSTRAINT [FK_fil_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [korrespondent] (
    [id] uniqueidentifier NOT NULL,
    [dokument_id] uniqueidentifier NOT NULL,
    [art] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [email] nvarchar(max) NULL,
    [part_id] uniqueidentifier NULL,
    CONSTRAINT [PK_korrespondent] PRIMARY KEY ([id]),
    CONSTRAINT [FK_korrespondent_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_korrespondent_part_part_id] FOREIGN KEY ([part_id]) REFERENCES [part] ([id]) );
GO

CREATE TABLE [postlisteafvisning] (
    [dokument_id] uniqueidentifier NOT NULL,
    [begrundelse] nvarchar(max) NOT NULL,
    [afvist_af] uniqueidentifier NOT NULL,
    [afvist] datetime2 NOT NULL,
    CONSTRAINT [PK_postlisteafvisning] PRIMARY KEY ([dokument_id]),
    CONSTRAINT [FK_postlisteafvisning_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [postlistepost] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [dokument_id] uniqueidentifier NOT NULL,
    [dag] date NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [retning] nvarchar(max) NOT NULL,
    [offentliggoeres] date NOT NULL,
    [godkendt_af] uniqueidentifier NOT NULL,
    [godkendt] datetime2 NOT NULL,
    [tilbagetrukket] datetime2 NULL,
    [tilbagetrukket_af] uniqueidentifier NULL,
    [begrundelse] nvarchar(max) NULL,
    CONSTRAINT [PK_postlistepost] PRIMARY KEY ([id]),
    CONSTRAINT [FK_postlistepost_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [redigering] (
    [id] uniqueidentifier NOT NULL,
    [dokument_id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [sikkerhedsnummer] int NOT NULL,
    [paa_vegne_af_id] uniqueidentifier NULL,
    [noegle_sha256] nvarchar(max) NOT NULL,
    [noegle_lukket] nvarchar(max) NOT NULL,
    [begyndt] datetime2 NOT NULL,
    [fra_filversion] int NOT NULL,
    [til_filversion] int NOT NULL,
    [afsluttet] datetime2 NULL,
    [afsluttet_af] uniqueidentifier NULL,
    [grund] nvarchar(max) NULL,
    [meddelt] datetime2 NULL,
    CONSTRAINT [PK_redigering] PRIMARY KEY ([id]),
    CONSTRAINT [FK_redigering_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]) );
GO

CREATE TABLE [sagsskabelon] (
    [id] uniqueidentifier NOT NULL,
    [version] bigint NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [noegle] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [beskrivelse] nvarchar(max) NULL,
    [aktiv] bit NOT NULL,
    [standardtitel] nvarchar(max) NULL,
    [emner] nvarchar(max) NOT NULL,
    [facetter] nvarchar(max) NOT NULL,
    [status_id] uniqueidentifier NULL,
    [enhed_id] uniqueidentifier NULL,
    [foelsomhed] nvarchar(max) NOT NULL,
    [adgang] nvarchar(max) NOT NULL,
    [parter] nvarchar(max) NOT NULL,
    [kraever_partshoering] bit NOT NULL,
    [sagstype] nvarchar(max) NULL,
    [delforloeb] nvarchar(max) NOT NULL,
    [erindringer] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_sagsskabelon] PRIMARY KEY ([id]),
    CONSTRAINT [FK_sagsskabelon_sagsstatus_status_id] FOREIGN KEY ([status_id]) REFERENCES [sagsstatus] ([id]) );
GO

CREATE TABLE [redigeringsfil] (
    [id] uniqueidentifier NOT NULL,
    [redigering_id] uniqueidentifier NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [vaek] bit NOT NULL,
    [sha256] nvarchar(max) NULL,
    [stoerrelse] bigint NOT NULL,
    [laas] nvarchar(max) NULL,
    [laas_ejer] nvarchar(max) NULL,
    [laas_til] datetime2 NULL,
    [aendret] datetime2 NOT NULL,
    CONSTRAINT [PK_redigeringsfil] PRIMARY KEY ([id]),
    CONSTRAINT [FK_redigeringsfil_redigering_redigering_id] FOREIGN KEY ([redigering_id]) REFERENCES [redigering] ([id]) );
GO

CREATE TABLE [sag] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [sagsnummer] nvarchar(max) NOT NULL,
    [emne] nvarchar(max) NOT NULL,
    [facet] nvarchar(max) NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [offentlig_titel] nvarchar(max) NULL,
    [beskrivelse] nvarchar(max) NULL,
    [skabelon_id] uniqueidentifier NULL,
    [status_id] uniqueidentifier NOT NULL,
    [tilstand] nvarchar(max) NOT NULL,
    [behandler_id] uniqueidentifier NULL,
    [enhed_id] uniqueidentifier NOT NULL,
    [foelsomhed] nvarchar(max) NOT NULL,
    [har_papir] bit NOT NULL,
    [er_samlesag] bit NOT NULL,
    [er_beskyttet] bit NOT NULL,
    [adgangsliste_nr] int NOT NULL,
    [oversag_id] uniqueidentifier NULL,
    [sammenlagt_med_id] uniqueidentifier NULL,
    [oprettet_af] uniqueidentifier NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [senest_aendret] datetime2 NOT NULL,
    [afsluttet] datetime2 NULL,
    [slettet] datetime2 NULL,
    [sidste_aktnr] int NOT NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    [titelorden] nvarchar(max) NOT NULL,
    [nummerorden] nvarchar(max) NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_sag] PRIMARY KEY ([id]),
    CONSTRAINT [FK_sag_sag_oversag_id] FOREIGN KEY ([oversag_id]) REFERENCES [sag] ([id]),
    CONSTRAINT [FK_sag_sag_sammenlagt_med_id] FOREIGN KEY ([sammenlagt_med_id]) REFERENCES [sag] ([id]),
    CONSTRAINT [FK_sag_sagsskabelon_skabelon_id] FOREIGN KEY ([skabelon_id]) REFERENCES [sagsskabelon] ([id]),
    CONSTRAINT [FK_sag_sagsstatus_status_id] FOREIGN KEY ([status_id]) REFERENCES [sagsstatus] ([id]) );
GO

CREATE TABLE [afgoerelse] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [dato] date NOT NULL,
    [art] nvarchar(max) NOT NULL,
    [afgoerelsestype_id] uniqueidentifier NULL,
    [udfald] nvarchar(max) NULL,
    [retsgrundlag] nvarchar(max) NULL,
    [hovedhensyn] nvarchar(max) NULL,
    [uden_skoen] bit NOT NULL,
    [faktum] nvarchar(max) NULL,
    [klagevejledning] nvarchar(max) NULL,
    [frist] date NULL,
    [notat] nvarchar(max) NULL,
    [registreret_af] uniqueidentifier NOT NULL,
    [registreret] datetime2 NOT NULL,
    CONSTRAINT [PK_afgoerelse] PRIMARY KEY ([id]),
    CONSTRAINT [FK_afgoerelse_afgoerelsestype_afgoerelsestype_id] FOREIGN KEY ([afgoerelsestype_id]) REFERENCES [afgoerelsestype] ([id]),
    CONSTRAINT [FK_afgoerelse_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [beslutning] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [dato] date NOT NULL,
    [udvalg] nvarchar(max) NOT NULL,
    [art] nvarchar(max) NOT NULL,
    [frist] date NULL,
    [notat] nvarchar(max) NULL,
    [registreret_af] uniqueidentifier NOT NULL,
    [registreret] datetime2 NOT NULL,
    CONSTRAINT [PK_beslutning] PRIMARY KEY ([id]),
    CONSTRAINT [FK_beslutning_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [delforloeb] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [sag_id] uniqueidentifier NOT NULL,
    [nummer] int NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_delforloeb] PRIMARY KEY ([id]),
    CONSTRAINT [FK_delforloeb_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [erindring] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [sag_id] uniqueidentifier NOT NULL,
    [type_id] uniqueidentifier NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [beskrivelse] nvarchar(max) NULL,
    [synlig_fra] date NOT NULL,
    [frist] date NOT NULL,
    [ansvarlig_id] uniqueidentifier NOT NULL,
    [foelger_sagen] bit NOT NULL,
    [oprettet_af] uniqueidentifier NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [afsluttet] datetime2 NULL,
    [afsluttet_af] uniqueidentifier NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_erindring] PRIMARY KEY ([id]),
    CONSTRAINT [FK_erindring_erindringstype_type_id] FOREIGN KEY ([type_id]) REFERENCES [erindringstype] ([id]),
    CONSTRAINT [FK_erindring_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [favorit] (
    [bruger_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_favorit] PRIMARY KEY ([bruger_id], [sag_id]),
    CONSTRAINT [FK_favorit_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [feltvaerdi] (
    [sag_id] uniqueidentifier NOT NULL,
    [felt] nvarchar(450) NOT NULL,
    [vaerdi] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_feltvaerdi] PRIMARY KEY ([sag_id], [felt]),
    CONSTRAINT [FK_feltvaerdi_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [forsendelse] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [sag_id] uniqueidentifier NOT NULL,
    [dokument_id] uniqueidentifier NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [tekst] nvarchar(max) NULL,
    [med_foelgebrev] bit NOT NULL,
    [bestilt_af] uniqueidentifier NOT NULL,
    [bestilt] datetime2 NOT NULL,
    [tidligst] datetime2 NULL,
    [job_id] uniqueidentifier NULL,
    [forberedt] datetime2 NULL,
    [foerst_sendt] datetime2 NULL,
    [afsluttet] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_forsendelse] PRIMARY KEY ([id]),
    CONSTRAINT [FK_forsendelse_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_forsendelse_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [godkendelse] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [dokument_id] uniqueidentifier NULL,
    [emne] nvarchar(max) NOT NULL,
    [trin_id] uniqueidentifier NULL,
    [titel] nvarchar(max) NOT NULL,
    [besked] nvarchar(max) NULL,
    [anmodet_af] uniqueidentifier NOT NULL,
    [anmodet_for] uniqueidentifier NULL,
    [anmodet] datetime2 NOT NULL,
    [filversion] int NULL,
    [sha256] nvarchar(max) NOT NULL,
    [udfald] nvarchar(max) NOT NULL,
    [afsluttet] datetime2 NULL,
    [brugt] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_godkendelse] PRIMARY KEY ([id]),
    CONSTRAINT [FK_godkendelse_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_godkendelse_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [hoering] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [art] nvarchar(max) NOT NULL,
    [emne] nvarchar(max) NOT NULL,
    [oplysninger] nvarchar(max) NOT NULL,
    [frist] date NOT NULL,
    [erindring_id] uniqueidentifier NOT NULL,
    [startet_af] uniqueidentifier NOT NULL,
    [startet] datetime2 NOT NULL,
    [afsluttet] datetime2 NULL,
    [afsluttet_af] uniqueidentifier NULL,
    [afbrudt] nvarchar(max) NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_hoering] PRIMARY KEY ([id]),
    CONSTRAINT [FK_hoering_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [hoeringsundladelse] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [begrundelse] nvarchar(max) NOT NULL,
    [hjemmel] nvarchar(max) NOT NULL,
    [af] uniqueidentifier NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_hoeringsundladelse] PRIMARY KEY ([id]),
    CONSTRAINT [FK_hoeringsundladelse_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [indbakkepost] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [kanal] nvarchar(max) NOT NULL,
    [postkasse_id] uniqueidentifier NULL,
    [noegle] nvarchar(max) NOT NULL,
    [modtaget] datetime2 NOT NULL,
    [sendt] datetime2 NULL,
    [afsender_navn] nvarchar(max) NULL,
    [afsender_email] nvarchar(max) NULL,
    [emne] nvarchar(max) NOT NULL,
    [uddrag] nvarchar(max) NULL,
    [besked_id] nvarchar(max) NULL,
    [traad] nvarchar(max) NOT NULL,
    [spor] nvarchar(max) NOT NULL,
    [sha256] nvarchar(max) NOT NULL,
    [stoerrelse] bigint NOT NULL,
    [tilstand] nvarchar(max) NOT NULL,
    [kontrol] nvarchar(max) NOT NULL,
    [virus] nvarchar(max) NULL,
    [kontrolleret] datetime2 NULL,
    [enhed_id] uniqueidentifier NOT NULL,
    [adgangsliste_nr] int NOT NULL,
    [bruger_id] uniqueidentifier NULL,
    [fra_enhed_id] uniqueidentifier NULL,
    [fra_bruger_id] uniqueidentifier NULL,
    [fordelt_af] uniqueidentifier NULL,
    [fordelt] datetime2 NULL,
    [note] nvarchar(max) NULL,
    [afgjort_af] uniqueidentifier NULL,
    [afgjort] datetime2 NULL,
    [dokument_id] uniqueidentifier NULL,
    [sag_id] uniqueidentifier NULL,
    [frigivet] datetime2 NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_indbakkepost] PRIMARY KEY ([id]),
    CONSTRAINT [FK_indbakkepost_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_indbakkepost_postkasse_postkasse_id] FOREIGN KEY ([postkasse_id]) REFERENCES [postkasse] ([id]),
    CONSTRAINT [FK_indbakkepost_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [kassationsstopomfang] (
    [stop_id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL,
    [sag_id] uniqueidentifier NULL,
    [part_id] uniqueidentifier NULL,
    [emne] nvarchar(max) NULL,
    [fra] datetime2 NULL,
    [til] datetime2 NULL,
    CONSTRAINT [PK_kassationsstopomfang] PRIMARY KEY ([stop_id], [nr]),
    CONSTRAINT [FK_kassationsstopomfang_kassationsstop_stop_id] FOREIGN KEY ([stop_id]) REFERENCES [kassationsstop] ([id]),
    CONSTRAINT [FK_kassationsstopomfang_part_part_id] FOREIGN KEY ([part_id]) REFERENCES [part] ([id]),
    CONSTRAINT [FK_kassationsstopomfang_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [sag_maerke] (
    [sag_id] uniqueidentifier NOT NULL,
    [maerke] nvarchar(450) NOT NULL,
    CONSTRAINT [PK_sag_maerke] PRIMARY KEY ([sag_id], [maerke]),
    CONSTRAINT [FK_sag_maerke_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [sag_nummer] (
    [sagsnummer] nvarchar(450) NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [fra] datetime2 NOT NULL,
    CONSTRAINT [PK_sag_nummer] PRIMARY KEY ([sagsnummer]),
    CONSTRAINT [FK_sag_nummer_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [sag_relation] (
    [fra_sag_id] uniqueidentifier NOT NULL,
    [til_sag_id] uniqueidentifier NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_sag_relation] PRIMARY KEY ([fra_sag_id], [til_sag_id]),
    CONSTRAINT [FK_sag_relation_sag_fra_sag_id] FOREIGN KEY ([fra_sag_id]) REFERENCES [sag] ([id]),
    CONSTRAINT [FK_sag_relation_sag_til_sag_id] FOREIGN KEY ([til_sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [sagsforloeb] (
    [sag_id] uniqueidentifier NOT NULL,
    [sagstype] nvarchar(max) NOT NULL,
    [udgave] int NOT NULL,
    [trin] nvarchar(max) NOT NULL,
    [aabent_trin] nvarchar(max) NOT NULL,
    [siden] datetime2 NOT NULL,
    CONSTRAINT [PK_sagsforloeb] PRIMARY KEY ([sag_id]),
    CONSTRAINT [FK_sagsforloeb_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [sagspart] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [part_id] uniqueidentifier NOT NULL,
    [rolle] nvarchar(max) NOT NULL,
    [er_primaer] bit NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [adresse] nvarchar(max) NULL,
    [postnummer] nvarchar(max) NULL,
    [by] nvarchar(max) NULL,
    [email] nvarchar(max) NULL,
    [telefon] nvarchar(max) NULL,
    [repraesenterer_id] uniqueidentifier NULL,
    [fuldmagt_dokument_id] uniqueidentifier NULL,
    [tilfoejet] datetime2 NOT NULL,
    [fratraadt] datetime2 NULL,
    CONSTRAINT [PK_sagspart] PRIMARY KEY ([id]),
    CONSTRAINT [FK_sagspart_dokument_fuldmagt_dokument_id] FOREIGN KEY ([fuldmagt_dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_sagspart_part_part_id] FOREIGN KEY ([part_id]) REFERENCES [part] ([id]),
    CONSTRAINT [FK_sagspart_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]),
    CONSTRAINT [FK_sagspart_sagspart_repraesenterer_id] FOREIGN KEY ([repraesenterer_id]) REFERENCES [sagspart] ([id]) );
GO

CREATE TABLE [sagsproeve] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [stikproeve_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [gamle_kladder] int NOT NULL,
    [sent_journaliserede] int NOT NULL,
    [mangler_hoering] bit NOT NULL,
    [overskredne_frister] int NOT NULL,
    [uden_retsgrundlag] int NOT NULL,
    [fund] nvarchar(max) NULL,
    [note] nvarchar(max) NULL,
    [opfoelgning] date NULL,
    [afgjort_af] uniqueidentifier NULL,
    [afgjort] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_sagsproeve] PRIMARY KEY ([id]),
    CONSTRAINT [FK_sagsproeve_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]),
    CONSTRAINT [FK_sagsproeve_sagsstikproeve_stikproeve_id] FOREIGN KEY ([stikproeve_id]) REFERENCES [sagsstikproeve] ([id]) );
GO

CREATE TABLE [sagsudtraek] (
    [id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [bestilt_af] uniqueidentifier NOT NULL,
    [bestilt] datetime2 NOT NULL,
    [job_id] uniqueidentifier NULL,
    [sha256] nvarchar(max) NULL,
    [sider] int NOT NULL,
    [mangler] nvarchar(max) NULL,
    CONSTRAINT [PK_sagsudtraek] PRIMARY KEY ([id]),
    CONSTRAINT [FK_sagsudtraek_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [senest_set] (
    [bruger_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_senest_set] PRIMARY KEY ([bruger_id], [sag_id]),
    CONSTRAINT [FK_senest_set_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [urstand] (
    [sag_id] uniqueidentifier NOT NULL,
    [ur] nvarchar(450) NOT NULL,
    [startet] date NOT NULL,
    [dage] int NOT NULL,
    [arbejdsdage] bit NOT NULL,
    [stilledage] int NOT NULL,
    [stilles_siden] date NULL,
    [er_stoppet_i_haanden] bit NOT NULL,
    [grund] nvarchar(max) NULL,
    [slut] date NULL,
    [brugt_ved_slut] int NULL,
    [frist] date NULL,
    CONSTRAINT [PK_urstand] PRIMARY KEY ([sag_id], [ur]),
    CONSTRAINT [FK_urstand_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [urstop] (
    [sag_id] uniqueidentifier NOT NULL,
    [ur] nvarchar(450) NOT NULL,
    [nr] int NOT NULL,
    [fra] date NOT NULL,
    [til] date NULL,
    [grund] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_urstop] PRIMARY KEY ([sag_id], [ur], [nr]),
    CONSTRAINT [FK_urstop_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [dokumentregistrering] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [dokument_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [aktnr] int NULL,
    [bilagsnr] int NULL,
    [delforloeb_id] uniqueidentifier NULL,
    [flyttet_til_id] uniqueidentifier NULL,
    [flyttet] datetime2 NULL,
    [registreret_af] uniqueidentifier NOT NULL,
    [registreret] datetime2 NOT NULL,
    CONSTRAINT [PK_dokumentregistrering] PRIMARY KEY ([id]),
    CONSTRAINT [FK_dokumentregistrering_delforloeb_delforloeb_id] FOREIGN KEY ([delforloeb_id]) REFERENCES [delforloeb] ([id]),
    CONSTRAINT [FK_dokumentregistrering_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_dokumentregistrering_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [forsendelsesdel] (
    [forsendelse_id] uniqueidentifier NOT NULL,
    [nummer] int NOT NULL,
    [dokument_id] uniqueidentifier NULL,
    [filversion] int NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [akt] nvarchar(max) NULL,
    [filnavn] nvarchar(max) NOT NULL,
    [mimetype] nvarchar(max) NOT NULL,
    [sha256] nvarchar(max) NULL,
    [pdf_sha256] nvarchar(max) NULL,
    [pdf_stoerrelse] bigint NULL,
    CONSTRAINT [PK_forsendelsesdel] PRIMARY KEY ([forsendelse_id], [nummer]),
    CONSTRAINT [FK_forsendelsesdel_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_forsendelsesdel_forsendelse_forsendelse_id] FOREIGN KEY ([forsendelse_id]) REFERENCES [forsendelse] ([id]) );
GO

CREATE TABLE [godkendelsesled] (
    [id] uniqueidentifier NOT NULL,
    [godkendelse_id] uniqueidentifier NOT NULL,
    [orden] int NOT NULL,
    [art] nvarchar(max) NOT NULL,
    [reference] nvarchar(max) NOT NULL,
    [kraever_underskrift] bit NOT NULL,
    [udfald] nvarchar(max) NOT NULL,
    [af] uniqueidentifier NULL,
    [paa_vegne_af] uniqueidentifier NULL,
    [tid] datetime2 NULL,
    [kommentar] nvarchar(max) NULL,
    [sha256] nvarchar(max) NULL,
    [bevis_sha256] nvarchar(max) NULL,
    [bevis_navn] nvarchar(max) NULL,
    CONSTRAINT [PK_godkendelsesled] PRIMARY KEY ([id]),
    CONSTRAINT [FK_godkendelsesled_godkendelse_godkendelse_id] FOREIGN KEY ([godkendelse_id]) REFERENCES [godkendelse] ([id]) );
GO

CREATE TABLE [hoeringsbilag] (
    [hoering_id] uniqueidentifier NOT NULL,
    [dokument_id] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_hoeringsbilag] PRIMARY KEY ([hoering_id], [dokument_id]),
    CONSTRAINT [FK_hoeringsbilag_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_hoeringsbilag_hoering_hoering_id] FOREIGN KEY ([hoering_id]) REFERENCES [hoering] ([id]) );
GO

CREATE TABLE [masseforsendelse] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [sag_id] uniqueidentifier NOT NULL,
    [dokumentskabelon_id] uniqueidentifier NOT NULL,
    [hoering_id] uniqueidentifier NULL,
    [titel] nvarchar(max) NULL,
    [tekst] nvarchar(max) NULL,
    [send] bit NOT NULL,
    [bilag] nvarchar(max) NOT NULL,
    [oprettet_af] uniqueidentifier NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [er_klar] bit NOT NULL,
    [begyndt] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_masseforsendelse] PRIMARY KEY ([id]),
    CONSTRAINT [FK_masseforsendelse_dokumentskabelon_dokumentskabelon_id] FOREIGN KEY ([dokumentskabelon_id]) REFERENCES [dokumentskabelon] ([id]),
    CONSTRAINT [FK_masseforsendelse_hoering_hoering_id] FOREIGN KEY ([hoering_id]) REFERENCES [hoering] ([id]),
    CONSTRAINT [FK_masseforsendelse_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]) );
GO

CREATE TABLE [indbakkefil] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [post_id] uniqueidentifier NOT NULL,
    [nummer] int NOT NULL,
    [foraelder] int NULL,
    [filnavn] nvarchar(max) NOT NULL,
    [sha256] nvarchar(max) NOT NULL,
    [stoerrelse] bigint NOT NULL,
    [mimetype] nvarchar(max) NOT NULL,
    [bemaerkning] nvarchar(max) NULL,
    [er_omsat] bit NOT NULL,
    CONSTRAINT [PK_indbakkefil] PRIMARY KEY ([id]),
    CONSTRAINT [FK_indbakkefil_indbakkepost_post_id] FOREIGN KEY ([post_id]) REFERENCES [indbakkepost] ([id]) );
GO

CREATE TABLE [afgoerelsespart] (
    [afgoerelse_id] uniqueidentifier NOT NULL,
    [sagspart_id] uniqueidentifier NOT NULL,
    [udfald] nvarchar(max) NOT NULL,
    [tilfoejelse] nvarchar(max) NULL,
    CONSTRAINT [PK_afgoerelsespart] PRIMARY KEY ([afgoerelse_id], [sagspart_id]),
    CONSTRAINT [FK_afgoerelsespart_afgoerelse_afgoerelse_id] FOREIGN KEY ([afgoerelse_id]) REFERENCES [afgoerelse] ([id]),
    CONSTRAINT [FK_afgoerelsespart_sagspart_sagspart_id] FOREIGN KEY ([sagspart_id]) REFERENCES [sagspart] ([id]) );
GO

CREATE TABLE [forsendelsesmodtager] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [forsendelse_id] uniqueidentifier NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [sagspart_id] uniqueidentifier NULL,
    [part_id] uniqueidentifier NULL,
    [kanal] nvarchar(max) NOT NULL,
    [adresse] nvarchar(max) NOT NULL,
    [besked_id] nvarchar(max) NOT NULL,
    [tilstand] nvarchar(max) NOT NULL,
    [forsoeg] int NOT NULL,
    [foerste_forsoeg] datetime2 NULL,
    [naeste_forsoeg] datetime2 NULL,
    [taget] datetime2 NULL,
    [taget_af] uniqueidentifier NULL,
    [sendt] datetime2 NULL,
    [kvittering] nvarchar(max) NULL,
    [aarsag] nvarchar(max) NULL,
    [ansvarlig_id] uniqueidentifier NULL,
    [haandtering] nvarchar(max) NULL,
    [haandteringsnote] nvarchar(max) NULL,
    [haandteret_af] uniqueidentifier NULL,
    [haandteret] datetime2 NULL,
    [erstatter_id] uniqueidentifier NULL,
    CONSTRAINT [PK_forsendelsesmodtager] PRIMARY KEY ([id]),
    CONSTRAINT [FK_forsendelsesmodtager_forsendelse_forsendelse_id] FOREIGN KEY ([forsendelse_id]) REFERENCES [forsendelse] ([id]),
    CONSTRAINT [FK_forsendelsesmodtager_forsendelsesmodtager_erstatter_id] FOREIGN KEY ([erstatter_id]) REFERENCES [forsendelsesmodtager] ([id]),
    CONSTRAINT [FK_forsendelsesmodtager_part_part_id] FOREIGN KEY ([part_id]) REFERENCES [part] ([id]),
    CONSTRAINT [FK_forsendelsesmodtager_sagspart_sagspart_id] FOREIGN KEY ([sagspart_id]) REFERENCES [sagspart] ([id]) );
GO

CREATE TABLE [hoeringspart] (
    [id] uniqueidentifier NOT NULL,
    [hoering_id] uniqueidentifier NOT NULL,
    [sagspart_id] uniqueidentifier NOT NULL,
    [frist] date NOT NULL,
    [brev_dokument_id] uniqueidentifier NULL,
    [svaret] date NULL,
    [svar_dokument_id] uniqueidentifier NULL,
    [svarnote] nvarchar(max) NULL,
    [uden_bemaerkninger] bit NOT NULL,
    CONSTRAINT [PK_hoeringspart] PRIMARY KEY ([id]),
    CONSTRAINT [FK_hoeringspart_dokument_brev_dokument_id] FOREIGN KEY ([brev_dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_hoeringspart_dokument_svar_dokument_id] FOREIGN KEY ([svar_dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_hoeringspart_hoering_hoering_id] FOREIGN KEY ([hoering_id]) REFERENCES [hoering] ([id]),
    CONSTRAINT [FK_hoeringspart_sagspart_sagspart_id] FOREIGN KEY ([sagspart_id]) REFERENCES [sagspart] ([id]) );
GO

CREATE TABLE [journalnotat] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [sag_id] uniqueidentifier NOT NULL,
    [delforloeb_id] uniqueidentifier NULL,
    [overskrift] nvarchar(max) NOT NULL,
    [tekst] nvarchar(max) NOT NULL,
    [soegetekst] nvarchar(max) NOT NULL,
    [kontakttidspunkt] datetime2 NOT NULL,
    [kilde] nvarchar(max) NOT NULL,
    [sagspart_id] uniqueidentifier NULL,
    [retter_notat_id] uniqueidentifier NULL,
    [forfatter_id] uniqueidentifier NOT NULL,
    [ejer_id] uniqueidentifier NULL,
    [oprettet] datetime2 NOT NULL,
    [endelig] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_journalnotat] PRIMARY KEY ([id]),
    CONSTRAINT [FK_journalnotat_delforloeb_delforloeb_id] FOREIGN KEY ([delforloeb_id]) REFERENCES [delforloeb] ([id]),
    CONSTRAINT [FK_journalnotat_journalnotat_retter_notat_id] FOREIGN KEY ([retter_notat_id]) REFERENCES [journalnotat] ([id]),
    CONSTRAINT [FK_journalnotat_sag_sag_id] FOREIGN KEY ([sag_id]) REFERENCES [sag] ([id]),
    CONSTRAINT [FK_journalnotat_sagspart_sagspart_id] FOREIGN KEY ([sagspart_id]) REFERENCES [sagspart] ([id]) );
GO

CREATE TABLE [massebrev] (
    [masseforsendelse_id] uniqueidentifier NOT NULL,
    [nummer] int NOT NULL,
    [linje] int NULL,
    [navn] nvarchar(max) NOT NULL,
    [sagspart_id] uniqueidentifier NULL,
    [raekke] nvarchar(max) NULL,
    [fejl] nvarchar(max) NULL,
    [er_faerdig] bit NOT NULL,
    [dokument_id] uniqueidentifier NULL,
    [forsendelse_id] uniqueidentifier NULL,
    CONSTRAINT [PK_massebrev] PRIMARY KEY ([masseforsendelse_id], [nummer]),
    CONSTRAINT [FK_massebrev_dokument_dokument_id] FOREIGN KEY ([dokument_id]) REFERENCES [dokument] ([id]),
    CONSTRAINT [FK_massebrev_forsendelse_forsendelse_id] FOREIGN KEY ([forsendelse_id]) REFERENCES [forsendelse] ([id]),
    CONSTRAINT [FK_massebrev_masseforsendelse_masseforsendelse_id] FOREIGN KEY ([masseforsendelse_id]) REFERENCES [masseforsendelse] ([id]),
    CONSTRAINT [FK_massebrev_sagspart_sagspart_id] FOREIGN KEY ([sagspart_id]) REFERENCES [sagspart] ([id]) );
GO

CREATE INDEX [IX_afgoerelse_afgoerelsestype_id] ON [afgoerelse] ([afgoerelsestype_id]);
GO

CREATE INDEX [IX_afgoerelse_sag_id] ON [afgoerelse] ([sag_id]);
GO

CREATE INDEX [IX_afgoerelsespart_sagspart_id] ON [afgoerelsespart] ([sagspart_id]);
GO

CREATE INDEX [IX_afgoerelsestype_kaede_id] ON [afgoerelsestype] ([kaede_id]);
GO

CREATE INDEX [IX_beslutning_sag_id] ON [beslutning] ([sag_id]);
GO

CREATE INDEX [IX_delforloeb_sag_id] ON [delforloeb] ([sag_id]);
GO

CREATE INDEX [IX_dokument_foraelder_id] ON [dokument] ([foraelder_id]);
GO

CREATE INDEX [IX_dokument_kaede_id] ON [dokument] ([kaede_id]);
GO

CREATE INDEX [IX_dokument_retter_id] ON [dokument] ([retter_id]);
GO

CREATE INDEX [IX_dokumentregistrering_delforloeb_id] ON [dokumentregistrering] ([delforloeb_id]);
GO

CREATE INDEX [IX_dokumentregistrering_dokument_id] ON [dokumentregistrering] ([dokument_id]);
GO

CREATE INDEX [IX_dokumentregistrering_sag_id] ON [dokumentregistrering] ([sag_id]);
GO

CREATE INDEX [IX_dokumentskabelon_kaede_id] ON [dokumentskabelon] ([kaede_id]);
GO

CREATE INDEX [IX_erindring_sag_id] ON [erindring] ([sag_id]);
GO

CREATE INDEX [IX_erindring_type_id] ON [erindring] ([type_id]);
GO

CREATE INDEX [IX_favorit_sag_id] ON [favorit] ([sag_id]);
GO

CREATE INDEX [IX_fejljournalisering_dokument_id] ON [fejljournalisering] ([dokument_id]);
GO

CREATE INDEX [IX_fil_dokument_id] ON [fil] ([dokument_id]);
GO

CREATE INDEX [IX_forsendelse_dokument_id] ON [forsendelse] ([dokument_id]);
GO

CREATE INDEX [IX_forsendelse_sag_id] ON [forsendelse] ([sag_id]);
GO

CREATE INDEX [IX_forsendelsesdel_dokument_id] ON [forsendelsesdel] ([dokument_id]);
GO

CREATE INDEX [IX_forsendelsesmodtager_erstatter_id] ON [forsendelsesmodtager] ([erstatter_id]);
GO

CREATE INDEX [IX_forsendelsesmodtager_forsendelse_id] ON [forsendelsesmodtager] ([forsendelse_id]);
GO

CREATE INDEX [IX_forsendelsesmodtager_part_id] ON [forsendelsesmodtager] ([part_id]);
GO

CREATE INDEX [IX_forsendelsesmodtager_sagspart_id] ON [forsendelsesmodtager] ([sagspart_id]);
GO

CREATE INDEX [IX_godkendelse_dokument_id] ON [godkendelse] ([dokument_id]);
GO

CREATE INDEX [IX_godkendelse_sag_id] ON [godkendelse] ([sag_id]);
GO

CREATE INDEX [IX_godkendelsesled_godkendelse_id] ON [godkendelsesled] ([godkendelse_id]);
GO

CREATE INDEX [IX_hoering_sag_id] ON [hoering] ([sag_id]);
GO

CREATE INDEX [IX_hoeringsbilag_dokument_id] ON [hoeringsbilag] ([dokument_id]);
GO

CREATE INDEX [IX_hoeringspart_brev_dokument_id] ON [hoeringspart] ([brev_dokument_id]);
GO

CREATE INDEX [IX_hoeringspart_hoering_id] ON [hoeringspart] ([hoering_id]);
GO

CREATE INDEX [IX_hoeringspart_sagspart_id] ON [hoeringspart] ([sagspart_id]);
GO

CREATE INDEX [IX_hoeringspart_svar_dokument_id] ON [hoeringspart] ([svar_dokument_id]);
GO

CREATE INDEX [IX_hoeringsundladelse_sag_id] ON [hoeringsundladelse] ([sag_id]);
GO

CREATE INDEX [IX_indbakkefil_post_id] ON [indbakkefil] ([post_id]);
GO

CREATE INDEX [IX_indbakkepost_dokument_id] ON [indbakkepost] ([dokument_id]);
GO

CREATE INDEX [IX_indbakkepost_postkasse_id] ON [indbakkepost] ([postkasse_id]);
GO

CREATE INDEX [IX_indbakkepost_sag_id] ON [indbakkepost] ([sag_id]);
GO

CREATE INDEX [IX_journalnotat_delforloeb_id] ON [journalnotat] ([delforloeb_id]);
GO

CREATE INDEX [IX_journalnotat_retter_notat_id] ON [journalnotat] ([retter_notat_id]);
GO

CREATE INDEX [IX_journalnotat_sag_id] ON [journalnotat] ([sag_id]);
GO

CREATE INDEX [IX_journalnotat_sagspart_id] ON [journalnotat] ([sagspart_id]);
GO

CREATE INDEX [IX_kassationsstopomfang_part_id] ON [kassationsstopomfang] ([part_id]);
GO

CREATE INDEX [IX_kassationsstopomfang_sag_id] ON [kassationsstopomfang] ([sag_id]);
GO

CREATE INDEX [IX_korrespondent_dokument_id] ON [korrespondent] ([dokument_id]);
GO

CREATE INDEX [IX_korrespondent_part_id] ON [korrespondent] ([part_id]);
GO

CREATE INDEX [IX_massebrev_dokument_id] ON [massebrev] ([dokument_id]);
GO

CREATE INDEX [IX_massebrev_forsendelse_id] ON [massebrev] ([forsendelse_id]);
GO

CREATE INDEX [IX_massebrev_sagspart_id] ON [massebrev] ([sagspart_id]);
GO

CREATE INDEX [IX_masseforsendelse_dokumentskabelon_id] ON [masseforsendelse] ([dokumentskabelon_id]);
GO

CREATE INDEX [IX_masseforsendelse_hoering_id] ON [masseforsendelse] ([hoering_id]);
GO

CREATE INDEX [IX_masseforsendelse_sag_id] ON [masseforsendelse] ([sag_id]);
GO

CREATE INDEX [IX_postlistepost_dokument_id] ON [postlistepost] ([dokument_id]);
GO

CREATE INDEX [IX_redigering_dokument_id] ON [redigering] ([dokument_id]);
GO

CREATE INDEX [IX_redigeringsfil_redigering_id] ON [redigeringsfil] ([redigering_id]);
GO

CREATE INDEX [IX_sag_oversag_id] ON [sag] ([oversag_id]);
GO

CREATE INDEX [IX_sag_sammenlagt_med_id] ON [sag] ([sammenlagt_med_id]);
GO

CREATE INDEX [IX_sag_skabelon_id] ON [sag] ([skabelon_id]);
GO

CREATE INDEX [IX_sag_status_id] ON [sag] ([status_id]);
GO

CREATE INDEX [IX_sag_nummer_sag_id] ON [sag_nummer] ([sag_id]);
GO

CREATE INDEX [IX_sag_relation_til_sag_id] ON [sag_relation] ([til_sag_id]);
GO

CREATE INDEX [IX_sagspart_fuldmagt_dokument_id] ON [sagspart] ([fuldmagt_dokument_id]);
GO

CREATE INDEX [IX_sagspart_part_id] ON [sagspart] ([part_id]);
GO

CREATE INDEX [IX_sagspart_repraesenterer_id] ON [sagspart] ([repraesenterer_id]);
GO

CREATE INDEX [IX_sagspart_sag_id] ON [sagspart] ([sag_id]);
GO

CREATE INDEX [IX_sagsproeve_sag_id] ON [sagsproeve] ([sag_id]);
GO

CREATE INDEX [IX_sagsproeve_stikproeve_id] ON [sagsproeve] ([stikproeve_id]);
GO

CREATE INDEX [IX_sagsskabelon_status_id] ON [sagsskabelon] ([status_id]);
GO

CREATE INDEX [IX_sagsstatus_kaede_id] ON [sagsstatus] ([kaede_id]);
GO

CREATE INDEX [IX_sagsudtraek_sag_id] ON [sagsudtraek] ([sag_id]);
GO

CREATE INDEX [IX_senest_set_sag_id] ON [senest_set] ([sag_id]);
GO
