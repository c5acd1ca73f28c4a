using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a free word on a case, or takes it off. Words are lower case, so that one word is one mærke.</summary>
internal sealed class MaerkSag(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public const int MaxAntal = 30;

    internal const int LaengsteOrd = 40;

    /// <param name="Fjern">Take it off.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Maerke, bool Fjern = false, long? IfMatch = null);

    public sealed record Svar(IReadOnlyList<string> Maerker, long Version);

    /// <summary>The word as it is kept.</summary>
    internal static string Ord(string? skrevet) => string.Join(' ', (skrevet ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var ord = Ord(k.Maerke);
        new Errors().AddIf(ord.Length is 0 or > LaengsteOrd, "maerke", "Et mærke er 1 til 40 tegn.").Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var maerker = await db.Maerker.Where(m => m.SagId == sag.Id).ToListAsync(ct);
        var kendt = maerker.Find(m => m.Maerke == ord);
        if ((kendt is null) != k.Fjern)
        {
            if (kendt is null)
            {
                new Errors().AddIf(maerker.Count >= MaxAntal, "maerke", $"En sag kan højst have {MaxAntal} mærker.").Throw();
                var nyt = new SagMaerke { SagId = sag.Id, Maerke = ord };
                maerker.Add(nyt);
                db.Add(nyt);
            }
            else
            {
                maerker.Remove(kendt);
                db.Remove(kendt);
            }

            sag.Roer(tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, k.Fjern ? new MaerkeFjernet(ord) : new MaerkeSat(ord), sag.Id, null, ct);
        }

        return new([.. maerker.Select(m => m.Maerke).Order(StringComparer.Ordinal)], sag.Version);
    }
}
