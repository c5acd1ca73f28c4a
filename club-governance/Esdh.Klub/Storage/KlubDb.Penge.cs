using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Storage;

internal sealed partial class KlubDb
{
    public DbSet<KlubTakst> Takster => Set<KlubTakst>();

    public DbSet<KlubFolketal> Folketal => Set<KlubFolketal>();

    public DbSet<KlubFaktura> Fakturaer => Set<KlubFaktura>();

    public DbSet<KlubFakturalinje> Fakturalinjer => Set<KlubFakturalinje>();

    public DbSet<KlubPostering> Posteringer => Set<KlubPostering>();

    public DbSet<KlubRykker> Rykkere => Set<KlubRykker>();

    public DbSet<KlubProjekt> Projekter => Set<KlubProjekt>();

    public DbSet<KlubProjekttilslutning> Tilslutninger => Set<KlubProjekttilslutning>();

    public DbSet<KlubProjektspoergsmaal> Projektspoergsmaal => Set<KlubProjektspoergsmaal>();

    public DbSet<KlubProjektleverance> Projektleverancer => Set<KlubProjektleverance>();

    public DbSet<KlubProjektudlaeg> Projektudlaeg => Set<KlubProjektudlaeg>();

    static partial void Pengemodel(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KlubTakst>(m => m.HasKey(x => x.Aar));
        modelBuilder.Entity<KlubFolketal>(m => m.HasKey(x => new { x.Kode, x.Aar }));
        modelBuilder.Entity<KlubFaktura>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KlubFakturalinje>(m => m.HasKey(x => new { x.FakturaId, x.Nr }));
        modelBuilder.Entity<KlubPostering>(m => m.HasKey(x => new { x.Bilag, x.Linje }));
        modelBuilder.Entity<KlubProjekt>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KlubProjekttilslutning>(m => m.HasKey(x => new { x.ProjektId, x.MedlemId }));
        modelBuilder.Entity<KlubProjektspoergsmaal>(m => m.HasKey(x => new { x.ProjektId, x.Nr }));
        modelBuilder.Entity<KlubProjektleverance>(m => m.HasKey(x => new { x.ProjektId, x.Nr }));
        modelBuilder.Entity<KlubProjektudlaeg>(m => m.HasKey(x => new { x.ProjektId, x.Nr }));
        modelBuilder.Entity<KlubRykker>(m => m.HasKey(x => new { x.FakturaId, x.Nr }));
    }
}
