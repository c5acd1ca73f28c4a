using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class ForsendelseMapping : IEntityTypeConfiguration<Forsendelsesdel>, IEntityTypeConfiguration<Forsendelsesmodtager>, IEntityTypeConfiguration<Massebrev>
{
    public void Configure(EntityTypeBuilder<Forsendelsesdel> builder)
    {
        builder.HasKey(d => new { d.ForsendelseId, d.Nummer });
        builder.Ignore(d => d.Pdfnavn);
    }

    public void Configure(EntityTypeBuilder<Forsendelsesmodtager> builder)
    {
        builder.Ignore(m => m.VenterPaaEtMenneske);
        builder.Ignore(m => m.ErUnderVejs);
    }

    public void Configure(EntityTypeBuilder<Massebrev> builder) => builder.HasKey(b => new { b.MasseforsendelseId, b.Nummer });
}

/// <summary>A dispatch is seen by those who see its main document.</summary>
internal static class Forsendelsessynlighed
{
    public static IQueryable<Forsendelse> SynligeFor(this IQueryable<Forsendelse> forsendelser, SagerDb db, Aktoer aktoer)
    {
        var dokumenter = db.Dokumenter.SynligeFor(db, aktoer);
        return forsendelser.Where(f => dokumenter.Any(d => d.Id == f.DokumentId));
    }

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Forsendelse> FindForsendelseAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Forsendelser.SynligeFor(db, aktoer).SingleOrDefaultAsync(f => f.Id == id, ct)
        ?? throw new NotFoundException("Forsendelsen findes ikke, eller du har ikke adgang til dens dokument.");

    /// <summary>Letters to many are the one's who makes them, as long as the case is seen.</summary>
    /// <exception cref="NotFoundException">Not there, or another's.</exception>
    public static async Task<Masseforsendelse> FindMasseforsendelseAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        var (bruger, bord) = (aktoer.Id, aktoer.Skrivebord);
        return await db.Masseforsendelser.SingleOrDefaultAsync(m => m.Id == id && (m.OprettetAf == bruger || m.OprettetAf == bord) && sager.Any(s => s.Id == m.SagId), ct)
            ?? throw new NotFoundException("Masseforsendelsen findes ikke, eller den er ikke din.");
    }

    /// <summary>One of its receivers; the dispatch was found as one the actor sees.</summary>
    /// <exception cref="NotFoundException">Not a receiver of it.</exception>
    public static async Task<Forsendelsesmodtager> FindModtagerAsync(this SagerDb db, Forsendelse forsendelse, Guid id, CancellationToken ct) =>
        await db.Forsendelsesmodtagere.SingleOrDefaultAsync(m => m.Id == id && m.ForsendelseId == forsendelse.Id, ct)
        ?? throw new NotFoundException("Modtageren hører ikke til forsendelsen.");

    /// <summary>Whether it is part of a dispatch of which something has not left yet.</summary>
    public static Task<bool> ErUnderForsendelseAsync(this SagerDb db, Guid dokument, CancellationToken ct) =>
        db.Forsendelsesdele.AnyAsync(d => d.DokumentId == dokument && db.Forsendelser.Any(f => f.Id == d.ForsendelseId && f.Afsluttet == null), ct);

    /// <summary>Whether it has left as the main document of a dispatch.</summary>
    public static Task<bool> ErSendtHerfraAsync(this SagerDb db, Guid dokument, CancellationToken ct) => db.Forsendelser.AnyAsync(f => f.DokumentId == dokument && f.FoerstSendt != null, ct);
}
