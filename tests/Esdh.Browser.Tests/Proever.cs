using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Browser.Tests;

/// <summary>Something of each kind from the demonstration, to open pages with.</summary>
internal sealed class Proever
{
    private static Task<Proever>? _fundet;
    private readonly Dictionary<string, string> _vaerdier = [];

    public static Task<Proever> FindAsync(Testserver server) => _fundet ??= FindNyeAsync(server);

    private static async Task<Proever> FindNyeAsync(Testserver server)
    {
        var proever = new Proever();
        var v = proever._vaerdier;
        var klient = server.Som("sagsbehandler");
        foreach (var sag in Raekker(await klient.HentAsync("/api/v1/sager?tilstand=aktiv")))
        {
            var nummer = sag.GetProperty("sagsnummer").GetString()!;
            if (Raekker(await klient.HentAsync($"/api/v1/sager/{nummer}/dokumenter")).FirstOrDefault() is { ValueKind: JsonValueKind.Object } dokument
                && Raekker(await klient.HentAsync($"/api/v1/sager/{nummer}/parter")).FirstOrDefault(p => p.GetProperty("harCpr").GetBoolean()) is { ValueKind: JsonValueKind.Object } part)
            {
                v["sager"] = v["sag"] = nummer;
                v["dokumenter"] = dokument.GetProperty("id").GetString()!;
                v["parter"] = part.GetProperty("partId").GetString()!;
                break; // other tests open cases too, that have neither
            }
        }

        foreach (var (sti, vaerdi) in server.Services.GetServices<IModuldemonstration>().SelectMany(m => m.Eksempler))
            v[sti] = vaerdi;
        v["erindringer"] = Id(await klient.HentAsync("/api/v1/erindringer"));
        var notat = await klient.SendAsync($"/api/v1/sager/{v["sag"]}/notater", new { overskrift = "Kladde", tekst = "<p>Ringede</p>", kilde = "Telefon" });
        v["notater"] = notat.GetProperty("id").GetString()!;
        v[$"/sager/{v["sag"]}/parter"] = Id(await klient.HentAsync($"/api/v1/sager/{v["sag"]}/parter"));
        v["hoeringer"] = (await klient.SendAsync($"/api/v1/sager/{v["sag"]}/hoeringer", new { oplysninger = "Det, der høres om", parter = new[] { v[$"/sager/{v["sag"]}/parter"] } })).GetProperty("id").GetString()!;
        var brev = await (await klient.UploadAsync($"/api/v1/sager/{v["sag"]}/dokumenter", "brev.txt", "Kære borger"u8.ToArray(), new { titel = "Brev", retning = "udgaaende" })).ForventAsync();
        v["forsendelser"] = (await klient.SendAsync($"/api/v1/dokumenter/{brev.GetProperty("id").GetString()}/forsendelser", new { modtagere = new[] { new { navn = "Bo Opdigt", kanal = "Udskriv" } } })).GetProperty("id").GetString()!;
        v["modtagere"] = Id(await klient.HentAsync($"/api/v1/forsendelser/{v["forsendelser"]}/modtagere"));
        v["godkendelser"] = (await klient.SendAsync($"/api/v1/sager/{v["sag"]}/godkendelser", new { emne = "Andet", trin = "Tilskud over 50.000 kr.", led = new[] { new { art = "Leder" } } })).GetProperty("id").GetString()!;
        v["fraser"] = (await server.Som("administrator").SendAsync("/api/v1/fraser", new { noegle = "klage", titel = "Klagevejledning", tekst = "Du kan klage over {{sag.titel}} inden fire uger." })).GetProperty("id").GetString()!;
        v["soegninger"] = (await klient.SendAsync("/api/v1/soegninger", new { navn = "Byggesager i år", forespoergsel = "q=bygge*&art=sag&sorter=nyeste", del = true, annoncer = true })).GetProperty("id").GetString()!;
        v["masseforsendelser"] = (await klient.SendAsync($"/api/v1/sager/{v["sag"]}/masseforsendelser", new { skabelon = "partshoering", liste = "navn\nBo Opdigt\n" })).GetProperty("id").GetString()!;
        v["filer"] = v["udgaver"] = "1";
        v["/postliste"] = (await klient.HentAsync("/api/v1/postliste")).GetProperty("dage")[0].GetString()!;
        foreach (var dag in (await klient.HentAsync("/api/v1/postliste")).GetProperty("dage").EnumerateArray())
        {
            if ((await server.Som("leder").HentAsync($"/api/v1/postliste/{dag.GetString()}/forslag")).GetProperty("godkendte").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } post)
            {
                v["/journal/postliste"] = post.GetProperty("id").GetString()!;
                break;
            }
        }

        var afsluttet = Raekker(await klient.HentAsync("/api/v1/sager?tilstand=afsluttet")).First().GetProperty("id").GetString();
        var udtraek = await klient.SendAsync($"/api/v1/sager/{afsluttet}/udtraek", new { });
        v["udtraek"] = udtraek.GetProperty("id").GetString()!;
        v["jobs"] = (await klient.SendAsync("/api/v1/sager/massehandlinger", new { handling = "afslut", sager = new[] { afsluttet } })).GetProperty("jobId").GetString()!; // refused: it is closed
        v["indbakke"] = Id(await klient.HentAsync("/api/v1/indbakke?boks=enhed"));
        var administrator = server.Som("administrator");
        using (await administrator.PostAsync("/api/v1/rettighedsgennemgange", new { }))
        {
            v["/rettigheder/runder"] = Id(await administrator.HentAsync("/api/v1/rettighedsgennemgange"));
        }

        v["/rettigheder/bruger"] = Adgang.Contract.Demonstration.BrugerId("korsbaek", "leder").ToString();
        v["/logkontrol/stikproever"] = Id(await server.Som("logkontrollant").HentAsync("/api/v1/logkontroller"));
        v["/logkontrol/linjer"] = Id(await server.Som("logkontrollant").HentAsync($"/api/v1/logkontroller/{v["/logkontrol/stikproever"]}/linjer"));
        v["/stikproever"] = (await server.Som("leder").SendAsync("/api/v1/sagsstikproever", new { antal = 3 })).GetProperty("id").GetString()!;
        v["/stikproever/sager"] = Id(await server.Som("leder").HentAsync($"/api/v1/sagsstikproever/{v["/stikproever"]}/udtagne"));
        v["fratraadte"] = v["bruger"] = (await server.Som("leder").HentAsync("/api/v1/fratraadte"))[0].GetProperty("brugerId").GetString()!;
        v["fravaer"] = (await administrator.SendAsync("/api/v1/fravaer", new
        {
            brugerId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "byg4"), stedfortraederId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), fra = "2027-02-01", til = "2027-02-05",
        })).GetProperty("id").GetString()!;
        var lukkes = (await administrator.SendAsync("/api/v1/enheder", new { navn = "Lukkes til sommer (demonstration)" })).GetProperty("id").GetString();
        v["/administration/enhedsaendringer"] = (await administrator.SendAsync("/api/v1/enhedsaendringer", new
        {
            art = "lukning", dato = DateOnly.FromDateTime(server.Ur.GetUtcNow().UtcDateTime).AddDays(200), kilder = new[] { lukkes },
            dele = new[] { new { enhedId = Raekker(await administrator.HentAsync("/api/v1/enheder")).First().GetProperty("id").GetString() } },
        })).GetProperty("id").GetString()!;
        v["/arkiv/kassationer"] = (await server.Som("arkivar").SendAsync("/api/v1/kassationer", new { titel = "Årets kassation (demonstration)" })).GetProperty("id").GetString()!;
        v["/arkiv/versioner"] = (await server.Som("arkivar").SendAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.1990", fra = "1990-01-01", til = "1990-12-31" })).GetProperty("avid").GetString()!;
        v["/administration/postkasser"] = Id(await administrator.HentAsync("/api/v1/postkasser"));
        v["/administration/grupper"] = (await administrator.SendAsync("/api/v1/grupper", new { navn = $"Prøvegruppe {Guid.CreateVersion7()}" })).GetProperty("id").GetString()!;
        v["/administration/moduler"] = (await administrator.HentAsync("/api/v1/moduler")).EnumerateArray().First().GetProperty("noegle").GetString()!;
        v["/administration/webhooks"] = (await administrator.SendAsync("/api/v1/webhooks", new { url = "http://127.0.0.1:9/modtag" })).GetProperty("id").GetString()!;
        v["/administration/emneplan"] = Id(await administrator.HentAsync("/api/v1/emneplan/udgaver"));
        v["/administration/skabeloner"] = Id(await administrator.HentAsync("/api/v1/sagsskabeloner"));
        foreach (var liste in new[] { "brugere", "enheder", "klienter", "dokumentskabeloner", "erindringstyper" })
        {
            using var svar = await administrator.GetAsync(new Uri($"/api/v1/{liste}", UriKind.Relative));
            if (svar.IsSuccessStatusCode && Raekker(JsonSerializer.Deserialize<JsonElement>(await svar.Content.ReadAsStringAsync())).FirstOrDefault() is { ValueKind: JsonValueKind.Object } foerste
                && foerste.TryGetProperty("id", out var id))
                v["/administration/" + liste] = id.GetString()!;
        }

        return proever;
    }

    /// <summary>The value of a parameter after <paramref name="sti"/>.</summary>
    public string? Vaerdi(string sti, string navn) =>
        _vaerdier.GetValueOrDefault(sti) ?? (sti.StartsWith("/administration", StringComparison.Ordinal) ? null : _vaerdier.GetValueOrDefault(sti[(sti.LastIndexOf('/') + 1)..]) ?? _vaerdier.GetValueOrDefault(navn));

    /// <summary>A demonstration user whom the route admits.</summary>
    public static string Bruger(Rute rute) =>
        rute.Regel.Roles == Roller.Ingen || rute.Regel.Roles.HasFlag(Roller.Sagsbehandler) ? "sagsbehandler"
        : rute.Regel.Roles.HasFlag(Roller.Administrator) ? "administrator"
        : rute.Regel.Roles.HasFlag(Roller.Logkontrollant) ? "logkontrollant"
        : rute.Regel.Roles.HasFlag(Roller.Leder) ? "leder"
        : rute.Regel.Roles.HasFlag(Roller.Arkivar) ? "arkivar" : "revisor";

    private static string Id(JsonElement svar) => Raekker(svar).First().GetProperty("id").GetString()!;

    private static JsonElement.ArrayEnumerator Raekker(JsonElement svar) => (svar.ValueKind == JsonValueKind.Array ? svar : svar.GetProperty("poster")).EnumerateArray();
}
