using System.Net;
using Esdh.Klub.Domain;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

/// <summary>A server that is killed while votes come in.</summary>
public sealed class AfstemningDraebtTests
{
    [Fact]
    public async Task En_draebt_server_taber_ingen_besvaret_stemme_tager_ingen_to_gange_og_goer_op_efter_genstart()
    {
        const string sti = "/api/v1/klub/afstemninger";
        await using var database = new Testdatabase();
        Dictionary<string, string> indstillinger = new(database.Settings) { ["Esdh:Demonstration"] = "tom", ["Esdh:Klub:Demonstration"] = "true" };
        var kode = Stemmekvittering.Ny().Kode;
        string nummer;
        await using (var server = await Serverproces.StartAsync(indstillinger))
        {
            using var sekretariat = Klient(server, "kasserer", "klub");
            using var delegat = Klient(server, "leder", "korsbaek");
            nummer = (await sekretariat.SendAsync(sti, new { Emne = "Bestyrelse", Titel = "Valg", Lukker = TimeProvider.System.GetUtcNow().AddHours(1), Muligheder = new[] { "A", "B" } })).GetProperty("nummer").GetString()!;
            await sekretariat.SendAsync($"{sti}/{nummer}/aabn", new { });
            await (await delegat.PostAsync($"{sti}/{nummer}/stemmer", new { Valg = new { m1 = 1 }, Kode = kode })).ForventAsync(HttpStatusCode.OK);
            // More are on their way when it dies.
            var flere = Enumerable.Range(0, 10).Select(_ => delegat.PostAsync($"{sti}/{nummer}/stemmer", new { Valg = new { m2 = 1 } })).ToList();
            await server.DraebAsync();
            await Task.WhenAll(flere.Select(async t =>
            {
                try
                {
                    Assert.NotEqual(HttpStatusCode.OK, (await t).StatusCode);
                }
                catch (HttpRequestException)
                {
                    // The line went.
                }
            }));
        }

        await using var igen = await Serverproces.StartAsync(indstillinger);
        using var bagefter = Klient(igen, "leder", "korsbaek");
        await (await bagefter.PostAsync($"{sti}/{nummer}/stemmer", new { Valg = new { m2 = 1 } })).BrydesAsync("STEM-4");
        await using (var forbindelse = database.Forbindelse("faelles"))
        await using (var luk = forbindelse.CreateCommand())
        {
            luk.CommandText = $"update klub_afstemning set lukker = aabnet where aar || '-' || nr = '{nummer}'"; // an hour has passed
            Assert.Equal(1, await luk.ExecuteNonQueryAsync());
        }

        await Vent.TilAsync(async () => (await bagefter.HentAsync($"{sti}/{nummer}")).GetProperty("stand").GetString() == "Opgjort");
        var a = await bagefter.HentAsync($"{sti}/{nummer}");
        Assert.Equal(1, a.GetProperty("resultat").GetProperty("deltog").GetInt32());
        Assert.Equal("A", (await bagefter.SendAsync($"{sti}/{nummer}/kvitteringsopslag", new { Kode = kode })).GetProperty("indhold").GetString());
        Assert.Empty(Protokolfil.TaelEfter(await bagefter.GetStringAsync(new Uri($"{sti}/{nummer}/protokol", UriKind.Relative))).Fejl);
    }

    private static HttpClient Klient(Serverproces server, string bruger, string realm) => new(new Tegnhandler(server.Adresse, bruger, realm)) { BaseAddress = server.Adresse, Timeout = TimeSpan.FromSeconds(60) };
}
