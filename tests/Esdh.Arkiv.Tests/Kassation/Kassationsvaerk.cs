using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>Cases that closed years ago, and the way of a disposal, over HTTP on a server of its own whose clock is moved.</summary>
internal sealed class Kassationsvaerk(Testserver server)
{
    public HttpClient Sagsbehandler { get; } = server.Som("sagsbehandler");

    public HttpClient Arkivar { get; } = server.Som("arkivar");

    public HttpClient Leder { get; } = server.Som("leder");

    public sealed record Sag(string Id, string Nummer);

    public async Task<Sag> SagAsync(string emne = "05.09.04", string facet = "G01", object? ekstra = null)
    {
        var sag = await Sagsbehandler.SendAsync("/api/v1/sager", ekstra ?? new { titel = "Kassationsprøve", emne, facet });
        return new(sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
    }

    public async Task<string> DokumentAsync(Sag sag, string indhold, string titel = "Brev", bool journaliser = true) =>
        (await (await Sagsbehandler.UploadAsync($"/api/v1/sager/{sag.Id}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes(indhold), new { titel, retning = "indgaaende", journaliser })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    public async Task LukAsync(Sag sag) => await (await Sagsbehandler.PostAsync($"/api/v1/sager/{sag.Id}/afslutning", new { })).ForventAsync();

    public void Aar(int aar) => server.Ur.Frem(TimeSpan.FromDays(366 * aar));

    /// <summary>A list with all that it rests on, ready to be gone through.</summary>
    public async Task<string> ListeAsync(params string[] emner)
    {
        var id = (await Arkivar.SendAsync("/api/v1/kassationer", new { titel = "Årets kassation", emner })).GetProperty("id").GetString()!;
        await TilstandAsync(id, "TilGennemsyn");
        return id;
    }

    public async Task GrundlagAsync(string id)
    {
        var sag = await SagAsync("00.01.00", "A00");
        var beslutning = await DokumentAsync(sag, $"Byrådet besluttede at kassere. {id}", "Beslutning om kassation");
        await (await Arkivar.PutAsync($"/api/v1/kassationer/{id}/grundlag", new
        {
            analyse = "200 sager er gennemgået. Alle har emne og facet efter planen.", hoering = "Arkivet har ingen bemærkninger.", hoeringDag = Idag(), beslutning, beslutningDag = Idag(),
        })).ForventAsync(HttpStatusCode.NoContent);
    }

    /// <summary>Sent, approved by another, and done.</summary>
    public async Task UdfoerAsync(string id)
    {
        await GrundlagAsync(id);
        await GodkendAsync(id);
    }

    /// <summary>Cases whose personal data is to be deleted, listed.</summary>
    public async Task<string> SlettelisteAsync()
    {
        var id = (await Arkivar.SendAsync("/api/v1/kassationer", new { titel = "Årets sletning", art = "sletning" })).GetProperty("id").GetString()!;
        await TilstandAsync(id, "TilGennemsyn");
        return id;
    }

    /// <summary>Listed, sent, approved by another, and done.</summary>
    public async Task<string> SletAsync()
    {
        var id = await SlettelisteAsync();
        await GodkendAsync(id);
        return id;
    }

    public async Task GodkendAsync(string id)
    {
        await (await Arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await (await Leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await TilstandAsync(id, "Udfoert");
    }

    public Task TilstandAsync(string id, string tilstand) => Vent.TilAsync(async () =>
    {
        var k = await HentAsync(id);
        if (k.GetProperty("tilstand").GetString() == tilstand)
            return true;
        var job = await Arkivar.GetAsync($"/api/v1/jobs/{k.GetProperty("jobId").GetString()}");
        Assert.DoesNotContain("Fejlet", await job.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return false;
    });

    public Task<JsonElement> HentAsync(string id) => Arkivar.HentAsync($"/api/v1/kassationer/{id}");

    public async Task<Dictionary<string, (string Udfald, string? Grund, int Nr)>> LinjerAsync(string id) =>
        (await Arkivar.HentAsync($"/api/v1/kassationer/{id}/linjer?antal=200")).GetProperty("poster").EnumerateArray()
            .ToDictionary(l => l.GetProperty("dokumentId").GetString()!, l => (l.GetProperty("udfald").GetString()!, l.GetProperty("grund").GetString(), l.GetProperty("nr").GetInt32()));

    private DateOnly Idag() => Core.Calendar.DanishTime.Today(server.Ur);
}
