using System.Net;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>The limit for files, on a server of its own.</summary>
public sealed class StoreFilerTests : IAsyncLifetime
{
    private readonly Testserver _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:StoersteFilMb"] = "1", ["Esdh:Demonstration"] = "tom" });

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task En_fil_over_graensen_afvises_mens_den_kommer_og_efterlader_intet()
    {
        using var klient = _server.Som("sagsbehandler");
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Stor", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        var indhold = _server.Services.GetRequiredService<AuthorityRegistry>().Opened.Single(a => a.Key == "korsbaek").Content;
        var foer = indhold.All().Count();

        var svar = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "stor.bin", new byte[3 * 1024 * 1024], new { titel = "Stor", retning = "indgaaende" });
        var problem = await svar.ForventAsync(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("1 MB", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(foer, indhold.All().Count());
        Assert.Empty(Directory.GetFiles(Path.Combine(_server.Folder, "myndigheder", "korsbaek", "filer", "ny")));
        await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "lige.bin", new byte[1024 * 1024], new { titel = "Lige", retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created);
    }
}
