using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>The server as a process: killed at any moment under load it has lost nothing that it answered, and shows nothing half made.</summary>
public sealed class NedbrudTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();
    private readonly ConcurrentBag<Besvaret> _answered = [];

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    private sealed record Besvaret(string Dokument, string Sag, byte[] Indhold);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Alt_der_er_besvaret_er_der_naar_serveren_draebes_midt_i_arbejdet()
    {
        for (var round = 0; round < 4; round++)
        {
            await using (var server = await Serverproces.StartAsync(Settings))
            {
                using var over = new CancellationTokenSource();
                var work = Enumerable.Range(0, 6).Select(_ => Task.Run(() => ArbejdAsync(server.Adresse, over.Token))).ToList();
                var before = _answered.Count;
                for (var i = 0; i < 2400 && _answered.Count < before + 5; i++) // it is warm
                    await Task.Delay(50);
                await Task.Delay(RandomNumberGenerator.GetInt32(50, 1200));
                await server.DraebAsync();
                await over.CancelAsync();
                await Task.WhenAll(work);
                Assert.True(_answered.Count >= before + 5, $"Nothing was answered in round {round}:\n{server.Log}");
            }

            var (code, text) = await Serverproces.KommandoAsync(_database.Settings, "verificer"); // right after the kill, without a server
            Assert.True(code == 0, text);
            IntetErHalvt();
        }

        await using var again = await Serverproces.StartAsync(Settings);
        using var client = new HttpClient(new Tegnhandler(again.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = again.Adresse };
        foreach (var one in _answered)
            Assert.Equal(one.Indhold, await client.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{one.Dokument}/filer/1", UriKind.Relative)));
        var (beside, told) = await Serverproces.KommandoAsync(_database.Settings, "verificer"); // and beside a running one
        Assert.True(beside == 0, told);
        Assert.InRange(await again.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Verificer_melder_fejl_og_slutter_med_en_fejlkode_naar_en_fil_er_aendret()
    {
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var client = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
            await JournaliserAsync(client, await OpretSagAsync(client));
            await server.StopAsync();
        }

        var file = Directory.EnumerateFiles(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer"), "*", SearchOption.AllDirectories)
            .Single(f => _answered.Single().Indhold.AsSpan().SequenceEqual(File.ReadAllBytes(f)));
        await File.AppendAllTextAsync(file, " ");

        var (code, text) = await Serverproces.KommandoAsync(_database.Settings, "verificer");

        Assert.Equal(1, code);
        Assert.Contains("indholdet er ændret", text, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), text, StringComparison.Ordinal);
    }

    /// <summary>Every document has its registration, its file and its events; akt numbers have no gaps.</summary>
    private void IntetErHalvt()
    {
        string[] mustBeNone =
        [
            "select count(*) from dokument d where not exists (select 1 from dokumentregistrering r where r.dokument_id = d.id)",
            "select count(*) from dokument d where not exists (select 1 from fil f where f.dokument_id = d.id)",
            "select count(*) from dokument d where not exists (select 1 from haendelse h where h.objekt_id = d.id)",
            "select count(*) from sag s where not exists (select 1 from haendelse h where h.sag_id = s.id)",
            "select count(*) from haendelse h where not exists (select 1 from haendelse_data d where d.nr = h.nr)",
            "select coalesce(max(nr), 0) - count(*) from haendelse",
            "select count(*) from (select sag_id from dokumentregistrering where aktnr is not null group by sag_id having max(aktnr) <> count(distinct aktnr)) x",
        ];
        Assert.All(mustBeNone, sql => Assert.True(_database.Tal("korsbaek", sql) == 0, sql));
    }

    private async Task ArbejdAsync(Uri address, CancellationToken ct)
    {
        using var client = new HttpClient(new Tegnhandler(address, "sagsbehandler", "korsbaek")) { BaseAddress = address };
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var sag = await OpretSagAsync(client);
                for (var i = 0; i < 3; i++)
                    await JournaliserAsync(client, sag);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is gone, as it should be. What it did not answer it may have done or not.
        }
    }

    private static async Task<string> OpretSagAsync(HttpClient client)
    {
        using var answer = await client.PostAsync("/api/v1/sager", new { titel = "Nedbrud", emne = "02.34.02", facet = "G01" });
        return (await answer.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }

    private async Task JournaliserAsync(HttpClient client, string sag)
    {
        var content = RandomNumberGenerator.GetBytes(20_000);
        using var answer = await client.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", content, new { titel = "Brev", retning = "indgaaende", journaliser = true });
        var document = await answer.ForventAsync(HttpStatusCode.Created);
        _answered.Add(new(document.GetProperty("id").GetString()!, sag, content));
    }
}
