using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Dav;

/// <summary>
/// WebDAV of class 1 and 2 on the files of one draft, as Word and LibreOffice use it. The key in the address says whose lease it is; whether
/// it lasts, whether the user is still there and still sees the document is asked at each request, and once more in each act.
/// </summary>
internal sealed class Davtjeneste(
    SagerDb db, Authority myndighed, Aktoerkilde aktoerer, Filmodtagelse modtagelse, Redigeringsgraenser graenser, Davspaerre spaerre, Adgangsspor spor, TimeProvider tid)
{
    public const string Metoder = "OPTIONS, GET, HEAD, PROPFIND, PROPPATCH, LOCK, UNLOCK, PUT, MOVE, DELETE";

    private static readonly TimeSpan Standardlaas = TimeSpan.FromMinutes(10);

    /// <summary>One name in the folder.</summary>
    /// <param name="Egen">The document's file; null for what an editor keeps beside.</param>
    /// <param name="Sted">Its row under the lease: a lock, or the content beside.</param>
    private sealed record Post(string Navn, Fil? Egen, Redigeringsfil? Sted)
    {
        /// <summary>Not there for the editor at the moment.</summary>
        public bool ErVaek => Egen is null ? Sted is null : Sted?.Vaek == true;

        public string? Sha256 => Egen?.Sha256 ?? Sted?.Sha256;

        public string ETag => $"\"{Sha256 ?? "tom"}\"";
    }

    private sealed record Mappe(string Sti, Aktoer Aktoer, Redigering Redigering, Dokument Dokument, IReadOnlyList<Post> Poster, string Fil)
    {
        public bool ErMappen => Fil.Length == 0;

        /// <summary>The name asked for, whatever its case; a name that is not there is one without content.</summary>
        public Post Find(string navn) => Poster.FirstOrDefault(p => p.Navn == navn) ?? Poster.FirstOrDefault(p => string.Equals(p.Navn, navn, StringComparison.OrdinalIgnoreCase)) ?? new(navn, null, null);

        public string Href(string navn) => Sti + Uri.EscapeDataString(navn);
    }

    public static void Options(HttpContext http)
    {
        http.Response.Headers["DAV"] = "1, 2";
        http.Response.Headers["MS-Author-Via"] = "DAV";
        http.Response.Headers.Allow = Metoder;
        http.Response.ContentLength = 0;
    }

    /// <summary>Above the keys there is a folder that never shows anything.</summary>
    public static Task RodAsync(HttpContext http) => XmlAsync(
        http, StatusCodes.Status207MultiStatus, Davxml.Multistatus([new($"{http.Request.PathBase}/dav/", "dav", true, 0, "", null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null, default)], new([], false)), http.RequestAborted);

    /// <summary>Runs one request and says what goes wrong with a status that editors know.</summary>
    public static async Task SvarAsync(HttpContext http, Func<Task> udfoer)
    {
        try
        {
            await udfoer();
        }
        catch (Exception e) when (!http.Response.HasStarted && Afvisning(e) is { } afvist)
        {
            http.Response.Clear();
            http.Response.StatusCode = afvist.Status;
            if (afvist.Status == StatusCodes.Status429TooManyRequests)
                http.Response.Headers.RetryAfter = ((int)Davspaerre.Vindue.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(afvist.Message, http.RequestAborted);
        }
    }

    public async Task PropfindAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct);
        var dybde = http.Request.Headers["Depth"].ToString();
        if (dybde is not ("0" or "1" or "" or "infinity"))
            throw new Davafvisning(400, "Hovedet Depth skal være 0 eller 1.");
        if (mappe.ErMappen && (dybde is "" or "infinity"))
            throw new Davafvisning(403, "Hovedet Depth skal være 0 eller 1.");
        var oenske = Davxml.Propfind(await Davxml.LaesAsync(http.Request.Body, ct));
        List<Davpost> poster = [];
        if (mappe.ErMappen)
        {
            poster.Add(new(mappe.Sti, mappe.Dokument.Titel, true, 0, "", null, mappe.Redigering.Begyndt, mappe.Redigering.Begyndt, null, null, default));
            if (dybde == "1")
                poster.AddRange(mappe.Poster.Where(p => !p.ErVaek).Select(p => Som(mappe, p)));
        }
        else
        {
            var post = mappe.Find(mappe.Fil);
            poster.Add(post.ErVaek ? throw new Davafvisning(404, "Filen findes ikke.") : Som(mappe, post));
        }

        await XmlAsync(http, StatusCodes.Status207MultiStatus, Davxml.Multistatus(poster, oenske), ct);
    }

    public async Task ProppatchAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct);
        var navne = Davxml.Proppatch(await Davxml.LaesAsync(http.Request.Body, ct));
        if (!mappe.ErMappen)
        {
            var post = mappe.Find(mappe.Fil);
            if (post.ErVaek)
                throw new Davafvisning(404, "Filen findes ikke.");
            await KraevFriAsync(http, mappe, post);
        }

        await XmlAsync(http, StatusCodes.Status207MultiStatus, Davxml.Proppatchsvar(mappe.ErMappen ? mappe.Sti : mappe.Href(mappe.Fil), navne), ct);
    }

    public async Task HentAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct, vises: true);
        if (mappe.ErMappen)
            throw new Davafvisning(405, "Adressen åbnes i Word eller LibreOffice, ikke i en browser.");
        var post = mappe.Find(mappe.Fil);
        if (post.ErVaek)
            throw new Davafvisning(404, "Filen findes ikke.");
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, no-cache";
        IResult svar = post.Sha256 is null
            ? TypedResults.Bytes([], "application/octet-stream")
            : TypedResults.Stream(myndighed.Content.OpenRead(post.Sha256), Type(post), post.Navn, Aendret(mappe, post), new(post.ETag), enableRangeProcessing: true);
        await svar.ExecuteAsync(http);
    }

    public async Task LaasAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct);
        if (mappe.ErMappen)
            throw new Davafvisning(403, "Kun filer kan låses.");
        if (http.Request.Headers["Depth"].ToString() is not ("" or "0" or "infinity"))
            throw new Davafvisning(400, "Hovedet Depth skal være 0 eller infinity.");
        var post = Kraevnavn(mappe, mappe.Fil);
        var oenske = Davxml.Lock(await Davxml.LaesAsync(http.Request.Body, ct));
        if (oenske is { Delt: true })
            throw new Davafvisning(403, "Delte låse gives ikke.");
        string token;
        if (oenske is null)
        {
            token = Davbetingelse.Laes(http.Request.Headers["If"])?.Tokens.FirstOrDefault() ?? throw new Davafvisning(400, "En lås fornyes med hovedet If.");
        }
        else
        {
            if (Davbetingelse.Laes(http.Request.Headers["If"]) is { } hvis && !hvis.Holder(r => Tilstand(mappe, r)))
                throw new Davafvisning(412, "Betingelsen i hovedet If holder ikke.");
            token = "opaquelocktoken:" + new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
        }

        var svar = await myndighed.Queue.RunAsync((LaasRedigeringsfil act) => act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, post.Navn, token, oenske?.Ejer, Timeout(http), oenske is null), ct), ct);
        if (!svar.Laast)
        {
            if (oenske is null)
                throw new Davafvisning(412, "Låsen gælder ikke længere.");
            await XmlAsync(http, StatusCodes.Status423Locked, Davxml.Laast(mappe.Href(post.Navn)), ct);
            return;
        }

        if (oenske is not null)
            http.Response.Headers["Lock-Token"] = $"<{svar.Token}>";
        var ny = svar.Ny && post.Egen is null;
        await XmlAsync(http, ny ? StatusCodes.Status201Created : StatusCodes.Status200OK, Davxml.Laasesvar(Som(mappe, post) with { Laas = svar.Token, LaasEjer = svar.Ejer, LaasRest = svar.Laengde }), ct);
    }

    public async Task LaasOpAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct);
        var token = http.Request.Headers["Lock-Token"].ToString().Trim();
        if (token is not ['<', .., '>'])
            throw new Davafvisning(400, "Hovedet Lock-Token mangler.");
        if (mappe.ErMappen || !await myndighed.Queue.RunAsync((LaasRedigeringsfilOp act) => act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, mappe.Find(mappe.Fil).Navn, token[1..^1]), ct), ct))
            throw new Davafvisning(409, "Det er ikke filens lås.");
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task GemAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct, vises: true);
        if (mappe.ErMappen)
            throw new Davafvisning(405, "Adressen er en mappe.");
        if (http.Request.Headers.ContainsKey("Content-Range"))
            throw new Davafvisning(400, "En fil gemmes hel.");
        if (http.Request.ContentLength > modtagelse.StoersteFil)
            throw new ContentTooLargeException(modtagelse.StoersteFil);
        var post = Kraevnavn(mappe, mappe.Fil);
        await KraevFriAsync(http, mappe, post);
        var set = Set(http, post);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } graense)
            graense.MaxRequestBodySize = modtagelse.StoersteFil + 1;
        if (post.Egen is { } egen)
        {
            // Windows' own client first puts an empty file in the place of the one it is about to save. A document is never emptied.
            if (await modtagelse.ProevAsync(myndighed, egen.Filnavn, http.Request.Body, ct) is not { } ny)
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            var svar = await myndighed.Queue.RunAsync((GemRedigering act) => act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, post.Navn, ny, set), ct), ct);
            http.Response.Headers.ETag = $"\"{svar.Sha256}\"";
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var indhold = await myndighed.Content.SaveAsync(http.Request.Body, Math.Min(modtagelse.StoersteFil, graenser.VedSidenBytes), ct);
        await myndighed.Queue.RunAsync(async (LaegRedigeringsfil act) =>
        {
            await act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, post.Navn, indhold.Length == 0 ? null : indhold), ct);
            return true;
        }, ct);
        http.Response.StatusCode = post.Sted is null ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
    }

    public async Task SletAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct);
        if (mappe.ErMappen)
            throw new Davafvisning(403, "Dokumentet slettes ikke herfra.");
        var post = mappe.Find(mappe.Fil);
        if (post.ErVaek)
            throw new Davafvisning(404, "Filen findes ikke.");
        await KraevFriAsync(http, mappe, post);
        await myndighed.Queue.RunAsync((FlytRedigeringsfil act) => act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, post.Navn, null), ct), ct);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task FlytAsync(HttpContext http, string noegle, string? fil, CancellationToken ct)
    {
        var mappe = await AabnAsync(http, noegle, fil, ct, vises: true);
        if (mappe.ErMappen)
            throw new Davafvisning(403, "Mappen flyttes ikke.");
        var fra = mappe.Find(mappe.Fil);
        if (fra.ErVaek)
            throw new Davafvisning(404, "Filen findes ikke.");
        var til = Kraevnavn(mappe, Maal(http, mappe));
        if (til.Navn == fra.Navn || (fra.Egen is not null && til.Egen is not null))
            throw new Davafvisning(403, "Dokumentets filer bytter ikke navn herfra.");
        if (!til.ErVaek && http.Request.Headers["Overwrite"].ToString().Equals("F", StringComparison.OrdinalIgnoreCase))
            throw new Davafvisning(412, "Der er allerede en fil af det navn.");
        await KraevFriAsync(http, mappe, fra, til);
        var fandtes = !til.ErVaek;
        if (til.Egen is { } egen)
        {
            if (fra.Sha256 is null)
                throw new Davafvisning(409, "En tom fil kan ikke træde i stedet for dokumentets.");
            await using var indhold = myndighed.Content.OpenRead(fra.Sha256);
            var ny = await modtagelse.ModtagAsync(myndighed, egen.Filnavn, indhold, ct);
            await myndighed.Queue.RunAsync((GemRedigering act) => act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, til.Navn, ny, null, fra.Navn), ct), ct);
        }
        else
        {
            await myndighed.Queue.RunAsync((FlytRedigeringsfil act) => act.Udfoer(new(mappe.Aktoer, mappe.Redigering.Id, fra.Navn, til.Navn), ct), ct);
        }

        http.Response.StatusCode = fandtes ? StatusCodes.Status204NoContent : StatusCodes.Status201Created;
    }

    /// <summary>The lease that the key belongs to, with the folder as its holder sees it now.</summary>
    /// <exception cref="Davafvisning">404, 410 or 429.</exception>
    private async Task<Mappe> AabnAsync(HttpContext http, string noegle, string? fil, CancellationToken ct, bool vises = false)
    {
        var nu = tid.GetUtcNow();
        var sha256 = Redigeringsnoegler.Sha256(noegle);
        var redigering = sha256 is null ? null : await db.Redigeringer.AsNoTracking().SingleOrDefaultAsync(r => r.NoegleSha256 == sha256, ct);
        if (redigering is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(redigering.NoegleSha256), Encoding.ASCII.GetBytes(sha256!)))
        {
            throw spaerre.Forkert(myndighed.Key, http.Connection.RemoteIpAddress?.ToString() ?? "")
                ? new Davafvisning(429, "Der er prøvet for mange forkerte adresser. Vent lidt.")
                : new Davafvisning(404, "Adressen findes ikke.");
        }

        spor.Bruger(redigering.BrugerId);
        if (await aktoerer.FindMedStandAsync(redigering.BrugerId, nu, ct, redigering.PaaVegneAfId) is not { } stand || stand.Sikkerhedsnummer != redigering.Sikkerhedsnummer || !stand.Aktoer.Har(AccessRules.Sagsarbejde))
            throw Slut();
        var aktoer = stand.Aktoer;
        if (await db.Dokumenter.SynligeFor(db, aktoer).AsNoTracking().SingleOrDefaultAsync(d => d.Id == redigering.DokumentId, ct) is not { } dokument)
            throw new Davafvisning(404, "Adressen findes ikke.");
        if (vises)
            await SporAsync(aktoer, dokument.Id, ct);
        if (!redigering.ErLevende(dokument, nu))
            throw Slut();

        var filer = await Dokumentforesp.FilerAsync(db, dokument.Id, dokument.Filversion, ct);
        var navne = Redigeringsnavne.Navngiv(filer.Select(f => (f.Nummer, f.Filnavn)));
        var steder = await db.Redigeringsfiler.AsNoTracking().Where(f => f.RedigeringId == redigering.Id).OrderBy(f => f.Navn).ToListAsync(ct);
        var egne = filer.ConvertAll(f => new Post(navne[f.Nummer], f, steder.Find(s => s.Navn == navne[f.Nummer])));
        return new(
            $"{http.Request.PathBase}/dav/{noegle}/", aktoer, redigering, dokument,
            [.. egne, .. steder.Where(s => !egne.Exists(e => e.Navn == s.Navn)).Select(s => new Post(s.Navn, null, s))], Navn(fil));
    }

    private static Davafvisning Slut() => new(410, DokumentRegler.RedigeringenErLevende.Tekst);

    private async Task SporAsync(Aktoer aktoer, Guid dokument, CancellationToken ct)
    {
        spor.Dokument(dokument);
        foreach (var sag in await db.Sager.SynligeFor(aktoer).Where(s => db.Registreringer.Any(r => r.DokumentId == dokument && r.SagId == s.Id && r.FlyttetTilId == null))
            .Select(s => new { s.Id, s.Sagsnummer, s.ErBeskyttet }).ToListAsync(ct))
        {
            spor.Sag(sag.Id, sag.Sagsnummer);
            if (sag.ErBeskyttet)
                spor.Beskyttet();
        }
    }

    /// <summary>As typed, in the form names are kept in; a Mac sends a and ring apart.</summary>
    private static string Navn(string? fil)
    {
        try
        {
            var navn = (fil ?? "").Trim('/').Normalize(NormalizationForm.FormC);
            return navn.Length > 300 || navn.Contains('/', StringComparison.Ordinal) || navn.Contains('\0', StringComparison.Ordinal) ? throw new Davafvisning(404, "Filen findes ikke.") : navn;
        }
        catch (ArgumentException)
        {
            throw new Davafvisning(400, "Navnet kan ikke bruges.");
        }
    }

    /// <summary>A name that may be written: one of the document's, or one that editors keep for themselves.</summary>
    private static Post Kraevnavn(Mappe mappe, string navn)
    {
        var post = mappe.Find(navn);
        return post.Egen is not null || Redigeringsnavne.ErMidlertidigt(post.Navn)
            ? post : throw new Davafvisning(403, "Kun dokumentets egne filer gemmes her. Gem en ny fil på din egen computer, og læg den ind på sagen.");
    }

    /// <summary>The name that MOVE gives: in the same folder, or it is refused.</summary>
    private static string Maal(HttpContext http, Mappe mappe)
    {
        var maal = http.Request.Headers["Destination"].ToString();
        if (maal.Length is 0 or > 4000)
            throw new Davafvisning(400, "Hovedet Destination mangler.");
        var sti = Uri.TryCreate(maal, UriKind.Absolute, out var adresse) && adresse.Scheme is "http" or "https" ? adresse.AbsolutePath : maal;
        var plads = sti.LastIndexOf('/') + 1;
        return Uri.UnescapeDataString(sti[..plads]) == Uri.UnescapeDataString(mappe.Sti) && Navn(Uri.UnescapeDataString(sti[plads..])) is { Length: > 0 } navn
            ? navn : throw new Davafvisning(403, "En fil flyttes kun inden for dokumentets egen mappe.");
    }

    /// <summary>The <c>If</c> header holds, and who asks knows the lock of each that is locked.</summary>
    private Task KraevFriAsync(HttpContext http, Mappe mappe, params Post[] poster)
    {
        var nu = tid.GetUtcNow();
        var hvis = Davbetingelse.Laes(http.Request.Headers["If"]);
        if (hvis is not null && !hvis.Holder(r => Tilstand(mappe, r)))
            throw new Davafvisning(412, "Betingelsen i hovedet If holder ikke.");
        var kendte = (hvis?.Tokens ?? []).Append(http.Request.Headers["Lock-Token"].ToString().Trim().Trim('<', '>')).ToHashSet(StringComparer.Ordinal);
        return Array.Exists(poster, p => p.Sted?.ErLaast(nu) == true && !kendte.Contains(p.Sted.Laas!))
            ? throw new Davafvisning(423, "Filen er låst af det program, der har den åben.")
            : Task.CompletedTask;
    }

    private (string? Token, string? ETag) Tilstand(Mappe mappe, string? ressource)
    {
        var navn = mappe.Fil;
        if (ressource is not null)
        {
            var sti = Uri.TryCreate(ressource, UriKind.Absolute, out var adresse) && adresse.Scheme is "http" or "https" ? adresse.AbsolutePath : ressource;
            navn = Uri.UnescapeDataString(sti[(sti.LastIndexOf('/') + 1)..]);
        }

        var post = mappe.Find(navn);
        return (post.Sted?.ErLaast(tid.GetUtcNow()) == true ? post.Sted.Laas : null, post.ErVaek ? null : post.ETag);
    }

    /// <summary>The content that If-Match says the editor has seen; null where it says nothing.</summary>
    private static string? Set(HttpContext http, Post post)
    {
        var match = http.Request.Headers.IfMatch.ToString();
        if (http.Request.Headers.IfNoneMatch.ToString() == "*" && !post.ErVaek)
            throw new Davafvisning(412, "Der er allerede en fil af det navn.");
        if (match.Length == 0)
            return null;
        if (post.ErVaek || (match != "*" && !match.Split(',', StringSplitOptions.TrimEntries).Contains(post.ETag)))
            throw new Davafvisning(412, "Filen er ændret siden. Gem en kopi.");
        return match == "*" ? null : post.Sha256;
    }

    private static TimeSpan Timeout(HttpContext http)
    {
        foreach (var oenske in http.Request.Headers["Timeout"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (oenske.Equals("Infinite", StringComparison.OrdinalIgnoreCase))
                return LaasRedigeringsfil.Laengst;
            if (oenske.StartsWith("Second-", StringComparison.OrdinalIgnoreCase) && uint.TryParse(oenske.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var sekunder))
                return TimeSpan.FromSeconds(Math.Clamp(sekunder, 30, LaasRedigeringsfil.Laengst.TotalSeconds));
        }

        return Standardlaas;
    }

    private Davpost Som(Mappe mappe, Post post)
    {
        var nu = tid.GetUtcNow();
        var laast = post.Sted?.ErLaast(nu) == true;
        return new(
            mappe.Href(post.Navn), post.Navn, false, post.Egen?.Stoerrelse ?? post.Sted?.Stoerrelse ?? 0, Type(post), post.ETag, post.Egen?.Tilfoejet ?? post.Sted?.Aendret ?? mappe.Redigering.Begyndt,
            Aendret(mappe, post), laast ? post.Sted!.Laas : null, laast ? post.Sted!.LaasEjer : null, laast ? post.Sted!.LaasTil!.Value - nu : default);
    }

    private static string Type(Post post) => post.Egen?.Mimetype ?? "application/octet-stream";

    private static DateTimeOffset Aendret(Mappe mappe, Post post) => post.Egen?.Tilfoejet ?? post.Sted?.Aendret ?? mappe.Redigering.Begyndt;

    private static Task XmlAsync(HttpContext http, int status, byte[] xml, CancellationToken ct)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml; charset=utf-8";
        http.Response.ContentLength = xml.Length;
        return http.Response.Body.WriteAsync(xml, ct).AsTask();
    }

    /// <summary>What a failure is answered as; null for one that nobody foresaw.</summary>
    private static Davafvisning? Afvisning(Exception e) => e switch
    {
        Davafvisning afvist => afvist,
        RegelbrudException { Regel: var regel } brud => new(
            regel == DokumentRegler.RedigeringenErLevende || regel == DokumentRegler.KunKladderRettes ? 410 : regel == DokumentRegler.IkkeUdtjekketAfAnden ? 423 : regel == DokumentRegler.FaaVedSiden ? 507 : 403,
            string.Join(' ', [regel.Tekst, .. brud.Detaljer])),
        InvalidException ugyldig => new(403, string.Join(' ', ugyldig.Errors.Values.SelectMany(f => f))),
        _ when Problem.From(e) is { Status: not 500 } problem => new(problem.Status, problem.Title),
        _ => null,
    };
}
