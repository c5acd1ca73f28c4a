using System.Globalization;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Soegeindeks;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>What an operator does to the search index, from a command: beside a running server or without one.</summary>
public static class Soegevedligeholdelse
{
    private static readonly TimeSpan Rundgang = TimeSpan.FromMilliseconds(500), Melding = TimeSpan.FromSeconds(10);

    /// <summary>Holds the index against the database and writes what is wrong.</summary>
    /// <param name="tjenester">The host's services.</param>
    /// <param name="myndighed">Opened, for reading at least.</param>
    /// <param name="ud">Danish lines.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static async Task<bool> KontrollerAsync(IServiceProvider tjenester, Authority myndighed, TextWriter ud, CancellationToken ct)
    {
        await using var scope = Scope(tjenester, myndighed);
        await using var lager = Soegelager.Nuvaerende(myndighed, tjenester.GetRequiredService<DatabaseOptions>().Provider).TilKig();
        var svar = await new Indekskontrol(lager, scope.ServiceProvider).KontrollerAsync(ct);
        long Antal(Indeksfejl f) => svar.Fund[f].Antal;
        await ud.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{myndighed.Key}: {svar.Raekker} rækker, {svar.Haendelser} hændelser og {svar.Venter} rækker venter, {Antal(Indeksfejl.Mangler)} mangler, {Antal(Indeksfejl.Overfloedig)} overflødige, {Antal(Indeksfejl.Foraeldet)} forældede, {Antal(Indeksfejl.ForkertAdgang)} med forkert adgang"));
        if (svar.Ulaeselig is { } hvorfor)
            await ud.WriteLineAsync($"FEJL {myndighed.Key}: {hvorfor}");
        foreach (var (fejl, fund) in svar.Fund.OrderBy(f => f.Key))
        {
            var navn = fejl switch { Indeksfejl.Mangler => "mangler", Indeksfejl.Overfloedig => "overflødig", Indeksfejl.Foraeldet => "forældet", Indeksfejl.ForkertAdgang => "forkert adgang", _ => "beskadiget" };
            foreach (var eksempel in fund.Eksempler)
                await ud.WriteLineAsync($"FEJL {myndighed.Key}: {eksempel}: {navn}");
            if (fund.Antal > fund.Eksempler.Count)
                await ud.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"FEJL {myndighed.Key}: {fund.Antal - fund.Eksempler.Count} mere: {navn}"));
        }

        return svar.ErIOrden;
    }

    /// <summary>
    /// Builds the index anew beside the one there is and puts it in its place. What a stop left is gone on with. Where a server has the authority open, it is asked to,
    /// and followed until it is done; if it stops meanwhile, the work is taken over.
    /// </summary>
    /// <inheritdoc cref="KontrollerAsync"/>
    /// <returns>Whether it is done.</returns>
    public static async Task<bool> GenopbygAsync(IServiceProvider tjenester, Authority myndighed, TextWriter ud, CancellationToken ct)
    {
        var (provider, tid) = (tjenester.GetRequiredService<DatabaseOptions>().Provider, tjenester.GetRequiredService<TimeProvider>());
        var laas = await myndighed.TryHoldAsync(Genopbygning.Opgave, ct);
        if (laas is null)
        {
            Genopbygning.Bestil(myndighed);
            await ud.WriteLineAsync($"{myndighed.Key}: serveren kører og bygger indekset. Der kan søges imens.");
            await using var kommende = Soegelager.Kommende(myndighed, provider).TilKig();
            var sidst = tid.GetTimestamp();
            for (var rolig = 0; rolig < 2;)
            {
                await Task.Delay(Rundgang, ct);
                rolig = Genopbygning.ErBestilt(myndighed) || await kommende.FindesAsync(ct) ? 0 : rolig + 1;
                if (rolig == 0 && (laas = await myndighed.TryHoldAsync(Genopbygning.Opgave, ct)) is not null)
                    break;
                if (rolig > 0 || tid.GetElapsedTime(sidst) < Melding)
                    continue;
                sidst = tid.GetTimestamp();
                await ud.WriteLineAsync(await GennemgaaetAsync(kommende, ct) is { } n
                    ? string.Create(CultureInfo.InvariantCulture, $"{myndighed.Key}: {n} gennemgået") : $"{myndighed.Key}: serveren er ikke begyndt endnu. Se dens log, hvis det varer ved.");
            }

            if (laas is null)
            {
                await ud.WriteLineAsync($"{myndighed.Key}: det nye indeks er taget i brug.");
                return true;
            }

            await ud.WriteLineAsync($"{myndighed.Key}: serveren er stoppet. Arbejdet fortsættes her.");
        }

        await using var vores = laas;
        await using var nu = Soegelager.Nuvaerende(myndighed, provider);
        await using var nyt = Soegelager.Kommende(myndighed, provider);
        var ny = new Indeksskriver(nyt, tid) { Forgaenger = await nu.FindesAsync(ct) ? nu : null };
        await ny.AabnAsync(ogsaaGammel: false, ct);
        var (raekker, meldt) = (0L, tid.GetTimestamp());
        await Genopbygning.UdfoerAsync(ny, () => Scope(tjenester, myndighed), n =>
        {
            raekker = n;
            if (tid.GetElapsedTime(meldt) < Melding)
                return;
            meldt = tid.GetTimestamp();
            ud.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{myndighed.Key}: {n} gennemgået"));
        }, ct);
        await nu.ErstatMedAsync(nyt, ct);
        Genopbygning.Begyndt(myndighed);
        await ud.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{myndighed.Key}: det nye indeks er taget i brug, {raekker} gennemgået. Tekst, der ikke er læst før, læses, når serveren kører."));
        return true;
    }

    /// <returns>Null where there is none, or it is being put in place.</returns>
    private static async Task<long?> GennemgaaetAsync(Soegelager kommende, CancellationToken ct)
    {
        try
        {
            return await kommende.LaesAsync(async kommando =>
            {
                await using var command = kommando("select sag + dokument + notat + part from {s}soegestand");
                return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
            }, ct);
        }
        catch (SoegeindeksMangler)
        {
            return null;
        }
    }

    private static AsyncServiceScope Scope(IServiceProvider tjenester, Authority myndighed)
    {
        var scope = tjenester.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }
}
