using System.Text.Json;
using Esdh.Arkiv.Domain;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

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

    public DbSet<Bevaringsregel> Bevaringsregler => Set<Bevaringsregel>();

    public DbSet<Sagsbevaring> Sagsbevaringer => Set<Sagsbevaring>();

    public DbSet<Kassation> Kassationer => Set<Kassation>();

    public DbSet<Kassationslinje> Kassationslinjer => Set<Kassationslinje>();

    public DbSet<Kassationsfil> Kassationsfiler => Set<Kassationsfil>();

    public DbSet<Filkontrol> Filkontroller => Set<Filkontrol>();

    public DbSet<Filkontrolfund> Filkontrolfund => Set<Filkontrolfund>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ArkivDb).Assembly);
        modelBuilder.Entity<Bevaringsregel>(b =>
        {
            b.HasKey(r => r.Id);
            b.Property(r => r.Nr).ValueGeneratedOnAdd();
            b.Ignore(r => r.Naerhed);
        });
        modelBuilder.Entity<Sagsbevaring>(b =>
        {
            b.HasKey(s => s.SagId);
            b.Property(s => s.SagId).ValueGeneratedNever();
            b.Property(s => s.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Kassation>(b =>
        {
            b.HasKey(k => k.Id);
            b.Property(k => k.Nr).ValueGeneratedOnAdd();
            b.Property(k => k.Version).IsConcurrencyToken();
            b.Property(k => k.Emner).HasConversion(
                e => JsonSerializer.Serialize(e, JsonSerializerOptions.Web), t => JsonSerializer.Deserialize<List<string>>(t, JsonSerializerOptions.Web)!,
                new ValueComparer<List<string>>((a, b) => a!.SequenceEqual(b!), l => l.Count, l => new List<string>(l)));
        });
        modelBuilder.Entity<Kassationslinje>().HasKey(l => new { l.KassationId, l.Nr });
        modelBuilder.Entity<Kassationsfil>().HasKey(f => new { f.KassationId, f.Sha256 });
        modelBuilder.Entity<Kassationslinje>().HasOne<Kassation>().WithMany().HasForeignKey(l => l.KassationId).OnDelete(DeleteBehavior.NoAction);
        modelBuilder.Entity<Kassationsfil>().HasOne<Kassation>().WithMany().HasForeignKey(l => l.KassationId).OnDelete(DeleteBehavior.NoAction);
        modelBuilder.Entity<Filkontrol>(b =>
        {
            b.HasKey(k => k.Id);
            b.Property(k => k.Nr).ValueGeneratedOnAdd();
        });
        modelBuilder.Entity<Filkontrolfund>().HasKey(f => new { f.KontrolId, f.Sha256 });
        modelBuilder.Entity<Filkontrolfund>().HasOne<Filkontrol>().WithMany().HasForeignKey(f => f.KontrolId).OnDelete(DeleteBehavior.NoAction);
        base.OnModelCreating(modelBuilder);
    }
}
