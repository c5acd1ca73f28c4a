-- Made from the EF model and compared with it by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

CREATE TABLE [adgangsliste] (
    [nr] int NOT NULL IDENTITY,
    [noegle] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_adgangsliste] PRIMARY KEY ([nr]) );
GO

CREATE TABLE [adgangsliste_post] (
    [liste_nr] int NOT NULL,
    [art] nvarchar(450) NOT NULL,
    [reference] nvarchar(450) NOT NULL,
    CONSTRAINT [PK_adgangsliste_post] PRIMARY KEY ([liste_nr], [art], [reference]) );
GO

CREATE TABLE [adgangslogindstilling] (
    [nr] int NOT NULL,
    [maaneder] int NOT NULL,
    [spaer] bit NOT NULL,
    [afvisninger] int NOT NULL,
    [vindue_minutter] int NOT NULL,
    [spaerring_minutter] int NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_adgangslogindstilling] PRIMARY KEY ([nr]) );
GO

CREATE TABLE [bruger] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [brugernavn] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [email] nvarchar(max) NULL,
    [titel] nvarchar(max) NULL,
    [enhed_id] uniqueidentifier NOT NULL,
    [roller] int NOT NULL,
    [aktiv] bit NOT NULL,
    [kodeord_hash] nvarchar(max) NULL,
    [skal_skifte_kodeord] bit NOT NULL,
    [fejl_forsoeg] int NOT NULL,
    [laast_til] datetime2 NULL,
    [spaerret_til] datetime2 NULL,
    [sikkerhedsnummer] int NOT NULL,
    [genveje_fra] bit NOT NULL,
    [udsteder] nvarchar(max) NULL,
    [subjekt] nvarchar(max) NULL,
    [udstedt_sidst] datetime2 NULL,
    [afmeldt_til] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_bruger] PRIMARY KEY ([id]) );
GO

CREATE TABLE [brugerflytning] (
    [id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [fra_enhed_id] uniqueidentifier NOT NULL,
    [til_enhed_id] uniqueidentifier NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_brugerflytning] PRIMARY KEY ([id]) );
GO

CREATE TABLE [enhed] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [navn] nvarchar(max) NOT NULL,
    [foraelder_id] uniqueidentifier NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_enhed] PRIMARY KEY ([id]) );
GO

CREATE TABLE [enhedsnavn] (
    [enhed_id] uniqueidentifier NOT NULL,
    [til] datetime2 NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_enhedsnavn] PRIMARY KEY ([enhed_id], [til]) );
GO

CREATE TABLE [fravaer] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [bruger_id] uniqueidentifier NOT NULL,
    [stedfortraeder_id] uniqueidentifier NOT NULL,
    [fra] date NOT NULL,
    [til] date NOT NULL,
    [note] nvarchar(max) NULL,
    [oprettet_af] uniqueidentifier NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [afsluttet] datetime2 NULL,
    [afsluttet_af] uniqueidentifier NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_fravaer] PRIMARY KEY ([id]) );
GO

CREATE TABLE [gennemgangspost] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [runde_id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [leder_enhed_id] uniqueidentifier NULL,
    [art] nvarchar(max) NOT NULL,
    [reference] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [afgoerelse] nvarchar(max) NULL,
    [afgjort_af] uniqueidentifier NULL,
    [afgjort] datetime2 NULL,
    [note] nvarchar(max) NULL,
    CONSTRAINT [PK_gennemgangspost] PRIMARY KEY ([id]) );
GO

CREATE TABLE [gennemgangsrunde] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [termin] date NOT NULL,
    [begyndt] datetime2 NOT NULL,
    [frist] date NOT NULL,
    [afsluttet] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_gennemgangsrunde] PRIMARY KEY ([id]) );
GO

CREATE TABLE [gruppe] (
    [id] uniqueidentifier NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_gruppe] PRIMARY KEY ([id]) );
GO

CREATE TABLE [gruppe_medlem] (
    [gruppe_id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_gruppe_medlem] PRIMARY KEY ([gruppe_id], [bruger_id]) );
GO

CREATE TABLE [klient] (
    [id] uniqueidentifier NOT NULL,
    [klient_id] nvarchar(max) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [hemmelighed_sha256] nvarchar(max) NOT NULL,
    [bruger_id] uniqueidentifier NULL,
    [aktiv] bit NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_klient] PRIMARY KEY ([id]) );
GO

CREATE TABLE [ledelsesindstilling] (
    [nr] int NOT NULL,
    [foerste_maaned] int NOT NULL,
    [foerste_dag] int NOT NULL,
    [anden_maaned] int NOT NULL,
    [anden_dag] int NOT NULL,
    [frist_dage] int NOT NULL,
    [logstikproeve] int NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_ledelsesindstilling] PRIMARY KEY ([nr]) );
GO

CREATE TABLE [loglinjekontrol] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [stikproeve_id] uniqueidentifier NOT NULL,
    [stratum] nvarchar(max) NOT NULL,
    [tid] datetime2 NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [paa_vegne_af] uniqueidentifier NULL,
    [hvad] nvarchar(max) NOT NULL,
    [sag_id] uniqueidentifier NULL,
    [sagsnummer] nvarchar(max) NULL,
    [begrundelse] nvarchar(max) NULL,
    [fund] nvarchar(max) NULL,
    [tekst] nvarchar(max) NULL,
    [opfoelgning] nvarchar(max) NULL,
    [afgjort_af] uniqueidentifier NULL,
    [afgjort] datetime2 NULL,
    [spoergsmaal] nvarchar(max) NULL,
    [spurgt] datetime2 NULL,
    [forklaringsfrist] date NULL,
    [forklaring] nvarchar(max) NULL,
    [forklaret] datetime2 NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_loglinjekontrol] PRIMARY KEY ([id]) );
GO

CREATE TABLE [logstikproeve] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [maaned] date NOT NULL,
    [froe] bigint NOT NULL,
    [omfang] int NOT NULL,
    [udtaget] datetime2 NOT NULL,
    CONSTRAINT [PK_logstikproeve] PRIMARY KEY ([id]) );
GO

CREATE TABLE [noedadgang] (
    [id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [begrundelse] nvarchar(max) NOT NULL,
    [tid] datetime2 NOT NULL,
    [udloeber] datetime2 NOT NULL,
    CONSTRAINT [PK_noedadgang] PRIMARY KEY ([id]) );
GO
