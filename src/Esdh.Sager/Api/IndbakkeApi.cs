using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Mail;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>The inbox over REST.</summary>
internal static class IndbakkeApi
{
    /// <param name="EnhedId">The unit's inbox; with neither, the own.</param>
    public sealed record Nypost(Guid? EnhedId = null, Guid? BrugerId = null);

    /// <param name="BrugerId">The employee; else the unit's inbox.</param>
    public sealed record Fordeling(Guid? BrugerId = null, Guid? EnhedId = null, string? Note = null);

    /// <param name="Poster">At most 200.</param>
    public sealed record Fordelinger(IReadOnlyList<Guid>? Poster, Guid? BrugerId = null, Guid? EnhedId = null, string? Note = null);

    public sealed record Begrundet(string? Begrundelse = null);

    /// <param name="Sag">Id or number; else <paramref name="NySag"/>.</param>
    /// <param name="Journaliser">False files a draft.</param>
    public sealed record Journalisering(string? Sag = null, Nysag? NySag = null, string? Titel = null, string? Dokumenttype = null, bool Journaliser = true, Guid? DelforloebId = null);

    /// <param name="Titel">The post's subject when not said.</param>
    /// <param name="MedPart">The sender becomes its party.</param>
    public sealed record Nysag(string? Titel = null, string? Emne = null, string? Facet = null, string? Skabelon = null, bool MedPart = true);

    internal sealed record Stand(Guid Id, long Version);

    internal sealed record Lagt(Guid Id, string Filnavn, long Version);

    /// <param name="Fejl">Why not; null when it is done.</param>
    internal sealed record Fordelt(Guid Id, string? Fejl);

    public static void Map(IEndpointRouteBuilder api)
    {
        var indbakke = api.MapGroup("/indbakke").Kraever(AccessRules.Sagsarbejde).WithTags("Indbakke");
        indbakke.MapGet("", Liste).WithSummary("Post i en af dine indbakker, nyeste først; boks er min, enhed, medarbejdere eller afsluttet");
        indbakke.MapPost("", LaegInd).WithSummary("Læg filer i en indbakke (multipart: fil og json)").MedUpload(typeof(Nypost)).DisableAntiforgery();
        indbakke.MapGet("/tal", async (Indbakkeopslag opslag, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await opslag.TalAsync(aktoer, ct))).WithSummary("Hvor meget post der venter");
        indbakke.MapGet("/fordelt", async (Indbakkeopslag opslag, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(new Side<Fordeltpost>(await opslag.FordelteAsync(aktoer, ct), null))).WithSummary("Post, du har fordelt de seneste 30 dage, og hvor langt den er");
        indbakke.MapPost("/fordelinger", FordelFlere).WithSummary("Fordel flere stykker post på én gang; hver for sig lykkes eller afvises");

        var post = indbakke.MapGroup("/{id:guid}");
        post.MapGet("", Hent).WithSummary("Hent et stykke post med forslag til sag og spor");
        post.MapGet("/filer/{nr:int}", (Guid id, int nr, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => filer.HentAsync(aktoer, id, nr, ct)).WithSummary("Hent en fil, som den kom").Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        post.MapPost("/tagning", Tag).WithSummary("Tag posten; den ligger så i din egen indbakke");
        post.MapPost("/fordeling", Fordel).WithSummary("Fordel til en medarbejder eller en enhed");
        post.MapDelete("/fordeling", Fortryd).WithSummary("Fortryd din fordeling, så længe ingen er begyndt på posten");
        post.MapPost("/tilbagegivelse", GivTilbage).WithSummary("Giv posten tilbage med en begrundelse");
        post.MapPost("/journalisering", Journaliser).WithSummary("Læg posten på en sag, eller opret en sag af den");
        post.MapPut("/uden-betydning", Afvis).WithSummary("Posten er uden betydning");
        post.MapDelete("/uden-betydning", FortrydAfvisning).WithSummary("Tag afvist post frem igen");

        var postkasser = api.MapGroup("/postkasser").Kraever(Roller.Administrator).WithTags("Postkasser");
        postkasser.MapGet("", async (Postkasseopslag opslag, CancellationToken ct) => TypedResults.Ok(new Side<Postkassevisning>(await opslag.ListeAsync(ct), null))).WithSummary("Postkasser og mapper, der hentes post fra");
        postkasser.MapPost("", OpretPostkasse).WithSummary("Opret en postkasse eller en scanmappe");
        postkasser.MapGet("/{id:guid}", HentPostkasse).WithSummary("Hent en postkasse");
        postkasser.MapPatch("/{id:guid}", RetPostkasse).WithSummary("Ret en postkasse, eller sæt den på pause");
        api.MapGet("/indbakkeopsaetning", async (Postkasseopslag opslag, CancellationToken ct) => TypedResults.Ok(new Opsaetning(await opslag.OpbevaringsdageAsync(ct)))).Kraever(Roller.Administrator).WithTags("Postkasser").WithSummary("Indbakkens opsætning");
        api.MapPut("/indbakkeopsaetning", async (Opsaetning a, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(new Opsaetning(await myndighed.Queue.RunAsync((GemIndbakkeopsaetning act) => act.Udfoer(new(aktoer, a.Opbevaringsdage), ct), ct)))).Kraever(Roller.Administrator).WithTags("Postkasser").WithSummary("Sæt indbakkens opsætning");
    }

    /// <param name="Art">Maildir or Scanmappe.</param>
    /// <param name="Sti">Below the operator's folder for this authority.</param>
    public sealed record Nypostkasse(string? Navn, string? Art, string? Sti, Guid? EnhedId, bool Aktiv = true);

    /// <summary>Null members stay as they are.</summary>
    public sealed record Postkasserettelse(string? Navn = null, string? Sti = null, Guid? EnhedId = null, bool? Aktiv = null);

    /// <param name="Opbevaringsdage">1 to 365.</param>
    public sealed record Opsaetning(int? Opbevaringsdage);

    private static async Task<Ok<Side<Indbakkerad>>> Liste(
        Indbakkeopslag opslag, Aktoer aktoer, CancellationToken ct, string? boks = null, Guid? enhedId = null, string? kanal = null, string? tekst = null, string? efter = null, int? antal = null)
    {
        var errors = new Errors();
        var (valgtBoks, valgtKanal) = (Indbakkeboks.Min, (Indbakkekanal?)null);
        if (boks is not null)
            errors.AddIf(!(Enum.TryParse(boks, ignoreCase: true, out valgtBoks) && Enum.IsDefined(valgtBoks)), "boks", "Boks skal være min, enhed, medarbejdere eller afsluttet.");
        if (kanal is not null)
            errors.AddIf(!(Enum.TryParse<Indbakkekanal>(kanal, ignoreCase: true, out var k) && Enum.IsDefined(k) && (valgtKanal = k) is not null), "kanal", "Kanal skal være Mail, Scan, Upload eller DigitalPost.");
        errors.AddIf(CprFinder.Contains(tekst), "tekst", "Der søges ikke på personnumre i indbakken.").Throw();
        return TypedResults.Ok(await opslag.SideAsync(aktoer, new(valgtBoks, enhedId, tekst, valgtKanal), efter, antal, ct));
    }

    private static async Task<Created<Side<Lagt>>> LaegInd(HttpContext http, Upload upload, Authority myndighed, ClamAv skanner, Posthentning hentning, Aktoer aktoer, CancellationToken ct)
    {
        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, tilIndbakke: true);
        if (forsendelse.Filer.Count == 0)
            throw new InvalidException("fil", "Vælg en fil.");
        var lagte = await LaegIndAsync(forsendelse, myndighed, skanner, hentning, aktoer, ct);
        return TypedResults.Created(lagte.Count == 1 ? $"/api/v1/indbakke/{lagte[0].Id}" : "/api/v1/indbakke", new Side<Lagt>(lagte, null));
    }

    /// <summary>One piece of post for each file. A unit's inbox takes from anyone; another employee's own from a leader or by distribution only.</summary>
    internal static async Task<IReadOnlyList<Lagt>> LaegIndAsync(Upload.Forsendelse forsendelse, Authority myndighed, ClamAv skanner, Posthentning hentning, Aktoer aktoer, CancellationToken ct)
    {
        var a = forsendelse.Json<Nypost>() ?? new(forsendelse["enhedId"] is { } tekst ? Guid.TryParse(tekst, out var id) ? id : throw new InvalidException("enhedId", "Vælg en enhed, der er aktiv.") : null);
        if (a.BrugerId is { } anden && anden != aktoer.Skrivebord)
            throw new InvalidException("brugerId", "Læg det i enhedens indbakke, og fordel det derfra.");
        Guid? bruger = a.EnhedId is null ? aktoer.Skrivebord : null;
        List<Lagt> lagte = [];
        foreach (var fil in forsendelse.Filer)
        {
            var svar = await myndighed.Queue.RunAsync((ModtagPost act) => act.Udfoer(
                new(aktoer, Indbakkekanal.Upload, fil, fil.Indhold.Sha256, skanner.IsConfigured, null, a.EnhedId, bruger), ct), ct);
            lagte.Add(new(svar.Id, fil.Filnavn, svar.Version));
        }

        hentning.Vaek(myndighed);
        return lagte;
    }

    private static async Task<Ok<Indbakkepostvisning>> Hent(Guid id, Indbakkeopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var post = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(post.Post.Version);
        return TypedResults.Ok(post);
    }

    private static Ok<Stand> Svar(HttpResponse response, Guid id, long version)
    {
        response.Headers.ETag = Preconditions.ETag(version);
        return TypedResults.Ok(new Stand(id, version));
    }

    private static async Task<Ok<Stand>> Tag(Guid id, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Svar(http.Response, id, await myndighed.Queue.RunAsync((TagPost act) => act.Udfoer(new(aktoer, id, set), ct), ct));
    }

    private static async Task<Ok<FordelPost.Svar>> Fordel(Guid id, Fordeling a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((FordelPost act) => act.Udfoer(new(aktoer, id, a.EnhedId, a.BrugerId, a.Note, set), ct), ct);
        http.Response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<Ok<Side<Fordelt>>> FordelFlere(Fordelinger a, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        new Errors()
            .AddIf(a.Poster is not { Count: > 0 and <= Cursor.MaxPage }, "poster", $"Nævn fra 1 til {Cursor.MaxPage} stykker post.")
            .AddIf(a.BrugerId is null && a.EnhedId is null, "brugerId", "Vælg en medarbejder eller en enhed.").Throw();
        List<Fordelt> svar = [];
        foreach (var id in a.Poster!.Distinct()) // each stands or falls by itself
        {
            string? fejl = null;
            try
            {
                await myndighed.Queue.RunAsync((FordelPost act) => act.Udfoer(new(aktoer, id, a.EnhedId, a.BrugerId, a.Note), ct), ct);
            }
            catch (Exception e) when (e is RegelbrudException or NotFoundException or DbUpdateConcurrencyException)
            {
                fejl = e is DbUpdateConcurrencyException ? new StaleException().Message : e.Message;
            }

            svar.Add(new(id, fejl));
        }

        return TypedResults.Ok(new Side<Fordelt>(svar, null));
    }

    private static async Task<NoContent> Fortryd(Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((FortrydFordeling act) => act.Udfoer(new(aktoer, id), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Stand>> GivTilbage(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Svar(http.Response, id, await myndighed.Queue.RunAsync((GivPostTilbage act) => act.Udfoer(new(aktoer, id, a.Begrundelse, set), ct), ct));
    }

    private static async Task<Ok<JournaliserPost.Svar>> Journaliser(Guid id, Journalisering a, SagerDb db, Postudlevering filer, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        OpretSag.Kommando? ny = null;
        if (a.NySag is { } n)
        {
            var post = await db.FindPostAsync(aktoer, id, ct);
            ny = new(aktoer, n.Titel ?? post.Emne, n.Emne, n.Facet, n.Skabelon, n.MedPart && post.AfsenderNavn is { Length: > 0 } navn ? [new(Navn: navn, Email: post.AfsenderEmail, Rolle: "Part")] : []);
        }

        if ((ny is null) == string.IsNullOrWhiteSpace(a.Sag))
            throw new InvalidException("sag", "Nævn enten sag eller nySag.");
        var svar = await filer.JournaliserAsync(aktoer, id, a.Sag, ny, a.Titel, a.Dokumenttype, a.Journaliser, a.DelforloebId, set, ct);
        http.Response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<Ok<Stand>> Afvis(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Svar(http.Response, id, await myndighed.Queue.RunAsync((AfvisPost act) => act.Udfoer(new(aktoer, id, a.Begrundelse, false, set), ct), ct));
    }

    private static async Task<NoContent> FortrydAfvisning(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((AfvisPost act) => act.Udfoer(new(aktoer, id, null, true, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Created<GemPostkasse.Svar>> OpretPostkasse(Nypostkasse a, Postindstillinger indstillinger, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemPostkasse act) => act.Udfoer(new(aktoer, null, indstillinger.RodFor(myndighed.Key), a.Navn, a.Art, a.Sti, a.EnhedId, a.Aktiv), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/postkasser/{svar.Id}", svar);
    }

    private static async Task<Ok<Postkassevisning>> HentPostkasse(Guid id, Postkasseopslag opslag, HttpResponse response, CancellationToken ct)
    {
        var postkasse = await opslag.HentAsync(id, ct);
        response.Headers.ETag = Preconditions.ETag(postkasse.Version);
        return TypedResults.Ok(postkasse);
    }

    private static async Task<Ok<GemPostkasse.Svar>> RetPostkasse(Guid id, Postkasserettelse a, Postkasseopslag opslag, Postindstillinger indstillinger, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        var nu = await opslag.HentAsync(id, ct);
        var svar = await myndighed.Queue.RunAsync((GemPostkasse act) => act.Udfoer(
            new(aktoer, id, indstillinger.RodFor(myndighed.Key), a.Navn ?? nu.Navn, null, a.Sti ?? nu.Sti, a.EnhedId ?? nu.EnhedId, a.Aktiv ?? nu.Aktiv, set), ct), ct);
        http.Response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }
}
