using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Kombit.Tests;

/// <summary>
/// Stands in for the Sags- og Dokumentindeks, which is not in reach: answers SOAP over HTTP as its WSDL says, holds what it is told, refuses what it already has or does not have, and checks every message against the form and the field rules.
/// </summary>
internal sealed class Sagsindeks : IAsyncDisposable
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/", Sdi = "urn:oio:sts:sagdok:sagdokumentindeks:6", Grund = "urn:oio:sagdok:3.0.0";

    private readonly Lock _laas = new();
    private int _port;
    private WebApplication? _app;

    /// <summary>What it holds, by UUID; the last message of each.</summary>
    public ConcurrentDictionary<Guid, XElement> Indhold { get; } = [];

    /// <summary>Every call in order: operation and body.</summary>
    public ConcurrentQueue<(string Operation, XElement Krop)> Kald { get; } = [];

    /// <summary>Breaches of form and field rules.</summary>
    public ConcurrentQueue<string> Brud { get; } = [];

    /// <summary>Answers so instead, until it answers null.</summary>
    public Func<XElement, IResult?>? Ellers { get; set; }

    public string Adresse => $"http://127.0.0.1:{_port}/sagdokumentindeks/6";

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        _app = builder.Build();
        _app.MapPost("/sagdokumentindeks/6", async (HttpContext http) => Svar(http.Request.Headers["SOAPAction"].ToString().Trim('"'), await XElement.LoadAsync(http.Request.Body, LoadOptions.None, http.RequestAborted)));
        await _app.StartAsync();
        _port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private IResult Svar(string handling, XElement kuvert)
    {
        lock (_laas)
        {
            var krop = kuvert.Element(Soap + "Body")!.Elements().Single();
            var operation = handling[(handling.LastIndexOf('/') + 1)..];
            Assert.Equal($"http://kombit.dk/sts/sagdokumentindeks/{operation}", handling);
            Assert.NotNull(kuvert.Element(Soap + "Header")!.Descendants().Single(e => e.Name.LocalName == "TransactionUUID"));
            Kald.Enqueue((operation, krop));
            if (Ellers?.Invoke(krop) is { } andet)
                return andet;
            foreach (var brud in Sf1470regler.Brud(krop))
                Brud.Enqueue(brud);
            return operation switch
            {
                "importer" => Retur("Importer", krop.Elements().Select(e => (Id(e), Indhold.TryAdd(Id(e), e) ? 20 : 49))),
                "opdater" => Retur("Opdater", krop.Elements().Select(e => (Id(e), Opdater(e)))),
                "fjern" => Retur("Fjern", Fjern(krop).Select(id => (id, 20))),
                _ => Results.StatusCode(500),
            };
        }
    }

    private int Opdater(XElement e)
    {
        if (!Indhold.ContainsKey(Id(e)))
            return 44;
        Indhold[Id(e)] = e;
        return 20;
    }

    private List<Guid> Fjern(XElement krop)
    {
        List<Guid> fjernes = [.. krop.Elements(Sdi + "SagUuid").Select(e => Guid.Parse(e.Value))];
        if (krop.Descendants(Sdi + "SoegDokument").SingleOrDefault() is { } soeg)
        {
            var nummer = soeg.Descendants().Single(e => e.Name.LocalName == "BrugervendtNoegle").Value;
            fjernes.AddRange(Indhold.Where(i => i.Value.Name.LocalName.Contains("Dokument", StringComparison.Ordinal) && i.Value.Descendants().Any(e => e.Name.LocalName == "Dokumentnummer" && e.Value == nummer)).Select(i => i.Key));
        }

        fjernes.ForEach(id => Indhold.TryRemove(id, out _));
        return fjernes;
    }

    private static Guid Id(XElement e) => Guid.Parse(e.Element(Grund + "UUIDIdentifikator")!.Value);

    private static IResult Retur(string navn, IEnumerable<(Guid Id, int Kode)> svar)
    {
        var ud = new XElement(Sdi + $"{navn}SagDokumentIndeksOutput", svar.Select(s => new XElement(Grund + "UnikRetur", new XElement(Grund + "StatusKode", s.Kode),
            s.Kode == 20 ? null : new XElement(Grund + "FejlbeskedTekst", s.Kode == 44 ? "Findes ikke" : "Findes allerede"), new XElement(Grund + "Type", "Sag"), new XElement(Grund + "UUIDIdentifikator", s.Id))));
        if (!ud.HasElements)
            ud.Add(new XElement(Grund + "StandardRetur", new XElement(Grund + "StatusKode", 20)));
        return Results.Content(new XElement(Soap + "Envelope", new XElement(Soap + "Body", ud)).ToString(), "text/xml", Encoding.UTF8);
    }
}
