using Esdh.Arkiv.Domain;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Storage;

/// <summary>The archive's own tables in an authority's database.</summary>
internal sealed class ArkivDb(DbContextOptions<ArkivDb> options) : AuthorityDb(options)
{
    public DbSet<Arkivversion> Versioner => Set<Arkivversion>();

    public DbSet<ArkivAfleveret> Afleverede => Set<ArkivAfleveret>();

    public DbSet<ArkivAfleveretSag> AfleveredeSager => Set<ArkivAfleveretSag>();

    public DbSet<Arkivopsaetning> Opsaetninger => Set<Arkivopsaetning>();

    public DbSet<Afleveringsbestemmelse> Bestemmelser => Set<Afleveringsbestemmelse>();

    public DbSet<Journalperiode> Journalperioder => Set<Journalperiode>();

    public DbSet<Afleveringsbilag> Bilag => Set<Afleveringsbilag>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ArkivDb).Assembly);
        base.OnModelCreating(modelBuilder);
    }
}
