using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Changes a user, also closes and reopens. Whoever is closed is signed out at once.</summary>
internal sealed class RetBruger(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    /// <param name="Aktoer">Who acts.</param>
    /// <param name="Id">The user.</param>
    /// <param name="Navn">As histories show it from now on.</param>
    /// <param name="Email">Optional.</param>
    /// <param name="Titel">Optional.</param>
    /// <param name="EnhedId">An active unit.</param>
    /// <param name="Roller">At least one.</param>
    /// <param name="Aktiv">False closes the user.</param>
    /// <param name="Set">The version the caller saw.</param>
    internal sealed record Kommando(
        Aktoer Aktoer, Guid Id, string? Navn, string? Email, string? Titel, Guid? EnhedId, IReadOnlyList<string>? Roller, bool Aktiv, long? Set);

    internal sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleOrDefaultAsync(b => b.Id == k.Id, ct) ?? throw new NotFoundException();
        Preconditions.Check(bruger.Version, k.Set);
        var ny = await Brugeroplysninger.KontrollerAsync(db, k.Navn, k.Email, k.Titel, k.EnhedId, k.Roller, nytBrugernavn: null, ct);
        AdgangRegler.EgneRoller.Kraev(k.Aktoer.Id != bruger.Id || (ny.Roller == bruger.Roller && k.Aktiv));
        if (bruger.Aktiv && !k.Aktiv)
            bruger.Sikkerhedsnummer++;
        if (bruger.EnhedId != ny.EnhedId)
            db.Add(new Brugerflytning { BrugerId = bruger.Id, FraEnhedId = bruger.EnhedId, TilEnhedId = ny.EnhedId, Tid = time.GetUtcNow() });
        (bruger.Navn, bruger.Email, bruger.Titel, bruger.EnhedId, bruger.Roller, bruger.Aktiv) = (ny.Navn, ny.Email, ny.Titel, ny.EnhedId, ny.Roller, k.Aktiv);
        bruger.Version++;
        await db.SaveChangesAsync(ct);
        await Brugeroplysninger.KraevAdministratorAsync(db, ct);
        await haendelser.AppendAsync(k.Aktoer, new BrugerRettet(bruger.Navn, bruger.EnhedId, bruger.Roller.ToString(), bruger.Aktiv), null, bruger.Id, ct);
        return new(bruger.Id, bruger.Version);
    }
}
