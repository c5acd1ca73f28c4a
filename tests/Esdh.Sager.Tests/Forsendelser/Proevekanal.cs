using System.Collections.Concurrent;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Esdh.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>
/// Stands where SF1601 KombiPostAfsend and Byg og Miljø would: holds what it gets against the MeMo 1.1 schemas, records it, knows a message again by its UUID, and can
/// refuse, hang or fail as a test says.
/// </summary>
internal sealed class Proevekanal : IAsyncDisposable
{
    private static readonly XNamespace Memo = "https://DigitalPost.dk/MeMo-1";
    private readonly WebApplication _app;
    private readonly XmlSchemaSet _skemaer = new();

    private Proevekanal(WebApplication app) => _app = app;

    public ConcurrentQueue<XElement> Beskeder { get; } = new();

    public ConcurrentQueue<string> BygOgMiljoe { get; } = new();

    public ConcurrentQueue<string> Skemafejl { get; } = new();

    /// <summary>How often anything came.</summary>
    public int Kald;

    /// <summary>What is answered the n-th time, from 1; null takes it.</summary>
    public Func<int, (int Kode, string Tekst)?> Svar { get; set; } = _ => null;

    /// <summary>Takes the message and never answers, the n-th time.</summary>
    public Func<int, bool> Haenger { get; set; } = _ => false;

    public string Adresse => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public Dictionary<string, string> Indstillinger() => new()
    {
        ["Esdh:Forsendelse:Kombipost"] = $"{Adresse}/service/KombiPostAfsend_1/kombi", ["Esdh:Forsendelse:BygOgMiljoe"] = $"{Adresse}/bygogmiljoe", ["Esdh:Forsendelse:SvarSekunder"] = "1",
        ["Esdh:Forsendelse:PauseSekunder"] = "0.1",
    };

    public static async Task<Proevekanal> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var kanal = new Proevekanal(app);
        foreach (var fil in Directory.GetFiles(Path.Combine(Repo.Rod, "tests", "Esdh.Sager.Tests", "Forsendelser", "memo-1.1"), "*.xsd").Where(f => Path.GetFileName(f) == "MeMo_core.xsd"))
        {
            kanal._skemaer.XmlResolver = new XmlUrlResolver();
            kanal._skemaer.Add(null, fil);
        }

        kanal._skemaer.Compile();
        app.MapPost("/service/KombiPostAfsend_1/kombi", (RequestDelegate)kanal.KombiAsync);
        app.MapPost("/bygogmiljoe", (RequestDelegate)kanal.BygAsync);
        await app.StartAsync();
        return kanal;
    }

    private async Task KombiAsync(HttpContext http)
    {
        var nr = Interlocked.Increment(ref Kald);
        var dokument = await XDocument.LoadAsync(http.Request.Body, LoadOptions.None, http.RequestAborted);
        var besked = dokument.Root!.Element(Memo + "Message")!;
        new XDocument(besked).Validate(_skemaer, (_, e) => Skemafejl.Enqueue(e.Message));
        if (dokument.Root.Name != "kombi_request" || dokument.Root.Element("KombiValgKode")?.Value is not ("Digital Post" or "Fysisk Post"))
            Skemafejl.Enqueue("kombi_request: " + dokument.Root.Name);
        if (Svar(nr) is { } nej)
        {
            http.Response.StatusCode = nej.Kode;
            await http.Response.WriteAsync(nej.Tekst);
            return;
        }

        var kendt = Beskeder.Any(b => Uuid(b) == Uuid(besked));
        if (!kendt)
            Beskeder.Enqueue(besked);
        if (Haenger(nr))
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Response.StatusCode = kendt ? (int)HttpStatusCode.Conflict : 200;
        await http.Response.WriteAsync("<kombi_response><result>true</result></kombi_response>");
    }

    private async Task BygAsync(HttpContext http)
    {
        Interlocked.Increment(ref Kald);
        using var laeser = new StreamReader(http.Request.Body);
        BygOgMiljoe.Enqueue(await laeser.ReadToEndAsync());
        await http.Response.WriteAsync("modtaget");
    }

    public static string Uuid(XElement besked) => Felt(besked, "messageUUID");

    public static string Felt(XElement besked, string navn) => besked.Descendants(Memo + navn).First().Value;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
