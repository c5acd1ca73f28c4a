-- Made from the EF model and compared with it by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

CREATE TABLE [myndighed] (
    [noegle] nvarchar(450) NOT NULL,
    [navn] nvarchar(max) NOT NULL,
    [cvr] nvarchar(max) NOT NULL,
    [er_demonstration] bit NOT NULL,
    [oprettet] datetime2 NOT NULL,
    CONSTRAINT [PK_myndighed] PRIMARY KEY ([noegle]) );
GO

CREATE TABLE [myndighed_vaert] (
    [vaert] nvarchar(450) NOT NULL,
    [noegle] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_myndighed_vaert] PRIMARY KEY ([vaert]) );
GO

CREATE TABLE [segl_hoved] (
    [noegle] nvarchar(450) NOT NULL,
    [blok] int NOT NULL,
    [sidste_haendelse] bigint NOT NULL,
    [hash] nvarchar(max) NOT NULL,
    [tid] datetime2 NOT NULL,
    CONSTRAINT [PK_segl_hoved] PRIMARY KEY ([noegle], [blok]) );
GO
