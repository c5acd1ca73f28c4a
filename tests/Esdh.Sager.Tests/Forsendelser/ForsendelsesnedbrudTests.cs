using Esdh.Core.Files.Mime;
using Esdh.Testing;
using static Esdh.Sager.Tests.Forsendelser.Forsendelsesproeve;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>The server as a process, killed in the middle of sending through a real mail server: nothing is lost, and nothing is sent twice.</summary>
[Collection("exim")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ForsendelsesnedbrudTests : IAsyncLifetime
{
    private const int Antal = 120;

    private readonly Testdatabase _database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Draebt_midt_i_afsendelsen_faar_hver_modtager_brevet_netop_een_gang()
    {
        await using var exim = await Eximserver.StartAsync(Enumerable.Range(0, Antal).Select(i => $"borger{i}"));
        await using var omvej = new Omvej(exim.Port);
        var indstillinger = new Dictionary<string, string>(_database.Settings);
        foreach (var (noegle, vaerdi) in exim.Indstillinger())
            indstillinger[noegle] = vaerdi;
        indstillinger["Esdh:Demonstration"] = "tom";
        indstillinger["Esdh:Forsendelse:Smtp:Server"] = $"localhost:{omvej.Port}";
        indstillinger["Esdh:Forsendelse:KarantaeneSekunder"] = "4";
        string? id = null;
        var draebt = 0;
        for (var runde = 0; ; runde++)
        {
            await using var server = await Serverproces.StartAsync(indstillinger);
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
            if (id is null)
            {
                var (_, brev) = await BrevAsync(klient);
                id = await klient.BestilAsync(brev, [.. Enumerable.Range(0, Antal).Select(i => new { navn = $"Borger {i}", kanal = "Email", email = $"borger{i}@{Eximserver.Domaene}" })]);
            }

            var foer = Breve();
            if (runde < 4)
            {
                for (var i = 0; i < 2400 && Breve() < foer + 8 && Breve() < Antal; i++)
                    await Task.Delay(50);
                omvej.HoldSvar = true; // the mail server takes what it is given, and its answers do not arrive
                for (var i = 0; i < 40 && !omvej.HarHoldt; i++)
                    await Task.Delay(25);
                await Task.Delay(150);
                await server.DraebAsync();
                draebt += omvej.HarHoldt ? 1 : 0;
                omvej.Slip();
                continue;
            }

            var modtagere = await klient.TilEndeAsync(id, 120);
            Assert.All(modtagere, m => Assert.Equal("Sendt", m.Felt("tilstand")));
            break;
        }

        Assert.True(draebt > 0, "No kill fell between what was sent and its answer.");
        await VentAsync(() => Task.FromResult(Enumerable.Range(0, Antal).All(i => exim.Breve($"borger{i}").Length > 0)), "every letter");
        await Task.Delay(1000); // a second one would be on its way
        Assert.All(Enumerable.Range(0, Antal), i => Assert.Single(exim.Breve($"borger{i}")));
        using var et = MimeReader.Read(new MemoryStream(await File.ReadAllBytesAsync(exim.Breve("borger7")[0])));
        Assert.Equal("Afgørelse om carport", et.Subject);

        int Breve() => Enumerable.Range(0, Antal).Sum(i => exim.Breve($"borger{i}").Length);
    }
}
