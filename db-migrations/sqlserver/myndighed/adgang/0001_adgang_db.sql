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
    [version] bigint NOT NULL,
    CONSTRAINT [PK_bruger] PRIMARY KEY ([id]) );
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

CREATE TABLE [noedadgang] (
    [id] uniqueidentifier NOT NULL,
    [bruger_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NOT NULL,
    [begrundelse] nvarchar(max) NOT NULL,
    [tid] datetime2 NOT NULL,
    [udloeber] datetime2 NOT NULL,
    CONSTRAINT [PK_noedadgang] PRIMARY KEY ([id]) );
GO
