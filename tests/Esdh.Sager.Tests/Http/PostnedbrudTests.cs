using System.Globalization;
using System.Security.Cryptography;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The server killed while it fetches post: every message is in the inbox once, whenever it was killed.</summary>
public sealed class PostnedbrudTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();
    private readonly string _rod = Directory.CreateTempSubdirectory("esdh-postnedbrud-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_rod, recursive: true);
    }

    [Fact]
    public async Task Ingen_mail_er_vaek_og_ingen_er_der_to_gange_naar_serveren_draebes_midt_i_hentningen()
    {
        const int Antal = 240;
        var settings = new Dictionary<string, string>(_database.Settings) { ["Esdh:Demonstration"] = "tom", ["Esdh:Post:Rod"] = _rod, ["Esdh:Post:Sekunder"] = "0.05" };
        var mappe = Path.Combine(_rod, "korsbaek", "post");
        foreach (var del in new[] { "new", "cur", "tmp" })
            Directory.CreateDirectory(Path.Combine(mappe, del));
        var afleveret = 0;
        for (var runde = 0; afleveret < Antal || Directory.EnumerateFiles(Path.Combine(mappe, "new")).Any(); runde++)
        {
            await using var server = await Serverproces.StartAsync(settings);
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "administrator", "korsbaek")) { BaseAddress = server.Adresse };
            if (runde == 0)
            {
                var enhed = (await klient.HentAsync("/api/v1/enheder")).GetProperty("poster")[0].GetProperty("id").GetGuid();
                await klient.SendAsync("/api/v1/postkasser", new { navn = "Post", art = "Maildir", sti = "post", enhedId = enhed });
            }
            else
            {
                await klient.HentAsync("/api/v1/postkasser"); // the authority is opened, and fetching begins
            }

            for (var n = 0; n < 80 && afleveret < Antal; n++, afleveret++)
                Postmappe.Aflever(mappe, Postmappe.Mail(string.Create(CultureInfo.InvariantCulture, $"Mail {afleveret}")));
            if (runde < 8)
                await Task.Delay(RandomNumberGenerator.GetInt32(50, 900));
            else
                for (var i = 0; i < 2400 && Directory.EnumerateFiles(Path.Combine(mappe, "new")).Any(); i++)
                    await Task.Delay(50);
            await server.DraebAsync();
            var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
            Assert.True(kode == 0, tekst);
        }

        Assert.Equal(Antal, _database.Tal("korsbaek", "select count(*) from indbakkepost"));
        Assert.Equal(Antal, _database.Tal("korsbaek", "select count(distinct emne) from indbakkepost"));
        Assert.Equal(Antal, Directory.EnumerateFiles(Path.Combine(mappe, ".Arkiv", "cur")).Count());
        Assert.Equal(0, _database.Tal("korsbaek", "select count(*) from indbakkepost p where not exists (select 1 from indbakkefil f where f.post_id = p.id) or not exists (select 1 from haendelse h where h.objekt_id = p.id)"));
    }
}
