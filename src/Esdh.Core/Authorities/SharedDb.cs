using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Core.Authorities;

/// <summary>The tables of <c>faelles</c> that Core owns: which authorities there are, and the heads of their seals.</summary>
public sealed class SharedDb(DbContextOptions<SharedDb> options) : AuthorityDb(options)
{
    public DbSet<Myndighed> Myndigheder => Set<Myndighed>();

    public DbSet<MyndighedVaert> Vaerter => Set<MyndighedVaert>();

    public DbSet<SeglHoved> Seglhoveder => Set<SeglHoved>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Myndighed>().HasKey(m => m.Noegle);
        modelBuilder.Entity<MyndighedVaert>().HasKey(v => v.Vaert);
        modelBuilder.Entity<SeglHoved>().HasKey(s => new { s.Noegle, s.Blok });
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class Myndighed
{
    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    public required string Cvr { get; set; }

    public bool ErDemonstration { get; init; }

    public DateTimeOffset Oprettet { get; init; }
}

public sealed class MyndighedVaert
{
    public required string Vaert { get; init; }

    public required string Noegle { get; init; }
}

/// <summary>The head of an authority's sealed block, kept outside its own database.</summary>
public sealed class SeglHoved
{
    public required string Noegle { get; init; }

    public int Blok { get; init; }

    public long SidsteHaendelse { get; init; }

    /// <summary>Hash of the block's header, lower-case hex.</summary>
    public required string Hash { get; init; }

    public DateTimeOffset Tid { get; init; }
}
