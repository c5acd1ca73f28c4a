using Esdh.Core.Storage;
using Esdh.Sbsys.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Storage;

/// <summary>What the surface keeps beside the engine's own tables.</summary>
internal sealed class SbsysDb(DbContextOptions<SbsysDb> options) : AuthorityDb(options)
{
    public DbSet<SbsysKendskab> Kendskaber => Set<SbsysKendskab>();

    public DbSet<SbsysDokument> Dokumentdata => Set<SbsysDokument>();

    public DbSet<SbsysImport> Importerede => Set<SbsysImport>();

    public DbSet<SbsysFormular> Formularer => Set<SbsysFormular>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SbsysKendskab>().HasKey(k => new { k.BrugerId, k.PartId });
        modelBuilder.Entity<SbsysDokument>().HasKey(d => d.DokumentId);
        modelBuilder.Entity<SbsysDokument>().Property(d => d.DokumentId).ValueGeneratedNever();
        modelBuilder.Entity<SbsysImport>().HasKey(i => new { i.Kilde, i.Slags, i.Noegle });
        modelBuilder.Entity<SbsysFormular>().HasKey(f => f.PostId);
        modelBuilder.Entity<SbsysFormular>().Property(f => f.PostId).ValueGeneratedNever();
        base.OnModelCreating(modelBuilder);
    }
}
