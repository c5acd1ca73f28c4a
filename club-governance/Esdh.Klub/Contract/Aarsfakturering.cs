using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Contract;

/// <summary>What the command <c>fakturer</c> does: a year's invoices made, issued and written as files.</summary>
public static class Aarsfakturering
{
    private const int Portion = 50;

    /// <summary>Makes and issues what is missing of the year, and writes every issued invoice of it as Peppol BIS Billing 3.0, OIOUBL 2.1 and PDF. Repeated, it writes the same files.</summary>
    /// <param name="registry">Opened.</param>
    /// <param name="scopes">For reading.</param>
    /// <param name="aar">The calendar year.</param>
    /// <param name="mappe">Made where it is not there; files of the same name are replaced.</param>
    /// <param name="ud">Danish sentences on what was done.</param>
    /// <param name="ct">Stopped halfway, what is issued stays issued, and the same command goes on.</param>
    /// <returns>How many invoices were written.</returns>
    /// <exception cref="RegelbrudException">The year cannot be invoiced; nothing was made.</exception>
    public static async Task<int> KoerAsync(AuthorityRegistry registry, IServiceScopeFactory scopes, int aar, string mappe, TextWriter ud, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(scopes);
        ArgumentNullException.ThrowIfNull(ud);
        var (dannet, bemaerkninger) = await DanAsync(registry, Klubaktoer.Systemet, aar, ct);
        foreach (var b in bemaerkninger)
            await ud.WriteLineAsync(b);
        var udstedt = await UdstedAsync(registry, Klubaktoer.Systemet, aar, ct);
        Directory.CreateDirectory(mappe);
        var (skrevet, sum, nr) = (0, 0L, 0);
        while (true)
        {
            IReadOnlyList<Fakturabillede> billeder;
            await using (var scope = scopes.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<StorageScope>().Use(registry.Shared);
                billeder = await scope.ServiceProvider.GetRequiredService<Fakturaopslag>().BillederAsync(aar, nr, Portion, ct);
            }

            foreach (var b in billeder)
            {
                Skriv(mappe, b);
                (skrevet, sum, nr) = (skrevet + 1, sum + (b.Art == Fakturaart.Faktura ? b.BruttoOere : -b.BruttoOere), b.Nr);
            }

            if (billeder.Count < Portion)
                break;
        }

        await ud.WriteLineAsync($"{dannet} kladder dannet og {udstedt} udstedt nu. {skrevet} fakturaer og kreditnotaer for {aar} ligger i {mappe}, i alt {Klubkroner.Kroner(sum)} kr. med moms.");
        return skrevet;
    }

    internal static async Task<(int Dannet, IReadOnlyList<string> Bemaerkninger)> DanAsync(AuthorityRegistry registry, Klubaktoer aktoer, int? aar, CancellationToken ct)
    {
        var dannet = 0;
        while (true)
        {
            var svar = await registry.Shared.Queue.RunAsync((DanAarsfakturaer act) => act.Udfoer(new(aktoer, aar), ct), ct);
            dannet += svar.Dannet;
            if (svar.ErFaerdig)
                return (dannet, svar.Bemaerkninger);
        }
    }

    internal static async Task<int> UdstedAsync(AuthorityRegistry registry, Klubaktoer aktoer, int aar, CancellationToken ct)
    {
        var udstedt = 0;
        while (true)
        {
            var svar = await registry.Shared.Queue.RunAsync((UdstedFakturaer act) => act.Udfoer(new(aktoer, aar, null), ct), ct);
            udstedt += svar.Udstedt;
            if (svar.ErFaerdig)
                return udstedt;
        }
    }

    private static void Skriv(string mappe, Fakturabillede b)
    {
        var stamme = Path.Combine(mappe, $"{(b.Art == Fakturaart.Faktura ? "faktura" : "kreditnota")}-{b.Nummer}");
        Fil($"{stamme}-peppol.xml", f => PeppolFaktura.Skriv(f, b));
        Fil($"{stamme}-oioubl.xml", f => OioublFaktura.Skriv(f, b));
        Fil($"{stamme}.pdf", f => FakturaPdf.Skriv(f, b));
    }

    /// <summary>Whole or not at all.</summary>
    private static void Fil(string sti, Action<Stream> skriv)
    {
        var midlertidig = sti + ".tmp";
        using (var fil = new FileStream(midlertidig, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
            skriv(fil);
        File.Move(midlertidig, sti, overwrite: true);
    }
}
