-- Made from the EF model and compared with it by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

CREATE TABLE [haendelse] (
    [nr] bigint NOT NULL IDENTITY,
    [type] nvarchar(max) NOT NULL,
    [tid] datetime2 NOT NULL,
    [aktoer_id] uniqueidentifier NOT NULL,
    [sag_id] uniqueidentifier NULL,
    [objekt_id] uniqueidentifier NULL,
    [data_hash] varbinary(max) NOT NULL,
    CONSTRAINT [PK_haendelse] PRIMARY KEY ([nr]) );
GO

CREATE TABLE [job] (
    [id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL IDENTITY,
    [type] nvarchar(max) NOT NULL,
    [titel] nvarchar(max) NOT NULL,
    [data] nvarchar(max) NOT NULL,
    [oprettet_af] uniqueidentifier NOT NULL,
    [oprettet] datetime2 NOT NULL,
    [status] nvarchar(max) NOT NULL,
    [i_alt] int NOT NULL,
    [faerdige] int NOT NULL,
    [fejl] int NOT NULL,
    [startet] datetime2 NULL,
    [afsluttet] datetime2 NULL,
    [resultat] nvarchar(max) NULL,
    [stop_oensket] bit NOT NULL,
    [pause_oensket] bit NOT NULL,
    [pauset_af] uniqueidentifier NULL,
    [pauset] datetime2 NULL,
    [tidligst] datetime2 NULL,
    CONSTRAINT [PK_job] PRIMARY KEY ([id]) );
GO

CREATE TABLE [job_post] (
    [job_id] uniqueidentifier NOT NULL,
    [nr] int NOT NULL,
    [noegle] nvarchar(max) NOT NULL,
    [resultat] nvarchar(max) NULL,
    [foer] nvarchar(max) NULL,
    CONSTRAINT [PK_job_post] PRIMARY KEY ([job_id], [nr]) );
GO

CREATE TABLE [modul] (
    [navn] nvarchar(450) NOT NULL,
    [taendt] datetime2 NOT NULL,
    [taendt_af] uniqueidentifier NOT NULL,
    [slukket] datetime2 NULL,
    CONSTRAINT [PK_modul] PRIMARY KEY ([navn]) );
GO

CREATE TABLE [segl_blok] (
    [nr] int NOT NULL,
    [foerste] bigint NOT NULL,
    [sidste] bigint NOT NULL,
    [rod] varbinary(max) NOT NULL,
    [forrige_hash] varbinary(max) NOT NULL,
    [tid] datetime2 NOT NULL,
    [noegle_id] nvarchar(max) NOT NULL,
    [signatur] varbinary(max) NOT NULL,
    CONSTRAINT [PK_segl_blok] PRIMARY KEY ([nr]) );
GO

CREATE TABLE [haendelse_data] (
    [nr] bigint NOT NULL,
    [salt] varbinary(max) NOT NULL,
    [data] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_haendelse_data] PRIMARY KEY ([nr]),
    CONSTRAINT [FK_haendelse_data_haendelse_nr] FOREIGN KEY ([nr]) REFERENCES [haendelse] ([nr]) ON DELETE CASCADE );
GO
