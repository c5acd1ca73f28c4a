using Esdh.Adgang.Domain;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Storage;

/// <summary>The people, units, groups, clients and access lists of one authority.</summary>
internal sealed class AdgangDb(DbContextOptions<AdgangDb> options) : AuthorityDb(options)
{
    public DbSet<Bruger> Brugere => Set<Bruger>();

    public DbSet<Enhed> Enheder => Set<Enhed>();

    public DbSet<Enhedsnavn> Enhedsnavne => Set<Enhedsnavn>();

    public DbSet<Gruppe> Grupper => Set<Gruppe>();

    public DbSet<GruppeMedlem> GruppeMedlemmer => Set<GruppeMedlem>();

    public DbSet<Klient> Klienter => Set<Klient>();

    public DbSet<Adgangsliste> Adgangslister => Set<Adgangsliste>();

    public DbSet<AdgangslistePost> AdgangslistePoster => Set<AdgangslistePost>();

    public DbSet<Adgangslogindstilling> Adgangslogindstillinger => Set<Adgangslogindstilling>();

    public DbSet<Fravaer> Fravaer => Set<Fravaer>();

    public DbSet<Brugerflytning> Brugerflytninger => Set<Brugerflytning>();

    public DbSet<Ledelsesindstilling> Ledelsesindstillinger => Set<Ledelsesindstilling>();

    public DbSet<Gennemgangsrunde> Gennemgangsrunder => Set<Gennemgangsrunde>();

    public DbSet<Gennemgangspost> Gennemgangsposter => Set<Gennemgangspost>();

    public DbSet<Logstikproeve> Logstikproever => Set<Logstikproeve>();

    public DbSet<Loglinjekontrol> Loglinjekontroller => Set<Loglinjekontrol>();

    public DbSet<Noedadgang> Noedadgange => Set<Noedadgang>();

    /// <summary>All of it: actors are resolved from these tables.</summary>
    protected override bool TouchesRemembered() => true;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Bruger>().Property(b => b.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Bruger>().Property(b => b.Version).IsConcurrencyToken();
        modelBuilder.Entity<Enhed>().Property(e => e.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Enhed>().Property(e => e.Version).IsConcurrencyToken();
        modelBuilder.Entity<Enhedsnavn>().HasKey(n => new { n.EnhedId, n.Til });
        modelBuilder.Entity<Gruppe>().Property(g => g.Version).IsConcurrencyToken();
        modelBuilder.Entity<Klient>().Property(k => k.Version).IsConcurrencyToken();
        modelBuilder.Entity<Fravaer>().Property(f => f.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Fravaer>().Property(f => f.Version).IsConcurrencyToken();
        modelBuilder.Entity<Ledelsesindstilling>().HasKey(i => i.Nr);
        modelBuilder.Entity<Ledelsesindstilling>().Property(i => i.Nr).ValueGeneratedNever();
        modelBuilder.Entity<Ledelsesindstilling>().Property(i => i.Version).IsConcurrencyToken();
        modelBuilder.Entity<Gennemgangsrunde>().Property(r => r.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Gennemgangsrunde>().Property(r => r.Version).IsConcurrencyToken();
        modelBuilder.Entity<Gennemgangspost>().Property(p => p.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Logstikproeve>().Property(l => l.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Loglinjekontrol>().Property(l => l.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Loglinjekontrol>().Property(l => l.Version).IsConcurrencyToken();
        modelBuilder.Entity<GruppeMedlem>().HasKey(m => new { m.GruppeId, m.BrugerId });
        modelBuilder.Entity<Adgangslogindstilling>().HasKey(i => i.Nr);
        modelBuilder.Entity<Adgangslogindstilling>().Property(i => i.Nr).ValueGeneratedNever();
        modelBuilder.Entity<Adgangslogindstilling>().Property(i => i.Version).IsConcurrencyToken();
        modelBuilder.Entity<Adgangsliste>().HasKey(l => l.Nr);
        modelBuilder.Entity<AdgangslistePost>().HasKey(p => new { p.ListeNr, p.Art, p.Reference });
        base.OnModelCreating(modelBuilder);
    }
}
