using System.Runtime.CompilerServices;
using Esdh.Byggesager.Domain;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Storage;

/// <summary>The module's own tables. What is about a case is shown only after the case was found through <c>Sagsopslag</c>.</summary>
internal sealed class ByggesagerDb(DbContextOptions<ByggesagerDb> options) : AuthorityDb(options)
{
    public DbSet<ByggesagMangel> Mangler => Set<ByggesagMangel>();

    public DbSet<ByggesagStand> Stande => Set<ByggesagStand>();

    public DbSet<ByggesagAnsoegning> Ansoegninger => Set<ByggesagAnsoegning>();

    public DbSet<ByggesagBesked> Beskeder => Set<ByggesagBesked>();

    public DbSet<ByggesagTakst> Takster => Set<ByggesagTakst>();

    public DbSet<ByggesagGebyr> Gebyrer => Set<ByggesagGebyr>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ByggesagMangel>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<ByggesagStand>(m => m.HasKey(x => x.SagId));
        modelBuilder.Entity<ByggesagAnsoegning>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<ByggesagBesked>(m =>
        {
            m.HasKey(x => x.Nr);
            m.Property(x => x.Nr).ValueGeneratedNever();
        });
        modelBuilder.Entity<ByggesagTakst>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<ByggesagGebyr>(m => m.HasKey(x => x.Id));
        base.OnModelCreating(modelBuilder);
        foreach (var noegle in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.IsPrimaryKey()))
            noegle.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }
}

/// <summary>Applications are kept until the case they became holds their files: those that wait, and those that were laid aside, which may be looked at again.</summary>
internal sealed class Ansoegningshenvisninger(ByggesagerDb db) : IContentReferences
{
    public async IAsyncEnumerable<ContentReference> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var a in db.Ansoegninger.Where(a => a.Tilstand != Ansoegningstilstand.Oprettet).Select(a => new { a.Sha256, a.Id }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(a.Sha256, $"byggeansøgning {a.Id}");
    }
}
