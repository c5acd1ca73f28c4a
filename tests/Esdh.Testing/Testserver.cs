using System.Collections.Concurrent;
using Esdh.Core;
using Esdh.Core.Authorities;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Esdh.Testing;

/// <summary>
/// The real server in Development, on Kestrel and a port of its own, with data of its own: the demonstration's users, units, plan and
/// templates, but none of its cases (<c>Testserver.Med(new() { ["Esdh:Demonstration"] = "fuld" })</c> has them). Starting one costs seconds: share it, as
/// <c>[CollectionDefinition("server")] public sealed class Serversamling : ICollectionFixture&lt;Testserver&gt;;</c> in a test project and
/// <c>[Collection("server")]</c> on its classes; <c>IClassFixture&lt;Testserver&gt;</c> gives one class a server of its own. Tests that share must make what they need and count only that.
/// </summary>
public sealed class Testserver : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testdatabase _database;
    private readonly bool _afSkabelon;
    private readonly Factory _factory;
    private readonly ConcurrentBag<HttpClient> _clients = [];
    private AuthorityRegistry? _registry;

    public Testserver() : this(null)
    {
    }

    private Testserver(IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? services = null, Testdatabase? skabelon = null)
    {
        _database = skabelon ?? new();
        _afSkabelon = skabelon is null && settings?.ContainsKey("Esdh:Demonstration") != true;
        _factory = new(services, [new("Esdh:Demonstration", "tom"), .. _database.Settings, .. (settings ?? new Dictionary<string, string>()).Select(Tilfoejet)], Ur);
    }

    /// <summary>The server that makes what the others start from.</summary>
    internal static Testserver UdenSkabelon(Testdatabase database) => new(null, null, database);

    /// <summary>What is said of the connection is added to the database's own.</summary>
    private KeyValuePair<string, string> Tilfoejet(KeyValuePair<string, string> s) =>
        s.Key == "Esdh:Forbindelse" && _database.Settings.TryGetValue(s.Key, out var egen) ? new(s.Key, $"{egen};{s.Value}") : s;

    /// <summary>A server of its own with other settings, as <c>["Esdh:X"] = "y"</c>; the caller initialises and disposes it.</summary>
    public static Testserver Med(IReadOnlyDictionary<string, string> settings) => new(settings);

    /// <summary>A server of its own with services added after the product's; the caller initialises and disposes it.</summary>
    public static Testserver Med(Action<IServiceCollection> services) => new(null, services);

    /// <summary>The server's clock.</summary>
    public Testur Ur { get; } = new();

    /// <summary>Where it listens, <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Adresse => _factory.ClientOptions.BaseAddress;

    /// <summary><c>Esdh:Data</c>.</summary>
    public string Folder => _database.Folder;

    public Testdatabase Database => _database;

    public IServiceProvider Services => _factory.Services;

    /// <summary>How many lines of this month's access log are like this, as they lie on disk.</summary>
    /// <param name="hvor">Runs on both providers.</param>
    public long Adgangsloglinjer(string hvor, string myndighed = "korsbaek") =>
        Database.Tal(myndighed, $"select count(*) from adgangslog_{Services.GetRequiredService<TimeProvider>().GetUtcNow():yyyy_MM} where {hvor}", "adgangslog.db");

    public async Task InitializeAsync()
    {
        if (_afSkabelon && Ur.GaarSomDetVirkelige)
            await Testskabelon.FyldAsync(_database);
        _factory.UseKestrel(0);
        _factory.StartServer();
        _registry = _factory.Services.GetRequiredService<AuthorityRegistry>();
    }

    public async Task DisposeAsync()
    {
        await LukAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Stops it; its data stays.</summary>
    internal async Task LukAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _factory.DisposeAsync();
        if (_registry is not null)
            await _registry.CloseAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>A client that is not signed in. It keeps cookies and follows no redirects.</summary>
    public HttpClient Anonym() => Client(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>A client with a token of the demonstration user's, fetched at its first request and again when it is refused as too old.</summary>
    /// <param name="bruger"><c>sagsbehandler</c>, <c>kollega</c>, <c>leder</c>, <c>arkivar</c>, <c>revisor</c>, <c>administrator</c> or <c>robot</c>.</param>
    /// <param name="realm">The authority's key.</param>
    public HttpClient Som(string bruger, string realm = "korsbaek") =>
        Client(new Tegnhandler(Adresse, bruger, realm));

    /// <summary>A token from the token endpoint, by password grant.</summary>
    public async Task<string> TokenAsync(string bruger, string realm = "korsbaek", string kodeord = "demo")
    {
        using var client = new HttpClient { BaseAddress = Adresse };
        return await Tegnhandler.FetchAsync(client.SendAsync, Adresse, bruger, realm, kodeord);
    }

    private HttpClient Client(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler) { BaseAddress = Adresse, Timeout = TimeSpan.FromSeconds(60) };
        _clients.Add(client);
        return client;
    }

    private sealed class Factory(Action<IServiceCollection>? more, IEnumerable<KeyValuePair<string, string>> settings, Testur clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Esdh:Adgangslog:Afvisninger", "1000000"); // matrices of refusals would block the users that tests share
            builder.UseContentRoot(Path.Combine(Repo.Rod, "src", "Esdh.Server"));
            builder.UseSetting("Esdh:Demonstration", "tom"); // users, plan and templates; tests make the cases they need
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            builder.ConfigureServices(services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(new Demonstrationsur(clock)));
            if (more is not null)
                builder.ConfigureServices(more);
        }
    }
}
