using System.Net;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>
/// Every route that reads, found in the server's own table: none sends more statements to the databases than it names, and none sends more for thirty of a kind
/// than for three.
/// </summary>
[Collection("organisationsserver")]
public sealed class ForespoergselsgraenseTests(Testserver server)
{
    /// <summary>What a name that is met for the first time may cost.</summary>
    private const int Luft = 2;

    private static readonly (string Bruger, Roller Roller)[] Brugere =
    [
        ("sagsbehandler", Roller.Sagsbehandler), ("leder", Roller.Leder | Roller.Sagsbehandler), ("arkivar", Roller.Arkivar), ("revisor", Roller.Revisor),
        ("logkontrollant", Roller.Logkontrollant), ("administrator", Roller.Administrator), ("robot", Roller.Robot),
    ];

    [Fact]
    public async Task Ingen_rute_spoerger_databasen_oftere_end_den_siger_og_ingen_oftere_for_tredive_end_for_tre()
    {
        var ting = await Adgangsmatrix.Ting.LavAsync(server, "egen enhed", "sagsbehandler", "korsbaek", beskyttet: false);
        using var taeller = await Forespoergsler.StartAsync();
        await VoksAsync(ting.Vaerdier["sag"], 2);
        List<(Rute Rute, string Bruger, string Adresse)> alle = [];
        Dictionary<string, string?> foerste = new(StringComparer.Ordinal);
        foreach (var rute in Rute.Alle(server).Where(r => r.Metode == "GET"))
        {
            if (Brugere.FirstOrDefault(b => rute.Regel.Roles == Roller.Ingen || (rute.Regel.Roles & b.Roller) != 0).Bruger is not { } bruger)
                continue;
            var fundne = new Dictionary<string, string?>();
            var sti = "";
            foreach (var led in rute.Moenster.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                fundne[sti] = led.StartsWith('{') ? ting.Vaerdi(sti, led.Trim('{', '}', '*')) ?? await FoersteAsync(foerste, bruger, sti) : null;
                sti += "/" + (fundne[sti] ?? led);
            }

            alle.Add((rute, bruger, rute.Udfyld((s, _) => fundne.GetValueOrDefault(s) ?? Guid.Empty.ToString())!));
        }

        Dictionary<string, int> faa = [];
        foreach (var (rute, bruger, adresse) in alle)
            faa[rute.ToString()] = (await SpoergAsync(taeller, rute, bruger, adresse)).Saetninger.Count;
        await VoksAsync(ting.Vaerdier["sag"], 27);
        List<string> fund = [];
        var svarede = 0;
        foreach (var (rute, bruger, adresse) in alle)
        {
            var (saetninger, status) = await SpoergAsync(taeller, rute, bruger, adresse);
            if (saetninger.Count > Math.Min(rute.Forespoergsler, faa[rute.ToString()] + Luft))
                (saetninger, status) = await SpoergAsync(taeller, rute, bruger, adresse); // who asks was looked up anew
            svarede += status == 200 ? 1 : 0;
            if (saetninger.Count > rute.Forespoergsler)
                fund.Add($"{rute} as {bruger}: {saetninger.Count} statements, names {rute.Forespoergsler}: {Oftest(saetninger)}");
            if (saetninger.Count > faa[rute.ToString()] + Luft)
                fund.Add($"{rute} as {bruger}: {faa[rute.ToString()]} statements for few rows, {saetninger.Count} for more: {Oftest(saetninger)}");
        }

        Assert.True(fund.Count == 0, $"{fund.Count} of {alle.Count}:\n{string.Join('\n', fund)}");
        Assert.True(svarede > 150, $"Only {svarede} of {alle.Count} answered.");
    }

    private static string Oftest(IEnumerable<string> saetninger)
    {
        var oftest = saetninger.GroupBy(Forespoergsler.Kort).MaxBy(g => g.Count())!;
        return $"{oftest.Count()} times {oftest.Key}";
    }

    private async Task<(IReadOnlyCollection<string> Saetninger, int Status)> SpoergAsync(Forespoergsler taeller, Rute rute, string bruger, string adresse)
    {
        using var request = Adgangsmatrix.Foresp(rute, adresse);
        return await taeller.SpoergAsync(server.Som(bruger), request);
    }

    /// <summary>The first that the list above it in the API has, where there is one.</summary>
    private async Task<string?> FoersteAsync(Dictionary<string, string?> kendte, string bruger, string sti)
    {
        var liste = sti.StartsWith("/api/", StringComparison.Ordinal) ? sti : "/api/v1" + sti;
        if (kendte.TryGetValue(liste, out var kendt))
            return kendt;
        using var svar = await server.Som(bruger).GetAsync(new Uri(liste, UriKind.Relative));
        string? id = null;
        if (svar.StatusCode == HttpStatusCode.OK && svar.Content.Headers.ContentType?.MediaType == "application/json")
        {
            using var json = JsonDocument.Parse(await svar.Content.ReadAsStringAsync());
            var raekker = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement : json.RootElement.TryGetProperty("poster", out var poster) ? poster : default;
            if (raekker.ValueKind == JsonValueKind.Array && raekker.GetArrayLength() > 0 && raekker[0].ValueKind == JsonValueKind.Object && raekker[0].TryGetProperty("id", out var e))
                id = e.ToString();
        }

        return kendte[liste] = id;
    }

    /// <summary>More of each on the case, and more cases.</summary>
    private async Task VoksAsync(string sag, int antal)
    {
        var klient = server.Som("sagsbehandler");
        for (var i = 0; i < antal; i++)
        {
            var navn = $"Rækkeprøve {Guid.CreateVersion7()}";
            await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "note.txt", System.Text.Encoding.UTF8.GetBytes(navn), new { titel = navn, retning = "indgaaende", journaliser = i % 2 == 0 })).ForventAsync(HttpStatusCode.Created);
            await klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = navn, tekst = "<p>Ringede</p>", kilde = "Telefon" });
            await klient.SendAsync($"/api/v1/sager/{sag}/erindringer", new { titel = navn, type = "opfoelgning", frist = "2027-01-04" });
            await klient.SendAsync($"/api/v1/sager/{sag}/delforloeb", new { titel = navn });
            await klient.SendAsync($"/api/v1/sager/{sag}/parter", new { navn, rolle = "Part" });
            await klient.SendAsync("/api/v1/sager", new { titel = navn, emne = "02.34.02", facet = "G01", parter = new[] { new { navn, rolle = "Ansøger" } } });
        }
    }
}
