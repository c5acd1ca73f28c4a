using System.Text;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foraeldre;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Sider;

/// <summary>The parents' own pages. They are open for staff's sign-in, since parents have another: <see cref="Foraeldresider"/> lets nobody in without it.</summary>
internal static class ForaeldreRuter
{
    private const string Sti = Foraeldresession.Sti;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Sti}/logon", Logonside).AabenForAlle().WithSummary("Åbnede forældrenes logonside");
        routes.MapGet($"{Sti}/logon/begynd", Begynd).AabenForAlle().WithSummary("Begyndte et forældrelogon");
        routes.MapGet(Proevelogon.Side, Proeveside).AabenForAlle().WithSummary("Åbnede prøvelogon for forældre");
        routes.MapGet($"{Sti}/logon/svar", Svar).AabenForAlle().WithSummary("Loggede på som forælder");
        routes.MapPost($"{Sti}/logon/svar", Svar).AabenForAlle().WithSummary("Loggede på som forælder");
        routes.MapPost($"{Sti}/logaf", Logaf).AabenForAlle().KraeverFormulartegn().WithSummary("Loggede af som forælder");
        routes.MapGet(Sti, Boern).AabenForAlle().WithSummary("En forælder så sine børn");
        routes.MapGet($"{Sti}/ansoeg", Ansoegning).AabenForAlle().WithSummary("En forælder åbnede ansøgningen");
        routes.MapPost($"{Sti}/ansoeg", Soeg).AabenForAlle().KraeverFormulartegn().WithSummary("En forælder søgte plads");
        routes.MapGet($"{Sti}/{{barn:guid}}", Barn).AabenForAlle().WithSummary("En forælder så et barns ansøgning");
        routes.MapGet($"{Sti}/{{barn:guid}}/tilbud/{{tilbud:guid}}", Tilbud).AabenForAlle().WithSummary("En forælder så, hvad et svar betyder");
        routes.MapPost($"{Sti}/{{barn:guid}}/tilbud/{{tilbud:guid}}", Besvar).AabenForAlle().KraeverFormulartegn().WithSummary("En forælder besvarede et tilbud");
        routes.MapGet($"{Sti}/{{barn:guid}}/traek", Traekside).AabenForAlle().WithSummary("En forælder så, hvad det betyder at trække ansøgningen");
        routes.MapPost($"{Sti}/{{barn:guid}}/traek", Traek).AabenForAlle().KraeverFormulartegn().WithSummary("En forælder trak en ansøgning");
        routes.MapGet($"{Sti}/{{barn:guid}}/breve/{{brev:guid}}", Brev).AabenForAlle().WithSummary("En forælder læste et brev");
        routes.MapGet("/dagtilbud/foraeldreside", Indstilling).Kraever(Roller.Administrator).WithSummary("Så, hvordan forældresiden er sat op");
        routes.MapPost("/dagtilbud/foraeldreside", Indstil).Kraever(Roller.Administrator).WithSummary("Satte forældresiden op");
    }

    private static async Task<IResult> Logonside(HttpContext http, Foraeldrelogonvalg logon, Foraeldreopslag opslag, CancellationToken ct, string? retur = null)
    {
        Husk(http, retur);
        return Vis(new(logon.Valgt?.Navn, null, (await opslag.IndstillingAsync(ct)).Kontakt, logon.Valgt is Proevelogon), StatusCodes.Status200OK);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Foraeldrelogonside> Vis(Foraeldrelogonvisning model, int kode) => new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = kode };

    private static async Task<IResult> Begynd(HttpContext http, Foraeldrelogonvalg logon, Foraeldresider sider, CancellationToken ct) =>
        sider.ErForMange(http) ? Foraeldresider.ForMange(http)
        : logon.Valgt is { } valgt ? await valgt.BegyndAsync(http, $"{http.Request.Scheme}://{http.Request.Host}{Sti}/logon/svar", ct) : Results.Redirect($"{Sti}/logon");

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Proevelogonside> Proeveside(Foraeldrelogonvalg logon) =>
        logon.Valgt is Proevelogon ? Formularhandling.Side<Proevelogonside>(new Formular(("niveau", "Betydelig"))) : throw new NotFoundException();

    private static async Task<IResult> Svar(HttpContext http, Authority myndighed, Foraeldrelogonvalg logon, Foraeldresession session, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct)
    {
        if (logon.Valgt is not { } valgt)
            throw new NotFoundException();
        if (sider.ErForMange(http))
            return Foraeldresider.ForMange(http);
        if (await valgt.AfslutAsync(http, ct) is not { } legitimation)
            return Vis(new(valgt.Navn, "Du blev ikke logget på. Prøv igen.", (await opslag.IndstillingAsync(ct)).Kontakt, valgt is Proevelogon), StatusCodes.Status400BadRequest);
        if (!session.Ind(http, myndighed, legitimation))
            return Vis(new(valgt.Navn, "Logon er for gammelt, eller det er ikke sikkert nok. Brug MitID på niveau Betydelig.", (await opslag.IndstillingAsync(ct)).Kontakt, valgt is Proevelogon), StatusCodes.Status403Forbidden);
        var retur = http.Request.Cookies[Returcookie];
        http.Response.Cookies.Delete(Returcookie, new() { Path = Sti });
        return Results.Redirect(ErEgen(retur) ? retur! : Sti);
    }

    private static IResult Logaf(HttpContext http, Authority myndighed)
    {
        Foraeldresession.Ud(http, myndighed);
        http.Besked(Beskedart.Succes, "Du er logget af.");
        return Results.Redirect($"{Sti}/logon");
    }

    private static Task<IResult> Boern(HttpContext http, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct) => sider.VisAsync(http, async (aktoer, _) =>
    {
        var indstilling = await opslag.IndstillingAsync(ct);
        return Formularhandling.Side<Foraeldreforsideside>(new Foraeldreforside(await opslag.BoernAsync(aktoer, ct), indstilling is { ErAaben: true, EnhedId: not null }, indstilling.Kontakt));
    }, ct);

    private static Task<IResult> Ansoegning(HttpContext http, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct) =>
        sider.VisAsync(http, async (_, foraelder) => await AnsoegningsideAsync(opslag, foraelder, new(), Guid.CreateVersion7(), ct), ct);

    private static async Task<IResult> AnsoegningsideAsync(Foraeldreopslag opslag, Foraelder foraelder, Formular f, Guid noegle, CancellationToken ct)
    {
        var indstilling = await opslag.IndstillingAsync(ct);
        if (indstilling is not { ErAaben: true, EnhedId: not null })
            return Foraeldresider.Besked(new("Der kan ikke søges her lige nu", ForaeldreRegler.SidenErAaben.Tekst, StatusCodes.Status409Conflict, f["bemaerkning"] is { Length: > 0 } skrevet ? skrevet : null));
        var (institutioner, flest) = await opslag.ValgAsync(ct);
        return Formularhandling.Side<Foraeldreansoegningsside>(new Foraeldreansoegningsvisning(institutioner, flest, noegle, foraelder.Navn, f, indstilling.Kontakt), f);
    }

    private static Task<IResult> Soeg(HttpContext http, Authority myndighed, Foraeldresider sider, Foraeldreopslag opslag, Sagsfiler filer, CancellationToken ct) => sider.VisAsync(http, async (aktoer, foraelder) =>
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var noegle = f.Id("noegle") ?? Guid.CreateVersion7();
        var oensket = f.Dato("oensket");
        var (institutioner, flest) = await opslag.ValgAsync(ct);
        List<Guid> oensker = [];
        for (var nr = 1; nr <= flest; nr++)
        {
            if (f[$"oenske{nr}"] is { Length: > 0 } valgt)
                oensker.Add(Guid.TryParse(valgt, out var id) ? id : Guid.Empty);
        }

        bool? faelles = f["myndighed"] switch { "faelles" => true, "alene" => false, _ => null };
        SoegSomForaelder.Svar? svar = null;
        if (await f.ProevAsync(async () =>
        {
            using var tekst = new MemoryStream(Encoding.UTF8.GetBytes(Kvittering(f, foraelder, oensket, institutioner, faelles)));
            var fil = await filer.ModtagAsync("Ansøgning.txt", tekst, ct);
            svar = await myndighed.Queue.RunAsync(
                (SoegSomForaelder act) => act.Udfoer(new(aktoer, foraelder.Cpr, noegle, f["barnenavn"], f["barnecpr"], oensket, oensker, faelles, f["anden"], f["bemaerkning"], f["email"], f["telefon"], fil), ct), ct);
        }, null, felt => felt switch { "oensker" => "oenske1", "foedt" => "barnecpr", _ => felt.StartsWith("parter[0].", StringComparison.Ordinal) || felt.StartsWith("foraelder1", StringComparison.Ordinal) ? felt.Split('.')[^1] : felt }))
        {
            http.Besked(svar!.VarSendt ? Beskedart.Info : Beskedart.Succes, svar.VarSendt ? "Vi havde allerede modtaget ansøgningen." : "Vi har modtaget ansøgningen.", svar.VarSendt ? null : "I får et brev med jeres garantidato.");
            return Results.Redirect($"{Sti}/{svar.SagId}");
        }

        return await AnsoegningsideAsync(opslag, foraelder, f, noegle, ct);
    }, ct);

    /// <summary>What the parent wrote, to be read on the case.</summary>
    private static string Kvittering(Formular f, Foraelder foraelder, DateOnly? oensket, IReadOnlyList<Mulighed> institutioner, bool? faelles)
    {
        var t = new StringBuilder($"Ansøgning om plads i dagtilbud, sendt på forældresiden af {foraelder.Navn}.\n\nBarn: {Kort(f["barnenavn"])}\nPlads ønskes fra: {(oensket is { } d ? DanishTime.LongDate(d) : "")}\nØnsker:\n");
        for (var nr = 1; f.Har($"oenske{nr}"); nr++)
        {
            if (institutioner.FirstOrDefault(i => i.Vaerdi == f[$"oenske{nr}"]) is { } i)
                t.Append(System.Globalization.CultureInfo.InvariantCulture, $"{nr}. {i.Tekst}\n");
        }

        t.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nForældremyndighed: {(faelles == true ? "fælles" : "alene")}\nDen anden forælder: {Kort(f["anden"])}\nE-mail: {Kort(f["email"])}\nTelefon: {Kort(f["telefon"])}\n\nBemærkning:\n{(f["bemaerkning"] is var b && b.Length > SoegSomForaelder.LaengsteBemaerkning ? "" : b)}\n");
        return t.ToString();

        static string Kort(string tekst) => tekst.Length > 200 ? tekst[..200] : tekst;
    }

    private static Task<IResult> Barn(Guid barn, HttpContext http, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct) =>
        sider.VisAsync(http, async (aktoer, _) => Formularhandling.Side<Foraeldrebarnside>(await opslag.BarnAsync(aktoer, barn, ct)), ct);

    private static Task<IResult> Tilbud(Guid barn, Guid tilbud, HttpContext http, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct, string? svar = null) => sider.VisAsync(http, (aktoer, _) =>
        SvarsideAsync(opslag, aktoer, barn, tilbud, svar != "nej", new(), ct), ct);

    private static async Task<IResult> SvarsideAsync(Foraeldreopslag opslag, Aktoer aktoer, Guid barn, Guid tilbud, bool ja, Formular f, CancellationToken ct)
    {
        var vist = await opslag.BarnAsync(aktoer, barn, ct);
        var fundet = vist.Tilbud.SingleOrDefault(t => t.Id == tilbud) ?? throw new NotFoundException();
        return Formularhandling.Side<Foraeldresvarside>(new Foraeldresvarvisning(vist.Barn, fundet, ja, await opslag.BetyderAsync(fundet, ja, ct), f), f);
    }

    private static Task<IResult> Besvar(Guid barn, Guid tilbud, HttpContext http, Authority myndighed, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct) => sider.VisAsync(http, async (aktoer, _) =>
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var ja = f["svar"] == "ja";
        if (f["svar"] is not ("ja" or "nej"))
            f.Fejl("svar", "Vælg ja eller nej.");
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((BesvarPladstilbud act) => act.Udfoer(new(aktoer, barn.ToString(), tilbud, ja), ct), ct)))
        {
            http.Besked(Beskedart.Succes, ja ? "I har sagt ja til pladsen." : "I har sagt nej til pladsen.");
            return Results.Redirect($"{Sti}/{barn}");
        }

        return await SvarsideAsync(opslag, aktoer, barn, tilbud, ja, f, ct);
    }, ct);

    private static Task<IResult> Traekside(Guid barn, HttpContext http, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct) =>
        sider.VisAsync(http, async (aktoer, _) => Formularhandling.Side<Foraeldretraekside>(new Foraeldretraekvisning((await opslag.BarnAsync(aktoer, barn, ct)).Barn, new())), ct);

    private static Task<IResult> Traek(Guid barn, HttpContext http, Authority myndighed, Foraeldresider sider, Foraeldreopslag opslag, CancellationToken ct) => sider.VisAsync(http, async (aktoer, _) =>
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((TraekDagtilbudsansoegning act) => act.Udfoer(new(aktoer, barn.ToString()), ct), ct)))
        {
            http.Besked(Beskedart.Succes, "Ansøgningen er trukket.");
            return Results.Redirect($"{Sti}/{barn}");
        }

        return Formularhandling.Side<Foraeldretraekside>(new Foraeldretraekvisning((await opslag.BarnAsync(aktoer, barn, ct)).Barn, f), f);
    }, ct);

    private static Task<IResult> Brev(Guid barn, Guid brev, HttpContext http, Foraeldresider sider, Borgeradgang borgere, Sagsdokumenter dokumenter, CancellationToken ct) => sider.VisAsync(http, async (aktoer, _) =>
    {
        var pdf = await borgere.BrevAsync(aktoer, barn, brev, ct);
        return pdf.Pdf is { } indhold ? Results.Stream(indhold, "application/pdf")
            : Results.Stream(await dokumenter.AabnAsync(aktoer, brev, 1, ct), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "brev.docx"); // as it was written, where no PDF can be made
    }, ct);

    private static async Task<IResult> Indstilling(Foraeldreopslag opslag, Foraeldrelogonvalg logon, Brugeropslag brugere, CancellationToken ct)
    {
        var s = await opslag.IndstillingAsync(ct);
        var f = new Formular(("enhed", s.EnhedId?.ToString()), ("kontakt", s.Kontakt));
        if (s.ErAaben)
            f.Saet("aaben", "true");
        return Formularhandling.Side<Foraeldresideindstillingsside>(await IndstillingsvisningAsync(logon, brugere, f, ct));
    }

    private static async Task<Foraeldresideindstillingsvisning> IndstillingsvisningAsync(Foraeldrelogonvalg logon, Brugeropslag brugere, Formular f, CancellationToken ct) =>
        new([.. (await brugere.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Mulighed(e.Id.ToString(), e.Navn))], logon.Valgt is not null, logon.Valgt?.Navn, f);

    private static async Task<IResult> Indstil(HttpContext http, Authority myndighed, Foraeldrelogonvalg logon, Brugeropslag brugere, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var enhed = f.Id("enhed");
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((IndstilForaeldreside act) => act.Udfoer(new(aktoer, enhed, f.Afkrydset("aaben"), f["kontakt"]), ct), ct)))
        {
            http.Besked(Beskedart.Succes, f.Afkrydset("aaben") ? "Forældresiden tager imod ansøgninger." : "Forældresiden tager ikke imod ansøgninger.");
            return Results.Redirect("/dagtilbud/foraeldreside");
        }

        return Formularhandling.Side<Foraeldresideindstillingsside>(await IndstillingsvisningAsync(logon, brugere, f, ct), f);
    }

    private const string Returcookie = "esdh-foraelder-retur";

    private static bool ErEgen(string? sti) => sti is not null && sti.Length < 300 && (sti == Sti || sti.StartsWith(Sti + "/", StringComparison.Ordinal)) && !sti.Contains("/logon", StringComparison.Ordinal) && !sti.Any(c => char.IsControl(c) || c == '\\');

    /// <summary>Where the parent was going; only to the parents' own pages.</summary>
    private static void Husk(HttpContext http, string? retur)
    {
        if (ErEgen(retur))
            http.Response.Cookies.Append(Returcookie, retur!, new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = Sti, MaxAge = TimeSpan.FromMinutes(15), IsEssential = true });
    }
}
