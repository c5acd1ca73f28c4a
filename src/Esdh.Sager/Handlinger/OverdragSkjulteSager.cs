using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Gives the open cases of one who has left, that the leader does not see, to another: where only the one who left was named on a case, nobody else could find it. The leader is
/// shown none of them and cannot take them; who gets them is named on each in place of the one who left, and each case tells who did it and why.
/// </summary>
internal sealed class OverdragSkjulteSager(SagerDb db, Fratraedelsesopslag opslag, Adgangslister adgangslister, Personer personer, Medfoelgende medfoelgende, EventLog haendelser, TimeProvider tid)
{
    /// <summary>So many in one go; the answer says whether there are more.</summary>
    internal const int Portion = 100;

    private const int KortesteGrund = 10;

    /// <param name="BrugerId">Who has left; closed.</param>
    /// <param name="TilBrugerId">Another than the one who orders it; active, and works with cases.</param>
    /// <param name="Begrundelse">10 to 2000 characters; stands in each case's history.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid BrugerId, Guid? TilBrugerId, string? Begrundelse);

    /// <param name="Sager">How many were given on.</param>
    /// <param name="ErFlere">There are more: do it again.</param>
    public sealed record Svar(int Sager, bool ErFlere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var efter = (await opslag.HentAsync(k.Aktoer, k.BrugerId, null, ct)).Hvem;
        var til = k.TilBrugerId is { } id ? await personer.BrugerAsync(id, ct) : null;
        var grund = k.Begrundelse.Renset();
        new Errors()
            .AddIf(til is not { Aktiv: true } || (til.Roller & AccessRules.Sagsarbejde) == 0 || til.Id == k.BrugerId, "tilBrugerId", "Vælg en anden medarbejder, der er aktiv og arbejder med sager.")
            .AddIf(grund is not { Length: >= KortesteGrund and <= 2000 }, "begrundelse", $"Skriv fra {KortesteGrund} til 2000 tegn om, hvorfor sagerne gives videre.").Throw();
        SagRegler.SkjulteTilEnAnden.Kraev(!k.Aktoer.Er(til!.Id));
        var sager = efter.HarSkjulte ? await db.SkjulteEfterFratraadt(k.Aktoer, k.BrugerId).OrderBy(s => s.Nr).Take(Portion + 1).ToListAsync(ct) : [];
        foreach (var sag in sager.Take(Portion))
        {
            var (fra, fraListe) = (sag.BehandlerId, sag.AdgangslisteNr);
            var poster = await adgangslister.PosterAsync(fraListe, ct);
            sag.Overdrag(til.Id, sag.EnhedId, await adgangslister.InternAsync(poster.Where(p => p != Adgangspost.Bruger(k.BrugerId)).Append(Adgangspost.Bruger(til.Id)), ct), tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            var flyttet = await medfoelgende.FlytAsync(k.Aktoer, sag, k.BrugerId, til.Id, null, null, ct);
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new SagOverdraget(
                fra, til.Id, sag.EnhedId, sag.EnhedId, flyttet.Erindringer.Count, grund, OverdragSag.Ingen(flyttet.Erindringer), fraListe, sag.AdgangslisteNr, null,
                OverdragSag.Ingen([.. flyttet.Dokumenter, .. flyttet.Notater]), OverdragSag.Ingen(flyttet.Poster)), sag.Id, null, ct);
        }

        return new(Math.Min(sager.Count, Portion), sager.Count > Portion);
    }
}
