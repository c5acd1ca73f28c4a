using Esdh.Core;
using Esdh.Dagtilbud.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Storage;

/// <summary>The tables of the parents' payment, and of their page.</summary>
internal sealed partial class DagtilbudDb
{
    public DbSet<DagtilbudTakst> Takster => Set<DagtilbudTakst>();

    public DbSet<DagtilbudFripladsskala> Fripladsskalaer => Set<DagtilbudFripladsskala>();

    public DbSet<DagtilbudBetalingsregel> Betalingsregler => Set<DagtilbudBetalingsregel>();

    public DbSet<DagtilbudBetalingsvalg> Betalingsvalg => Set<DagtilbudBetalingsvalg>();

    public DbSet<DagtilbudHusstand> Husstande => Set<DagtilbudHusstand>();

    public DbSet<DagtilbudHusstandsvoksen> Husstandsvoksne => Set<DagtilbudHusstandsvoksen>();

    public DbSet<DagtilbudHusstandsbarn> Husstandsboern => Set<DagtilbudHusstandsbarn>();

    public DbSet<DagtilbudHusstandsoplysning> Husstandsoplysninger => Set<DagtilbudHusstandsoplysning>();

    public DbSet<DagtilbudBetalingskoersel> Betalingskoersler => Set<DagtilbudBetalingskoersel>();

    public DbSet<DagtilbudBetalingspost> Betalingsposter => Set<DagtilbudBetalingspost>();

    public DbSet<DagtilbudForaeldreansoegning> Foraeldreansoegninger => Set<DagtilbudForaeldreansoegning>();

    public DbSet<DagtilbudForaeldreside> Foraeldresider => Set<DagtilbudForaeldreside>();

    static partial void Betalingsmodel(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DagtilbudTakst>(m =>
        {
            m.HasKey(x => x.Id);
            m.Ignore(x => x.Navn);
            m.Ignore(x => x.TilskudBasispunkter);
        });
        modelBuilder.Entity<DagtilbudFripladsskala>(m =>
        {
            m.HasKey(x => x.Id);
            m.HasMany(x => x.Trin).WithOne().HasForeignKey(x => x.SkalaId);
        });
        modelBuilder.Entity<DagtilbudFripladstrin>(m => m.HasKey(x => new { x.SkalaId, x.TilOgMedOere }));
        modelBuilder.Entity<DagtilbudBetalingsregel>(m => m.HasKey(x => x.GaelderFra));
        modelBuilder.Entity<DagtilbudBetalingsvalg>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<DagtilbudHusstand>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<DagtilbudHusstandsvoksen>(m => m.HasKey(x => new { x.HusstandId, x.SagspartId }));
        modelBuilder.Entity<DagtilbudHusstandsbarn>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<DagtilbudHusstandsoplysning>(m =>
        {
            m.HasKey(x => x.Id);
            m.Ignore(x => x.AarsindtaegtOere);
        });
        modelBuilder.Entity<DagtilbudBetalingskoersel>(m => m.HasKey(x => x.Maaned));
        modelBuilder.Entity<DagtilbudBetalingspost>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<DagtilbudForaeldreansoegning>(m => m.HasKey(x => x.SagId));
        modelBuilder.Entity<DagtilbudForaeldreside>(m => m.HasKey(x => x.Id));
    }
}

internal static class Betalingsmaaneder
{
    /// <summary>The last month that is closed, or being closed; null before the first.</summary>
    public static async Task<DateOnly?> SidsteLukkedeAsync(this DagtilbudDb db, CancellationToken ct) => await db.Betalingskoersler.MaxAsync(k => (DateOnly?)k.Maaned, ct);

    /// <summary>The month is closed, or lies before one that is.</summary>
    public static async Task<bool> ErLukketAsync(this DagtilbudDb db, DateOnly maaned, CancellationToken ct) => await db.Betalingskoersler.AnyAsync(k => k.Maaned >= maaned, ct);

    /// <summary>A month, written as the first day of it.</summary>
    public static Errors AddMaaned(this Errors errors, DateOnly? maaned, string felt) =>
        errors.AddIf(maaned is not { Day: 1, Year: >= 2000 and <= 2100 }, felt, "Vælg den første dag i en måned, fx 01-01-2027.");
}
