using Esdh.Core.Storage;
using Esdh.Kombit.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Storage;

/// <summary>What the shared municipal infrastructure has been told.</summary>
internal sealed class KombitDb(DbContextOptions<KombitDb> options) : AuthorityDb(options)
{
    public DbSet<Indeksstand> Stande => Set<Indeksstand>();

    public DbSet<Indeksobjekt> Objekter => Set<Indeksobjekt>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Indeksstand>().HasKey(s => s.Id);
        modelBuilder.Entity<Indeksstand>().Property(s => s.Id).ValueGeneratedNever();
        modelBuilder.Entity<Indeksobjekt>().HasKey(o => o.Id);
        modelBuilder.Entity<Indeksobjekt>().Property(o => o.Id).ValueGeneratedNever();
        base.OnModelCreating(modelBuilder);
    }
}
