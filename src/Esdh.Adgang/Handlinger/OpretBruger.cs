using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;

namespace Esdh.Adgang.Handlinger;

/// <summary>Makes a user, who must choose a password at the first sign-in.</summary>
internal sealed class OpretBruger(AdgangDb db, EventLog haendelser)
{
    /// <param name="Aktoer">Who acts.</param>
    /// <param name="Brugernavn">Unique; made lower case.</param>
    /// <param name="Navn">As histories show it.</param>
    /// <param name="Email">Optional.</param>
    /// <param name="Titel">Optional.</param>
    /// <param name="EnhedId">An active unit.</param>
    /// <param name="Roller">At least one.</param>
    /// <param name="KodeordHash">Of the password to be used once; null for one that only clients act as.</param>
    internal sealed record Kommando(
        Aktoer Aktoer, string? Brugernavn, string? Navn, string? Email, string? Titel, Guid? EnhedId, IReadOnlyList<string>? Roller, string? KodeordHash);

    internal sealed record Svar(Guid Id, int Nr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var oplysninger = await Brugeroplysninger.KontrollerAsync(db, k.Navn, k.Email, k.Titel, k.EnhedId, k.Roller, nytBrugernavn: k.Brugernavn ?? "", ct);
        var bruger = new Bruger
        {
            Brugernavn = Brugeroplysninger.Norm(k.Brugernavn!), Navn = oplysninger.Navn, Email = oplysninger.Email, Titel = oplysninger.Titel,
            EnhedId = oplysninger.EnhedId, Roller = oplysninger.Roller, KodeordHash = k.KodeordHash, SkalSkifteKodeord = k.KodeordHash is not null, Version = 1,
        };
        db.Add(bruger);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BrugerOprettet(bruger.Brugernavn, bruger.Navn, bruger.EnhedId, bruger.Roller.ToString()), null, bruger.Id, ct);
        return new(bruger.Id, bruger.Nr, bruger.Version);
    }
}
