using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Esdh.Sager.Sider;
using Esdh.Adgang.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages of invoices.</summary>
internal static class FakturaRuter
{
    public const string Sti = "/klub/fakturaer";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Liste).KraeverKlub(Klubadgang.Delegat).WithSummary("Så klubbens fakturaer");
        routes.MapPost(Sti + "/kladder", Dan).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Dannede et års fakturakladder");
        routes.MapPost(Sti + "/udstedelse", Udsted).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Udstedte et års fakturaer");
        routes.MapPost(Sti + "/kladder/{id:guid}/sletning", Slet).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Slettede en fakturakladde");
        routes.MapGet(Sti + "/fil.csv", Csv).KraeverKlub(Klubadgang.Delegat).WithSummary("Hentede klubbens fakturaer som CSV");
        routes.MapGet(Sti + "/kassebog.csv", Kassebog).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Hentede klubbens kassebog");
        routes.MapGet(Sti + "/{nr:int}", En).KraeverKlub(Klubadgang.Delegat).WithSummary("Så en faktura");
        routes.MapGet(Sti + "/{nr:int}/{fil}", Fil).KraeverKlub(Klubadgang.Delegat).WithSummary("Hentede en faktura");
        routes.MapGet(Sti + "/{nr:int}/rykkere/{rykker:int}.pdf", Rykkerbrev).KraeverKlub(Klubadgang.Delegat).WithSummary("Hentede en rykker");
        routes.MapPost(Sti + "/{nr:int}/betaling", Betaling).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Bogførte en betaling");
        routes.MapPost(Sti + "/{nr:int}/kreditnota", Kreditnota).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Skrev en kreditnota");
        routes.MapPost(Sti + "/{nr:int}/rykker", Rykker).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Sendte en rykker");
        routes.MapPost(Sti + "/{nr:int}/afskrivning", Afskrivning).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Afskrev en faktura");
    }

    private static async Task<IResult> Liste(Klubben klub, TimeProvider tid, CancellationToken ct, int? aar = null) => Formularhandling.Side<Fakturaerside>(await ListeAsync(klub, aar ?? DanishTime.Today(tid).Year, tid, new(), ct));

    private static async Task<Fakturaervisning> ListeAsync(Klubben klub, int aar, TimeProvider tid, Formular f, CancellationToken ct) => await klub.LaesAsync(async (Fakturaliste l) =>
    {
        var iaar = DanishTime.Today(tid).Year;
        return new Fakturaervisning(aar, [.. (await l.AareneAsync(klub.Aktoer, ct)).Append(iaar).Append(iaar + 1).Distinct().OrderDescending()], await l.AaretAsync(klub.Aktoer, aar, ct), klub.Aktoer.ErSekretariat, f);
    });

    private static async Task<IResult> Dan(HttpContext http, Klubben klub, AuthorityRegistry registry, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var aar = f.Heltal("aar", 1900, 2999);
        (int Dannet, IReadOnlyList<string> Bemaerkninger) svar = (0, []);
        if (await f.ProevAsync(async () => svar = await Aarsfakturering.DanAsync(registry, klub.Aktoer, aar, ct)))
        {
            http.Besked(svar.Bemaerkninger.Count > 0 ? Beskedart.Advarsel : Beskedart.Succes, svar.Dannet == 0 ? $"Alle fakturaer for {aar} er dannet." : $"{svar.Dannet} kladder for {aar} er dannet.", svar.Bemaerkninger.Count > 0 ? string.Join(" ", svar.Bemaerkninger.Take(10)) : null);
            return Results.Redirect($"{Sti}?aar={aar}");
        }

        return Formularhandling.Side<Fakturaerside>(await ListeAsync(klub, aar ?? DanishTime.Today(tid).Year, tid, f, ct), f);
    }

    private static async Task<IResult> Udsted(HttpContext http, Klubben klub, AuthorityRegistry registry, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var aar = f.Heltal("aar", 1900, 2999);
        var udstedt = 0;
        if (await f.ProevAsync(async () => udstedt = await Aarsfakturering.UdstedAsync(registry, klub.Aktoer, aar!.Value, ct)))
        {
            http.Besked(Beskedart.Succes, $"{udstedt} fakturaer og kreditnotaer for {aar} er udstedt.");
            return Results.Redirect($"{Sti}?aar={aar}");
        }

        return Formularhandling.Side<Fakturaerside>(await ListeAsync(klub, aar ?? DanishTime.Today(tid).Year, tid, f, ct), f);
    }

    private static async Task<IResult> Slet(Guid id, HttpContext http, Klubben klub, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var aar = f.Heltal("aar", 1900, 2999) ?? DanishTime.Today(tid).Year;
        if (await f.ProevAsync(() => klub.UdfoerAsync((SletFakturakladde act) => act.Udfoer(new(klub.Aktoer, id), ct), ct)))
        {
            http.Besked(Beskedart.Succes, "Kladden er slettet.");
            return Results.Redirect($"{Sti}?aar={aar}");
        }

        return Formularhandling.Side<Fakturaerside>(await ListeAsync(klub, aar, tid, f, ct), f);
    }

    private static Task<Fakturavisning> VisningAsync(Klubben klub, int nr, CancellationToken ct) => klub.LaesAsync((Fakturaliste l) => l.EnAsync(klub.Aktoer, nr, () => new(), ct));

    private static async Task<IResult> En(int nr, Klubben klub, CancellationToken ct) => Formularhandling.Side<Fakturaside>(await VisningAsync(klub, nr, ct));

    private static async Task<IResult> Rykkerbrev(int nr, int rykker, Klubben klub, CancellationToken ct)
    {
        var (faktura, r) = await klub.LaesAsync((Fakturaopslag o) => o.RykkerAsync(nr, rykker, klub.Aktoer.ErSekretariat ? null : klub.Aktoer.MedlemId, ct));
        using var ud = new MemoryStream();
        RykkerPdf.Skriv(ud, faktura, r);
        return Results.File(ud.ToArray(), "application/pdf", $"rykker-{r.Nr}-faktura-{faktura.Nummer}.pdf");
    }

    private static async Task<IResult> Fil(int nr, string fil, Klubben klub, CancellationToken ct)
    {
        var billede = await klub.LaesAsync((Fakturaopslag o) => o.BilledeAsync(nr, klub.Aktoer.ErSekretariat ? null : klub.Aktoer.MedlemId, ct));
        (string Type, Action<Stream, Fakturabillede> Skriv)? valg = fil switch
        {
            "faktura.pdf" => ("application/pdf", FakturaPdf.Skriv),
            "peppol.xml" => ("application/xml", PeppolFaktura.Skriv),
            "oioubl.xml" => ("application/xml", OioublFaktura.Skriv),
            _ => null,
        };
        if (valg is not { } v)
            throw new Core.NotFoundException();
        using var ud = new MemoryStream();
        v.Skriv(ud, billede);
        return Results.File(ud.ToArray(), v.Type, $"{(billede.Art == Fakturaart.Faktura ? "faktura" : "kreditnota")}-{billede.Nummer}{(fil.EndsWith(".pdf", StringComparison.Ordinal) ? ".pdf" : "-" + fil)}");
    }

    private static async Task<IResult> Betaling(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (oere, dato) = (Oere(f, "beloeb"), f.Dato("dato"));
        RegistrerBetaling.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await klub.UdfoerAsync((RegistrerBetaling act) => act.Udfoer(new(klub.Aktoer, nr, null, oere, dato, f["tekst"]), ct), ct)))
            return Videre(http, nr, $"Betalingen er bogført som bilag {svar!.Bilag}.", svar.TilgodeOere > 0 ? $"Medlemmet har {Klubkroner.Kroner(svar.TilgodeOere)} kr. til gode." : null);
        return Formularhandling.Side<Fakturaside>(await VisningAsync(klub, nr, ct) with { Betaling = f }, f);
    }

    private static async Task<IResult> Kreditnota(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var netto = f["beloeb"].Length == 0 ? null : Oere(f, "beloeb");
        KrediterFaktura.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await klub.UdfoerAsync((KrediterFaktura act) => act.Udfoer(new(klub.Aktoer, nr, netto, f["begrundelse"]), ct), ct)))
            return Videre(http, nr, $"En kreditnota på {Klubkroner.Kroner(svar!.BruttoOere)} kr. ligger som kladde.", "Udsted den fra listen over fakturaer.");
        return Formularhandling.Side<Fakturaside>(await VisningAsync(klub, nr, ct) with { Kredit = f }, f);
    }

    private static async Task<IResult> Rykker(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        SendRykker.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await klub.UdfoerAsync((SendRykker act) => act.Udfoer(new(klub.Aktoer, nr, f.Afkrydset("gebyr")), ct), ct)))
            return Videre(http, nr, $"Rykker {svar!.Nr} er registreret med frist {DanishTime.ShortDate(svar.Frist)}.", null);
        return Formularhandling.Side<Fakturaside>(await VisningAsync(klub, nr, ct) with { Rykker = f }, f);
    }

    private static async Task<IResult> Afskrivning(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var oere = f["beloeb"].Length == 0 ? null : Oere(f, "beloeb");
        if (await f.ProevAsync(() => klub.UdfoerAsync((AfskrivFaktura act) => act.Udfoer(new(klub.Aktoer, nr, oere, f["begrundelse"]), ct), ct)))
            return Videre(http, nr, "Beløbet er afskrevet.", null);
        return Formularhandling.Side<Fakturaside>(await VisningAsync(klub, nr, ct) with { Afskriv = f }, f);
    }

    private static IResult Videre(HttpContext http, int nr, string besked, string? tekst)
    {
        http.Besked(Beskedart.Succes, besked, tekst);
        return Results.Redirect($"{Sti}/{nr}");
    }

    private static async Task Csv(HttpContext http, Klubben klub, TimeProvider tid, CancellationToken ct, int? aar = null)
    {
        var a = aar ?? DanishTime.Today(tid).Year;
        var fakturaer = await klub.LaesAsync((Fakturaliste l) => l.AaretAsync(klub.Aktoer, a, ct));
        Hoved(http, $"fakturaer-{a}.csv");
        await using var csv = new CsvWriter(http.Response.Body);
        await csv.WriteRowAsync(["Nummer", "Art", "Medlem", "År", "Udstedt", "Forfald", "Netto (kr.)", "Moms (kr.)", "I alt (kr.)", "Mangler (kr.)", "Stand"], ct);
        foreach (var f in fakturaer)
        {
            await csv.WriteRowAsync(
            [
                f.Nr?.ToString("00000", System.Globalization.CultureInfo.InvariantCulture), f.Art.ToString(), f.Medlem, f.Aar.ToString(System.Globalization.CultureInfo.InvariantCulture), f.Udstedt is { } u ? DanishTime.ShortDate(u) : "",
                f.Forfald is { } d ? DanishTime.ShortDate(d) : "", Klubkroner.Kroner(f.NettoOere), Klubkroner.Kroner(f.MomsOere), Klubkroner.Kroner(f.BruttoOere), Klubkroner.Kroner(f.SkyldigtOere), f.Stand.Tekst,
            ], ct);
        }
    }

    private static async Task Kassebog(HttpContext http, Klubben klub, CancellationToken ct)
    {
        Hoved(http, "kassebog.csv");
        await using var csv = new CsvWriter(http.Response.Body);
        await csv.WriteRowAsync(["Bilag", "Dato", "Konto", "Debet (kr.)", "Kredit (kr.)", "Medlem", "Faktura", "Tekst"], ct);
        var efter = 0;
        while (true)
        {
            // Whole vouchers: the last of a portion may be cut, and is read again with the next.
            var portion = await klub.LaesAsync((Fakturaliste l) => l.KassebogAsync(klub.Aktoer, efter, 1_000, ct));
            var hele = portion.Count < 1_000 ? portion : [.. portion.Where(p => p.Bilag != portion[^1].Bilag)];
            foreach (var p in hele)
            {
                await csv.WriteRowAsync(
                [
                    p.Bilag.ToString(System.Globalization.CultureInfo.InvariantCulture), DanishTime.ShortDate(p.Dato), p.Konto.ToString(), p.BeloebOere > 0 ? Klubkroner.Kroner(p.BeloebOere) : "", p.BeloebOere < 0 ? Klubkroner.Kroner(-p.BeloebOere) : "",
                    p.Medlem, p.FakturaNr?.ToString("00000", System.Globalization.CultureInfo.InvariantCulture), p.Tekst,
                ], ct);
            }

            if (portion.Count < 1_000)
                break;
            efter = hele[^1].Bilag;
        }
    }

    private static void Hoved(HttpContext http, string navn)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{navn}\"";
    }

    /// <summary>1.234,50 as øre; a field that is no amount is said on the form.</summary>
    internal static long? Oere(Formular f, string felt)
    {
        var tekst = f[felt].Replace(".", "", StringComparison.Ordinal).Replace("kr", "", StringComparison.OrdinalIgnoreCase).Trim();
        if (decimal.TryParse(tekst, System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.GetCultureInfo("da-DK"), out var kroner) && Math.Abs(kroner) < 10_000_000_000m && decimal.Round(kroner, 2) == kroner)
            return (long)(kroner * 100);
        f.Fejl(felt, "Skriv beløbet i kroner, f.eks. 1.234,50.");
        return null;
    }
}
