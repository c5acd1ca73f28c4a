using Esdh.Adgang.Contract;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages of the club's ballots.</summary>
internal static class AfstemningRuter
{
    public const string Sti = "/klub/afstemninger";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens afstemninger");
        routes.MapGet(Sti + "/ny", Ny).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Åbnede en ny afstemning");
        routes.MapPost(Sti + "/ny", Opret).KraeverKlub(Klubadgang.Sekretariat).MedIdempotens().WithSummary("Oprettede en afstemning");
        routes.MapGet(Sti + "/tael-efter", Taelefter).KraeverKlub(Klubadgang.Alle).WithSummary("Så siden til at tælle en afstemning efter");
        routes.MapPost(Sti + "/tael-efter", TaelefterFil).KraeverKlub(Klubadgang.Alle).WithSummary("Talte en afstemning efter");
        routes.MapGet(Sti + "/{nummer}", En).KraeverKlub(Klubadgang.Alle).WithSummary("Så en afstemning");
        routes.MapPost(Sti + "/{nummer}/aabn", Aabn).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Åbnede en afstemning");
        routes.MapPost(Sti + "/{nummer}/aflys", Aflys).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Aflyste en afstemning");
        routes.MapPost(Sti + "/{nummer}/stem", Stem).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Stemte i en afstemning");
        routes.MapPost(Sti + "/{nummer}/fuldmagt", Fuldmagt).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Ændrede sin fuldmagt i en afstemning");
        routes.MapPost(Sti + "/{nummer}/intern-hoering", InternHoering).KraeverKlub(Klubadgang.Alle).WithSummary("Svarede i sit medlems interne høring om en afstemning");
        routes.MapPost(Sti + "/{nummer}/kvittering", Kvittering).KraeverKlub(Klubadgang.Alle).WithSummary("Slog en kvittering op");
        routes.MapGet(Sti + "/{nummer}/protokol.json", Protokol).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede en stemmeprotokol");
        routes.MapGet(Sti + "/{nummer}/referat.pdf", Pdf).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede referatet af en afstemning");
    }

    private static async Task<IResult> Alle(Klubben klub, CancellationToken ct) => Formularhandling.Side<Afstemningerside>(new Afstemningervisning(
        await klub.LaesAsync((Afstemningsopslag o) => o.AlleAsync(klub.Aktoer.MedlemId, klub.Aktoer.ErSekretariat, ct)), klub.Aktoer.ErSekretariat, await klub.LaesAsync((Afstemningsopslag o) => o.TillidsposterAsync(ct))));

    private static async Task<IResult> Ny(Klubben klub, TimeProvider tid, CancellationToken ct) =>
        await NySideAsync(klub, new(("lukkerDato", DanishTime.ShortDate(DanishTime.Today(tid).AddDays(14))), ("lukkerTid", "12.00"), ("pladser", "1")), ct);

    private static async Task<IResult> NySideAsync(Klubben klub, Formular f, CancellationToken ct) => Formularhandling.Side<NyAfstemningsside>(new NyAfstemningsvisning(
        f, [.. Vedtaegter.Alle.Select(r => new Mulighed(r.Emne.ToString(), Afstemningsord.Emne(r.Emne), $"{Afstemningsord.Form(r.Form)}. {Afstemningsord.Vaegt(r.Vaegt)}. {(r.Hemmelig ? "Hemmelig" : "Åben")}."))],
        await klub.LaesAsync((Oenskeopslag o) => o.KlareAsync(ct))), f);

    private static async Task<IResult> Opret(HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await request.ReadFormAsync(ct));
        var dato = f.Dato("lukkerDato");
        DateTimeOffset? lukker = null;
        if (dato is { } d && DanishTime.TryParseTime(f["lukkerTid"], out var klokken))
            lukker = DanishTime.ToInstant(d, klokken);
        else if (dato is null)
            f.Fejl("lukkerDato", "Skriv den dag, afstemningen lukker.");
        else
            f.Fejl("lukkerTid", DanishTime.TimeHelp);
        var (emne, pladser) = (f.Valg<Afstemningsemne>("emne"), f.Heltal("pladser", 1, 50));
        OpretAfstemning.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await klub.UdfoerAsync((OpretAfstemning act) => act.Udfoer(new(
                klub.Aktoer, emne, f["titel"], f["beskrivelse"], lukker, pladser, f["muligheder"].Split('\n'), [.. f.Alle("oensker").Select(o => Guid.TryParse(o, out var id) ? id : Guid.Empty)]), ct), ct), null, felt => felt == "lukker" ? "lukkerDato" : felt))
        {
            request.HttpContext.Besked(Beskedart.Succes, $"Afstemning {svar!.Nummer} er oprettet som kladde.", "Se den igennem, og åbn den, når den er rigtig.");
            return Results.Redirect($"{Sti}/{svar.Nummer}");
        }

        return await NySideAsync(klub, f, ct);
    }

    private static async Task<IResult> En(string nummer, HttpContext http, Klubben klub, CancellationToken ct) => await SideAsync(nummer, http, klub, ct);

    private static async Task<IResult> SideAsync(
        string nummer, HttpContext http, Klubben klub, CancellationToken ct, Formular? stemme = null, Formular? fuldmagt = null, Formular? handling = null, Formular? kvittering = null, Afgivetkvittering? afgivet = null, Kvitteringssvar? fundet = null, Formular? internt = null)
    {
        http.Response.Headers.CacheControl = "no-store"; // the page holds a code that nobody else may find
        var a = await klub.LaesAsync((Afstemningsopslag o) => o.HentAsync(nummer, klub.Aktoer, ct));
        var intern = klub.Aktoer.MedlemId is { } medlem ? await klub.LaesAsync((InternHoeringopslag o) => o.HentAsync(a.Id, medlem, ct)) : null;
        var kode = stemme is { ErGyldig: false } && Stemmekvittering.Laes(stemme["kode"]) is { } samme ? samme : Stemmekvittering.Ny();
        return Formularhandling.Side<Afstemningsside>(
            new Afstemningsvisning(a, klub.Aktoer.ErSekretariat, stemme ?? Foer(a), fuldmagt ?? new(), handling ?? new(), kvittering ?? new(), kode.Kode, afgivet, fundet, intern, internt ?? new()), new[] { stemme, fuldmagt, handling, kvittering, internt }.FirstOrDefault(f => f is { ErGyldig: false }));
    }

    private static Formular Foer(Afstemningsbillede a)
    {
        var f = new Formular();
        foreach (var (noegle, point) in a.MinStemme ?? new Dictionary<string, int>())
            f.Saet("p-" + noegle, $"{point}");
        if (a.MinStemme is { Count: > 0 } && a.Point == 0)
            f.Saet("valg", a.MinStemme.Keys);
        return f;
    }

    private static async Task<IResult> Aabn(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = (Formular.Fra(await http.Request.ReadFormAsync(ct)), await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct)));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((AabnAfstemning act) => act.Udfoer(new(klub.Aktoer, id), ct), ct)))
            return await SideAsync(nummer, http, klub, ct, handling: f);
        http.Besked(Beskedart.Succes, "Afstemningen er åben.", "Hvem der kan stemme, og hvad stemmerne vejer, ligger nu fast.");
        return Results.Redirect($"{Sti}/{nummer}");
    }

    private static async Task<IResult> Aflys(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = (Formular.Fra(await http.Request.ReadFormAsync(ct)), await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct)));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((AflysAfstemning act) => act.Udfoer(new(klub.Aktoer, id, f["grund"]), ct), ct)))
            return await SideAsync(nummer, http, klub, ct, handling: f);
        http.Besked(Beskedart.Succes, "Afstemningen er aflyst.", "Stemmer, der var afgivet, er slettet ulæst.");
        return Results.Redirect($"{Sti}/{nummer}");
    }

    private static async Task<IResult> Stem(string nummer, HttpContext http, Klubben klub, Kvitteringsunderskrift underskrift, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var a = await klub.LaesAsync((Afstemningsopslag o) => o.HentAsync(nummer, klub.Aktoer, ct));
        var kode = Stemmekvittering.Laes(f["kode"]) ?? Stemmekvittering.Ny();
        List<KeyValuePair<string, int>> valg = [];
        if (a.Point > 0)
        {
            foreach (var m in a.Muligheder)
            {
                if (f.Heltal("p-" + m.Noegle, 0, a.Point) is { } point)
                    valg.Add(new(m.Noegle, point));
            }
        }
        else
        {
            valg.AddRange(f.Alle("valg").Where(v => v != "blank").Distinct().Select(v => KeyValuePair.Create(v, 1)));
            if (a.Form == nameof(Afstemningsform.Forslag) && f.Alle("valg").Count == 0)
                f.Fejl("valg", "Vælg for, imod eller blank.");
        }

        AfgivStemme.Svar? svar = null;
        var hvis = f.Id("for");
        if (!await f.ProevAsync(async () => svar = await klub.UdfoerAsync((AfgivStemme act) => act.Udfoer(new(klub.Aktoer, a.Id, hvis, Stemmeindhold.Af(valg), kode), ct), ct)))
            return await SideAsync(nummer, http, klub, ct, stemme: f);
        return await SideAsync(nummer, http, klub, ct, afgivet: new(svar!.Nummer, svar.Medlem, kode.Kode, svar.Maerke, underskrift.Skriv(a.Id, svar.Maerke), svar.Aendret));
    }

    private static async Task<IResult> InternHoering(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = (Formular.Fra(await http.Request.ReadFormAsync(ct)), await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct)));
        bool? holdning = f["holdning"] switch { "for" => true, "imod" => false, _ => null };
        if (!await f.ProevAsync(() => klub.UdfoerAsync((SvarInternHoering act) => act.Udfoer(new(klub.Aktoer, id, holdning, f["tekst"]), ct), ct)))
            return await SideAsync(nummer, http, klub, ct, internt: f);
        http.Besked(Beskedart.Succes, "Dit svar er skrevet til jeres delegerede.");
        return Results.Redirect($"{Sti}/{nummer}#intern");
    }

    private static async Task<IResult> Fuldmagt(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = (Formular.Fra(await http.Request.ReadFormAsync(ct)), await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct)));
        var til = f.Id("til");
        GivFuldmagt.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await klub.UdfoerAsync((GivFuldmagt act) => act.Udfoer(new(klub.Aktoer, id, til), ct), ct)))
            return await SideAsync(nummer, http, klub, ct, fuldmagt: f);
        http.Besked(Beskedart.Succes, svar!.Til is null ? "Fuldmagten er trukket tilbage." : $"{svar.Til} kan nu stemme for jer. Stemmer I selv, bortfalder fuldmagten.");
        return Results.Redirect($"{Sti}/{nummer}");
    }

    private static async Task<IResult> Kvittering(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        Kvitteringssvar? svar = null;
        await f.ProevAsync(async () => svar = await klub.LaesAsync((Afstemningsopslag o) => o.KvitteringAsync(nummer, f["kode"], klub.Aktoer.ErDelegat ? klub.Aktoer.MedlemId : null, ct)));
        return await SideAsync(nummer, http, klub, ct, kvittering: f, fundet: svar);
    }

    private static async Task<IResult> Protokol(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (nr, json) = await klub.LaesAsync((Afstemningsopslag o) => o.ProtokolAsync(nummer, ct));
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"stemmeprotokol-{nr}.json\"";
        return Results.Text(json, "application/json; charset=utf-8");
    }

    private static async Task<IResult> Pdf(string nummer, Klubben klub, CancellationToken ct)
    {
        var a = await klub.LaesAsync((Afstemningsopslag o) => o.HentAsync(nummer, klub.Aktoer, ct));
        AfstemningRegler.ErOpgjort.Kraev(a.Resultat is not null);
        return Results.File(Referat.Skriv(a), "application/pdf", $"referat-{a.Nummer}.pdf");
    }

    private static Task<IResult> Taelefter() => Task.FromResult<IResult>(Formularhandling.Side<Taelefterside>(new Taeleftervisning(new(), null, null, [], null)));

    private static async Task<IResult> TaelefterFil(HttpRequest request, CancellationToken ct)
    {
        var f = Formular.Fra(await request.ReadFormAsync(ct));
        var fil = f.Filer?.GetFile("fil");
        if (fil is null || fil.Length == 0)
            f.Fejl("fil", "Vælg stemmeprotokollen, som er en JSON-fil.");
        else if (fil.Length > Protokolfil.StoersteFil)
            f.Fejl("fil", "Filen fylder over 5 MB. Det gør ingen stemmeprotokol.");
        if (!f.ErGyldig)
            return Formularhandling.Side<Taelefterside>(new Taeleftervisning(f, null, null, [], null), f);
        using var laeser = new StreamReader(fil!.OpenReadStream());
        var tekst = await laeser.ReadToEndAsync(ct);
        var (resultat, fejl) = Protokolfil.TaelEfter(tekst);
        return Formularhandling.Side<Taelefterside>(new Taeleftervisning(
            f, resultat is null ? "Stemmeprotokollen kan ikke tælles." : Protokolfil.Laes(tekst).Protokol is var p ? $"Afstemning {p.Nr}: {p.Titel}" : null, fejl,
            resultat is null ? [] : [.. resultat.Muligheder.Select(m => new Resultatlinje(m.Noegle, m.Titel, m.Medlemmer, m.Indbyggere, m.Tal, m.Placering, m.Valgt, m.AfgjortVed, null))], resultat is null ? null : Afstemningsmaerker.Udfald(resultat.Udfald).Tekst), f);
    }
}
