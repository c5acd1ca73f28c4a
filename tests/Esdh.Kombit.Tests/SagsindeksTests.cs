using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Esdh.Testing;
using Microsoft.AspNetCore.Http;

namespace Esdh.Kombit.Tests;

/// <summary>What the Sags- og Dokumentindeks comes to hold, from acts over HTTP to the far end's own store.</summary>
public sealed class SagsindeksTests : IAsyncLifetime
{
    private const string System = "0b1c5a52-3d50-4f3b-8f7e-6d1f7c1a2b3c";

    private readonly Sagsindeks _indeks = new();
    private readonly string _klassifikation = Testklassifikation.Skriv();
    private Testserver _server = null!;
    private HttpClient _klient = null!;

    public async Task InitializeAsync()
    {
        await _indeks.StartAsync();
        _server = Testserver.Med(new Dictionary<string, string>
        {
            ["Esdh:Kombit:korsbaek:Sagsindeks"] = _indeks.Adresse, ["Esdh:Kombit:korsbaek:ItSystem"] = System, ["Esdh:Kombit:korsbaek:ItSystemNavn"] = "Esdh i Korsbæk", ["Esdh:Kombit:korsbaek:Klassifikation"] = _klassifikation,
            ["Esdh:Kombit:SvarSekunder"] = "5", ["Esdh:Kombit:PauseSekunder"] = "1",
        });
        await _server.InitializeAsync();
        _klient = _server.Som("sagsbehandler");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _indeks.DisposeAsync();
        File.Delete(_klassifikation);
    }

    [Fact]
    public async Task En_sag_foelges_fra_den_oprettes_til_den_slettes_af_indekset()
    {
        // What happened before it was switched on is delivered too.
        var sag = await SagAsync("Byggetilladelse til Egevej 1, 010190-4321");
        await _klient.SendAsync($"/api/v1/sager/{sag}/parter", new { navn = "Olga Opdigt", cpr = "0101904321", rolle = "Ansøger", erPrimaer = true });
        await _klient.SendAsync($"/api/v1/sager/{sag}/parter", new { navn = "Gerda Hemmelig", cpr = "0101901111", rolle = "Nabo", erBeskyttet = true });
        var dokument = await DokumentAsync(sag, "indgaaende");
        var kladde = (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "b.txt", Unik(), new { titel = "Kladde", retning = "internt" })).ForventAsync()).GetProperty("id").GetGuid();
        await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "Opkald", tekst = "<p>Ringede om tegningerne</p>", kilde = "Telefon", endeligt = true });
        await TaendAsync();
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(dokument) && Vaerdier(sag, "Journalpost").Count == 2));

        var i = _indeks.Indhold[sag];
        Assert.Equal("Byggetilladelse til Egevej 1, 010190-••••", Vaerdi(i, "Titel"));
        Assert.Contains("urn:oio:cpr-nr:0101904321", Vaerdier(sag, "Sagspart").Select(p => Vaerdi(p, "ReferenceID")));
        Assert.Equal(["Navnebeskyttet", "Olga Opdigt"], Vaerdier(sag, "Sagspart").Select(p => Vaerdi(p, "FuldtNavn")).Order(StringComparer.Ordinal));
        Assert.Contains(Vaerdier(sag, "Journalpost"), j => Vaerdi(j, "ReferenceID") == dokument.ToString());
        Assert.Equal("Ringede om tegningerne", Encoding.UTF8.GetString(Convert.FromBase64String(Vaerdi(i, "Notat"))).Trim());
        Assert.Equal("Brev, indgaaende", Vaerdi(_indeks.Indhold[dokument], "Type", "Egenskaber"));
        Assert.False(_indeks.Indhold.ContainsKey(kladde));

        // Every state it has been in, one after another.
        await _klient.SendAsync($"/api/v1/dokumenter/{kladde}/journalisering", new { });
        await _klient.SendAsync($"/api/v1/sager/{sag}/afgoerelser", new { art = "Tilladelse", dato = "2026-01-05" });
        await _klient.SendAsync($"/api/v1/sager/{sag}/afslutning", new { });
        await Vent.TilAsync(() => Task.FromResult(Tilstande(sag) is ["Opstaaet", "Afgjort", "Afsluttet"] && _indeks.Indhold.ContainsKey(kladde) && Vaerdier(sag, "Journalpost").Count == 3));
        await _klient.SendAsync($"/api/v1/sager/{sag}/genaabning", new { kommentar = "Mere er kommet til" });
        await Vent.TilAsync(() => Task.FromResult(Tilstande(sag) is ["Opstaaet", "Afgjort", "Afsluttet", "Afgjort"]));

        // What was journalised by mistake is removed, and the reference to it is told to have ended.
        await _klient.SendAsync($"/api/v1/dokumenter/{dokument}/fejljournalisering", new { begrundelse = "Hører til en anden borger" });
        await _server.Som("arkivar").SendAsync($"/api/v1/dokumenter/{dokument}/fejljournalisering/bekraeftelse", new { });
        await Vent.TilAsync(() => Task.FromResult(!_indeks.Indhold.ContainsKey(dokument) && Vaerdier(sag, "Journalpost").Any(j => Vaerdi(j, "ReferenceID") == dokument.ToString() && Vaerdi(j, "TilTidspunkt") != "true")));

        // A case that becomes protected is taken out with its documents, and comes back when it is no longer.
        var foer = _indeks.Kald.Count;
        await SaetBeskyttetAsync(sag, true);
        await Vent.TilAsync(() => Task.FromResult(!_indeks.Indhold.ContainsKey(sag) && !_indeks.Indhold.ContainsKey(kladde)));
        Assert.DoesNotContain(_indeks.Kald.Skip(foer), k => k.Operation != "fjern");
        await SaetBeskyttetAsync(sag, false);
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(sag) && _indeks.Indhold.ContainsKey(kladde) && Vaerdier(sag, "Journalpost").Any(j => Vaerdi(j, "ReferenceID") == kladde.ToString())));
        Assert.Empty(_indeks.Brud);
    }

    [Fact]
    public async Task Mens_indekset_er_vaek_venter_alt_og_intet_gaar_tabt()
    {
        await TaendAsync();
        var foerste = await SagAsync("Før");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(foerste)));
        await _indeks.StopAsync();
        List<Guid> imens = [];
        for (var n = 0; n < 3; n++)
            imens.Add(await SagAsync($"Imens {n}"));
        var administrator = await SideAsync();
        await Vent.TilAsync(async () => (await LaesAsync(administrator)).Contains("Indekset kan ikke nås", StringComparison.Ordinal));
        await _indeks.StartAsync();
        await Vent.TilAsync(() => Frem(imens.TrueForAll(_indeks.Indhold.ContainsKey)));

        // It fell in the middle of an answer: the same is sent again, and what it had taken is not refused for ever.
        var set = 0;
        _indeks.Ellers = _ => set++ < 2 ? Results.StatusCode(502) : null;
        var efter = await SagAsync("Efter");
        await Vent.TilAsync(() => Frem(_indeks.Indhold.ContainsKey(efter)));
        Assert.True(set > 2);
        Assert.Empty(_indeks.Brud);
    }

    [Fact]
    public async Task Det_indekset_tog_uden_at_svare_fjernes_naar_sagen_bliver_beskyttet_imens()
    {
        await TaendAsync();
        _indeks.Ellers = krop =>
        {
            foreach (var e in krop.Elements().Where(e => e.Name.LocalName == "SagIndeks"))
                _indeks.Indhold[Guid.Parse(e.Elements().First().Value)] = e; // taken, and then the line was lost
            return Results.StatusCode(502);
        };
        var sag = await SagAsync("Taget uden svar");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(sag)));
        await SaetBeskyttetAsync(sag, true);
        await SendAsync(await SideAsync(), "alle"); // nor does it forget them then
        _indeks.Ellers = null;
        await Vent.TilAsync(() => Frem(!_indeks.Indhold.ContainsKey(sag)));
    }

    [Fact]
    public async Task Det_indekset_afviser_staar_paa_siden_med_grund_og_kan_sendes_igen()
    {
        await TaendAsync();
        _indeks.Ellers = krop => krop.Descendants().Any(e => e.Name.LocalName == "Titel" && e.Value == "Duer ikke") ? Afvisning(krop) : null;
        var daarlig = await SagAsync("Duer ikke");
        var uden = await SagAsync("Uden UUID", "00.01.00");
        var side = await SideAsync();
        await Vent.TilAsync(async () => await LaesAsync(side) is var html && html.Contains("40 Titlen duer ikke", StringComparison.Ordinal) && html.Contains("00.01.00", StringComparison.Ordinal));
        var god = await SagAsync("Duer");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(god)));
        _indeks.Ellers = null;
        await SendAsync(side, "igen");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(daarlig)));
        Assert.False(_indeks.Indhold.ContainsKey(uden));

        // An index that has lost what it had is told all over again; one that has not takes it as changes.
        _indeks.Indhold.TryRemove(god, out _);
        await SendAsync(side, "alle");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(god) && _indeks.Indhold[daarlig].Name.LocalName == "OpdaterSagIndeks"));
        Assert.Empty(_indeks.Brud);
    }

    [Fact]
    public async Task Slukket_sendes_intet_og_taendt_igen_kommer_det_hele()
    {
        var side = await SideAsync();
        var sag = await SagAsync("Slukket");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Empty(_indeks.Kald);
        await SendAsync(side, "taend");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(sag)));
        await SendAsync(side, "sluk");
        var imens = await SagAsync("Imens");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.False(_indeks.Indhold.ContainsKey(imens));
        await SendAsync(side, "taend");
        await Vent.TilAsync(() => Task.FromResult(_indeks.Indhold.ContainsKey(imens)));
    }

    [Fact]
    public async Task Fra_SAPA_springes_til_sagen_med_brugerens_egne_rettigheder()
    {
        var sag = await SagAsync("Til hop");
        var dokument = await DokumentAsync(sag, "indgaaende");
        foreach (var (hop, titel) in new[] { ($"/sager/{sag}", "Til hop"), ($"/dokumenter/{dokument}", "Ansøgning") })
        {
            using var svar = await _klient.GetAsync(new Uri(hop, UriKind.Relative));
            var side = svar.StatusCode == HttpStatusCode.OK ? hop : svar.Headers.Location!.OriginalString; // a case's page has its number
            Assert.Contains(titel, WebUtility.HtmlDecode(await _klient.GetStringAsync(new Uri(side, UriKind.Relative))), StringComparison.Ordinal);
            using var anonym = await _server.Anonym().GetAsync(new Uri(hop, UriKind.Relative));
            Assert.Contains($"retur={Uri.EscapeDataString(hop)}", anonym.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase); // signs in first, and lands there
        }

        await SaetBeskyttetAsync(sag, true);
        foreach (var hop in new[] { $"/sager/{sag}", $"/dokumenter/{dokument}" })
        {
            using var andens = await _server.Som("kollega").GetAsync(new Uri(hop, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, andens.StatusCode);
        }
    }

    [Fact]
    public async Task En_myndighed_uden_aftale_faar_at_vide_hvem_der_saetter_den_op()
    {
        var administrator = _server.Som("administrator", "maanekaer");
        Assert.Contains("Ingen aftale endnu", await LaesAsync(administrator), StringComparison.Ordinal);
        using var skema = new FormUrlEncodedContent(new Dictionary<string, string> { ["handling"] = "taend" });
        using var svar = await administrator.PostAsync(new Uri("/administration/kombit", UriKind.Relative), skema);
        Assert.Equal(HttpStatusCode.Conflict, svar.StatusCode);
    }

    private static IResult Afvisning(XElement krop)
    {
        XNamespace sd = "urn:oio:sagdok:3.0.0", soap = "http://schemas.xmlsoap.org/soap/envelope/";
        return Results.Content(new XElement(soap + "Envelope", new XElement(soap + "Body", new XElement("svar", krop.Elements().Select(e => new XElement(sd + "UnikRetur",
            new XElement(sd + "StatusKode", e.Descendants().Any(t => t.Name.LocalName == "Titel" && t.Value == "Duer ikke") ? 40 : 20), new XElement(sd + "FejlbeskedTekst", "Titlen duer ikke"), new XElement(sd + "UUIDIdentifikator", e.Element(sd + "UUIDIdentifikator")!.Value)))))).ToString(), "text/xml");
    }

    private Task<bool> Frem(bool erSaa)
    {
        _server.Ur.Frem(TimeSpan.FromSeconds(2)); // the next attempt
        return Task.FromResult(erSaa);
    }

    private async Task<HttpClient> SideAsync()
    {
        var administrator = _server.Som("administrator");
        _ = await LaesAsync(administrator);
        return administrator;
    }

    private static async Task<string> LaesAsync(HttpClient side) => WebUtility.HtmlDecode(await side.GetStringAsync(new Uri("/administration/kombit", UriKind.Relative)));

    private async Task TaendAsync() => await SendAsync(await SideAsync(), "taend");

    private static async Task SendAsync(HttpClient side, string handling)
    {
        using var skema = new FormUrlEncodedContent(new Dictionary<string, string> { ["handling"] = handling });
        using var svar = await side.PostAsync(new Uri("/administration/kombit", UriKind.Relative), skema);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    private async Task<Guid> SagAsync(string titel, string emne = "02.34.02") => (await _klient.SendAsync("/api/v1/sager", new { titel, emne, facet = "G01" })).GetProperty("id").GetGuid();

    private async Task<Guid> DokumentAsync(Guid sag, string retning)
    {
        var id = (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.txt", Unik(), new { titel = "Ansøgning", retning })).ForventAsync()).GetProperty("id").GetGuid();
        await _klient.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        return id;
    }

    private async Task SaetBeskyttetAsync(Guid sag, bool beskyttet)
    {
        var mig = (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("behandlerId").GetString();
        await (await _klient.PutAsync($"/api/v1/sager/{sag}/adgang", new { erBeskyttet = beskyttet, adgang = beskyttet ? new[] { new { art = "Bruger", reference = mig } } : [], begrundelse = "Prøve" })).ForventAsync();
    }

    private static byte[] Unik() => Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}");

    private List<XElement> Vaerdier(Guid id, string navn) => _indeks.Indhold.TryGetValue(id, out var e) ? [.. e.Descendants().Where(x => x.Name.LocalName == navn)] : [];

    private string[] Tilstande(Guid id) => [.. Vaerdier(id, "FremdriftStatusKode").Select(e => e.Value)];

    private static string Vaerdi(XElement e, string navn, string? under = null) => (under is null ? e : e.Descendants().First(x => x.Name.LocalName == under)).Descendants().First(x => x.Name.LocalName == navn).Value;
}
