using System.Text;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Seal;
using Esdh.Core.Storage;
using Esdh.Core.Tests.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Tests.Events;

/// <summary>Events, their seal and what checking it finds, on a real database.</summary>
public sealed class SealedEventsTests : IAsyncLifetime
{
    private const string Hemmelighed = "Marens hemmelige adresse på Nørregade";
    private Testdatabase _database = null!;
    private Kerne _kerne = null!;

    public async Task InitializeAsync()
    {
        _database = new();
        _kerne = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _kerne.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Uroerte_haendelser_er_i_orden_og_dem_uden_segl_er_ingen_fejl()
    {
        await _kerne.HaendelserAsync(5);
        await ForseglAsync();
        await _kerne.HaendelserAsync(3);

        var report = await ProeveAsync();

        Assert.Empty(report.Fejl);
        Assert.Equal((8, 5, 1), (report.Haendelser, report.Forseglede, report.Blokke));
        Assert.Equal(5, report.Hoved!.SidsteHaendelse);
    }

    [Fact]
    public async Task Der_er_tusind_haendelser_i_en_blok_og_blokkene_haenger_sammen()
    {
        await _kerne.Queue.RunAsync(async (EventLog log) =>
        {
            for (var i = 0; i < 2500; i++)
                await log.AppendAsync(Core.Access.Aktoer.Systemet, new Kerne.NogetSket($"{i}"), Guid.CreateVersion7(), Guid.CreateVersion7(), CancellationToken.None);
        }, CancellationToken.None);

        Assert.Equal(3, await _kerne.Services.GetRequiredService<Sealer>().SealAsync(_kerne.Myndighed, CancellationToken.None));

        var report = await ProeveAsync();
        Assert.Empty(report.Fejl);
        Assert.Equal((2500, 2500, 3), (report.Haendelser, report.Forseglede, report.Blokke));
        Assert.Equal(0, await _kerne.Services.GetRequiredService<Sealer>().SealAsync(_kerne.Myndighed, CancellationToken.None));
    }

    [Fact]
    public async Task Serveren_forsegler_af_sig_selv_naar_der_er_gaaet_et_minut()
    {
        var sealer = _kerne.Services.GetRequiredService<Sealer>();
        await sealer.StartAsync(CancellationToken.None);
        await _kerne.HaendelserAsync(2);
        _kerne.Ur.Frem(Sealer.MaxWait + TimeSpan.FromSeconds(1));

        for (var i = 0; i < 1200 && _kerne.Tal("select count(*) from segl_blok") == 0; i++)
            await Task.Delay(100);
        await sealer.StopAsync(CancellationToken.None);

        Assert.Equal(1, _kerne.Tal("select count(*) from segl_blok"));
        Assert.Equal(1, Kerne.Tal(_kerne.Registry.Shared, "select count(*) from segl_hoved where noegle = 'proeve'"));
    }

    [Theory]
    [InlineData("update haendelse set type = 'NogetAndet' where nr = 2", "passer ikke med sine hændelser")]
    [InlineData("update haendelse set sag_id = aktoer_id where nr = 3", "passer ikke med sine hændelser")]
    [InlineData("delete from haendelse_data where nr = 2; delete from haendelse where nr = 2", "Hændelse 2 mangler")]
    [InlineData("update haendelse_data set data = '{\"hvad\":\"nr. 3\",\"andet\":1}' where nr = 3", "Hændelse 3 (NogetSket): data er ændret")]
    [InlineData("update segl_blok set tid = (select min(tid) from haendelse) where nr = 2", "Blok 2")]
    [InlineData("update segl_blok set sidste = 7 where nr = 2", "Blok 2")]
    [InlineData("delete from segl_blok where nr = 2", "Blok 2 (til og med hændelse 8) mangler")]
    [InlineData("delete from haendelse_data where nr > 4; delete from haendelse where nr > 4; delete from segl_blok where nr = 2", "Hændelser er fjernet")]
    [InlineData("delete from segl_blok", "Blok 1 (til og med hændelse 4) mangler")]
    public async Task Enhver_aendring_bag_om_systemet_opdages(string sql, string forventet)
    {
        await _kerne.HaendelserAsync(4);
        await ForseglAsync();
        await _kerne.HaendelserAsync(4);
        await ForseglAsync();
        await UdenOmAsync(sql);

        var report = await ProeveAsync();

        Assert.Contains(report.Fejl, f => f.Contains(forventet, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Et_hoved_der_er_gemt_et_andet_sted_afsloerer_en_kaede_der_er_lavet_om_med_en_ny_noegle()
    {
        await _kerne.HaendelserAsync(4);
        await ForseglAsync();
        var kept = (await ProeveAsync()).Hoved!;
        // Someone with everything: other data, a new key, and no trace in faelles.
        await UdenOmAsync("update haendelse set type = 'Opdigtet' where nr = 2; delete from segl_blok");
        await UdenOmAsync("delete from segl_hoved", _kerne.Registry.Shared);
        await GenstartAsync(() => Directory.Delete(Path.Combine(_database.Folder, "myndigheder", "proeve", "segl"), recursive: true));
        await ForseglAsync();

        Assert.Empty((await ProeveAsync()).Fejl); // nothing inside the installation tells it
        Assert.Contains((await ProeveAsync([kept])).Fejl, f => f.Contains("er ikke den, hvis hoved er kendt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task En_blok_med_en_fremmed_noegle_opdages()
    {
        await _kerne.HaendelserAsync(2);
        await ForseglAsync();
        Directory.Delete(Path.Combine(_database.Folder, "myndigheder", "proeve", "segl"), recursive: true);

        Assert.Contains((await ProeveAsync()).Fejl, f => f.Contains("underskrevet med nøglen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task En_ny_noegle_fortsaetter_kaeden()
    {
        await _kerne.HaendelserAsync(2);
        await ForseglAsync();
        await GenstartAsync(() => File.Delete(Path.Combine(_database.Folder, "myndigheder", "proeve", "segl", "noegle.pem")));
        await _kerne.HaendelserAsync(2);
        await ForseglAsync();

        var report = await ProeveAsync();
        Assert.Empty(report.Fejl);
        Assert.Equal(2, _kerne.Tal("select count(distinct noegle_id) from segl_blok"));
        Assert.Equal(2, report.Blokke);
    }

    [Fact]
    public async Task Et_nedbrud_mellem_blok_og_hoved_rettes_op_ved_naeste_segl()
    {
        await _kerne.HaendelserAsync(2);
        await ForseglAsync();
        await UdenOmAsync("delete from segl_hoved", _kerne.Registry.Shared);
        Assert.Empty((await ProeveAsync()).Fejl);

        await GenstartAsync();
        await ForseglAsync();

        Assert.Equal(1, Kerne.Tal(_kerne.Registry.Shared, "select count(*) from segl_hoved"));
    }

    [Fact]
    public async Task Naar_en_haendelses_data_slettes_holder_seglet_og_intet_kan_laeses_i_databasens_filer()
    {
        await _kerne.HaendelserAsync(3);
        await _kerne.HaendelserAsync(2, Hemmelighed + new string('x', 20_000)); // also where it spills to pages of its own
        await _kerne.HaendelserAsync(1);
        await ForseglAsync();
        if (!Testdatabase.ErPostgresql)
            Assert.True(StaarIFilerne(Hemmelighed), "The test must be able to find it.");

        var erased = await _kerne.Queue.RunAsync((EventLog log) => log.EraseDataAsync([4, 5, 99], CancellationToken.None), CancellationToken.None);
        var clean = await _kerne.Myndighed.CleanAsync(CancellationToken.None);

        Assert.Equal(2, erased);
        Assert.True(clean);
        if (!Testdatabase.ErPostgresql)
            Assert.False(StaarIFilerne(Hemmelighed));
        var report = await ProeveAsync();
        Assert.Empty(report.Fejl);
        Assert.Equal(2, report.Kasserede);
    }

    [Fact]
    public async Task Serveren_selv_rydder_filerne_efter_en_sletning()
    {
        await _kerne.HaendelserAsync(1, Hemmelighed);
        var sealer = _kerne.Services.GetRequiredService<Sealer>();
        await sealer.StartAsync(CancellationToken.None);

        await _kerne.Queue.RunAsync((EventLog log) => log.EraseDataAsync([1], CancellationToken.None), CancellationToken.None);
        for (var i = 0; i < 1200 && !Testdatabase.ErPostgresql && StaarIFilerne(Hemmelighed); i++)
            await Task.Delay(100);
        await sealer.StopAsync(CancellationToken.None);

        Assert.Equal(0, _kerne.Tal("select count(*) from haendelse_data"));
        if (!Testdatabase.ErPostgresql)
            Assert.False(StaarIFilerne(Hemmelighed));
    }

    [Fact]
    public async Task Et_bevis_for_een_haendelse_kan_kontrolleres_alene_ogsaa_efter_kassation()
    {
        await _kerne.HaendelserAsync(7);
        await using var scope = _kerne.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(_kerne.Myndighed);
        var proofs = scope.ServiceProvider.GetRequiredService<Proofs>();
        Assert.Null(await proofs.ForEventAsync(3, CancellationToken.None));
        await ForseglAsync();

        var before = (await proofs.ForEventAsync(3, CancellationToken.None))!.ToJson();
        await _kerne.Queue.RunAsync((EventLog log) => log.EraseDataAsync([3], CancellationToken.None), CancellationToken.None);
        var after = (await proofs.ForEventAsync(3, CancellationToken.None))!.ToJson();

        Assert.Equal(ProofOutcome.Valid, ProofVerifier.Verify(before).Outcome);
        Assert.Equal(ProofOutcome.Destroyed, ProofVerifier.Verify(after).Outcome);
        Assert.Equal(ProofOutcome.Invalid, ProofVerifier.Verify(before.Replace("NogetSket", "NogetAndet", StringComparison.Ordinal)).Outcome);
        await Assert.ThrowsAsync<NotFoundException>(() => proofs.ForEventAsync(8, CancellationToken.None));
    }

    [Fact]
    public async Task Fremmede_filer_i_datamappen_ignoreres()
    {
        await _kerne.HaendelserAsync(1);
        Directory.CreateDirectory(Path.Combine(_database.Folder, "myndigheder", "Noter om drift"));
        await File.WriteAllTextAsync(Path.Combine(_database.Folder, "myndigheder", "læs-mig.txt"), "Hej");
        await File.WriteAllTextAsync(Path.Combine(_database.Folder, "myndigheder", "proeve", "segl.pem"), "Ikke en nøgle");

        Assert.Equal(["faelles", "proeve"], (await AlleAsync()).Select(r => r.Noegle));
        Assert.All(await AlleAsync(), r => Assert.Empty(r.Fejl));
    }

    [Fact]
    public async Task En_fil_som_en_raekke_naevner_skal_vaere_der_uaendret()
    {
        var good = await _kerne.Myndighed.Content.SaveAsync("hel"u8.ToArray(), CancellationToken.None);
        var changed = await _kerne.Myndighed.Content.SaveAsync("ændres"u8.ToArray(), CancellationToken.None);
        var missing = await _kerne.Myndighed.Content.SaveAsync("fjernes"u8.ToArray(), CancellationToken.None);
        _references.AddRange([good.Sha256, changed.Sha256, missing.Sha256]);
        Assert.Empty((await ProeveAsync()).Fejl);

        await File.WriteAllTextAsync(_kerne.Myndighed.Content.PathOf(changed.Sha256), "andet");
        File.Delete(_kerne.Myndighed.Content.PathOf(missing.Sha256));

        var faults = (await ProeveAsync()).Fejl;
        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, f => f.Contains("indholdet er ændret", StringComparison.Ordinal) && f.Contains(changed.Sha256, StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("filen mangler", StringComparison.Ordinal) && f.Contains(missing.Sha256, StringComparison.Ordinal));
    }

    [Fact]
    public async Task En_myndighed_hvis_database_er_vaek_er_en_fejl()
    {
        if (Testdatabase.ErPostgresql)
            return; // the server keeps the databases there
        await _kerne.HaendelserAsync(1);
        await ForseglAsync();
        await _kerne.Registry.CloseAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(_database.Folder, "myndigheder", "proeve"), "esdh.db*"))
            File.Delete(file);

        Assert.NotEmpty((await ProeveAsync()).Fejl);
    }

    [Fact]
    public async Task Oprydningen_fjerner_kun_gammelt_indhold_som_ingen_naevner()
    {
        var store = _kerne.Myndighed.Content;
        var named = await store.SaveAsync("nævnt"u8.ToArray(), CancellationToken.None);
        var orphan = await store.SaveAsync("glemt"u8.ToArray(), CancellationToken.None);
        var again = await store.SaveAsync("igen"u8.ToArray(), CancellationToken.None);
        var young = await store.SaveAsync("ny"u8.ToArray(), CancellationToken.None);
        var old = _kerne.Ur.GetUtcNow().AddHours(-25).UtcDateTime;
        foreach (var sha256 in new[] { named.Sha256, orphan.Sha256, again.Sha256 })
            File.SetLastWriteTimeUtc(store.PathOf(sha256), old);
        await store.SaveAsync("igen"u8.ToArray(), CancellationToken.None); // someone is about to name it
        var abandoned = Path.Combine(_kerne.Myndighed.Folder, "filer", "ny", "afbrudt");
        await File.WriteAllTextAsync(abandoned, "halv");
        File.SetLastWriteTimeUtc(abandoned, old);
        _references.Add(named.Sha256);

        var gone = await _kerne.Services.GetRequiredService<Sweeper>().SweepAsync(_kerne.Myndighed, CancellationToken.None);

        Assert.Equal(2, gone);
        Assert.False(File.Exists(abandoned));
        Assert.Equal([named.Sha256, again.Sha256, young.Sha256], new[] { named, orphan, again, young }.Where(c => store.Exists(c.Sha256)).Select(c => c.Sha256));
    }

    private readonly List<string> _references = [];

    private Task<Kerne> StartAsync() => Kerne.StartAsync(_database, services => services.AddScoped<IContentReferences>(_ => new Listed(_references)));

    private async Task GenstartAsync(Action? between = null)
    {
        await _kerne.DisposeAsync();
        between?.Invoke();
        _kerne = await StartAsync();
    }

    private Task<int> ForseglAsync() => _kerne.Services.GetRequiredService<Sealer>().SealAsync(_kerne.Myndighed, CancellationToken.None);

    private async Task<List<StoreReport>> AlleAsync(IReadOnlyCollection<SealHead>? heads = null)
    {
        List<StoreReport> reports = [];
        await foreach (var report in _kerne.Services.GetRequiredService<Verifier>().VerifyAsync(heads, CancellationToken.None))
            reports.Add(report);
        return reports;
    }

    private async Task<StoreReport> ProeveAsync(IReadOnlyCollection<SealHead>? heads = null) => (await AlleAsync(heads)).Single(r => r.Noegle == "proeve");

    /// <summary>Changes the database as its administrator could: without triggers and foreign keys.</summary>
    private async Task UdenOmAsync(string sql, Authority? store = null)
    {
        store ??= _kerne.Myndighed;
        await store.Queue.RunAsync(async (StorageScope scope) =>
        {
            if (Testdatabase.ErPostgresql)
            {
                await Kerne.RunAsync(scope, "set local session_replication_role = replica");
            }
            else
            {
                List<string> triggers = [];
                await using (var list = scope.Command("select name from sqlite_schema where type = 'trigger'"))
                await using (var reader = await list.ExecuteReaderAsync())
                {
                    while (await reader.ReadAsync())
                        triggers.Add(reader.GetString(0));
                }

                foreach (var trigger in triggers)
                    await Kerne.RunAsync(scope, $"drop trigger {trigger}");
            }

            await Kerne.RunAsync(scope, sql);
        }, CancellationToken.None);
    }

    private bool StaarIFilerne(string text) => Directory.GetFiles(Path.Combine(_database.Folder, "myndigheder", "proeve"), "esdh.db*").Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    private sealed class Listed(IReadOnlyList<string> sha256s) : IContentReferences
    {
        public async IAsyncEnumerable<ContentReference> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var sha256 in sha256s)
            {
                await Task.Yield();
                yield return new(sha256, "prøve");
            }
        }
    }
}
