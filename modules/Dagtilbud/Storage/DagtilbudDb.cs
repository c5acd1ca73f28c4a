using Esdh.Core.Storage;
using Esdh.Dagtilbud.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Storage;

/// <summary>The module's own tables. What is about a case is shown only after the case was found through <c>Sagsopslag</c>.</summary>
internal sealed partial class DagtilbudDb(DbContextOptions<DagtilbudDb> options) : AuthorityDb(options)
{
    public DbSet<DagtilbudInstitution> Institutioner => Set<DagtilbudInstitution>();

    public DbSet<DagtilbudGruppe> Grupper => Set<DagtilbudGruppe>();

    public DbSet<DagtilbudKapacitet> Kapaciteter => Set<DagtilbudKapacitet>();

    public DbSet<DagtilbudAnsoegning> Ansoegninger => Set<DagtilbudAnsoegning>();

    public DbSet<DagtilbudOenske> Oensker => Set<DagtilbudOenske>();

    public DbSet<DagtilbudForaelder> Foraeldre => Set<DagtilbudForaelder>();

    public DbSet<DagtilbudPlads> Pladser => Set<DagtilbudPlads>();

    public DbSet<DagtilbudTilbud> Tilbud => Set<DagtilbudTilbud>();

    public DbSet<DagtilbudRegelsaet> Regelsaet => Set<DagtilbudRegelsaet>();

    public DbSet<DagtilbudKoersel> Koersler => Set<DagtilbudKoersel>();

    public DbSet<DagtilbudForslag> Forslag => Set<DagtilbudForslag>();

    public DbSet<DagtilbudBrud> Brud => Set<DagtilbudBrud>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DagtilbudInstitution>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<DagtilbudGruppe>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<DagtilbudKapacitet>(m => m.HasKey(x => new { x.GruppeId, x.Fra }));
        modelBuilder.Entity<DagtilbudAnsoegning>(m =>
        {
            m.HasKey(x => x.SagId);
            m.Property(x => x.Version).IsConcurrencyToken();
            m.Ignore(x => x.Garantidato);
            m.Ignore(x => x.ErAktiv);
        });
        modelBuilder.Entity<DagtilbudOenske>(m => m.HasKey(x => new { x.SagId, x.Nr }));
        modelBuilder.Entity<DagtilbudForaelder>(m => m.HasKey(x => new { x.SagId, x.PartId }));
        modelBuilder.Entity<DagtilbudPlads>(m =>
        {
            m.HasKey(x => x.Id);
            m.Ignore(x => x.SidsteMaaned);
        });
        modelBuilder.Entity<DagtilbudTilbud>(m =>
        {
            m.HasKey(x => x.Id);
            m.Ignore(x => x.SidsteMaaned);
            m.Ignore(x => x.ErAabent);
        });
        modelBuilder.Entity<DagtilbudRegelsaet>(m =>
        {
            m.HasKey(x => x.Id);
            m.Ignore(x => x.Raekkefoelge);
            m.Ignore(x => x.Fra);
        });
        modelBuilder.Entity<DagtilbudKoersel>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<DagtilbudForslag>(m => m.HasKey(x => new { x.KoerselId, x.SagId }));
        modelBuilder.Entity<DagtilbudBrud>(m => m.HasKey(x => x.Id));
        Betalingsmodel(modelBuilder);
        base.OnModelCreating(modelBuilder);
        foreach (var noegle in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.IsPrimaryKey()))
            noegle.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }

    /// <summary>The tables of the parents' payment.</summary>
    static partial void Betalingsmodel(ModelBuilder modelBuilder);
}
