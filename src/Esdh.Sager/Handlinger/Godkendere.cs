using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Who is asked to approve, who may, and who never does. Shared by the acts on approvals and what shows them.</summary>
internal sealed class Godkendere(SagerDb db, Brugeropslag brugere, Adgangslister adgangslister, Personer personer, Ansvarlig ansvarlig)
{
    /// <summary>An approval with its links and its case, as the actor sees it.</summary>
    internal sealed record Fundet(Godkendelse Godkendelse, List<Godkendelsesled> Led, Sag Sag, Dokument? Dokument);

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Fundet> FindAsync(Aktoer aktoer, Guid id, long? ifMatch, CancellationToken ct)
    {
        var godkendelse = await db.Godkendelser.SingleOrDefaultAsync(g => g.Id == id, ct);
        var sag = godkendelse is null ? null : await db.Sager.SynligeFor(aktoer).SingleOrDefaultAsync(s => s.Id == godkendelse.SagId, ct);
        var dokument = godkendelse?.DokumentId is { } d ? await db.Dokumenter.SynligeFor(db, aktoer).SingleOrDefaultAsync(x => x.Id == d, ct) : null;
        if (sag is null || (godkendelse!.DokumentId is not null && dokument is null))
            throw new NotFoundException("Godkendelsen findes ikke, eller du har ikke adgang til dens sag.");
        Preconditions.Check(godkendelse.Version, ifMatch);
        return new(godkendelse, await db.Godkendelsesled.Where(l => l.GodkendelseId == id).OrderBy(l => l.Orden).ToListAsync(ct), sag, dokument);
    }

    /// <summary>Those who made what is approved, or asked for it: the document's authors in every version, or the handler of the case.</summary>
    public async Task<HashSet<Guid>> OphavAsync(IEnumerable<Guid> anmodere, Sag sag, Dokument? dokument, CancellationToken ct)
    {
        HashSet<Guid> ophav = [.. anmodere];
        if (dokument is null)
        {
            if (sag.BehandlerId is { } behandler)
                ophav.Add(behandler);
            return ophav;
        }

        ophav.Add(dokument.OprettetAf);
        if (dokument.EjerId is { } ejer)
            ophav.Add(ejer);
        ophav.UnionWith(await db.Filer.Where(f => f.DokumentId == dokument.Id).Select(f => f.TilfoejetAf).Distinct().ToListAsync(ct));
        return ophav;
    }

    /// <summary>The links of a request: those of a chain, or those that are named; each can be approved by somebody.</summary>
    /// <exception cref="InvalidException">No links, too many, or one that names nobody.</exception>
    /// <exception cref="RegelbrudException">GODK-6, or ERI-3 where the case is protected.</exception>
    public async Task<List<Ledregel>> StilAsync(Aktoer aktoer, IReadOnlyList<Ledregel> led, Sag sag, Dokument? dokument, IReadOnlyCollection<Guid> ophav, CancellationToken ct)
    {
        if (led.Count is 0 or > Ledregel.Flest)
            throw new InvalidException("led", $"Vælg fra 1 til {Ledregel.Flest} led, der skal godkende.");
        List<Ledregel> stillet = [];
        List<string> ingen = [];
        foreach (var regel in led)
        {
            var (nyt, hvorfor) = await StilAsync(aktoer, regel, sag, dokument, ophav, ct);
            stillet.Add(nyt);
            if (hvorfor is not null)
                ingen.Add(hvorfor);
        }

        GodkendelseRegler.NogenKanGodkende.KraevIntet(ingen);
        return stillet;
    }

    private async Task<(Ledregel Led, string? Ingen)> StilAsync(Aktoer aktoer, Ledregel regel, Sag sag, Dokument? dokument, IReadOnlyCollection<Guid> ophav, CancellationToken ct)
    {
        // Asked of somebody who cannot open it, an approval would wait for ever.
        Task<bool> KanSeAsync(IReadOnlyCollection<Guid> hvem) => adgangslister.KanNogenSeAsync(hvem, dokument?.AdgangslisteNr is { } liste ? [sag.AdgangslisteNr, liste] : [sag.AdgangslisteNr], ct);
        var hvad = dokument?.AdgangslisteNr is null ? "sagen" : "dokumentet";
        switch (regel.Art)
        {
            case Ledart.Leder:
                if (await brugere.LederAsync(sag.EnhedId, ophav, ct) is not { } leder)
                    return (regel, "Der er ingen anden leder i sagens enhed eller over den.");
                if (!await adgangslister.KanNogenSeAsync([leder.Id], [sag.AdgangslisteNr], ct))
                    await ansvarlig.SaetAsync(aktoer, sag, leder.Id, ct);
                return (regel with { Reference = leder.EnhedId.ToString() }, await KanSeAsync([leder.Id]) ? null : $"{leder.Navn} har ikke adgang til {hvad}.");
            case Ledart.Gruppe when Guid.TryParse(regel.Reference, out var gruppe) && await personer.ErGruppeAsync(gruppe, ct):
                var medlemmer = await brugere.MedlemmerAsync(gruppe, ophav, ct);
                return (regel, medlemmer.Count == 0 ? $"Gruppen {await personer.GruppenavnAsync(gruppe, ct)} har ingen andre medlemmer."
                    : await KanSeAsync(medlemmer) ? null : $"Ingen andre i gruppen {await personer.GruppenavnAsync(gruppe, ct)} har adgang til {hvad}.");
            case Ledart.Rolle when Enum.TryParse<Roller>(regel.Reference, out var rolle) && Ledregel.Roller.Contains(rolle):
                var indehavere = await brugere.MedRolleAsync(rolle, ophav, ct);
                return (regel, indehavere.Count == 0 ? $"Der er ingen anden med rollen {regel.Reference}." : await KanSeAsync(indehavere) ? null : $"Ingen anden med rollen {regel.Reference} har adgang til {hvad}.");
            case Ledart.Bruger when Guid.TryParse(regel.Reference, out var bruger) && await personer.BrugerAsync(bruger, ct) is { } person:
                if (!person.Aktiv)
                    return (regel, $"{person.Navn} er her ikke længere.");
                if (ophav.Contains(bruger))
                    return (regel, $"{person.Navn} har selv skrevet det eller bedt om godkendelsen.");
                await ansvarlig.SaetAsync(aktoer, sag, bruger, ct);
                return (regel, await KanSeAsync([bruger]) ? null : $"{person.Navn} har ikke adgang til {hvad}.");
            default:
                throw new InvalidException("led", "Et led er en leder, en rolle, en gruppe eller en medarbejder, der findes.");
        }
    }

    /// <summary>Whether it is this actor who is asked.</summary>
    public async Task<bool> ErSpurgtAsync(Aktoer aktoer, Godkendelsesled led, CancellationToken ct) => led.Art switch
    {
        Ledart.Rolle => Enum.TryParse<Roller>(led.Reference, out var rolle) && aktoer.Har(rolle),
        Ledart.Bruger => led.Reference == aktoer.Skrivebord.ToString(),
        Ledart.Gruppe => Guid.TryParse(led.Reference, out var gruppe) && (await brugere.GrupperForAsync(aktoer.Skrivebord, ct)).Contains(gruppe),
        _ => aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen && Guid.TryParse(led.Reference, out var enhed) && await personer.ErOverAsync(egen, enhed, ct),
    };

    /// <summary>Who is asked, as people say it.</summary>
    public async Task<string> NavnAsync(Ledart art, string reference, CancellationToken ct) => art switch
    {
        Ledart.Leder => Guid.TryParse(reference, out var enhed) ? $"Leder i {await personer.EnhedsnavnAsync(enhed, ct)}" : "Leder for sagens enhed",
        Ledart.Rolle => $"Rollen {reference}",
        Ledart.Gruppe => $"Gruppen {(Guid.TryParse(reference, out var gruppe) ? await personer.GruppenavnAsync(gruppe, ct) : "")}",
        _ => Guid.TryParse(reference, out var bruger) ? await personer.NavnAsync(bruger, ct) : "Ukendt bruger",
    };

    public async Task<List<string>> NavneAsync(IEnumerable<Ledregel> led, CancellationToken ct)
    {
        List<string> navne = [];
        foreach (var l in led)
            navne.Add(await NavnAsync(l.Art, l.Reference, ct));
        return navne;
    }

    /// <summary>The files of a document as they are now, as one SHA-256.</summary>
    public async Task<string> AftrykAsync(Dokument dokument, CancellationToken ct) =>
        Godkendelse.Aftryk(await db.Filer.Where(f => f.DokumentId == dokument.Id && f.Filversion == dokument.Filversion).ToListAsync(ct));

    /// <summary>
    /// A step that a chain must approve is about to be taken: the approval that allows it is used up. What has no chain passes.
    /// </summary>
    /// <exception cref="RegelbrudException">GODK-1.</exception>
    public async Task BrugAsync(Sag sag, Godkendelsesemne emne, Guid trin, Guid? kaede, DateTimeOffset tid, CancellationToken ct)
    {
        if (kaede is null)
            return;
        var givet = await db.Godkendelser.Where(g => g.SagId == sag.Id && g.Emne == emne && g.TrinId == trin && g.Udfald == Godkendelsesudfald.Godkendt && g.Brugt == null)
            .OrderByDescending(g => g.Anmodet).FirstOrDefaultAsync(ct);
        var navn = await db.Godkendelseskaeder.Where(k => k.Id == kaede).Select(k => k.Navn).SingleAsync(ct);
        GodkendelseRegler.ErGodkendt.KraevIntet(givet is null ? [$"Kæden »{navn}« skal godkende det."] : []);
        givet!.Brug(tid);
    }
}
