-- What EF's models do not say: the gapless series, answers of keyed requests, and that events and seals are only ever added to. Not run on a SQL Server by the tests.

CREATE TABLE [taeller] (
    [noegle] nvarchar(200) NOT NULL,
    [sidste] bigint NOT NULL,
    CONSTRAINT [PK_taeller] PRIMARY KEY ([noegle]) );
GO

CREATE TABLE [idempotens] (
    [bruger_id] uniqueidentifier NOT NULL,
    [noegle] nvarchar(200) NOT NULL,
    [trin] int NOT NULL,
    [hash] varbinary(32) NOT NULL,
    [resultat] nvarchar(max) NOT NULL,
    [oprettet] datetime2 NOT NULL,
    CONSTRAINT [PK_idempotens] PRIMARY KEY ([bruger_id], [noegle], [trin]) );
GO

CREATE INDEX [idempotens_oprettet] ON [idempotens] ([oprettet]);
GO

CREATE TRIGGER [haendelse_er_fast] ON [haendelse] INSTEAD OF UPDATE, DELETE AS THROW 50001, N'haendelse er kun til at tilføje', 1;
GO

CREATE TRIGGER [haendelse_data_rettes_ikke] ON [haendelse_data] INSTEAD OF UPDATE AS THROW 50001, N'haendelse_data rettes ikke', 1;
GO

CREATE TRIGGER [segl_blok_er_fast] ON [segl_blok] INSTEAD OF UPDATE, DELETE AS THROW 50001, N'segl_blok er kun til at tilføje', 1;
GO

CREATE INDEX [haendelse_sag] ON [haendelse] ([sag_id], [nr]) WHERE [sag_id] IS NOT NULL;
GO

CREATE INDEX [haendelse_objekt] ON [haendelse] ([objekt_id], [nr]) WHERE [objekt_id] IS NOT NULL;
GO
