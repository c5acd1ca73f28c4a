using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Esdh.Sager.Sider;

/// <summary>Asks before something is done to many, and orders it when the answer is yes.</summary>
internal sealed class Massesider(
    SagerDb db, Sagsliste liste, Massebestilling bestilling, Masseforudsigelse forudsigelse, Personer personer, ISoegning soegning, Brugeropslag brugere, Authority myndighed, Aktoer aktoer, Adgangsspor spor)
{
    /// <summary>So many are shown before one says yes; the number says the rest.</summary>
    private const int Vist = 100;

    private const int FlestAfkrydsede = 500;

    /// <summary>What was chosen, sent on as it came.</summary>
    private static readonly string[] Valgfelter = ["alle", "forespoergsel", "sag", "valg", "delforloeb", "retur"];

    public async Task<IResult> SpoergAsync(HttpContext context, bool dokumenter, CancellationToken ct) =>
        await SpoergAsync(Formular.Fra(await context.Request.ReadFormAsync(ct)), context, dokumenter, StatusCodes.Status200OK, ct);

    public async Task<IResult> BestilAsync(HttpContext context, bool dokumenter, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var overdrag = f["handling"] == Massehandling.Overdrag;
        var behandler = overdrag ? await NySagRuter.MedarbejderAsync(f, "behandlerId", brugere, ct) : null;
        var (enhed, antal) = (overdrag ? f.Id("enhedId") : null, f.Heltal("antal"));
        var vaerdi = f["handling"] is Massehandling.Omjournaliser or Massehandling.Oversag or Massehandling.Flyt or Massehandling.Kopier ? SagHandlingRuter.Kode(f, "vaerdi") : f["vaerdi"];
        if (f.ErGyldig)
        {
            try
            {
                var svar = await bestilling.BestilAsync(myndighed, new(
                    aktoer, Handling(f, dokumenter)?.Noegle, dokumenter ? null : f.Alle("valgt"), dokumenter ? null : Filter(f), antal, behandler, enhed, f["kommentar"], null, vaerdi, SagHandlingRuter.Kode(f, "facet"),
                    dokumenter ? await ValgteAsync(f, ct) : null, dokumenter ? PaaSagen(f) : null), ct);
                if (!dokumenter)
                {
                    var numre = f.Alle("valgt");
                    (await db.Sager.SynligeFor(aktoer).Where(s => numre.Contains(s.Sagsnummer)).Select(s => new { s.Id, s.Sagsnummer }).Take(Adgangsspor.Hoejst).ToListAsync(ct)).ForEach(s => spor.Sag(s.Id, s.Sagsnummer));
                }

                return Results.Redirect($"/jobs/{svar.JobId}/sager");
            }
            catch (InvalidException e)
            {
                foreach (var (felt, tekster) in e.Errors)
                    f.Fejl(felt, string.Join(' ', tekster));
            }
        }

        return await SpoergAsync(f, context, dokumenter, StatusCodes.Status400BadRequest, ct);
    }

    private static Massehandling? Handling(Formular f, bool dokumenter) =>
        Massehandling.Find(f["handling"]) is { } h && h.Dokumenter == dokumenter && h.Noegle != Massehandling.GivTilbage ? h : null;

    /// <summary>The filter of the list; null when cases were ticked.</summary>
    private static Sagsfilter? Filter(Formular f) => f.Afkrydset("alle") ? Sagsfilter.Laes(new QueryCollection(QueryHelpers.ParseQuery(f["forespoergsel"]))) : null;

    /// <summary>Those that are ticked, or all documents that a search finds.</summary>
    private async Task<List<Guid>> ValgteAsync(Formular f, CancellationToken ct)
    {
        if (!f.Afkrydset("alle") || f["sag"].Length > 0 || f["forespoergsel"].Length == 0)
            return Valgte(f);
        var spoergsmaal = SoegningRuter.Laes(new QueryCollection(QueryHelpers.ParseQuery(f["forespoergsel"])), aktoer) with { Arter = [Soegeart.Dokument], Antal = Cursor.MaxPage };
        List<Guid> fundne = [];
        for (var flere = true; flere;)
        {
            var svar = await soegning.SoegAsync(aktoer, spoergsmaal with { Spring = fundne.Count }, ct);
            if (svar.ErFlere)
                throw new InvalidException("dokumenter", "Der er flere dokumenter, end søgningen kan tælle. Skriv flere ord, eller indsnævr den.");
            fundne.AddRange(svar.Poster.Select(h => h.Id));
            flere = svar.Poster.Count > 0 && fundne.Count < svar.Antal;
        }

        return fundne;
    }

    private static List<Guid> Valgte(Formular f) => [.. f.Alle("valgt").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(FlestAfkrydsede)];

    private static BestilMassehandling.Sagsdokumenter? PaaSagen(Formular f) => !f.Afkrydset("alle") || f["sag"].Length == 0 ? null
        : new(f["sag"], Enum.TryParse<Aktvalg>(f["valg"], ignoreCase: true, out var valg) && Enum.IsDefined(valg) ? valg : Aktvalg.Alle,
            int.TryParse(f["delforloeb"], NumberStyles.None, CultureInfo.InvariantCulture, out var nummer) ? nummer : null);

    private async Task<IResult> SpoergAsync(Formular f, HttpContext context, bool dokumenter, int kode, CancellationToken ct)
    {
        var h = Handling(f, dokumenter) ?? Massehandling.Find(dokumenter ? Massehandling.HentDokumenter : Massehandling.Overdrag)!;
        var alle = f.Afkrydset("alle") && (!dokumenter || f["sag"].Length > 0 || f["forespoergsel"].Length > 0);
        var retur = Retur(f, dokumenter, alle);
        if (!alle && f.Alle("valgt").Count == 0)
        {
            context.Besked(Beskedart.Advarsel, dokumenter ? "Vælg først et eller flere dokumenter." : "Vælg først en eller flere sager.");
            return Results.Redirect(retur);
        }

        var (antal, poster, set) = dokumenter ? await DokumenterAsync(h, f, ct) : await SagerAsync(h, f, ct);
        List<(string, string)> skjulte = [.. Valgfelter.Where(v => f[v].Length > 0).Select(v => (v, f[v]))];
        if (alle)
            skjulte.Add(("antal", antal.ToString(CultureInfo.InvariantCulture)));
        else
            skjulte.AddRange(f.Alle("valgt").Distinct().Take(FlestAfkrydsede).Select(v => ("valgt", v)));
        var enheder = h.Noegle == Massehandling.Overdrag ? (await personer.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Mulighed(e.Id.ToString(), new string('\u2003', e.Dybde) + e.Navn)).ToList() : [];
        return SagRuter.Side<Masseside>(new()
        {
            ["Model"] = new Massevisning(
                h.Noegle, antal > BestilMassehandling.Flest ? $"{h.Bydeform.TrimEnd(':')} mange {(dokumenter ? "dokumenter" : "sager")}" : $"{h.Bydeform} {h.Antal(antal)}", dokumenter, antal, h.Antal(antal), BestilMassehandling.Flest, poster, skjulte, alle, set,
                await MulighederAsync(h, ct), enheder, dokumenter ? "/dokumenter/masse/udfoer" : "/sager/masse/udfoer", retur, f),
        }, kode);
    }

    private async Task<(int, IReadOnlyList<Massesag>, IReadOnlyList<string>)> SagerAsync(Massehandling h, Formular f, CancellationToken ct)
    {
        var valgte = f.Alle("valgt").Distinct().Take(FlestAfkrydsede).ToList();
        var filter = Filter(f);
        var sager = filter is null ? db.Sager.SynligeFor(aktoer).Where(s => valgte.Contains(s.Sagsnummer)) : liste.Filtreret(aktoer, filter);
        var antal = await sager.Select(s => s.Nr).Take(BestilMassehandling.Flest + 1).CountAsync(ct);
        var viste = await sager.OrderBy(s => s.Nummerorden).ThenBy(s => s.Nr).Take(Vist).Select(s => new { s.Sagsnummer, s.Titel, s.Tilstand }).ToListAsync(ct);
        return (antal, viste.ConvertAll(s => new Massesag(s.Titel, s.Tilstand == Tilstand.Afsluttet ? $"{s.Sagsnummer} · Afsluttet" : s.Sagsnummer, $"/sager/{s.Sagsnummer}")),
            antal is 0 or > BestilMassehandling.Flest ? [] : await forudsigelse.SagerAsync(h, sager, aktoer, ct));
    }

    private async Task<(int, IReadOnlyList<Massesag>, IReadOnlyList<string>)> DokumenterAsync(Massehandling h, Formular f, CancellationToken ct)
    {
        var valgte = await ValgteAsync(f, ct);
        var dokumenter = PaaSagen(f) is { } paa ? await bestilling.PaaSagenAsync(aktoer, paa, ct) : db.Dokumenter.SynligeFor(db, aktoer).Where(d => valgte.Contains(d.Id));
        var antal = await dokumenter.Select(d => d.Nr).Take(BestilMassehandling.Flest + 1).CountAsync(ct);
        var synlige = db.Sager.SynligeFor(aktoer);
        var viste = await dokumenter.OrderBy(d => d.Nr).Take(Vist).Select(d => new
        {
            d.Id, d.Titel, Sted = db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null).OrderBy(r => r.Nr).Join(synlige, r => r.SagId, s => s.Id, (r, s) => new { s.Sagsnummer, r.Aktnr, r.Bilagsnr }).FirstOrDefault(),
        }).ToListAsync(ct);
        viste.ForEach(d => spor.Dokument(d.Id));
        return (antal, viste.ConvertAll(d => new Massesag(d.Titel, d.Sted is null ? "" : $"{d.Sted.Sagsnummer}, {(d.Sted.Aktnr is { } akt ? $"akt {akt}{(d.Sted.Bilagsnr is { } bilag ? $".{bilag}" : "")}" : "kladde")}", $"/dokumenter/{d.Id}")),
            antal is 0 or > BestilMassehandling.Flest ? [] : await forudsigelse.DokumenterAsync(h, dokumenter, aktoer, ct));
    }

    private async Task<IReadOnlyList<Mulighed>> MulighederAsync(Massehandling h, CancellationToken ct) => h.Noegle switch
    {
        Massehandling.Status or Massehandling.Afslut => [.. (await db.Statusser.Where(s => s.Aktiv && s.Tilstand == Tilstand.Afsluttet == (h.Noegle == Massehandling.Afslut)).OrderBy(s => s.Orden).ToListAsync(ct))
            .Select(s => new Mulighed(s.Id.ToString(), s.KraeverKommentar ? $"{s.Navn} (kræver en kommentar)" : s.Navn))],
        Massehandling.Foelsomhed => [.. Enum.GetValues<Foelsomhed>().Select(n => new Mulighed(n.ToString(), n.Ord()))],
        _ => [],
    };

    /// <summary>The list as it was. What was ticked goes along in the address, so that it is ticked still; titles and names never do.</summary>
    private static string Retur(Formular f, bool dokumenter, bool alle)
    {
        var side = ErindringRuter.Retur(f["retur"], dokumenter ? (f["sag"].Length > 0 ? $"/sager/{Uri.EscapeDataString(f["sag"])}/dokumenter" : "/soegning") : f["forespoergsel"] is { Length: > 0 } q ? $"/sager?{q}" : "/sager?alle=ja");
        if (alle)
            return side;
        var sti = side.Split('?', 2);
        var felter = sti.Length == 2 ? QueryHelpers.ParseQuery(sti[1]) : [];
        felter["valgt"] = f.Alle("valgt").Distinct().Take(100).ToArray();
        return QueryHelpers.AddQueryString(sti[0], felter.Select(x => new KeyValuePair<string, StringValues>(x.Key, x.Value)));
    }
}
