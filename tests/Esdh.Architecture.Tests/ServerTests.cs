using System.Net;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

[CollectionDefinition("server")]
public sealed class Serversamling : ICollectionFixture<Testserver>;

/// <summary>What holds for the server as a whole.</summary>
[Collection("server")]
public sealed class ServerTests(Testserver server)
{
    [Fact]
    public async Task En_ukendt_adresse_svarer_404()
    {
        using var answer = await server.Anonym().GetAsync(new Uri("/findes-ikke", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
