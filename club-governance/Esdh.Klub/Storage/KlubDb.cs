using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Esdh.Klub.Storage;

/// <summary>The club's tables in <c>faelles</c>. What is common stands here; money and democracy each have a part of their own.</summary>
internal sealed partial class KlubDb(DbContextOptions<KlubDb> options) : AuthorityDb(options)
{
    public DbSet<KlubMedlem> Medlemmer => Set<KlubMedlem>();

    public DbSet<KlubMandat> Mandater => Set<KlubMandat>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KlubMedlem>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KlubMandat>(m => m.HasKey(x => x.Id));
        Pengemodel(modelBuilder);
        Demokratimodel(modelBuilder);
        base.OnModelCreating(modelBuilder);
        foreach (var noegle in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.IsPrimaryKey()))
            noegle.ValueGenerated = ValueGenerated.Never;
    }

    static partial void Pengemodel(ModelBuilder modelBuilder);

    static partial void Demokratimodel(ModelBuilder modelBuilder);
}
