using Esdh.Core.Storage;
using Esdh.Testing;

namespace Esdh.Core.Tests.Storage;

/// <summary>Migrations: forward only, each once, and never changed after it has run.</summary>
public sealed class MigratorTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Anden_gang_aendrer_intet_og_det_der_stod_der_staar_der()
    {
        await using (var first = await Kerne.StartAsync(_database))
            await first.HaendelserAsync(3);

        await using var second = await Kerne.StartAsync(_database);

        Assert.Equal(3, second.Tal("select count(*) from haendelse"));
        await second.HaendelserAsync(1);
        Assert.Equal(4, second.Tal("select max(nr) from haendelse"));
    }

    [Theory]
    [InlineData("update migration set sha256 = 'noget andet' where modul = 'core'")]
    [InlineData("insert into migration (modul, nummer, navn, sha256) values ('core', 9999, '9999_nyere.sql', 'x')")]
    public async Task En_database_fra_en_anden_version_afvises_og_roeres_ikke(string sql)
    {
        await using (var first = await Kerne.StartAsync(_database))
        {
            await first.HaendelserAsync(3);
            await first.SqlAsync(sql);
        }

        await Assert.ThrowsAsync<MigrationChangedException>(() => Kerne.StartAsync(_database));

        await using var remade = await Kerne.StartAsync(_database, options: _database.Options with { RemakeChanged = true });
        Assert.Equal(0, remade.Tal("select count(*) from haendelse"));
    }

    [Fact]
    public async Task Under_udvikling_laves_kun_den_database_om_som_er_aendret()
    {
        await using (var first = await Kerne.StartAsync(_database))
        {
            await first.HaendelserAsync(3);
            await Kerne.SqlAsync(first.Registry.Shared, "update migration set sha256 = 'noget andet'");
        }

        await using var second = await Kerne.StartAsync(_database, options: _database.Options with { RemakeChanged = true });

        Assert.Equal(3, second.Tal("select count(*) from haendelse"));
    }

    [Fact]
    public async Task En_migration_af_et_modul_der_er_taget_af_listen_er_ingen_fejl()
    {
        await using (var first = await Kerne.StartAsync(_database))
            await first.SqlAsync("insert into migration (modul, nummer, navn, sha256) values ('byggesager', 1, '0001_byggesag.sql', 'x')");

        await using var second = await Kerne.StartAsync(_database);

        Assert.Equal(1, second.Tal("select count(*) from migration where modul = 'byggesager'"));
    }
}
