using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Klub.Demonstration;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

/// <summary>An invented club around the invented authorities. The host calls it in Development only.</summary>
public static class Klubdemonstration
{
    /// <summary>Users of the secretariat, who all have the password of <see cref="Adgang.Contract.Demonstration.Kodeord"/>, at the host name <c>klub.localhost</c>.</summary>
    public static IReadOnlyList<Demonstrationsbruger> Sekretariat { get; } =
    [
        new("sekretariat", "Sofus Foreningsen", "Sekretariatsleder (demonstration)", "sekretariat", "sekretariat@klub.example", Roller.Leder | Roller.Sagsbehandler),
        new("kasserer", "Kaja Regnskabsgaard", "Kasserer (demonstration)", "sekretariat", "kasserer@klub.example", Roller.Sagsbehandler),
        new("administrator", "Agner Kontorius", "Administrator (demonstration)", "sekretariat", "administrator@klub.example", Roller.Administrator),
    ];

    /// <summary>The secretariat's realm with its users, and the club's members. Safe to repeat.</summary>
    /// <param name="registry">Opened, with the demonstration's authorities.</param>
    /// <param name="ct">Stopped halfway, the rest is made the next time.</param>
    public static async Task SeedAsync(AuthorityRegistry registry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var klub = await registry.CreateClubAsync("Brugerklubben Esdh (demonstration)", Cvr(0), isDemo: true, [AuthorityRegistry.ClubKey + ".localhost"], ct);
        await Adgang.Contract.Demonstration.SeedAsync(klub, [new("sekretariat", "Sekretariatet", null)], Sekretariat, ct);
        await registry.Shared.Queue.RunAsync((OpretKlubdemonstration act) => act.Udfoer([.. registry.All], ct), ct);
        await registry.Shared.Queue.RunAsync((OpretDemokratidemonstration act) => act.Udfoer(ct), ct);
        if (registry.All.FirstOrDefault(a => a.Key != AuthorityRegistry.ClubKey) is not { } myndighed)
            return;
        var definitioner = await (await registry.GetAsync(myndighed.Key)).Queue.RunAsync((Maalopgoerelse o) => Task.FromResult(o.Definitioner()), ct);
        await registry.Shared.Queue.RunAsync((OpretMaaltalsdemonstration act) => act.Udfoer(definitioner, ct), ct);
    }

    /// <summary>A CVR number with a valid check digit from a series far above any in use.</summary>
    internal static string Cvr(int nummer)
    {
        int[] vaegte = [2, 7, 6, 5, 4, 3, 2, 1];
        for (var tal = 97_000_000; ; tal++)
        {
            var tekst = tal.ToString("00000000", CultureInfo.InvariantCulture);
            if (tekst.Zip(vaegte, (c, v) => (c - '0') * v).Sum() % 11 == 0 && nummer-- == 0)
                return tekst;
        }
    }
}
