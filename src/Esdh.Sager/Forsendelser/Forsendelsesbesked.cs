using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Forsendelser;

/// <summary>The letter to one receiver as a channel sends it.</summary>
internal sealed record Forsendelsesbesked(
    Guid ModtagerId, Forsendelseskanal Kanal, string Navn, string Adresse, string BeskedId, int Forsoeg, string Titel, string? Tekst, string Sagsnummer, DateTimeOffset Bestilt, IReadOnlyList<Beskeddel> Dele)
{
    /// <summary>Reads them, each dispatch's files once.</summary>
    public static async Task<IReadOnlyList<Forsendelsesbesked>> LaesAsync(SagerDb db, IReadOnlyList<Guid> modtagere, CancellationToken ct)
    {
        var ider = modtagere.ToList();
        var fundne = await (from m in db.Forsendelsesmodtagere.AsNoTracking().Where(m => ider.Contains(m.Id))
                            join f in db.Forsendelser on m.ForsendelseId equals f.Id
                            orderby m.Nr
                            select new { M = m, F = f, Sagsnummer = db.Sagsnumre.Where(n => n.SagId == f.SagId).Select(n => n.Sagsnummer).FirstOrDefault() }).ToListAsync(ct);
        var forsendelser = fundne.Select(x => x.F.Id).Distinct().ToList();
        var dele = (await db.Forsendelsesdele.AsNoTracking().Where(d => forsendelser.Contains(d.ForsendelseId)).OrderBy(d => d.Nummer).ToListAsync(ct)).ToLookup(d => d.ForsendelseId);
        return fundne.ConvertAll(x => new Forsendelsesbesked(
            x.M.Id, x.M.Kanal, x.M.Navn, x.M.Adresse, x.M.BeskedId, x.M.Forsoeg, x.F.Titel, x.F.Tekst, x.Sagsnummer ?? "", x.F.Bestilt,
            [.. dele[x.F.Id].Where(d => d.PdfSha256 is not null).Select(d => new Beskeddel(d.Titel, d.Pdfnavn, d.PdfSha256!, d.PdfStoerrelse ?? 0))]));
    }
}

/// <summary>A PDF that leaves.</summary>
internal sealed record Beskeddel(string Titel, string Filnavn, string Sha256, long Stoerrelse);

/// <summary>What a channel's other end said.</summary>
/// <param name="Tekst">The receipt as it was given, or a Danish sentence on why not.</param>
internal sealed record Kanalsvar(Handlinger.NoterForsendelse.Udfald Udfald, string Tekst)
{
    /// <summary>The other end did not answer at all: the others wait too.</summary>
    public bool ErNede { get; init; }
}

/// <summary>
/// A channel over HTTP whose other end knows a message again by its UUID: sending the same once more is safe, so what was interrupted is sent again.
/// </summary>
internal interface IForsendelseskanal
{
    bool Sender(Forsendelseskanal kanal);

    Task<Kanalsvar> SendAsync(Authority myndighed, Forsendelsesbesked besked, CancellationToken ct);
}
