using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>One payer in a what-if.</summary>
/// <param name="Enheder">Citizens that it pays for; for state bodies årsværk.</param>
internal sealed record Prognosepart(string Navn, Medlemsart Art, long Enheder, bool ErNy);

/// <summary>What each pays for a whole year now and in the what-if, without VAT.</summary>
internal sealed record Prognoselinje(string Navn, bool ErNy, long Enheder, long NuOere, long SaaOere)
{
    public long ForskelOere => SaaOere - NuOere;
}

/// <summary>
/// What a new member, a new price or a new module does to everybody's bill. With the price given, the club's income follows the members. Without, the budget stays, and what a new member brings makes
/// the price lower for all. A module's yearly cost is shared by citizens, and sums exactly.
/// </summary>
internal sealed record Licensprognose(IReadOnlyList<Prognoselinje> Linjer, long PrisOere, long NuIAltOere, long SaaIAltOere)
{
    /// <param name="parter">The members and the new ones.</param>
    /// <param name="takst">The price as it is.</param>
    /// <param name="nyPrisOere">For a citizen; null: the budget stays as it is.</param>
    /// <param name="modulOere">The new module's cost a year; 0 where there is none.</param>
    /// <param name="nyAarsvaerkOere">For an årsværk of a state body; null: it costs as many citizens as it does now.</param>
    public static Licensprognose Beregn(IReadOnlyList<Prognosepart> parter, Aarstakst takst, long? nyPrisOere, long modulOere, long? nyAarsvaerkOere = null)
    {
        ArgumentNullException.ThrowIfNull(parter);
        ArgumentNullException.ThrowIfNull(takst);
        // An årsværk counts as so many citizens as its price is higher.
        var (borger, aarsvaerk) = (nyPrisOere ?? takst.PrisPrBorgerOere, nyAarsvaerkOere ?? (takst.PrisPrBorgerOere == 0 ? takst.PrisPrAarsvaerkOere : Klubkroner.Afrund((decimal)takst.PrisPrAarsvaerkOere * (nyPrisOere ?? takst.PrisPrBorgerOere) / takst.PrisPrBorgerOere)));
        var vaegte = parter.Select(p => p.Art == Medlemsart.Stat ? (borger == 0 ? 0 : Klubkroner.Afrund((decimal)p.Enheder * aarsvaerk / borger)) : p.Enheder).ToList();
        var nu = parter.Select(p => p.ErNy ? 0 : p.Enheder * (p.Art == Medlemsart.Stat ? takst.PrisPrAarsvaerkOere : takst.PrisPrBorgerOere)).ToList();
        var modul = vaegte.Sum() > 0 ? Klubkroner.Del(modulOere, vaegte) : [.. vaegte.Select(_ => 0L)];
        var saa = nyPrisOere is not null ? parter.Select(p => p.Enheder * (p.Art == Medlemsart.Stat ? aarsvaerk : borger)).ToList() : vaegte.Sum() > 0 ? [.. Klubkroner.Del(nu.Sum(), vaegte)] : nu;
        var linjer = parter.Select((p, i) => new Prognoselinje(p.Navn, p.ErNy, p.Enheder, nu[i], saa[i] + modul[i])).ToList();
        return new(linjer, vaegte.Sum() == 0 ? 0 : Klubkroner.Afrund((decimal)linjer.Sum(l => l.SaaOere) / vaegte.Sum()), nu.Sum(), linjer.Sum(l => l.SaaOere));
    }
}
