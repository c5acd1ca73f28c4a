using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>The server killed in the middle of building a version: it goes on from there, and what was made is not made again.</summary>
public sealed class ArkivversionsnedbrudTests : IAsyncLifetime
{
    private const int Dokumenter = 90;
    private const string Avid = "AVID.KORS.3001";

    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    private string Byggemappe => Directory.GetDirectories(Path.Combine(_database.Folder, "myndigheder", "korsbaek"), Avid + ".bygges", SearchOption.AllDirectories).SingleOrDefault() ?? "";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task En_version_bygges_faerdig_efter_et_draeb_uden_at_lave_det_samme_to_gange()
    {
        DateTime skrevet;
        string foerste;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var (sagsbehandler, arkivar) = (Klient(server, "sagsbehandler"), Klient(server, "arkivar"));
            var sag = (await sagsbehandler.SendAsync("/api/v1/sager", new { titel = "En sag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
            for (var i = 0; i < Dokumenter; i++)
                await (await sagsbehandler.UploadAsync($"/api/v1/sager/{sag}/dokumenter", $"brev{i}.txt", Encoding.UTF8.GetBytes($"Brev nummer {i}"), new { titel = $"Brev {i}", retning = "indgaaende", journaliser = true })).ForventAsync(HttpStatusCode.Created);
            await (await arkivar.PostAsync("/api/v1/arkivversioner", new { avid = Avid })).ForventAsync(HttpStatusCode.Accepted);
            for (var i = 0; i < 20_000 && Lavet() < 10; i++)
                await Task.Delay(5);
            await server.DraebAsync();
            foerste = Directory.GetFiles(Path.Combine(Byggemappe, "dokumenter"), "*.tif", SearchOption.AllDirectories).MinBy(File.GetLastWriteTimeUtc)!;
            skrevet = File.GetLastWriteTimeUtc(foerste);
            Assert.InRange(Lavet(), 1, Dokumenter - 1); // in the middle of it, or this test says nothing
        }

        await using (var igen = await Serverproces.StartAsync(Settings))
        {
            var arkivar = Klient(igen, "arkivar");
            var mappe = "";
            await Vent.TilAsync(async () =>
            {
                var version = await arkivar.HentAsync($"/api/v1/arkivversioner/{Avid}");
                mappe = version.GetProperty("mappe").GetString()!;
                return version.GetProperty("tilstand").GetString() == "Bygget";
            });
            var medie = Path.Combine(mappe, Avid + ".1");
            Assert.Equal(Dokumenter, Proeveversion.Tabel(medie, "Dokument").Count);
            Assert.Equal(Dokumenter, Directory.GetFiles(Path.Combine(medie, "Documents"), "*.tif", SearchOption.AllDirectories).Length);
            Assert.Equal(skrevet, File.GetLastWriteTimeUtc(Path.Combine(medie, "Documents", "docCollection1", Path.GetFileNameWithoutExtension(foerste), "1.tif")));
            await Proeveversion.ErEfterReglerneAsync(medie);
            Assert.Equal(Dokumenter, _database.Tal("korsbaek", "select count(dokument_id) from arkiv_afleveret"));
            Assert.Equal("", Byggemappe);
        }
    }

    private int Lavet() => Byggemappe is { Length: > 0 } mappe && Directory.Exists(Path.Combine(mappe, "dokumenter")) ? Directory.GetFiles(Path.Combine(mappe, "dokumenter"), "*.tif", SearchOption.AllDirectories).Length : 0;

    private static HttpClient Klient(Serverproces server, string bruger) => new(new Tegnhandler(server.Adresse, bruger, "korsbaek")) { BaseAddress = server.Adresse };
}
