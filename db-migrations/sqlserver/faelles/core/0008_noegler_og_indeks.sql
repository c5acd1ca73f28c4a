-- Keys and indexes that the migrated SQLite database has and the EF model does not know. Made from its catalog by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

ALTER TABLE [job] ALTER COLUMN [status] nvarchar(450) NOT NULL;
GO

ALTER TABLE [myndighed_vaert] ALTER COLUMN [noegle] nvarchar(450) NOT NULL;
GO

CREATE UNIQUE INDEX [job_nr] ON [job] ([nr]);
GO

ALTER TABLE [job_post] ADD CONSTRAINT [FK_job_post_job_job_id] FOREIGN KEY ([job_id]) REFERENCES [job] ([id]);
GO

ALTER TABLE [myndighed_vaert] ADD CONSTRAINT [FK_myndighed_vaert_myndighed_noegle] FOREIGN KEY ([noegle]) REFERENCES [myndighed] ([noegle]);
GO

CREATE INDEX [job_status] ON [job] ([status], [nr]);
GO
