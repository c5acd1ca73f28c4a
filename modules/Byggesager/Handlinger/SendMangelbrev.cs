using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>
/// Asks the applicant for what is missing, in one go: the list is kept, the letter is filed and journalised, and the case waits for the applicant with its clock stopped. When it
/// waits already, the new letter asks for what is still missing and for what is new.
/// </summary>
internal sealed class SendMangelbrev(ByggesagerDb db, Sagsopslag opslag, Sagshandlinger sager, Byggesagsforloeb forloeb, EventLog haendelser, TimeProvider tid)
{
    internal const int LaengstePunkt = 500;

    /// <param name="Nye">What is missing besides what was asked for before.</param>
    /// <param name="Brevliste">What the letter asks for, as it was merged.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, IReadOnlyList<string> Nye, Flettetbrev Brev, string Brevliste, long? IfMatch = null);

    /// <param name="Antal">Pieces in the letter.</param>
    public sealed record Svar(Guid DokumentId, int Antal, string Trin);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await opslag.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        Kontroller(sag, k.Nye);
        var foer = await db.Mangler.Where(m => m.SagId == sag.Id).OrderBy(m => m.Nr).ToListAsync(ct);
        var aabne = foer.Where(m => m.Tilstand == Mangeltilstand.Aaben).Select(m => m.Tekst).ToList();
        var nye = k.Nye.Except(aabne, StringComparer.OrdinalIgnoreCase).ToList();
        List<string> alle = [.. aabne, .. nye];
        new Errors().AddIf(alle.Count == 0, "mangler", "Skriv, hvad der mangler: et punkt på hver linje.")
            .AddIf(foer.Count + nye.Count > ByggesagMangel.FlestPaaSag, "mangler", $"En sag kan højst have {ByggesagMangel.FlestPaaSag} punkter.")
            .AddIf(Liste(alle).Length > 4000, "mangler", "Listen må højst være 4.000 tegn i alt. Skriv det kortere, eller vedlæg et bilag.").Throw();
        if (Liste(alle) != k.Brevliste)
            throw new StaleException("Listen over det, der mangler, blev ændret, mens brevet blev skrevet. Prøv igen.");

        await sager.RetFelterAsync(k.Aktoer, sag.Id, new Dictionary<string, string?> { ["mangler"] = Liste(alle) }, ct);
        var dokument = await sager.LaegBrevAsync(k.Aktoer, k.Brev, journaliser: true, ct);
        var nr = foer.Count;
        db.AddRange(nye.Select(tekst => new ByggesagMangel { SagId = sag.Id, Nr = ++nr, Tekst = tekst, Stillet = DanishTime.Today(tid), DokumentId = dokument }));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ManglerEfterspurgt(alle.Count), sag.Id, dokument, ct);
        if (sag.Trin != "afventer")
            await sager.TagTrinAsync(k.Aktoer, sag.Id, "afventer", null, ct);
        else if (await db.Ansoegninger.Where(a => a.SagId == sag.Id).Select(a => a.AnsoegningId).FirstOrDefaultAsync(ct) is { } ansoegning)
            await forloeb.MeldAsync(k.Aktoer, sag.Id, ansoegning, "afventer", ct);
        return new(dokument, alle.Count, "afventer");
    }

    /// <summary>What can be said before the letter is merged.</summary>
    /// <exception cref="RegelbrudException">BYG-1, BYG-2.</exception>
    /// <exception cref="InvalidException">A piece that is too long.</exception>
    internal static void Kontroller(Sagkort sag, IReadOnlyList<string> nye)
    {
        ByggesagRegler.SagenErEnByggesag.Kraev(sag.Sagstype == Byggesagstype.Noegle);
        ByggesagRegler.MangelbrevFoerAfgoerelsen.Kraev(sag.ErAaben && Byggesagstype.UnderBehandling.Contains(sag.Trin));
        new Errors().AddIf(nye.Any(n => n.Length > LaengstePunkt), "mangler", $"Et punkt må højst være {LaengstePunkt} tegn.").Throw();
    }

    /// <summary>As it stands in the letter and the field: one piece on each line.</summary>
    internal static string Liste(IEnumerable<string> mangler) => string.Join('\n', mangler.Select(m => $"– {m}"));
}
