using System.Net;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

/// <summary>One server for the project's tests, with the demonstration's club and none of its cases.</summary>
public sealed class Klubserver : IAsyncLifetime
{
    public Testserver Server { get; private set; } = null!;

    /// <summary>The secretariat.</summary>
    public HttpClient Sekretariat => Server.Som("kasserer", "klub");

    /// <summary>Korsbæk's medlemsrepræsentant, who also sits on the board.</summary>
    public HttpClient Delegat => Server.Som("leder");

    /// <summary>Månekær's medlemsrepræsentant.</summary>
    public HttpClient AndenDelegat => Server.Som("leder", "maanekaer");

    /// <summary>Somebody at a member, without a mandate.</summary>
    public HttpClient Medarbejder => Server.Som("sagsbehandler");

    public async Task InitializeAsync()
    {
        Server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Klub:Demonstration"] = "true" });
        await Server.InitializeAsync();
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    public static async Task<string> HtmlAsync(HttpClient klient, string sti, HttpStatusCode status = HttpStatusCode.OK)
    {
        var svar = await klient.GetAsync(new Uri(sti, UriKind.Relative));
        var html = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
        Assert.True(svar.StatusCode == status, $"{sti}: {svar.StatusCode}. {html}");
        Assert.DoesNotContain("Der er 0 fejl", html, StringComparison.Ordinal);
        return html;
    }
}

[CollectionDefinition("klubserver")]
public sealed class Klubsamling : ICollectionFixture<Klubserver>;
