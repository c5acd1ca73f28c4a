using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>
/// A family is offered a place: the letter is journalised and sent, the place is held until the answer or the deadline. Twins are offered together. Whether the place is free is counted here, where acts run one at a
/// time: two never get the same. A place that was not proposed needs a reason, and whoever has a better claim is recorded.
/// </summary>
internal sealed class SendPladstilbud(DagtilbudDb db, Ansoegningskontrol kontrol, Billedlaesning billeder, Sagshandlinger sager, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Fra">The day the place begins.</param>
    /// <param name="Brev">Merged for <paramref name="Frist"/> and the place.</param>
    /// <param name="Koersel">The run that proposes it.</param>
    /// <param name="Grund">Why, where another place than the proposed one is offered.</param>
    public sealed record Nyt(Guid SagId, Guid GruppeId, DateOnly Fra, DateOnly Frist, Flettetbrev Brev, Guid? Koersel = null, string? Grund = null);

    /// <param name="Tilbud">One; the children of one birth together.</param>
    public sealed record Kommando(Aktoer Aktoer, IReadOnlyList<Nyt> Tilbud);

    /// <param name="Forbigaaede">Cases with a better claim.</param>
    public sealed record Svar(IReadOnlyList<Guid> Tilbud, IReadOnlyList<Guid> Forbigaaede);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        List<Guid> ider = [];
        HashSet<Guid> forbi = [];
        foreach (var ny in k.Tilbud)
        {
            var (id, forbigaaede) = await EtAsync(k, ny, ct);
            ider.Add(id);
            forbi.UnionWith(forbigaaede);
        }

        return new(ider, [.. forbi]);
    }

    private async Task<(Guid Id, IReadOnlyList<Guid> Forbigaaede)> EtAsync(Kommando k, Nyt ny, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, ny.SagId.ToString(), ct);
        new Errors().AddIf(ny.Fra < idag.AddMonths(-1) || ny.Fra > idag.AddYears(3), "fra", "Pladsen begynder tidligst for en måned siden og senest om tre år.").AddIf(ny.Frist < idag || ny.Frist > idag.AddDays(90), "frist", "Svarfristen er i dag eller højst 90 dage frem.")
            .AddIf(ny.Grund?.Length > 500, "grund", "Grunden må højst være 500 tegn.").Throw();
        // The rules of the month that the place begins in, as anvisning used them.
        var foerste = Maaneder.Foerste(Maaneder.Nr(ny.Fra));
        var billede = await billeder.HentAsync(ct, foerste > idag ? foerste : null);
        if (!billede.Grupper.TryGetValue(ny.GruppeId, out var gruppe))
            throw new NotFoundException("Gruppen findes ikke.");
        var plads = billede.Navn(gruppe.Id);
        DagtilbudRegler.EtTilbudAdGangen.Kraev(a.Stand != Ansoegningsstand.Optaget && billede.AabentTilbud(a.SagId) is null);
        DagtilbudRegler.PladsenPaaVentelisten.Kraev(a.Stand == Ansoegningsstand.Venter);
        DagtilbudRegler.PladsenAnvises.Kraev(billede.Institutioner[gruppe.InstitutionId].AnvisesDen(ny.Fra));
        var alder = Alder.IMaaneder(a.Foedt, ny.Fra);
        DagtilbudRegler.AlderenPasser.KraevIntet(alder >= gruppe.FraMaaneder && alder < gruppe.TilMaaneder ? [] : [$"Barnet er {alder} måneder den {DanishTime.ShortDate(ny.Fra)}. {plads} er for børn fra {gruppe.FraMaaneder} til {gruppe.TilMaaneder} måneder."]);
        if (billede.FuldtI(gruppe.Id, a.Foedt, ny.Fra) is { } fuld)
            DagtilbudRegler.PladsenErLedig.KraevIntet([$"{plads} er fuld i {Maaneder.Navn(fuld)}."]);
        Tvillinger(k, ny, a, billede);
        var forslag = ny.Koersel is { } koersel ? await db.Forslag.SingleOrDefaultAsync(f => f.KoerselId == koersel && f.SagId == a.SagId, ct) ?? throw new NotFoundException("Forslaget findes ikke.") : null;
        var grund = string.IsNullOrWhiteSpace(ny.Grund) ? null : ny.Grund.Trim();
        var andre = forslag is null ? [] : await db.Forslag.Where(f => f.KoerselId == forslag.KoerselId && f.Oenske != null && f.Tilstand == Forslagstilstand.Foreslaaet).ToDictionaryAsync(f => f.SagId, f => f.Oenske!.Value, ct);
        var forbi = billede.BedreRet(a, gruppe.Id, ny.Fra, andre);
        if (grund is null)
        {
            var synlige = await opslag.SynligeAsync(k.Aktoer, [.. forbi.Take(Sagsopslag.FlestIder)], ct);
            List<string> ivejen = forslag?.GruppeId == gruppe.Id ? [] : ["Pladsen er ikke den, der er foreslået. Skriv hvorfor."];
            ivejen.AddRange(forbi.Take(10).Select(f => synlige.TryGetValue(f, out var s) ? $"Sag {s.Sagsnummer} har bedre ret til pladsen nu." : "En sag, du ikke har adgang til, har bedre ret til pladsen nu."));
            DagtilbudRegler.EnAendringHarEnGrund.KraevIntet(ivejen);
        }

        forslag?.Brug(forslag.GruppeId == gruppe.Id ? Forslagstilstand.Tilbudt : Forslagstilstand.Aendret, grund);
        await sager.RetFelterAsync(k.Aktoer, sag.Id, new Dictionary<string, string?> { ["plads"] = plads, ["pladsfra"] = Iso(ny.Fra), ["svarfrist"] = Iso(ny.Frist) }, ct);
        var dokument = await sager.LaegBrevAsync(k.Aktoer, ny.Brev, journaliser: true, ct);
        var tilbud = new DagtilbudTilbud
        {
            SagId = sag.Id, GruppeId = gruppe.Id, Fra = ny.Fra, Vokser = Alder.Ude(a.Foedt, gruppe.TilMaaneder), Sendt = idag, Frist = ny.Frist, DokumentId = dokument, KoerselId = ny.Koersel, Grund = grund,
            Forbigaaede = forbi.Count == 0 ? null : DagtilbudForslag.Ider(forbi), SendtAf = k.Aktoer.Skrivebord,
        };
        db.Add(tilbud);
        a.Saet(Ansoegningsstand.Tilbudt);
        await db.SaveChangesAsync(ct);
        var foraeldre = (await opslag.ParterAsync(k.Aktoer, sag.Id, ct)).Where(p => p.Rolle == Dagtilbudstype.Foraelder).Select(p => p.Id).ToList();
        if (foraeldre.Count > 0)
            await sager.SendAsync(k.Aktoer, dokument, foraeldre, ct);
        await haendelser.AppendAsync(k.Aktoer, new PladsTilbudt(plads, ny.Fra, ny.Frist, grund, forbi.Count), sag.Id, dokument, ct);
        await sager.TagTrinAsync(k.Aktoer, sag.Id, Dagtilbudstype.Tilbudt, null, ct);
        return (tilbud.Id, forbi);
    }

    /// <summary>Twins that wait are offered in the same institution in the same act.</summary>
    private static void Tvillinger(Kommando k, Nyt ny, DagtilbudAnsoegning a, Dagtilbudsbillede billede)
    {
        if (a is not { TvillingNoegle: { } noegle, HverForSig: false })
            return;
        var institution = billede.Grupper[ny.GruppeId].InstitutionId;
        var uden = billede.Ansoegninger.Values.Where(t => t.TvillingNoegle == noegle && t.SagId != a.SagId && !t.HverForSig && t.Stand is Ansoegningsstand.Venter or Ansoegningsstand.Modtaget)
            .Count(t => t.TvillingNoegle == noegle && !k.Tilbud.Any(x => x.SagId == t.SagId && billede.Grupper.TryGetValue(x.GruppeId, out var g) && g.InstitutionId == institution));
        DagtilbudRegler.TvillingerSammen.Kraev(uden == 0);
    }

    private static string Iso(DateOnly dag) => dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
