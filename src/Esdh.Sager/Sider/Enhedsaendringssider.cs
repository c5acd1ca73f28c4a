using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Esdh.Sager.Sider;

/// <summary>Units merged, split and closed: asked, tried dry, decided, followed, and the receipt.</summary>
internal static class Enhedsaendringssider
{
    private const string Sti = "/administration/enhedsaendringer";

    private const int Dele = 4, Linjer = 50, Opdatering = 2;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", Liste).WithSummary("Så ændringer af enheder");
        sider.MapGet("/ny", (HttpRequest request, string? art, Guid? kilde, Personer personer, Brugeropslag brugere, Enhedsomlaegning omlaegning, CancellationToken ct) =>
            SkemaAsync(art, kilde, Udfyldt(request), personer, omlaegning, StatusCodes.Status200OK, ct)).WithSummary("Ville ændre enheder");
        sider.MapPost("/proev", Proev).WithSummary("Prøvede en ændring af enheder");
        sider.MapPost("", Bestil).MedIdempotens().WithSummary("Bestilte en ændring af enheder");
        sider.MapGet("/{id:guid}", Vis).WithSummary("Så en ændring af enheder");
        sider.MapGet("/job/{job:guid}", async (Guid job, Enhedsaendringsopslag opslag, CancellationToken ct) => Results.Redirect($"{Sti}/{(await opslag.HentAsync(job, ct)).Id}")).WithSummary("Fulgte en ændring af enheder");
        sider.MapGet("/{id:guid}/kvittering.csv", Api.EnhedsaendringerApi.KvitteringCsv).WithSummary("Hentede kvitteringen for en ændring af enheder");
        sider.MapPost("/{id:guid}/annuller", (Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            GoerAsync(id, http, "Ændringen er annulleret", () => myndighed.Queue.RunAsync((AnnullerEnhedsaendring act) => act.Udfoer(new(aktoer, id), ct), ct))).WithSummary("Annullerede en ændring af enheder");
        sider.MapPost("/{id:guid}/genoptag", (Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            GoerAsync(id, http, "Ændringen fortsætter", () => myndighed.Queue.RunAsync((GenoptagEnhedsaendring act) => act.Udfoer(new(aktoer, id), ct), ct))).WithSummary("Genoptog en ændring af enheder");
    }

    internal static string Hvad(string art) => art switch
    {
        "adgang" => "Adgangslister", "bruger" => "Medarbejder", "underenhed" => "Underenhed", "postkasse" => "Postkasse", "post" => "Post i indbakken", "skabelon" => "Sagsskabelon", "visning" => "Gemt visning", "soegning" => "Gemt søgning", "frase" => "Frase", "godkendelse" => "Godkendelse",
        "sag" => "Åben sag", _ => "Lukket enhed",
    };

    private static async Task<RazorComponentResult<Enhedsaendringerside>> Liste(string? efter, Enhedsaendringsopslag opslag, CancellationToken ct)
    {
        var side = await opslag.ListeAsync(efter, Linjer, ct);
        return SagRuter.Side<Enhedsaendringerside>(new()
        {
            ["Model"] = new Enhedsaendringsliste([.. side.Poster.Select(a => new Enhedsaendringslinje(a.Id, a.Titel, $"Nr. {a.Nr} · {DanishTime.LongDate(a.Dato)} · bestilt af {a.BestiltAfNavn}", Maerke(a)))], side.Naeste is null ? null : $"{Sti}?efter={side.Naeste}"),
        });
    }

    private static Maerke Maerke(Enhedsaendringsopslag.Aendring a) => a.Tilstand switch
    {
        "Planlagt" => new("Planlagt", Farve.Blaa, Figur.Ring),
        "IGang" => new("I gang", Farve.Blaa),
        "PaaPause" => new("På pause", Farve.Gul, Figur.Halv),
        "Gennemfoert" => new("Gennemført", Farve.Groen),
        "Annulleret" => new("Annulleret", Farve.Graa, Figur.Kryds),
        "Stoppet" => new("Stoppet halvvejs", Farve.Gul, Figur.Firkant),
        _ => new("Gået i stå", Farve.Roed),
    };

    private static Formular Udfyldt(HttpRequest request)
    {
        var f = new Formular();
        foreach (var (felt, vaerdier) in request.Query)
            f.Saet(felt, vaerdier.OfType<string>());
        return f;
    }

    private static async Task<IResult> SkemaAsync(string? art, Guid? kilde, Formular f, Personer personer, Enhedsomlaegning omlaegning, int kode, CancellationToken ct)
    {
        art = art is "deling" or "lukning" ? art : "sammenlaegning";
        var enheder = (await personer.EnhederAsync(ct)).Where(e => e.Aktiv).ToList();
        var valgt = art == "deling" ? enheder.Find(e => e.Id == kilde) : null;
        List<Mulighed> folk = [];
        if (valgt is not null)
        {
            var medlemmer = await omlaegning.MedlemmerAsync(valgt.Id, ct);
            await personer.HuskAsync(medlemmer, ct);
            foreach (var m in medlemmer)
                folk.Add(new(m.ToString(), await personer.NavnAsync(m, ct)));
        }

        if (!f.Har("dato"))
            f.Saet("dato", "");
        return SagRuter.Side<Enhedsaendringsside>(new()
        {
            ["Model"] = new Enhedsaendringsskema(art, [.. enheder.Select(e => new Mulighed(e.Id.ToString(), new string('\u2003', e.Dybde) + e.Navn))], valgt?.Id.ToString(), valgt?.Navn, folk, Dele, f),
        }, kode);
    }

    private static Enhedsplanlaegning.Oenske Oenske(Formular f)
    {
        var art = f["art"];
        List<Enhedsdel> dele = [];
        for (var i = 0; i < (art == "deling" ? Dele : 1); i++)
        {
            var nr = i.ToString(CultureInfo.InvariantCulture);
            var (enhed, navn) = (f.Id($"enhed{i}"), f[$"navn{i}"]);
            var brugere = f.Vaerdier.Where(v => v.Key.StartsWith("bruger-", StringComparison.Ordinal) && f[v.Key] == nr).Select(v => Guid.TryParse(v.Key["bruger-".Length..], out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
            if (enhed is null && navn.Length == 0 && brugere.Count == 0 && f[$"emner{i}"].Length == 0)
                continue;
            dele.Add(new(enhed, navn.Length == 0 ? null : navn, f.Id($"under{i}"), brugere, f[$"emner{i}"].Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        }

        return new(art, f.Dato("dato"), [.. f.Alle("kilder").Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)], dele);
    }

    /// <summary>The form's field for one of the act's.</summary>
    private static string Felt(string felt) => felt.StartsWith("dele[", StringComparison.Ordinal) ? $"enhed{felt[5..^1]}" : felt == "dele" ? "enhed0" : felt;

    private static async Task<IResult> Proev(HttpContext http, Enhedsplanlaegning planlaegning, Personer personer, Enhedsomlaegning omlaegning, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var oenske = Oenske(f);
        if (f.ErGyldig)
        {
            try
            {
                return Toerkoersel(await planlaegning.ToerkoerAsync(oenske, ct), f, DanishTime.Today(tid));
            }
            catch (InvalidException e)
            {
                f.Fejl(e, Felt);
            }
        }

        return await SkemaAsync(f["art"], f.Id("kilder"), f, personer, omlaegning, StatusCodes.Status400BadRequest, ct);
    }

    private static RazorComponentResult<Enhedstoerkoerselsside> Toerkoersel(Enhedsplanlaegning.Forudsigelse p, Formular f, DateOnly idag)
    {
        var dansk = CultureInfo.GetCultureInfo("da-DK");
        string Tal(int tal) => tal.ToString("N0", dansk);
        List<(string, string)> skjulte = [.. f.Vaerdier.Where(v => v.Key != IdempotencyMiddleware.FormField && v.Key != "udvid").SelectMany(v => f.Alle(v.Key).Select(x => (v.Key, x)))];
        var udvides = p.Modtagere.Where(m => m is { Udvides: > 0, NyeLaesere: > 0 }).Select(m => $"{Tal(m.Udvides)} {(m.Udvides == 1 ? "åben sag" : "åbne sager")} kan så også ses af {Tal(m.NyeLaesere)} {(m.NyeLaesere == 1 ? "person" : "personer")} i {m.Navn}, som ikke ser dem nu").ToList();
        return SagRuter.Side<Enhedstoerkoerselsside>(new()
        {
            ["Model"] = new Enhedstoerkoersel(
                BestilEnhedsaendring.Titel(Enum.Parse<Enhedsaendringsart>(p.Art), [.. p.Kilder.Select(k => k.Navn)], [.. p.Modtagere.Select(m => m.Navn)]), DanishTime.LongDate(p.Dato), p.Dato == idag,
                [.. p.Kilder.Select(k => new Enhedskilde(k.Navn, k.Bliver ? "Fortsætter med det, der ikke går videre" : "Lukkes", [.. new (string, int)[]
                {
                    ("Medarbejdere", k.Brugere), ("Åbne sager", k.AabneSager), ("Heraf beskyttede", k.Beskyttede), ("Afsluttede sager, der beholder enhedens navn", k.AfsluttedeSager), ("Underenheder", k.Underenheder), ("Postkasser", k.Postkasser),
                    ("Post i indbakken", k.Post), ("Sagsskabeloner, der nævner den", k.Skabeloner), ("Gemte visninger, der nævner den", k.Visninger), ("Enhedens fraser", k.Fraser), ("Adgangslister, der nævner den", k.Lister), ("Personer, der ser sager gennem den", k.FolkMedAdgang),
                }.Select(x => (x.Item1, Tal(x.Item2)))]))],
                [.. p.Modtagere.Select(m => new Enhedsmodtager(m.Navn, m.Ny, m.Brugere, m.AabneSager))], p.Advarsler, udvides.Count == 0 ? null : string.Join(", og ", udvides) + ".", skjulte,
                QueryHelpers.AddQueryString(Sti + "/ny", [.. skjulte.Select(s => new KeyValuePair<string, string?>(s.Item1, s.Item2)), .. f["art"] == "deling" ? new[] { new KeyValuePair<string, string?>("kilde", f["kilder"]) } : []])),
        });
    }

    private static async Task<IResult> Bestil(HttpContext http, Authority myndighed, Aktoer aktoer, Personer personer, Enhedsomlaegning omlaegning, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (oenske, udvid) = (Oenske(f), f.Afkrydset("udvid"));
        BestilEnhedsaendring.Svar? svar = null;
        if (f.ErGyldig && await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((BestilEnhedsaendring act) => act.Udfoer(new(aktoer, oenske, udvid), ct), ct), felt: Felt))
            return Results.Redirect($"{Sti}/{svar!.Id}");
        return await SkemaAsync(f["art"], f.Id("kilder"), f, personer, omlaegning, f.Kode, ct);
    }

    private static async Task<IResult> Vis(Guid id, string? efter, string? opdater, Enhedsaendringsopslag opslag, CancellationToken ct)
    {
        var a = await opslag.HentAsync(id, ct);
        var linjer = await opslag.KvitteringAsync(a, efter, Linjer, ct);
        var igang = a.Tilstand is "IGang" or "PaaPause";
        var hvornaar = a.Udfoert is { } slut ? $"Gennemført {DanishTime.LongDateTime(slut)}." : a.Begyndt is { } b ? $"Begyndt {DanishTime.LongDateTime(b)}." : a.Tilstand == "Planlagt" ? $"Begynder {DanishTime.LongDate(a.Dato)}." : "";
        return SagRuter.Side<Enhedsaendringskvittering>(new()
        {
            ["Model"] = new Enhedsaendringsvisning(
                id, a.Nr, a.Titel, $"Ændring nr. {a.Nr}, bestilt af {a.BestiltAfNavn} {DanishTime.LongDateTime(a.Bestilt)}. {hvornaar}", Maerke(a), new($"/jobs/{a.JobNr}", igang, false, a.Tilstand == "PaaPause", null), a.Tilstand == "Planlagt",
                a.Tilstand is "Stoppet" or "GaaetIStaa", a.Naaet, a.IAlt, a.Resultat,
                a.Udvid ? "Alle i den enhed, der overtager, ser de åbne sager. Beskyttede sager ses fortsat kun af dem, der står på listen." : "Ingen ser sager, de ikke så før. De hidtidige læsere er samlet i en gruppe, så de stadig ser dem.",
                [.. (await opslag.SumAsync(a, ct)).Select(s => new Enhedssum(Hvad(s.Art), s.Tal, s.Til))], [.. linjer.Poster.Select(l => new Enhedskvittering(l.Nr, Hvad(l.Art), l.Navn, l.Til))],
                linjer.Naeste is null ? null : $"{Sti}/{id}?efter={linjer.Naeste}", a.Tilstand == "IGang" && opdater != "nej" && efter is null, Opdatering),
        });
    }

    private static async Task<IResult> GoerAsync(Guid id, HttpContext http, string gjort, Func<Task> handling)
    {
        try
        {
            await handling();
            http.Besked(Beskedart.Succes, gjort);
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Fejl, e.Regel.Tekst);
        }

        return Results.Redirect($"{Sti}/{id}");
    }
}
