using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>A unit and an administrator, where there is no user yet; by the server itself.</summary>
internal sealed class OpretFoersteAdministrator(AdgangDb db, OpretEnhed opretEnhed, OpretBruger opretBruger)
{
    internal sealed record Kommando(string Myndighed, string Brugernavn, string KodeordHash);

    /// <summary>False when there were users already.</summary>
    public async Task<bool> Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Brugere.AnyAsync(ct))
            return false;
        var enhed = await opretEnhed.Udfoer(new(Aktoer.Systemet, k.Myndighed, null), ct);
        try
        {
            await opretBruger.Udfoer(new(Aktoer.Systemet, k.Brugernavn, k.Brugernavn, null, null, enhed.Id, [nameof(Roller.Administrator)], k.KodeordHash), ct);
        }
        catch (InvalidException fejl) when (fejl.Errors.TryGetValue("brugernavn", out var tekster))
        {
            throw new InvalidException("administrator", tekster[0]);
        }

        return true;
    }
}
