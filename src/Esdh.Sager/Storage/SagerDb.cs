using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Esdh.Sager.Storage;

/// <summary>The engine's tables. Cases and documents are reached through <see cref="Synlighed.SynligeFor(IQueryable{Sag}, Aktoer)"/> alone.</summary>
internal sealed class SagerDb(DbContextOptions<SagerDb> options) : AuthorityDb(options)
{
    public DbSet<Sag> Sager => Set<Sag>();

    public DbSet<SagNummer> Sagsnumre => Set<SagNummer>();

    public DbSet<Sagsstatus> Statusser => Set<Sagsstatus>();

    public DbSet<Sagsskabelon> Skabeloner => Set<Sagsskabelon>();

    public DbSet<Delforloeb> Delforloeb => Set<Delforloeb>();

    public DbSet<SagMaerke> Maerker => Set<SagMaerke>();

    public DbSet<SagRelation> Relationer => Set<SagRelation>();

    public DbSet<Afgoerelse> Afgoerelser => Set<Afgoerelse>();

    public DbSet<Afgoerelsespart> Afgoerelsesparter => Set<Afgoerelsespart>();

    public DbSet<Afgoerelsestype> Afgoerelsestyper => Set<Afgoerelsestype>();

    public DbSet<Sagsforloeb> Sagsforloeb => Set<Sagsforloeb>();

    public DbSet<Feltvaerdi> Feltvaerdier => Set<Feltvaerdi>();

    public DbSet<Urstand> Urstande => Set<Urstand>();

    public DbSet<Urstop> Urstop => Set<Urstop>();

    public DbSet<Beslutning> Beslutninger => Set<Beslutning>();

    public DbSet<Hoering> Hoeringer => Set<Hoering>();

    public DbSet<Hoeringspart> Hoeringsparter => Set<Hoeringspart>();

    public DbSet<Hoeringsbilag> Hoeringsbilag => Set<Hoeringsbilag>();

    public DbSet<Hoeringsundladelse> Hoeringsundladelser => Set<Hoeringsundladelse>();

    public DbSet<Godkendelseskaede> Godkendelseskaeder => Set<Godkendelseskaede>();

    public DbSet<Godkendelse> Godkendelser => Set<Godkendelse>();

    public DbSet<Godkendelsesled> Godkendelsesled => Set<Godkendelsesled>();

    public DbSet<Frase> Fraser => Set<Frase>();

    public DbSet<Dokument> Dokumenter => Set<Dokument>();

    public DbSet<Dokumentregistrering> Registreringer => Set<Dokumentregistrering>();

    public DbSet<Fil> Filer => Set<Fil>();

    public DbSet<Korrespondent> Korrespondenter => Set<Korrespondent>();

    public DbSet<Fejljournalisering> Fejljournaliseringer => Set<Fejljournalisering>();

    public DbSet<Redigering> Redigeringer => Set<Redigering>();

    public DbSet<Redigeringsfil> Redigeringsfiler => Set<Redigeringsfil>();

    public DbSet<Pdfvisning> Pdfvisninger => Set<Pdfvisning>();

    public DbSet<Sagsudtraek> Sagsudtraek => Set<Sagsudtraek>();

    public DbSet<Masseudtraek> Masseudtraek => Set<Masseudtraek>();

    public DbSet<Enhedsaendring> Enhedsaendringer => Set<Enhedsaendring>();

    public DbSet<Dokumentskabelon> Dokumentskabeloner => Set<Dokumentskabelon>();

    public DbSet<Part> Parter => Set<Part>();

    public DbSet<Sagspart> Sagsparter => Set<Sagspart>();

    public DbSet<Partsudgave> Partsudgaver => Set<Partsudgave>();

    public DbSet<Favorit> Favoritter => Set<Favorit>();

    public DbSet<SenestSet> SenestSete => Set<SenestSet>();

    public DbSet<GemtVisning> GemteVisninger => Set<GemtVisning>();

    public DbSet<GemtSoegning> GemteSoegninger => Set<GemtSoegning>();

    public DbSet<Soegningsfoelger> Soegningsfoelgere => Set<Soegningsfoelger>();

    public DbSet<Soegningshit> Soegningshits => Set<Soegningshit>();

    public DbSet<Journalnotat> Notater => Set<Journalnotat>();

    public DbSet<Erindringstype> Erindringstyper => Set<Erindringstype>();

    public DbSet<Erindring> Erindringer => Set<Erindring>();

    public DbSet<Endeliggoerelse> Endeliggoerelser => Set<Endeliggoerelse>();

    public DbSet<Postlistepost> Postlisteposter => Set<Postlistepost>();

    public DbSet<Postlisteafvisning> Postlisteafvisninger => Set<Postlisteafvisning>();

    public DbSet<Postlisteopsaetning> Postlisteopsaetninger => Set<Postlisteopsaetning>();

    public DbSet<Planudgave> Planudgaver => Set<Planudgave>();

    public DbSet<Planemne> Planemner => Set<Planemne>();

    public DbSet<Planfacet> Planfacetter => Set<Planfacet>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<Postkasse> Postkasser => Set<Postkasse>();

    public DbSet<Postkassestand> Postkassestande => Set<Postkassestand>();

    public DbSet<Indbakkeopsaetning> Indbakkeopsaetninger => Set<Indbakkeopsaetning>();

    public DbSet<Indbakkepost> Indbakkeposter => Set<Indbakkepost>();

    public DbSet<Sagsstikproeve> Sagsstikproever => Set<Sagsstikproeve>();

    public DbSet<Sagsproeve> Sagsproever => Set<Sagsproeve>();

    public DbSet<Indbakkefil> Indbakkefiler => Set<Indbakkefil>();

    public DbSet<Dokumentmail> Dokumentmails => Set<Dokumentmail>();

    public DbSet<Forsendelse> Forsendelser => Set<Forsendelse>();

    public DbSet<Forsendelsesdel> Forsendelsesdele => Set<Forsendelsesdel>();

    public DbSet<Forsendelsesmodtager> Forsendelsesmodtagere => Set<Forsendelsesmodtager>();

    public DbSet<Masseforsendelse> Masseforsendelser => Set<Masseforsendelse>();

    public DbSet<Massebrev> Massebreve => Set<Massebrev>();

    public DbSet<Webhookfejl> Webhookfejl => Set<Webhookfejl>();

    public DbSet<Kassationsstop> Kassationsstop => Set<Kassationsstop>();

    public DbSet<Kassationsstopomfang> Kassationsstopomfang => Set<Kassationsstopomfang>();

    /// <summary>Which table a column of this name refers to. EF must know, or it writes children before their parents.</summary>
    private static readonly Dictionary<string, Type> Henvisninger = new()
    {
        ["SagId"] = typeof(Sag), ["FraSagId"] = typeof(Sag), ["TilSagId"] = typeof(Sag), ["OversagId"] = typeof(Sag), ["SammenlagtMedId"] = typeof(Sag),
        ["StatusId"] = typeof(Sagsstatus), ["SkabelonId"] = typeof(Sagsskabelon), ["DelforloebId"] = typeof(Delforloeb),
        ["DokumentId"] = typeof(Dokument), ["ForaelderId"] = typeof(Dokument), ["RetterId"] = typeof(Dokument), ["FuldmagtDokumentId"] = typeof(Dokument),
        ["PartId"] = typeof(Part), ["SagspartId"] = typeof(Sagspart), ["RepraesentererId"] = typeof(Sagspart),
        ["TypeId"] = typeof(Erindringstype), ["RetterNotatId"] = typeof(Journalnotat), ["UdgaveId"] = typeof(Planudgave),
        ["RedigeringId"] = typeof(Redigering),
        ["AfgoerelseId"] = typeof(Afgoerelse), ["AfgoerelsestypeId"] = typeof(Afgoerelsestype), ["HoeringId"] = typeof(Hoering), ["BrevDokumentId"] = typeof(Dokument), ["SvarDokumentId"] = typeof(Dokument),
        ["ForsendelseId"] = typeof(Forsendelse), ["MasseforsendelseId"] = typeof(Masseforsendelse), ["DokumentskabelonId"] = typeof(Dokumentskabelon), ["ErstatterId"] = typeof(Forsendelsesmodtager),
        ["KaedeId"] = typeof(Godkendelseskaede), ["GodkendelseId"] = typeof(Godkendelse),
        ["PostkasseId"] = typeof(Postkasse), ["PostId"] = typeof(Indbakkepost), ["StikproeveId"] = typeof(Sagsstikproeve), ["SoegningId"] = typeof(GemtSoegning), ["StopId"] = typeof(Kassationsstop),
    };

    /// <summary>What is set up once and shown as names and choices everywhere. Tracked is enough: an act that does not change it has seldom read it.</summary>
    protected override bool TouchesRemembered()
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return ChangeTracker.Entries().Any(e => e.Entity is Sagsstatus or Sagsskabelon or Dokumentskabelon or Planudgave or GemtVisning);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>Who sees a case or document, and where a document is: the search index and others know it from events.</summary>
    protected override IEnumerable<Guid> MustBeTold()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            switch (entry.Entity)
            {
                case Sag sag when entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(nameof(Sag.AdgangslisteNr)).IsModified):
                    yield return sag.Id;
                    break;
                case Dokument dokument when entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(nameof(Dokument.AdgangslisteNr)).IsModified):
                    yield return dokument.Id;
                    break;
                case Dokumentregistrering plads when entry.State is EntityState.Added or EntityState.Deleted
                    || (entry.State == EntityState.Modified && (entry.Property(nameof(Dokumentregistrering.SagId)).IsModified || entry.Property(nameof(Dokumentregistrering.FlyttetTilId)).IsModified)):
                    yield return plads.DokumentId;
                    break;
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(typeof(Adgangskort).GetMethod(nameof(Adgangskort.Del))!, f => f.HasName(Database.ProviderName == "Microsoft.EntityFrameworkCore.SqlServer" ? "substring" : "substr").IsBuiltIn().IsNullable(false));
        foreach (var metode in typeof(Indeksvalg).GetMethods().Where(m => m.IsStatic))
        {
            modelBuilder.HasDbFunction(metode, f => f.HasTranslation(args => new SqlFunctionExpression("ifnull", [args[0], args[0]], true, [false, false], args[0].Type, args[0].TypeMapping)));
        }

        modelBuilder.Ignore<Enhedsdel>(); // part of a JSON column, no row
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SagerDb).Assembly, type => type.Namespace == typeof(SagerDb).Namespace);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            foreach (var property in entity.GetProperties().Where(p => Henvisninger.ContainsKey(p.Name)).ToList())
                modelBuilder.Entity(entity.ClrType).HasOne(Henvisninger[property.Name]).WithMany().HasForeignKey(property.Name).OnDelete(DeleteBehavior.NoAction);
            if (entity.FindProperty("Nr") is { } nr && !nr.IsPrimaryKey())
                nr.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.OnAdd;
            if (entity.FindProperty("Version") is { } version && !version.IsPrimaryKey())
                version.IsConcurrencyToken = true;
        }

        base.OnModelCreating(modelBuilder);
    }
}

internal sealed class SagMapping :
    IEntityTypeConfiguration<SagNummer>, IEntityTypeConfiguration<SagMaerke>, IEntityTypeConfiguration<SagRelation>,
    IEntityTypeConfiguration<Sagsskabelon>, IEntityTypeConfiguration<Planemne>, IEntityTypeConfiguration<Planfacet>
{
    public void Configure(EntityTypeBuilder<SagNummer> builder) => builder.HasKey(n => n.Sagsnummer);

    public void Configure(EntityTypeBuilder<SagMaerke> builder) => builder.HasKey(m => new { m.SagId, m.Maerke });

    public void Configure(EntityTypeBuilder<SagRelation> builder) => builder.HasKey(r => new { r.FraSagId, r.TilSagId });

    public void Configure(EntityTypeBuilder<Sagsskabelon> builder)
    {
        Json(builder.Property(s => s.Emner));
        Json(builder.Property(s => s.Facetter));
        Json(builder.Property(s => s.Adgang));
        Json(builder.Property(s => s.Delforloeb));
        Json(builder.Property(s => s.Erindringer));
    }

    public void Configure(EntityTypeBuilder<Planemne> builder) => builder.HasKey(e => new { e.UdgaveId, e.Nummer });

    public void Configure(EntityTypeBuilder<Planfacet> builder) => builder.HasKey(f => new { f.UdgaveId, f.Nummer });

    /// <summary>A short list as JSON text in its own column.</summary>
    internal static void Json<T>(PropertyBuilder<List<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Web)!,
        new ValueComparer<List<T>>((a, b) => a!.SequenceEqual(b!), l => l.Count, l => new List<T>(l)));
}
