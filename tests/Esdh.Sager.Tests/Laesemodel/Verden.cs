using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Core.Authorities;
using Esdh.Sager.Tests.Http;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Laesemodel;

/// <summary>
/// A small authority drawn by a seed and made over HTTP by those who live in it, and what has since happened in it. What it notes down of every act is who
/// is let in by it as docs/adgang.md says, never what the server answers about access.
/// </summary>
internal sealed partial class Verden(Testserver server, int froe)
{
    /// <summary>Stands in the title of every case and every document.</summary>
    public const string Faelles = "Kvartsfinke";

    private static readonly string[] Emner = ["02.34.02", "02.34.03", "05.13.10"];

    private readonly ConcurrentDictionary<string, ConcurrentBag<Ting>> _spor = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Bruger, HttpClient> _klienter = [];
    private readonly Random _terning = new(froe);
    private int _maerker;

    public List<Enhed> Enheder { get; } = [];

    public List<Gruppe> Grupper { get; } = [];

    public List<Bruger> Brugere { get; } = [];

    public ConcurrentBag<Ting> Ting { get; } = [];

    /// <summary>Absences that give a substitute the absent one's desk.</summary>
    public List<(Bruger Fravaerende, Bruger Stedfortraeder)> Fravaer { get; } = [];

    /// <summary>Where a draft is edited in place, and by whom.</summary>
    public List<(Dokument Dokument, Bruger Bruger, string Adresse)> Redigeringer { get; } = [];

    /// <summary>What was refused though the oracle says it was the actor's to do.</summary>
    public ConcurrentBag<string> Fejl { get; } = [];

    /// <summary>Acts that were done, and those a rule refused.</summary>
    public ConcurrentDictionary<string, (int Gjort, int Afvist)> Handlinger { get; } = [];

    /// <summary>The Danish day the world was made.</summary>
    public DateOnly Dag { get; private set; }

    public IEnumerable<T> Alle<T>() where T : Ting => Ting.OfType<T>();

    /// <summary>Everyone who can ask: each at the own desk, and at those that are open to them.</summary>
    public IEnumerable<Laeser> Laesere => Brugere.Where(b => b.Aktiv).Select(b => new Laeser(b)).Concat(
        Fravaer.Where(f => f.Fravaerende.Aktiv && f.Stedfortraeder.Aktiv && Fravaer.TrueForAll(x => x.Fravaerende != f.Stedfortraeder)
                && new Laeser(f.Stedfortraeder).Har(Roller.Sagsbehandler | Roller.Leder) && new Laeser(f.Fravaerende).Har(Roller.Sagsbehandler | Roller.Leder))
            .Select(f => new Laeser(f.Stedfortraeder, f.Fravaerende)));

    /// <summary>Whose word, number or id this is; empty when nobody's here.</summary>
    public IEnumerable<Ting> Hvis(string ord) => _spor.TryGetValue(ord, out var ting) ? ting : [];

    public HttpClient Klient(Bruger b) => _klienter.GetOrAdd(b, x => server.Som(x.Navn));

    public static HttpRequestMessage Foresp(Laeser l, HttpMethod metode, string adresse)
    {
        var request = new HttpRequestMessage(metode, adresse);
        if (l.ForAnden is { } anden)
            request.Headers.Add("Esdh-Paa-Vegne-Af", anden.Id.ToString());
        return request;
    }

    private void Spor(Ting ting, params string?[] ord)
    {
        foreach (var o in ord.OfType<string>().Where(o => o.Length > 0))
            _spor.GetOrAdd(o, _ => []).Add(ting);
    }

    /// <summary>A word that stands nowhere else: each letter twice, so that no two are one typing error apart.</summary>
    private string Ord()
    {
        var n = Interlocked.Increment(ref _maerker);
        Span<char> tegn = stackalloc char[6];
        for (var i = 5; i >= 0; i -= 2, n /= 20)
            tegn[i] = tegn[i - 1] = "bcdfghjklmnpqrstvwxz"[n % 20];
        return $"zq{tegn}";
    }

    private T Ny<T>(T ting, string? id = null, params string?[] mere) where T : Ting
    {
        if (id is not null)
            ting.Id = Guid.Parse(id);
        Ting.Add(ting);
        Spor(ting, [ting.Maerke, id, .. mere]);
        return ting;
    }

    /// <summary>Does something as someone who may; null when a rule refused it.</summary>
    private async Task<JsonElement?> GoerAsync(Bruger hvem, string metode, string adresse, object? krop = null, (string Navn, byte[] Indhold)? fil = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(metode), adresse);
        if (fil is { } f)
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(f.Indhold), "fil", f.Navn }, { new StringContent(JsonSerializer.Serialize(krop, JsonSerializerOptions.Web), Encoding.UTF8, "application/json"), "json" } };
            request.Content = form;
        }
        else if (krop is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(krop, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        }

        using var svar = await Klient(hvem).SendAsync(request);
        var tekst = await svar.Content.ReadAsStringAsync();
        var art = $"{metode} {System.Text.RegularExpressions.Regex.Replace(adresse, "[0-9a-f-]{36}", "{id}")}";
        Handlinger.AddOrUpdate(art, svar.IsSuccessStatusCode ? (1, 0) : (0, 1), (_, n) => svar.IsSuccessStatusCode ? (n.Gjort + 1, n.Afvist) : (n.Gjort, n.Afvist + 1));
        if (svar.IsSuccessStatusCode)
            return tekst.Length == 0 ? default(JsonElement) : JsonSerializer.Deserialize<JsonElement>(tekst);
        if (svar.StatusCode != HttpStatusCode.Conflict)
            Fejl.Add($"{art}: seed {froe}, {hvem}: {adresse}: {(int)svar.StatusCode} {tekst[..Math.Min(tekst.Length, 400)]}");
        return null;
    }

    private static string Id(JsonElement? j) => j!.Value.GetProperty("id").GetString()!;

    /// <summary>Units in a tree, users in all roles, groups, and cases with all that lies on them.</summary>
    public async Task BygAsync(int sager, int dokumenterPrSag)
    {
        Dag = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(server.Ur.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen")).DateTime);
        await BefolkAsync();
        await GemSoegningerAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, sager), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await SagAsync(new Random(HashCode(froe, i)), dokumenterPrSag));
        await TvaersAsync();
    }

    private static int HashCode(int a, int b) => unchecked((a * 397) ^ (b * 7919));

    private async Task BefolkAsync()
    {
        (string Noegle, string? Over)[] enheder = [("top", null), ("byg", "top"), ("plan", "byg"), ("skitse", "plan"), ("skole", "top"), ("sundhed", null)];
        string Noegle(string n) => $"model{froe}-{n}";
        Roller[] roller =
        [
            Roller.Sagsbehandler, Roller.Sagsbehandler, Roller.Sagsbehandler, Roller.Sagsbehandler | Roller.Administrator, Roller.Leder | Roller.Sagsbehandler, Roller.Leder, Roller.Leder | Roller.Sagsbehandler,
            Roller.Arkivar, Roller.Revisor, Roller.Administrator, Roller.Robot, Roller.Logkontrollant,
        ];
        var brugere = roller.Select((r, i) => new Demonstrationsbruger($"m{froe}-{i:00}", $"Model {froe} {i:00}", null, Noegle(enheder[_terning.Next(enheder.Length)].Noegle), null, r)).ToList();
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await Esdh.Adgang.Contract.Demonstration.SeedAsync(myndighed!, [.. enheder.Select(e => new Demonstrationsenhed(Noegle(e.Noegle), $"{e.Noegle} {froe}", e.Over is null ? null : Noegle(e.Over)))], brugere);
        foreach (var (noegle, over) in enheder)
            Enheder.Add(new(Esdh.Adgang.Contract.Demonstration.EnhedId("korsbaek", Noegle(noegle)), $"{noegle} {froe}") { Over = over is null ? null : Enheder.Find(e => e.Navn == $"{over} {froe}") });
        foreach (var b in brugere)
            Brugere.Add(new(Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", b.Brugernavn), b.Brugernavn, Enheder.Find(e => e.Id == Esdh.Adgang.Contract.Demonstration.EnhedId("korsbaek", b.Enhed))!, b.Roller));
        for (var i = 0; i < 3; i++)
        {
            var medlemmer = Brugere.Where(_ => _terning.Next(3) == 0).ToList();
            var navn = $"Gruppe {froe} {i}";
            var gruppe = new Gruppe(Guid.Parse(Id(await server.Som("administrator").SendAsync("/api/v1/grupper", new { navn, medlemmer = medlemmer.Select(m => m.Id) }))), navn);
            gruppe.Medlemmer.UnionWith(medlemmer);
            Grupper.Add(gruppe);
        }

        await (await server.Som("administrator").PutAsync("/api/v1/postliste/opsaetning", new { ventedage = 0 })).ForventAsync();
    }

    private static T En<T>(Random r, IReadOnlyList<T> af) => af[r.Next(af.Count)];

    private static bool Chance(Random r, int procent) => r.Next(100) < procent;

    /// <summary>Someone with a role that works on cases; of those who see it, where something is said.</summary>
    private Bruger? Arbejder(Random r, Ting? ting = null)
    {
        var mulige = Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && (ting is null || new Laeser(b).Ser(ting))).ToList();
        return mulige.Count == 0 ? null : En(r, mulige);
    }

    private (object[] Poster, Kreds Kreds) Valg(Random r, bool kunNavne)
    {
        var kreds = new Kreds();
        List<object> poster = [];
        for (var i = r.Next(1, 4); i > 0; i--)
        {
            switch (r.Next(kunNavne ? 2 : 4))
            {
                case 0:
                    var b = En(r, Brugere.Where(x => x.Aktiv).ToList());
                    kreds.Brugere.Add(b);
                    poster.Add(new { art = "Bruger", reference = b.Id.ToString() });
                    break;
                case 1 when Grupper.Exists(g => g.Aktiv):
                    var g = En(r, Grupper.Where(x => x.Aktiv).ToList());
                    kreds.Grupper.Add(g);
                    poster.Add(new { art = "Gruppe", reference = g.Id.ToString() });
                    break;
                case 1:
                    goto case 0;
                default:
                    var e = En(r, Enheder);
                    kreds.Enheder.Add(e);
                    poster.Add(new { art = "Enhed", reference = e.Id.ToString() });
                    break;
            }
        }

        return ([.. poster], kreds);
    }

    /// <summary>Who sees a case from now on: the chosen or its unit, its handler and the one who decides; archivist and auditor unless it is protected.</summary>
    private (bool Beskyttet, object[]? Poster, Kreds Kreds) Nyadgang(Random r, Enhed enhed, Bruger? behandler, Bruger aktoer)
    {
        var art = r.Next(10);
        var beskyttet = art < 3;
        var (poster, kreds) = art < 6 ? Valg(r, beskyttet) : (null, new());
        if (art == 6)
            (poster, kreds.Alle) = ([new { art = "Alle", reference = "*" }], true);
        if (art > 6)
            kreds.Enheder.Add(enhed);
        kreds.Brugere.Add(aktoer);
        if (behandler is not null)
            kreds.Brugere.Add(behandler);
        kreds.Opgaver = !beskyttet;
        return (beskyttet, poster, kreds);
    }

    private async Task SagAsync(Random r, int dokumenter)
    {
        var aktoer = Arbejder(r)!;
        var behandler = Chance(r, 40) ? Arbejder(r) : null;
        var enhed = Chance(r, 50) ? En(r, Enheder) : aktoer.Enhed;
        var (beskyttet, poster, kreds) = Nyadgang(r, enhed, behandler ?? aktoer, aktoer);
        var (titel, beskrivelse) = (Ord(), Ord());
        var foelsomhed = En(r, [0, 0, 1, 2]);
        var sag = new Sag { Maerke = titel, Emne = En(r, Emner), Enhed = enhed, Behandler = behandler ?? aktoer, Beskyttet = beskyttet, Kreds = kreds, Foelsomhed = foelsomhed };
        List<(string Navn, string Adresse, bool Beskyttet)> parter = [.. Enumerable.Range(0, r.Next(3)).Select(i => (Ord(), Ord(), i == 0 && Chance(r, 40)))];
        var svar = await GoerAsync(aktoer, "POST", "/api/v1/sager", new
        {
            titel = $"{Faelles} sag {titel}", sag.Emne, facet = "G01", beskrivelse = $"Om {beskrivelse}", enhedId = enhed.Id, behandlerId = behandler?.Id, erBeskyttet = beskyttet, adgang = poster,
            foelsomhed = Niveau(foelsomhed), parter = parter.Select(p => new { navn = $"{p.Navn} Opdigt", rolle = "Ansøger", adresse = $"{p.Adresse} 4", postnummer = "9999", by = "Korsbæk", erBeskyttet = p.Beskyttet }),
        });
        if (svar is null)
            return;
        sag.Nummer = svar.Value.GetProperty("sagsnummer").GetString()!;
        Ny(sag, Id(svar), sag.Nummer, beskrivelse);
        if (parter.Count > 0)
        {
            var raekker = (await GoerAsync(aktoer, "GET", $"/api/v1/sager/{sag.Id}/parter"))!.Value.EnumerateArrayOrPoster().ToList();
            foreach (var p in parter) // at most one is protected, and so the one without its name
                PaaSagen(sag, raekker.Find(x => p.Beskyttet ? x.GetProperty("erBeskyttet").GetBoolean() : x.GetProperty("navn").GetString()!.Contains(p.Navn, StringComparison.Ordinal)), p.Navn, p.Adresse, p.Beskyttet);
        }

        for (var i = 0; i < dokumenter; i++)
            await DokumentAsync(r, sag);
        await NotatAsync(r, sag);
        await ErindringAsync(r, sag);
        await AndetAsync(r, sag);
    }

    private static string Niveau(int f) => new[] { "IkkeFortrolig", "Fortrolig", "Foelsom", "Vip" }[f];

    /// <summary>The party of a row as the server listed it, known or new. The register keeps the order in which they were named.</summary>
    private void PaaSagen(Sag sag, JsonElement raekke, string navn, string? adresse, bool beskyttet)
    {
        var id = raekke.GetProperty("partId").GetString()!;
        if (Alle<Part>().FirstOrDefault(p => p.Id.ToString() == id) is not { } part)
        {
            part = Ny(new Part { Maerke = Ord(), Beskyttet = beskyttet }, id);
            Ny(new Partsnavn { Maerke = navn, Part = part }, null, adresse);
        }

        part.Sager.Add(sag);
        part.Raekker[Guid.Parse(Id(raekke))] = sag;
        Ny(new Sagspart { Maerke = Ord(), Sag = sag }, Id(raekke));
    }

    private async Task DokumentAsync(Random r, Sag sag)
    {
        if (Arbejder(r, sag) is not { } aktoer)
            return;
        var (titel, filnavn, indhold, offentlig) = (Ord(), Ord(), Ord(), Ord());
        var art = r.Next(10);
        var part = Chance(r, 40) ? Alle<Part>().Where(p => p.Sager.Contains(sag)).OrderBy(p => p.Maerke).FirstOrDefault() : null;
        var bilag = art == 0 ? Ord() : null;
        var (navn, bytes) = art switch
        {
            0 => ($"{filnavn}.eml", Mail(indhold, bilag!)),
            < 6 => ($"{filnavn}.pdf", Provefiler.Pdf(indhold)),
            _ => ($"{filnavn}.txt", Encoding.UTF8.GetBytes($"Brevet om {indhold}")),
        };
        var dokument = new Dokument
        {
            Maerke = titel, Oprettet = sag, Retning = art == 0 ? "indgaaende" : En(r, ["indgaaende", "udgaaende", "internt"]), Filnavn = navn, PaaPostliste = Chance(r, 30), Foelsomhed = sag.Foelsomhed,
        };
        var svar = await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/dokumenter", new
        {
            titel = $"{Faelles} dok {titel}", dokument.Retning, partId = part?.Id, part = part is null ? null : $"{Alle<Partsnavn>().First(n => n.Part == part).Maerke} Opdigt", dokument.PaaPostliste, offentligTitel = dokument.PaaPostliste ? $"Om {offentlig}" : null, journaliser = Chance(r, 45),
        }, (navn, bytes));
        if (svar is null)
            return;
        dokument.Sager.Add(sag);
        dokument.Journaliseret = svar.Value.GetProperty("aktnr").ValueKind == JsonValueKind.String;
        Ny(dokument, Id(svar), filnavn, indhold, Sha(bytes));
        if (dokument.PaaPostliste)
            Ny(new Offentligt { Maerke = offentlig, Dokument = dokument });
        part?.Dokumenter.Add(dokument);
        foreach (var b in svar.Value.GetProperty("bilag").EnumerateArray())
        {
            var under = new Dokument { Maerke = bilag!, Oprettet = sag, Retning = dokument.Retning, Filnavn = $"{bilag}.txt", Hoved = dokument, Journaliseret = dokument.Journaliseret, Foelsomhed = sag.Foelsomhed };
            under.Sager.Add(sag);
            Ny(under, Id(b));
        }

        if (Chance(r, 25))
            await DokumentadgangAsync(r, dokument);
        if (dokument is { Journaliseret: false, Hoved: null } && Chance(r, 15) && Arbejder(r, dokument) is { } beder)
            await GodkendelseAsync(beder, sag, dokument, r);
        else if (dokument.Retning == "udgaaende" && art is > 0 and < 6 && Chance(r, 30) && Arbejder(r, dokument) is { } afsender)
            await SendAsync(afsender, dokument);
        else if (!dokument.Journaliseret && Chance(r, 15) && Arbejder(r, dokument) is { } redigerer)
            await TjekUdAsync(redigerer, dokument);
    }

    private static string Sha(byte[] b) => Convert.ToHexStringLower(SHA256.HashData(b));

    private static byte[] Mail(string tekst, string bilag) => Encoding.UTF8.GetBytes(string.Join("\r\n",
        "From: Bo Opdigt <bo@eksempel.example>", "To: carla@eksempel.example", $"Subject: Mail om {tekst}", $"Message-ID: <{tekst}@eksempel.example>", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"b\"", "", "--b",
        "Content-Type: text/plain; charset=utf-8", "", $"Hej, det gælder {tekst}.", "--b", $"Content-Type: text/plain; name=\"{bilag}.txt\"", $"Content-Disposition: attachment; filename=\"{bilag}.txt\"", "", $"Bilaget om {bilag}", "--b--", ""));

    private async Task DokumentadgangAsync(Random r, Dokument dokument)
    {
        if (Arbejder(r, dokument) is not { } aktoer)
            return;
        var igen = dokument.Faerre is not null && Chance(r, 40);
        var (poster, kreds) = Valg(r, kunNavne: Chance(r, 70));
        if (await GoerAsync(aktoer, "PUT", $"/api/v1/dokumenter/{dokument.Id}/adgang", new { poster = igen ? [] : poster, begrundelse = "Prøve" }) is null)
            return;
        kreds.Brugere.Add(aktoer);
        kreds.Opgaver = !dokument.Sager.Exists(s => s.Beskyttet && new Laeser(aktoer).Ser(s));
        foreach (var d in Alle<Dokument>().Where(d => d == dokument || d.Hoved == dokument))
            d.Faerre = igen ? null : kreds;
    }

    private async Task GodkendelseAsync(Bruger aktoer, Sag sag, Dokument? dokument, Random r)
    {
        var (trin, besked) = (Ord(), Ord());
        var spurgt = Chance(r, 50) ? null : Arbejder(r);
        object led = spurgt is null ? new { art = "Rolle", reference = "Arkivar" } : new { art = "Bruger", reference = spurgt.Id.ToString() };
        var svar = dokument is null
            ? await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/godkendelser", new { emne = "Andet", trin = $"Trin {trin}", besked = $"Se {besked}", led = new[] { led } })
            : await GoerAsync(aktoer, "POST", $"/api/v1/dokumenter/{dokument.Id}/godkendelser", new { besked = $"Se {besked}", led = new[] { led } });
        if (svar is null)
            return;
        Ny(new Godkendelse { Maerke = trin, Sag = sag, Dokument = dokument }, Id(svar), besked);
        if (spurgt is not null)
            LukInd(sag, spurgt);
    }

    /// <summary>Who must see to something on a case must see the case: its list lets them in, except a protected one's, which opens for nobody that way.</summary>
    private static void LukInd(Sag sag, Bruger b)
    {
        var (l, kreds) = (new Laeser(b), sag.Kreds);
        if (!sag.Beskyttet && !kreds.Grupper.Any(g => g.Aktiv && g.Medlemmer.Contains(b)) && !(l.Har(Orakel.Sagsfolk) && (kreds.Alle || kreds.Enheder.Contains(b.Enhed))))
            kreds.Brugere.Add(b);
    }

    private async Task SendAsync(Bruger aktoer, Dokument dokument)
    {
        var (modtager, tekst) = (Ord(), Ord());
        if (await GoerAsync(aktoer, "POST", $"/api/v1/dokumenter/{dokument.Id}/forsendelser", new { tekst = $"Om {tekst}", modtagere = new[] { new { navn = $"{modtager} Opdigt", kanal = "Udskriv" } } }) is not { } svar)
            return;
        var forsendelse = Ny(new Forsendelse { Maerke = modtager, Dokument = dokument }, Id(svar), tekst);
        if (await GoerAsync(aktoer, "GET", $"/api/v1/forsendelser/{forsendelse.Id}/modtagere") is { } modtagere)
            Spor(forsendelse, (forsendelse.Modtager = Guid.Parse(Id(modtagere.EnumerateArrayOrPoster().First()))).ToString());
    }

    private async Task TjekUdAsync(Bruger aktoer, Dokument dokument)
    {
        if (await GoerAsync(aktoer, "POST", $"/api/v1/dokumenter/{dokument.Id}/udtjekning", new { }) is null || await GoerAsync(aktoer, "GET", $"/api/v1/dokumenter/{dokument.Id}/udtjekning") is not { } stand)
            return;
        foreach (var f in stand.GetProperty("filer").EnumerateArray())
            Redigeringer.Add((dokument, aktoer, f.GetProperty("adresse").GetString()!));
    }

    private async Task NotatAsync(Random r, Sag sag)
    {
        if (Arbejder(r, sag) is not { } aktoer)
            return;
        var (overskrift, tekst) = (Ord(), Ord());
        var endelig = Chance(r, 60);
        var part = Alle<Part>().Where(p => p.Sager.Contains(sag)).OrderBy(p => p.Maerke).FirstOrDefault();
        var om = part is not null && Chance(r, 50) ? part.Raekker.First(x => x.Value == sag).Key : (Guid?)null;
        if (await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/notater", new { overskrift = $"Opkald {overskrift}", tekst = $"<p>Ringede om {tekst}</p>", kilde = "Telefon", endeligt = endelig, sagspartId = om }) is { } svar)
            Ny(new Notat { Maerke = overskrift, Sag = sag, Endelig = endelig }, Id(svar), tekst);
    }

    private async Task ErindringAsync(Random r, Sag sag)
    {
        if (Arbejder(r, sag) is not { } aktoer)
            return;
        var ansvarlig = Chance(r, 50) ? aktoer : En(r, Brugere.Where(b => b.Aktiv).ToList());
        var (titel, tekst) = (Ord(), Ord());
        if (await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/erindringer", new { titel = $"Husk {titel}", beskrivelse = $"Om {tekst}", type = "opfoelgning", frist = Dag.AddDays(r.Next(1, 60)), ansvarligId = ansvarlig.Id }) is not { } svar)
            return;
        Ny(new Erindring { Maerke = titel, Sag = sag, Ansvarlig = ansvarlig }, Id(svar), tekst);
        LukInd(sag, ansvarlig);
    }

    private async Task AndetAsync(Random r, Sag sag)
    {
        if (Chance(r, 30) && Arbejder(r, sag) is { } a)
            await GodkendelseAsync(a, sag, null, r);
        if (Chance(r, 30) && Arbejder(r, sag) is { } b)
        {
            var notat = Ord();
            if (await GoerAsync(b, "POST", $"/api/v1/sager/{sag.Id}/beslutninger", new { dato = Dag, udvalg = "Teknik", art = $"Vedtaget {notat}", notat = "Se referat" }) is { } svar)
                Ny(new PaaSag { Maerke = notat, Sag = sag });
        }

        var parter = Alle<Part>().Where(p => p.Sager.Contains(sag)).ToList();
        if (Chance(r, 35) && parter.Count > 0 && Arbejder(r, sag) is { } c)
        {
            var (emne, om) = (Ord(), Ord());
            var bilag = Alle<Dokument>().Where(d => d.Sager.Contains(sag) && d.Hoved is null && new Laeser(c).Ser(d)).OrderBy(d => d.Maerke).Take(1).Select(d => d.Id);
            if (await GoerAsync(c, "POST", $"/api/v1/sager/{sag.Id}/hoeringer", new { emne = $"Høring {emne}", oplysninger = $"Det gælder {om}.", dokumenter = bilag, parter = parter.Take(1).Select(p => p.Raekker.First(x => x.Value == sag).Key) }) is { } svar)
                Ny(new Hoering { Maerke = emne, Sag = sag }, Id(svar), om);
        }
    }
}
