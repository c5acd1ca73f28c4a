using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Indhold;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Byggesager.Sider;

/// <summary>Applications from Byg og Miljø that somebody must complete.</summary>
internal static class IndgangRuter
{
    private static readonly string[] Felter = ["titel", "adresse", "bfe", "matrikel", "art", "kategori", "areal", "ansoeger", "cpr", "cvr"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var indgang = routes.MapGroup("/byggesager/indgang");
        indgang.MapGet("", Liste).Kraever(AccessRules.Sagsarbejde).WithSummary("Så ansøgninger fra Byg og Miljø");
        indgang.MapGet("/{ansoegning:guid}", Vis).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede en ansøgning, der skal gøres færdig");
        indgang.MapPost("/{ansoegning:guid}", GoerFaerdig).Kraever(AccessRules.Sagsarbejde).WithSummary("Oprettede en sag af en ansøgning");
        indgang.MapPost("/{ansoegning:guid}/afvis", Afvis).Kraever(AccessRules.Sagsarbejde).WithSummary("Lagde en ansøgning væk");
    }

    private static async Task<IResult> Liste(Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct, string? vis = null, string? efter = null)
    {
        var side = await opslag.AnsoegningerAsync(aktoer, vis == "alle", efter, 50, ct);
        return Formularhandling.Side<Indgangsside>(new Indgangsvisning(side.Poster, vis == "alle", side.Naeste is null ? null : $"/byggesager/indgang?vis={vis}&efter={Uri.EscapeDataString(side.Naeste)}"));
    }

    private static async Task<(ByggesagAnsoegning Post, Ansoegning? Laest)> FindAsync(Guid id, Byggesagsopslag opslag, Ansoegningsmodtagelse modtagelse, CancellationToken ct)
    {
        var post = await opslag.AnsoegningAsync(id, ct);
        if (post is not { Tilstand: Ansoegningstilstand.Venter })
            throw new NotFoundException("Ansøgningen er her ikke længere: den er blevet til en sag eller er lagt væk.");
        return (post, (await modtagelse.LaesAsync(post.Sha256, ct)).Ansoegning);
    }

    private static async Task<IResult> Vis(Guid ansoegning, Byggesagsopslag opslag, Ansoegningsmodtagelse modtagelse, CancellationToken ct)
    {
        var (post, a) = await FindAsync(ansoegning, opslag, modtagelse, ct);
        var formular = new Formular(
            ("titel", post.Titel), ("adresse", a?.Ejendom is { Adresse: not null } e ? e.Paa.Trim(' ', ',') : null), ("bfe", a?.Ejendom?.Bfe), ("matrikel", a?.Ejendom?.Matrikel), ("art", a?.Art), ("kategori", a?.Kategori),
            ("areal", a?.Areal?.ToString(CultureInfo.InvariantCulture)), ("ansoeger", a?.Ansoeger?.Navn), ("cvr", a?.Ansoeger?.Cvr));
        return Side(post, a, formular);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Ansoegningsside> Side(ByggesagAnsoegning post, Ansoegning? a, Formular f) =>
        Formularhandling.Side<Ansoegningsside>(new Ansoegningsvisning(Byggesagsopslag.Linje(post, null), f, a is not null, [.. (a?.Filer ?? []).Select((fil, i) => fil?.Navn ?? $"fil {i + 1}").Take(Ansoegning.FlestFiler)]), f);

    private static async Task<IResult> GoerFaerdig(Guid ansoegning, HttpContext http, Byggesagsopslag opslag, Ansoegningsmodtagelse modtagelse, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (post, a) = await FindAsync(ansoegning, opslag, modtagelse, ct);
        var areal = f.Heltal("areal", 0, 1_000_000);
        f.Kraev("titel", "Skriv en titel.", 200);
        f.Kraev("adresse", "Skriv adressen: vejnavn, husnummer, postnummer og by.", 200);
        f.Kraev("ansoeger", "Skriv ansøgers navn.", 200);
        var rettet = (a ?? new Ansoegning()) with
        {
            Titel = f["titel"], Art = Tom(f["art"]), Kategori = Tom(f["kategori"]), Areal = areal,
            Konstruktionsklasse = Kendt("konstruktionsklasse", a?.Konstruktionsklasse), Brandklasse = Kendt("brandklasse", a?.Brandklasse), Beskrivelse = a?.Beskrivelse is { Length: > 4000 } b ? b[..4000] : a?.Beskrivelse,
            Ejendom = new(a?.Ejendom?.Adresse, a?.Ejendom?.Postnummer, a?.Ejendom?.By, Tom(f["bfe"]), Tom(f["matrikel"])),
            Ansoeger = (a?.Ansoeger ?? new(null, null, null, null, null, null, null, null, null)) with { Navn = f["ansoeger"], Cpr = Tom(f["cpr"]) ?? a?.Ansoeger?.Cpr, Cvr = Tom(f["cvr"]) },
            Raadgivere = [.. (a?.Raadgivere ?? []).Where(r => r is { HarNavn: true }).Take(Ansoegning.FlestRaadgivere)], Filer = [.. (a?.Filer ?? []).Take(Ansoegning.FlestFiler)],
        };
        ModtagAnsoegning.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await modtagelse.GoerFaerdigAsync(aktoer, post, rettet, f["adresse"], ct), null, Formularfelt))
        {
            var sag = (await sager.SynligeAsync(aktoer, [svar!.SagId!.Value], ct)).GetValueOrDefault(svar.SagId!.Value);
            http.Besked(Beskedart.Succes, $"Ansøgningen er blevet til sag {sag?.Sagsnummer}.");
            return Results.Redirect(sag?.Sti ?? "/byggesager/indgang");
        }

        return Side(post, a, f);
    }

    /// <summary>The act speaks of fields and parties; the form has its own.</summary>
    private static string Formularfelt(string felt) => felt.StartsWith("felter.", StringComparison.Ordinal) ? felt["felter.".Length..] : felt.StartsWith("part", StringComparison.Ordinal) ? felt.Contains("cpr", StringComparison.OrdinalIgnoreCase) ? "cpr" : felt.Contains("cvr", StringComparison.OrdinalIgnoreCase) ? "cvr" : "ansoeger" : Felter.Contains(felt) ? felt : "";

    private static string? Kendt(string felt, string? vaerdi) => vaerdi is not null && Byggesagstype.ErValg(felt, vaerdi) ? vaerdi : null;

    private static string? Tom(string tekst) => tekst.Length == 0 ? null : tekst;

    private static async Task<IResult> Afvis(Guid ansoegning, HttpContext http, Byggesagsopslag opslag, Ansoegningsmodtagelse modtagelse, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (post, a) = await FindAsync(ansoegning, opslag, modtagelse, ct);
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((AfvisAnsoegning act) => act.Udfoer(new(aktoer, ansoegning, f["grund"]), ct), ct)))
        {
            http.Besked(Beskedart.Succes, "Ansøgningen er lagt væk. Den kan ses under »Alle«.");
            return Results.Redirect("/byggesager/indgang");
        }

        return Side(post, a, f);
    }
}
