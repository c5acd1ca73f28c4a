using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes someone responsible for something on a case. Who must see to it must see the case, so the case's list lets them in.</summary>
internal sealed class Ansvarlig(Personer personer, Adgangslister adgangslister, StorageScope scope, EventLog haendelser, TimeProvider tid)
{
    /// <param name="aktoer">Who does it.</param>
    /// <param name="sag">The case.</param>
    /// <param name="bruger">An active user.</param>
    /// <exception cref="InvalidException">Not an active user.</exception>
    /// <exception cref="RegelbrudException">ERI-3: a protected case does not open by way of a reminder.</exception>
    public async Task SaetAsync(Aktoer aktoer, Sag sag, Guid bruger, CancellationToken ct)
    {
        if (await personer.BrugerAsync(bruger, ct) is not { Aktiv: true } person)
            throw new InvalidException("ansvarligId", "Vælg en medarbejder, der er aktiv.");
        var poster = await adgangslister.PosterAsync(sag.AdgangslisteNr, ct);
        var arbejder = (person.Roller & ~(Roller.Administrator | Roller.Robot | Roller.Logkontrollant)) != 0; // »all« and a unit are those who work with cases
        if (poster.Contains(Adgangspost.Bruger(bruger)) || (arbejder && (poster.Contains(Adgangspost.Alle) || poster.Contains(Adgangspost.Enhed(person.EnhedId)))) || await ErIGruppeAsync(poster, bruger, ct))
            return;
        JournalRegler.AnsvarligHarAdgang.Kraev(!sag.ErBeskyttet);
        List<Adgangspost> nye = [.. poster, Adgangspost.Bruger(bruger)];
        sag.SaetAdgang(await adgangslister.InternAsync(nye, ct), sag.ErBeskyttet, tid.GetUtcNow());
        await haendelser.AppendAsync(aktoer, new SagsadgangAendret(sag.ErBeskyttet, [.. nye.Select(p => $"{p.Art}:{p.Reference}")], "Den, der får ansvar for noget på sagen, skal kunne se den."), sag.Id, null, ct);
    }

    private async Task<bool> ErIGruppeAsync(IReadOnlyList<Adgangspost> poster, Guid bruger, CancellationToken ct)
    {
        if (!poster.Any(p => p.Art == "Gruppe"))
            return false;
        await using var command = scope.Command("select m.gruppe_id from gruppe_medlem m join gruppe g on g.id = m.gruppe_id where m.bruger_id = @bruger and g.aktiv = @aktiv").With("@bruger", bruger).With("@aktiv", true);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (poster.Contains(Adgangspost.Gruppe(reader.GuidOrNull(0)!.Value)))
                return true;
        }

        return false;
    }
}
