using Esdh.Core.Authorities;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Core.Events;

/// <summary>Core's own tables in every store: events, the seal and jobs. Events are read here and written by <see cref="EventLog"/>.</summary>
public sealed class CoreDb(DbContextOptions<CoreDb> options) : AuthorityDb(options)
{
    public DbSet<Haendelse> Haendelser => Set<Haendelse>();

    public DbSet<HaendelseData> HaendelseData => Set<HaendelseData>();

    public DbSet<SeglBlok> Seglblokke => Set<SeglBlok>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<JobPost> JobPoster => Set<JobPost>();

    /// <summary>Which optional modules are on; empty in <c>faelles</c>, which has none.</summary>
    public DbSet<Modul> Moduler => Set<Modul>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Modul>().HasKey(m => m.Navn);
        modelBuilder.Entity<Haendelse>().HasKey(h => h.Nr);
        modelBuilder.Entity<HaendelseData>().HasKey(h => h.Nr);
        modelBuilder.Entity<Haendelse>().HasOne(h => h.Data).WithOne().HasForeignKey<HaendelseData>(d => d.Nr);
        modelBuilder.Entity<SeglBlok>().HasKey(s => s.Nr);
        modelBuilder.Entity<SeglBlok>().Property(s => s.Nr).ValueGeneratedNever();
        modelBuilder.Entity<Job>().HasKey(j => j.Id);
        modelBuilder.Entity<Job>().Property(j => j.Nr).ValueGeneratedOnAdd();
        modelBuilder.Entity<Job>().Ignore(j => j.ErIGang);
        modelBuilder.Entity<JobPost>().HasKey(p => new { p.JobId, p.Nr });
        base.OnModelCreating(modelBuilder);
    }
}

/// <summary>One thing that happened. Never changed, never removed.</summary>
public sealed class Haendelse
{
    /// <summary>From 1, without gaps, in the order of commit.</summary>
    public long Nr { get; init; }

    /// <summary>Past tense: <c>SagOprettet</c>.</summary>
    public required string Type { get; init; }

    public DateTimeOffset Tid { get; init; }

    public Guid AktoerId { get; init; }

    public Guid? SagId { get; init; }

    public Guid? ObjektId { get; init; }

    /// <summary>SHA-256 of salt and data.</summary>
    public required byte[] DataHash { get; init; }

    /// <summary>Null when disposal has destroyed it.</summary>
    public HaendelseData? Data { get; init; }
}

/// <summary>What an event said. The only part that disposal may remove.</summary>
public sealed class HaendelseData
{
    public long Nr { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>JSON.</summary>
    public required string Data { get; init; }
}

/// <summary>A signed, chained block of events.</summary>
public sealed class SeglBlok
{
    public int Nr { get; init; }

    public long Foerste { get; init; }

    public long Sidste { get; init; }

    public required byte[] Rod { get; init; }

    public required byte[] ForrigeHash { get; init; }

    public DateTimeOffset Tid { get; init; }

    public required string NoegleId { get; init; }

    public required byte[] Signatur { get; init; }
}
