using System.Globalization;
using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Http;

/// <summary>One server for the project's tests, with the module switched on in Korsbæk and off in Månekær. It looks through offers and guarantees several times a second.</summary>
public sealed class Dagtilbudsserver : IAsyncLifetime
{
    public Testserver Server { get; private set; } = null!;

    public HttpClient Klient => Server.Som("sagsbehandler");

    public HttpClient Administrator => Server.Som("administrator");

    public DateOnly Idag => Core.Calendar.DanishTime.DateOf(Server.Ur.GetUtcNow());

    /// <summary>The first of this month, and of those after.</summary>
    public DateOnly Maaned(int frem = 0) => new DateOnly(Idag.Year, Idag.Month, 1).AddMonths(frem);

    public async Task InitializeAsync()
    {
        Server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Dagtilbud:Sekunder"] = "0.2" });
        await Server.InitializeAsync();
        await (await Administrator.PostAsync("/api/v1/moduler/dagtilbud/taend", new { })).ForventAsync(HttpStatusCode.OK);
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    private int _nr;

    public int Nr() => Interlocked.Increment(ref _nr);

    /// <summary>A replacement CPR number of a child so many months old, that no other test uses.</summary>
    public string Cpr(int maaneder = 12)
    {
        var f = Idag.AddMonths(-maaneder);
        return string.Create(CultureInfo.InvariantCulture, $"{f.Day + 60:00}{f.Month:00}{f.Year % 100:00}{5000 + Nr():0000}");
    }

    /// <summary>An institution with one group and so many places.</summary>
    public async Task<(string Institution, string Gruppe)> HusAsync(int pladser, string art = "Kommunal", string distrikt = "Nord", int fra = 6, int til = 36)
    {
        var i = (await Administrator.SendAsync("/api/v1/dagtilbud/institutioner", new { navn = $"Hus {Nr()} (demonstration)", art, adresse = "Vej 1, 4000 Korsbæk", distrikt, aabningstid = "7-17", aabner = "2020-01-01" })).GetProperty("id").GetString()!;
        var g = (await Administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{i}/grupper", new { navn = "Vuggestue", fraMaaneder = fra, tilMaaneder = til })).GetProperty("id").GetString()!;
        await Administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{i}/grupper/{g}/kapacitet", new { fra = Maaned(-12), antal = pladser });
        return (i, g);
    }

    /// <summary>What a new application says.</summary>
    public Dictionary<string, object?> Ansoegning(string[] oensker, int maaneder = 12, DateOnly? oensket = null, DateOnly? modtaget = null, string? distrikt = null, string? behov = null, string? tvilling = null, string? foraelder = null, string? cpr = null, bool hverForSig = false) => new()
    {
        ["barnenavn"] = "Demobarn (demonstration)", ["barnecpr"] = cpr ?? Cpr(maaneder), ["modtaget"] = modtaget,
        ["foraeldre"] = new[] { new { navn = "Demoforælder (demonstration)", cpr = foraelder, adresse = "Vej 2", postnummer = "4000", by = "Korsbæk" } },
        ["ansoegning"] = new { oensket = oensket ?? Maaned(1), oensker, distrikt, behov, tvilling, hverForSig },
    };

    /// <summary>An application on the waiting list; its case.</summary>
    public async Task<string> SoegAsync(string[] oensker, int maaneder = 12, DateOnly? oensket = null, DateOnly? modtaget = null, string? distrikt = null, string? behov = null, string? tvilling = null, string? foraelder = null, bool hverForSig = false)
    {
        var svar = await Klient.SendAsync("/api/v1/dagtilbud/ansoegninger", Ansoegning(oensker, maaneder, oensket, modtaget, distrikt, behov, tvilling, foraelder, null, hverForSig));
        Assert.Equal(JsonValueKind.Null, svar.GetProperty("bemaerkning").ValueKind);
        return svar.GetProperty("sagId").GetString()!;
    }

    public Task<JsonElement> KortAsync(string sag) => Klient.HentAsync($"/api/v1/dagtilbud/ansoegninger/{sag}");

    public async Task<string?> TrinAsync(string sag) => (await Klient.HentAsync($"/api/v1/sager/{sag}/forloeb")).GetProperty("trin").GetString();

    public Task<HttpResponseMessage> TilbydAsync(string sag, string gruppe, string? grund = "Aftalt med familien", DateOnly? frist = null, string? koersel = null, DateOnly? fra = null) =>
        Klient.PostAsync("/api/v1/dagtilbud/tilbud", new { tilbud = new[] { new { sag, gruppe, fra = fra ?? Maaned(1), frist, koersel, grund } } });

    public async Task<string> TilbudAsync(string sag) => (await KortAsync(sag)).GetProperty("tilbud")[0].GetProperty("id").GetString()!;

    public Task<HttpResponseMessage> SvarAsync(string sag, string tilbud, bool ja) => Klient.PostAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/tilbud/{tilbud}/svar", new { ja });

    /// <summary>The family withdraws: what would keep the case open is dealt with first.</summary>
    public async Task TraekAsync(string sag)
    {
        foreach (var e in (await Klient.HentAsync($"/api/v1/sager/{sag}/erindringer")).GetProperty("poster").EnumerateArray().Where(e => e.GetProperty("afsluttet").ValueKind == JsonValueKind.Null))
            await Klient.SendAsync($"/api/v1/erindringer/{e.GetProperty("id").GetString()}/klaring", new { });
        foreach (var f in (await Klient.HentAsync($"/api/v1/sager/{sag}/forsendelser")).GetProperty("poster").EnumerateArray())
            await Klient.PostAsync($"/api/v1/forsendelser/{f.GetProperty("id").GetString()}/fortrydelse", new { });
        await (await Klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "trukket", kommentar = "Flytter" })).ForventAsync(HttpStatusCode.OK);
    }

    public async Task<JsonElement> AnvisAsync(int frem = 1) => await Klient.SendAsync("/api/v1/dagtilbud/anvisninger", new { maaned = Maaned(frem) });
}

[CollectionDefinition("dagtilbud")]
public sealed class Dagtilbudssamling : ICollectionFixture<Dagtilbudsserver>;
