using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Log;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;

namespace Esdh.Adgang.Handlinger;

/// <summary>Decides how long the authority's access log is kept and what repeated refusals lead to. What is older goes when the log is next cleared.</summary>
internal sealed class IndstilAdgangslog(AdgangDb db, Adgangslogindstillinger installationens, EventLog haendelser)
{
    /// <param name="Maaneder">1 to 60.</param>
    /// <param name="Spaer">Whether repeated refusals block the user.</param>
    /// <param name="Afvisninger">2 to 1000.</param>
    /// <param name="VindueMinutter">1 to 60.</param>
    /// <param name="SpaerringMinutter">1 to 1440.</param>
    /// <param name="SletAeldre">Said where fewer months than before are kept: what is older is deleted for good.</param>
    internal sealed record Kommando(Aktoer Aktoer, int Maaneder, bool Spaer, int Afvisninger, int VindueMinutter, int SpaerringMinutter, bool SletAeldre, long? Set = null);

    internal sealed record Svar(long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = await installationens.ForAsync(db, ct);
        Preconditions.Check(nu.Version, k.Set);
        new Errors()
            .AddIf(k.Maaneder is < Adgangslogindstilling.FaerrestMaaneder or > Adgangslogindstilling.FlestMaaneder, "maaneder", "Skriv et antal måneder fra 1 til 60. Adgangsloggen gemmes højst fem år.")
            .AddIf(k.Maaneder is >= Adgangslogindstilling.FaerrestMaaneder && k.Maaneder < nu.Maaneder && !k.SletAeldre, "sletAeldre", $"Bekræft, at det, der er ældre end {(k.Maaneder == 1 ? "1 måned" : $"{k.Maaneder} måneder")}, slettes for altid.")
            .AddIf(k.Afvisninger is < 2 or > 1000, "afvisninger", "Skriv et antal afvisninger fra 2 til 1000.")
            .AddIf(k.VindueMinutter is < 1 or > 60, "vindueMinutter", "Skriv et antal minutter fra 1 til 60.")
            .AddIf(k.SpaerringMinutter is < 1 or > 1440, "spaerringMinutter", "Skriv et antal minutter fra 1 til 1440 (et døgn).")
            .Throw();
        var raekke = await db.Adgangslogindstillinger.FindAsync([Adgangslogindstilling.Eneste], ct) ?? db.Add(new Adgangslogindstilling()).Entity;
        (raekke.Maaneder, raekke.Spaer, raekke.Afvisninger, raekke.VindueMinutter, raekke.SpaerringMinutter) = (k.Maaneder, k.Spaer, k.Afvisninger, k.VindueMinutter, k.SpaerringMinutter);
        raekke.Version = nu.Version + 1;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AdgangslogIndstillet(k.Maaneder, nu.Maaneder, k.Spaer, k.Afvisninger, k.VindueMinutter, k.SpaerringMinutter), null, null, ct);
        return new(raekke.Version);
    }
}
