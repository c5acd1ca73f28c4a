using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Byggesager.Tests.Http;

/// <summary>One server for the project's tests, with the module switched on in Korsbæk and off in Månekær, and a folder that applications are dropped in.</summary>
public sealed class Byggeserver : IAsyncLifetime
{
    public string Mapper { get; } = Directory.CreateTempSubdirectory("esdh-byggesager-").FullName;

    public Testserver Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = Testserver.Med(new Dictionary<string, string>
        {
            ["Esdh:Byggesager:Indgang"] = Path.Combine(Mapper, "ind"), ["Esdh:Byggesager:Udgang"] = Path.Combine(Mapper, "ud"), ["Esdh:Byggesager:Sekunder"] = "0.2", ["Esdh:Byggesager:RoSekunder"] = "0",
            ["Esdh:Byggesager:Bruger"] = "sagsbehandler",
        });
        await Server.InitializeAsync();
        await (await Server.Som("administrator").PostAsync("/api/v1/moduler/byggesager/taend", new { })).ForventAsync(HttpStatusCode.OK);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Mapper, recursive: true);
    }

    private int _nr;

    /// <summary>An application's number that no other test uses.</summary>
    public string NytNummer() => $"BOM-TEST-{Interlocked.Increment(ref _nr):0000}";

    /// <summary>An application that can become a case; change it with <c>with</c>-like overrides by name.</summary>
    public Dictionary<string, object?> Ansoegning(string? nummer = null, string bfe = "5551234") => new()
    {
        ["ansoegningId"] = nummer ?? NytNummer(), ["titel"] = "Tilbygning til enfamiliehus (demonstration)", ["art"] = "tilbygning", ["kategori"] = "enfamiliehus", ["areal"] = 62, ["konstruktionsklasse"] = "kk1", ["brandklasse"] = "bk1",
        ["ejendom"] = new { adresse = "Ågade 14", postnummer = "4000", by = "Korsbæk", bfe, matrikel = "12ab Korsbæk By" },
        ["ansoeger"] = new { navn = "Dora Demonstrationsansøger", adresse = "Ågade 14", postnummer = "4000", by = "Korsbæk", email = "dora@eksempel.example" },
        ["ejer"] = new { navn = "Erik Demonstrationsejer" }, ["raadgivere"] = new[] { new { rolle = "Certificeret statiker", navn = "Statik & Søn (demonstration)" } },
        ["filer"] = new[] { new { navn = "situationsplan.txt", indhold = Convert.ToBase64String("Plan"u8) } },
    };

    /// <summary>A building case, opened by hand.</summary>
    public async Task<string> NySagAsync(object? felter = null, string bruger = "sagsbehandler") => (await Server.Som(bruger).SendAsync("/api/v1/sager", new
    {
        skabelon = "byggesag", titel = "Carport (demonstration)", felter = felter ?? new { adresse = "Havnegade 3, 4000 Korsbæk", art = "nybyggeri", kategori = "simpel", omfattet = "ja" },
        erindringer = Array.Empty<object>(), parter = new[] { new { navn = "Dora Demonstrationsansøger", rolle = "Ansøger", erPrimaer = true } },
    })).GetProperty("id").GetString()!;

    public async Task<string?> TrinAsync(string sag) => (await ForloebAsync(sag)).GetProperty("trin").GetString();

    public Task<JsonElement> ForloebAsync(string sag) => Server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{sag}/forloeb");

    public Task<HttpResponseMessage> TagAsync(string sag, string trin, object? felter = null, string? kommentar = null) => Server.Som("sagsbehandler").PostAsync($"/api/v1/sager/{sag}/trin", new { trin, felter, kommentar });
}

[CollectionDefinition("byggeserver")]
public sealed class Byggesamling : ICollectionFixture<Byggeserver>;

internal static class Svar
{
    /// <summary>The rows of a list, bare or paged.</summary>
    public static JsonElement[] Raekker(this JsonElement svar) => [.. (svar.ValueKind == JsonValueKind.Array ? svar : svar.GetProperty("poster")).EnumerateArray()];
}
