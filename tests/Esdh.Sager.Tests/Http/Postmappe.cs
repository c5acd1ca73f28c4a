using System.Text;
using Esdh.Core.Authorities;
using Esdh.Sager.Indhold;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>A server that fetches post from folders of its own, and what a mail server and a scanner would do to them.</summary>
public sealed class Postmappe : IAsyncLifetime
{
    private readonly string _rod = Directory.CreateTempSubdirectory("esdh-post-").FullName;
    private Testserver? _server;

    public Testserver Server => _server!;

    /// <summary>Below it lie the authority's mailboxes.</summary>
    public string Rod => Path.Combine(_rod, "korsbaek");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Rod);
        _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Post:Rod"] = _rod, ["Esdh:Post:Sekunder"] = "3600", ["Esdh:Post:RoSekunder"] = "0.05" });
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_rod, recursive: true);
    }

    /// <summary>One turn of the fetching.</summary>
    public static async Task<int> HentAsync(Testserver server) =>
        await server.Services.GetRequiredService<Posthentning>().KoerAsync(await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"), CancellationToken.None);

    public Task<int> HentAsync() => HentAsync(Server);

    /// <summary>The unit that the caseworker sits in.</summary>
    public static async Task<Guid> EnhedAsync(Testserver server) => (await server.Som("sagsbehandler").HentAsync("/api/v1/indbakke/tal")).GetProperty("enheder")[0].GetProperty("id").GetGuid();

    /// <summary>A new mailbox for the caseworker's unit, with its folder.</summary>
    public async Task<(string Id, string Mappe)> PostkasseAsync(string art = "Maildir")
    {
        var sti = "k" + Guid.CreateVersion7().ToString("N");
        var mappe = Path.Combine(Rod, sti);
        foreach (var del in art == "Maildir" ? ["new", "cur", "tmp"] : new[] { "." })
            Directory.CreateDirectory(Path.Combine(mappe, del));
        var svar = await Server.Som("administrator").SendAsync("/api/v1/postkasser", new { navn = sti, art, sti, enhedId = await EnhedAsync(Server) });
        return (svar.GetProperty("id").GetString()!, mappe);
    }

    /// <summary>As a mail server delivers: written in tmp, renamed to new.</summary>
    public static string Aflever(string mappe, byte[] mail, string? navn = null)
    {
        navn ??= Guid.CreateVersion7().ToString("N") + ".vaert";
        File.WriteAllBytes(Path.Combine(mappe, "tmp", navn), mail);
        File.Move(Path.Combine(mappe, "tmp", navn), Path.Combine(mappe, "new", navn));
        return navn;
    }

    public static byte[] Mail(string emne, string tekst = "Hej", string fra = "Bo Opdigt <bo@opdigt.example>", string? id = null, string? svarPaa = null) => Encoding.UTF8.GetBytes(string.Join("\r\n",
        $"From: {fra}", "To: post@korsbaek.example", $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(emne))}?=", "Date: Sat, 21 Nov 2026 09:00:00 +0100",
        $"Message-ID: <{id ?? Guid.CreateVersion7().ToString()}>", svarPaa is null ? "X-Svar: nej" : $"In-Reply-To: <{svarPaa}>\r\nReferences: <{svarPaa}>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", tekst, ""));
}

[CollectionDefinition("post")]
public sealed class Postsamling : ICollectionFixture<Postmappe>;
