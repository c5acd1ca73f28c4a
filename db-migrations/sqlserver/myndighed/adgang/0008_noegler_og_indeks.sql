-- Keys and indexes that the migrated SQLite database has and the EF model does not know. Made from its catalog by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.

ALTER TABLE [adgangsliste] ADD [noegle_hash] AS CAST(HASHBYTES('SHA2_256', [noegle]) AS binary(32)) PERSISTED;
GO

ALTER TABLE [bruger] ALTER COLUMN [udsteder] nvarchar(400) NULL;
GO

ALTER TABLE [bruger] ALTER COLUMN [subjekt] nvarchar(400) NULL;
GO

ALTER TABLE [bruger] ALTER COLUMN [brugernavn] nvarchar(450) NOT NULL;
GO

ALTER TABLE [gruppe] ALTER COLUMN [navn] nvarchar(450) NOT NULL;
GO

ALTER TABLE [klient] ALTER COLUMN [klient_id] nvarchar(450) NOT NULL;
GO

CREATE UNIQUE INDEX [adgangsliste_noegle_hash] ON [adgangsliste] ([noegle_hash]);
GO

CREATE UNIQUE INDEX [bruger_nr] ON [bruger] ([nr]);
GO

CREATE UNIQUE INDEX [bruger_udsteder_subjekt] ON [bruger] ([udsteder], [subjekt]) WHERE [udsteder] IS NOT NULL AND [subjekt] IS NOT NULL;
GO

CREATE UNIQUE INDEX [bruger_brugernavn] ON [bruger] ([brugernavn]);
GO

CREATE UNIQUE INDEX [enhed_nr] ON [enhed] ([nr]);
GO

CREATE UNIQUE INDEX [fravaer_nr] ON [fravaer] ([nr]);
GO

CREATE UNIQUE INDEX [gennemgangspost_nr] ON [gennemgangspost] ([nr]);
GO

CREATE UNIQUE INDEX [gennemgangsrunde_nr] ON [gennemgangsrunde] ([nr]);
GO

CREATE UNIQUE INDEX [gennemgangsrunde_termin] ON [gennemgangsrunde] ([termin]);
GO

CREATE UNIQUE INDEX [gruppe_navn] ON [gruppe] ([navn]);
GO

CREATE UNIQUE INDEX [klient_klient_id] ON [klient] ([klient_id]);
GO

CREATE UNIQUE INDEX [loglinjekontrol_nr] ON [loglinjekontrol] ([nr]);
GO

CREATE UNIQUE INDEX [logstikproeve_nr] ON [logstikproeve] ([nr]);
GO

CREATE UNIQUE INDEX [logstikproeve_maaned] ON [logstikproeve] ([maaned]);
GO

ALTER TABLE [adgangsliste_post] ADD CONSTRAINT [FK_adgangsliste_post_adgangsliste_liste_nr] FOREIGN KEY ([liste_nr]) REFERENCES [adgangsliste] ([nr]);
GO

ALTER TABLE [bruger] ADD CONSTRAINT [FK_bruger_enhed_enhed_id] FOREIGN KEY ([enhed_id]) REFERENCES [enhed] ([id]);
GO

ALTER TABLE [brugerflytning] ADD CONSTRAINT [FK_brugerflytning_enhed_til_enhed_id] FOREIGN KEY ([til_enhed_id]) REFERENCES [enhed] ([id]);
GO

ALTER TABLE [brugerflytning] ADD CONSTRAINT [FK_brugerflytning_enhed_fra_enhed_id] FOREIGN KEY ([fra_enhed_id]) REFERENCES [enhed] ([id]);
GO

ALTER TABLE [brugerflytning] ADD CONSTRAINT [FK_brugerflytning_bruger_bruger_id] FOREIGN KEY ([bruger_id]) REFERENCES [bruger] ([id]);
GO

ALTER TABLE [enhed] ADD CONSTRAINT [FK_enhed_enhed_foraelder_id] FOREIGN KEY ([foraelder_id]) REFERENCES [enhed] ([id]);
GO

ALTER TABLE [enhedsnavn] ADD CONSTRAINT [FK_enhedsnavn_enhed_enhed_id] FOREIGN KEY ([enhed_id]) REFERENCES [enhed] ([id]);
GO

ALTER TABLE [fravaer] ADD CONSTRAINT [FK_fravaer_bruger_stedfortraeder_id] FOREIGN KEY ([stedfortraeder_id]) REFERENCES [bruger] ([id]);
GO

ALTER TABLE [fravaer] ADD CONSTRAINT [FK_fravaer_bruger_bruger_id] FOREIGN KEY ([bruger_id]) REFERENCES [bruger] ([id]);
GO

ALTER TABLE [gennemgangspost] ADD CONSTRAINT [FK_gennemgangspost_enhed_leder_enhed_id] FOREIGN KEY ([leder_enhed_id]) REFERENCES [enhed] ([id]);
GO

ALTER TABLE [gennemgangspost] ADD CONSTRAINT [FK_gennemgangspost_bruger_bruger_id] FOREIGN KEY ([bruger_id]) REFERENCES [bruger] ([id]);
GO

ALTER TABLE [gennemgangspost] ADD CONSTRAINT [FK_gennemgangspost_gennemgangsrunde_runde_id] FOREIGN KEY ([runde_id]) REFERENCES [gennemgangsrunde] ([id]);
GO

ALTER TABLE [gruppe_medlem] ADD CONSTRAINT [FK_gruppe_medlem_bruger_bruger_id] FOREIGN KEY ([bruger_id]) REFERENCES [bruger] ([id]);
GO

ALTER TABLE [gruppe_medlem] ADD CONSTRAINT [FK_gruppe_medlem_gruppe_gruppe_id] FOREIGN KEY ([gruppe_id]) REFERENCES [gruppe] ([id]);
GO

ALTER TABLE [klient] ADD CONSTRAINT [FK_klient_bruger_bruger_id] FOREIGN KEY ([bruger_id]) REFERENCES [bruger] ([id]);
GO

ALTER TABLE [loglinjekontrol] ADD CONSTRAINT [FK_loglinjekontrol_logstikproeve_stikproeve_id] FOREIGN KEY ([stikproeve_id]) REFERENCES [logstikproeve] ([id]);
GO

ALTER TABLE [noedadgang] ADD CONSTRAINT [FK_noedadgang_bruger_bruger_id] FOREIGN KEY ([bruger_id]) REFERENCES [bruger] ([id]);
GO

CREATE INDEX [adgangsliste_post_liste] ON [adgangsliste_post] ([liste_nr]);
GO

CREATE INDEX [bruger_enhed] ON [bruger] ([enhed_id]);
GO

CREATE INDEX [brugerflytning_bruger] ON [brugerflytning] ([bruger_id]);
GO

CREATE INDEX [brugerflytning_fra] ON [brugerflytning] ([fra_enhed_id], [tid]);
GO

CREATE INDEX [fravaer_stedfortraeder] ON [fravaer] ([stedfortraeder_id], [til]);
GO

CREATE INDEX [fravaer_bruger] ON [fravaer] ([bruger_id], [til]);
GO

CREATE INDEX [gennemgangspost_bruger] ON [gennemgangspost] ([bruger_id]);
GO

CREATE INDEX [gennemgangspost_runde] ON [gennemgangspost] ([runde_id], [leder_enhed_id]);
GO

CREATE INDEX [gruppe_medlem_bruger] ON [gruppe_medlem] ([bruger_id]);
GO

CREATE INDEX [loglinjekontrol_bruger] ON [loglinjekontrol] ([bruger_id]) WHERE [spurgt] IS NOT NULL;
GO

CREATE INDEX [loglinjekontrol_stikproeve] ON [loglinjekontrol] ([stikproeve_id]);
GO

CREATE INDEX [noedadgang_bruger] ON [noedadgang] ([bruger_id], [udloeber]);
GO
