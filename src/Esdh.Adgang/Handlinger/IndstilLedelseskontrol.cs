using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;

namespace Esdh.Adgang.Handlinger;

/// <summary>Decides when rights are reviewed and how much of the access log is sampled.</summary>
internal sealed class IndstilLedelseskontrol(AdgangDb db, EventLog haendelser)
{
    internal sealed record Kommando(Aktoer Aktoer, int FoersteMaaned, int FoersteDag, int AndenMaaned, int AndenDag, int FristDage, int Logstikproeve, long? Set = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var raekke = await db.Ledelsesindstillinger.FindAsync([Ledelsesindstilling.Eneste], ct);
        Preconditions.Check(raekke?.Version ?? 0, k.Set);
        new Errors()
            .AddIf(!ErDag(k.FoersteMaaned, k.FoersteDag), "foersteDag", "Skriv en dag, der findes, som dag og måned.")
            .AddIf(!ErDag(k.AndenMaaned, k.AndenDag), "andenDag", "Skriv en dag, der findes, som dag og måned.")
            .AddIf(k.FoersteMaaned == k.AndenMaaned, "andenDag", "De to gennemgange skal ligge i hver sin måned.")
            .AddIf(k.FristDage is < 7 or > 90, "fristDage", "Skriv et antal dage fra 7 til 90.")
            .AddIf(k.Logstikproeve is < 0 or > 500, "logstikproeve", "Skriv et antal linjer fra 0 til 500.")
            .Throw();
        raekke ??= db.Add(new Ledelsesindstilling()).Entity;
        (raekke.FoersteMaaned, raekke.FoersteDag, raekke.AndenMaaned, raekke.AndenDag, raekke.FristDage, raekke.Logstikproeve) =
            (k.FoersteMaaned, k.FoersteDag, k.AndenMaaned, k.AndenDag, k.FristDage, k.Logstikproeve);
        raekke.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new LedelseskontrolIndstillet([$"{k.FoersteDag}/{k.FoersteMaaned}", $"{k.AndenDag}/{k.AndenMaaned}"], k.FristDage, k.Logstikproeve), null, null, ct);
        return raekke.Version;
    }

    private static bool ErDag(int maaned, int dag) => maaned is >= 1 and <= 12 && dag >= 1 && dag <= DateTime.DaysInMonth(2028, maaned);
}
