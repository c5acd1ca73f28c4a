using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Tests.Storage;

/// <summary>Authorities and what separates them.</summary>
public sealed class AuthorityRegistryTests : IAsyncLifetime
{
    private Kerne _kerne = null!;

    public async Task InitializeAsync() => _kerne = await Kerne.StartAsync();

    public async Task DisposeAsync() => await _kerne.DisposeAsync();

    [Fact]
    public async Task Det_en_myndighed_skriver_ses_ikke_i_en_anden()
    {
        var anden = await OpretAsync("anden");
        await _kerne.HaendelserAsync(3);

        Assert.Equal(3, _kerne.Tal("select count(*) from haendelse"));
        Assert.Equal(0, Kerne.Tal(anden, "select count(*) from haendelse"));
        Assert.Equal(0, Kerne.Tal(_kerne.Registry.Shared, "select count(*) from haendelse"));
        Assert.NotEqual(anden.Folder, _kerne.Myndighed.Folder);
    }

    [Fact]
    public async Task En_fil_i_en_myndighed_findes_ikke_i_en_anden()
    {
        var anden = await OpretAsync("anden");

        var fil = await _kerne.Myndighed.Content.SaveAsync("hemmelig"u8.ToArray(), CancellationToken.None);

        Assert.True(_kerne.Myndighed.Content.Exists(fil.Sha256));
        Assert.False(anden.Content.Exists(fil.Sha256));
    }

    [Fact]
    public async Task Uden_en_myndighed_er_der_ingen_adgang_til_nogen()
    {
        await using var scope = _kerne.Services.CreateAsyncScope();

        Assert.ThrowsAny<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<CoreDb>());
    }

    [Fact]
    public async Task En_forespoergsel_skifter_aldrig_myndighed()
    {
        var anden = await OpretAsync("anden");
        await using var scope = _kerne.Services.CreateAsyncScope();
        var storage = scope.ServiceProvider.GetRequiredService<StorageScope>();
        storage.Use(_kerne.Myndighed);

        Assert.Throws<InvalidOperationException>(() => storage.Use(anden));
    }

    [Fact]
    public async Task En_genbrugt_kontekst_husker_ikke_den_forrige_myndighed()
    {
        var anden = await OpretAsync("anden");
        await _kerne.HaendelserAsync(2);
        for (var i = 0; i < 6; i++) // the pool hands the same context out again
        {
            var (store, expected) = i % 2 == 0 ? (_kerne.Myndighed, 2) : (anden, 0);
            await using var scope = _kerne.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(store);
            Assert.Equal(expected, await scope.ServiceProvider.GetRequiredService<CoreDb>().Haendelser.CountAsync());
        }
    }

    [Fact]
    public async Task En_myndighed_med_arbejde_der_venter_aabnes_uden_at_nogen_spoerger()
    {
        await using var database = new Testdatabase();
        await using (var foer = await Kerne.StartAsync(database))
        {
            foreach (var noegle in new[] { "venter", "faerdig", "tom" })
                await foer.Registry.CreateAsync(new(noegle, "Anden Kommune", "12345678", true), [], CancellationToken.None);
            (await foer.Registry.GetAsync("venter")).StandingWork("post", true);
            (await foer.Registry.GetAsync("faerdig")).StandingWork("post", true);
            (await foer.Registry.GetAsync("faerdig")).StandingWork("post", false);
        }

        await using var efter = await Kerne.StartAsync(database);
        Assert.Equal(["proeve"], efter.Registry.Opened.Select(a => a.Key));
        await efter.Services.GetRequiredService<Waker>().WakeAsync(CancellationToken.None);

        Assert.Equal(["proeve", "venter"], efter.Registry.Opened.Select(a => a.Key).Order());
    }

    [Fact]
    public async Task En_ukendt_myndighed_findes_ikke() =>
        await Assert.ThrowsAsync<NotFoundException>(() => _kerne.Registry.GetAsync("../proeve"));

    [Theory]
    [InlineData("Store", "12345678", "noegle")]
    [InlineData("a", "12345678", "noegle")]
    [InlineData("../x", "12345678", "noegle")]
    [InlineData("faelles", "12345678", "noegle")]
    [InlineData("klub", "12345678", "noegle")]
    [InlineData("anden", "1234", "cvr")]
    [InlineData("anden", "1234567æ", "cvr")]
    public async Task En_myndighed_med_forkerte_oplysninger_afvises(string key, string cvr, string field)
    {
        var refused = await Assert.ThrowsAsync<InvalidException>(() => _kerne.Registry.CreateAsync(new(key, "Anden Kommune", cvr, true), [], CancellationToken.None));

        Assert.Equal([field], refused.Errors.Keys);
        Assert.Single(_kerne.Registry.All);
    }

    [Fact]
    public async Task Et_vaertsnavn_hoerer_til_een_myndighed_uanset_store_bogstaver()
    {
        await _kerne.Registry.CreateAsync(new("anden", "Anden Kommune", "12345678", true), ["Sager.Anden.example"], CancellationToken.None);

        Assert.Equal("anden", _kerne.Registry.FindByHost("SAGER.anden.EXAMPLE"));
        await Assert.ThrowsAsync<InvalidException>(() =>
            _kerne.Registry.CreateAsync(new("tredje", "Tredje Kommune", "12345678", true), ["sager.anden.example"], CancellationToken.None));
        Assert.Null(_kerne.Registry.FindByHost("ukendt.example"));
    }

    [Fact]
    public async Task Mange_der_aabner_samme_myndighed_paa_een_gang_faar_den_samme()
    {
        await OpretAsync("anden");
        await _kerne.Registry.CloseAsync();
        using var fresh = new AuthorityRegistry(
            _kerne.Database.Options, _kerne.Services.GetRequiredService<Migrator>(), _kerne.Services.GetRequiredService<IServiceScopeFactory>(),
            _kerne.Ur, Microsoft.Extensions.Logging.Abstractions.NullLogger<AuthorityRegistry>.Instance);
        await fresh.OpenAsync(CancellationToken.None);

        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => fresh.GetAsync("anden"))));

        Assert.Single(opened.Distinct());
        await fresh.CloseAsync();
    }

    [Fact]
    public async Task Proevenummeret_er_kun_for_en_demonstration()
    {
        var refused = await Assert.ThrowsAsync<InvalidException>(() => _kerne.Registry.CreateAsync(new("rigtig", "Rigtig Kommune", "12345678", false), [], CancellationToken.None));
        Assert.Equal(["cvr"], refused.Errors.Keys);
        Assert.False(_kerne.Registry.Exists("rigtig"));
    }

    private Task<Authority> OpretAsync(string key) => _kerne.Registry.CreateAsync(new(key, "Anden Kommune (demonstration)", "12345678", true), [], CancellationToken.None);
}
