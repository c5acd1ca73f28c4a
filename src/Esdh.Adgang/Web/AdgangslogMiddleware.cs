using System.Collections.Concurrent;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Log;
using Esdh.Adgang.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Web;

/// <summary>
/// Writes every request to a route into the access log of its authority, whatever comes of it, and blocks users who are refused again and again.
/// It lies outside what finds authority and actor, so that their refusals are written too.
/// </summary>
internal sealed class AdgangslogMiddleware(RequestDelegate next, Adgangslogge logge, Adgangslogindstillinger installationens, TimeProvider time)
{
    /// <summary>Route values that are told; others may be secrets.</summary>
    private static readonly string[] Fortalte = ["sag", "id", "nr", "bruger", "realm"];

    private readonly ConcurrentDictionary<(string Myndighed, Guid Bruger), Queue<DateTimeOffset>> _afviste = new();

    public async Task InvokeAsync(HttpContext context, StorageScope scope, Adgangsspor spor, Paalogget paalogget)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<NoAuthorityNeeded>() is not null || endpoint.Metadata.GetMetadata<IkkeIAdgangslog>() is not null)
        {
            await next(context);
            return;
        }

        var begyndt = time.GetUtcNow();
        var skrevet = false;
        IReadOnlyList<Adgangslinje> Linjer(int status)
        {
            skrevet = true;
            return Byg(context, endpoint, logge.For(scope.Authority), begyndt, status, spor, paalogget);
        }

        context.Response.OnStarting(async () =>
        {
            if (spor.ErBeskyttet && !skrevet && scope.HasAuthority)
                await logge.For(scope.Authority).SkrivVarigtAsync(Linjer(context.Response.StatusCode));
        });

        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        catch (Exception error)
        {
            status = context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : Problem.From(error).Status;
            throw;
        }
        finally
        {
            if (scope.HasAuthority)
            {
                if (!skrevet)
                    logge.For(scope.Authority).Skriv(Linjer(status));
                if ((status == StatusCodes.Status403Forbidden || spor.ErAfvist) && paalogget is { Aktoer: { } aktoer, Stand: { } stand } && !stand.ErSpaerret(begyndt))
                    await TaelAsync(context, scope.Authority, aktoer.Id);
            }
        }
    }

    private async Task TaelAsync(HttpContext context, Authority authority, Guid brugerId)
    {
        var indstillinger = await installationens.ForAsync(context.RequestServices.GetRequiredService<AdgangDb>(), CancellationToken.None);
        if (!indstillinger.Spaer)
            return;
        var now = time.GetUtcNow();
        var tider = _afviste.GetOrAdd((authority.Key, brugerId), _ => new());
        lock (tider)
        {
            while (tider.TryPeek(out var foerste) && now - foerste > indstillinger.Vindue)
                tider.Dequeue();
            tider.Enqueue(now);
            if (tider.Count < indstillinger.Afvisninger)
                return;
            tider.Clear();
        }

        await authority.Queue.RunAsync((SpaerBruger act) => act.Udfoer(new(brugerId, indstillinger.Afvisninger, indstillinger.Spaerring), CancellationToken.None), CancellationToken.None);
    }

    private static List<Adgangslinje> Byg(
        HttpContext context, RouteEndpoint endpoint, Adgangslog log, DateTimeOffset tid, int status, Adgangsspor spor, Paalogget paalogget)
    {
        var rute = endpoint.RoutePattern.RawText ?? "";
        FraAdressen(context, rute, spor);
        var foerste = new Adgangslinje(
            tid, paalogget.Aktoer?.Id ?? spor.BrugerId, paalogget.Aktoer?.Klient, $"{context.Request.Method} {(rute.StartsWith('/') ? rute : "/" + rute)}",
            Objekt(context), status, null, null, null, null, spor.Ord, spor.Grund, paalogget.Aktoer?.PaaVegneAf?.Id);
        var antal = Math.Max(1, Math.Max(spor.Sager.Count, Math.Max(spor.Dokumenter.Count, spor.Personer.Count)));
        var linjer = new List<Adgangslinje>(antal);
        var fraAdressen = spor.Sager.Count == 0 && CaseNumber.TryParse(context.GetRouteValue("sag") as string, out var nummer) ? nummer.ToString() : null;
        for (var i = 0; i < antal; i++)
        {
            linjer.Add(foerste with
            {
                SagId = i < spor.Sager.Count ? spor.Sager[i].Id : null,
                Sagsnummer = i < spor.Sager.Count ? spor.Sager[i].Nummer : fraAdressen,
                DokumentId = i < spor.Dokumenter.Count ? spor.Dokumenter[i] : null,
                Person = i < spor.Personer.Count ? log.Person(spor.Personer[i]) : null,
            });
        }

        return linjer;
    }

    /// <summary>What the address itself says, so that a handler that says nothing is still logged with case, document and person.</summary>
    private static void FraAdressen(HttpContext context, string rute, Adgangsspor spor)
    {
        var id = Id(context, "id");
        if ((Id(context, "sag") ?? (rute.Contains("sager/{id", StringComparison.Ordinal) ? id : null)) is { } sag)
            spor.Sag(sag);
        if ((Id(context, "dokument") ?? (rute.Contains("dokumenter/{id", StringComparison.Ordinal) ? id : null)) is { } dokument)
            spor.Dokument(dokument);
        if (id is { } person && (rute.Contains("parter/{id", StringComparison.Ordinal) || rute.Contains("personer/{id", StringComparison.Ordinal)))
            spor.Person(person.ToString());
    }

    private static Guid? Id(HttpContext context, string navn) => Guid.TryParse(context.GetRouteValue(navn) as string, out var id) ? id : null;

    private static string? Objekt(HttpContext context)
    {
        string? objekt = null;
        foreach (var navn in Fortalte)
        {
            if (context.GetRouteValue(navn) is string { Length: > 0 and <= 100 } vaerdi)
                objekt = objekt is null ? $"{navn}={vaerdi}" : $"{objekt} {navn}={vaerdi}";
        }

        return CprFinder.Mask(objekt);
    }
}
