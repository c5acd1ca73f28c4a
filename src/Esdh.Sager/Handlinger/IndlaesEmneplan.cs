using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Keeps a version of the subject plan, switched on from a day or not yet. A whole plan at once, some 3,000 rows in a fraction of a second: it
/// happens four times a year, and half a plan must never be there.
/// </summary>
internal sealed class IndlaesEmneplan(SagerDb db, Klassifikationsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="GaelderFra">First day in force; null to look at the difference first.</param>
    public sealed record Kommando(Aktoer Aktoer, Emneplan Plan, DateOnly? GaelderFra);

    public sealed record Svar(Guid Id, int Emner, int Facetter);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Planudgaver.AnyAsync(u => u.Udgivet == k.Plan.Udgivelsesdato && u.Titel == k.Plan.Titel, ct))
            throw new InvalidException("fil", $"Udgaven »{k.Plan.Titel}« af {k.Plan.Udgivelsesdato:dd.MM.yyyy} er indlæst før.");
        var udgave = new Planudgave { Titel = k.Plan.Titel, Udgivet = k.Plan.Udgivelsesdato, GaelderFra = k.GaelderFra, Importeret = tid.GetUtcNow() };
        db.Add(udgave);
        foreach (var hovedgruppe in k.Plan.Hovedgrupper)
        {
            db.Add(new Planemne { UdgaveId = udgave.Id, Nummer = hovedgruppe.Nummer, Titel = hovedgruppe.Titel, Vejledning = hovedgruppe.Vejledning, Udgaaet = hovedgruppe.UdgaaetDato, Soegetekst = "" });
            foreach (var gruppe in hovedgruppe.Grupper)
            {
                db.Add(new Planemne { UdgaveId = udgave.Id, Nummer = gruppe.Nummer, Titel = gruppe.Titel, Vejledning = gruppe.Vejledning, Udgaaet = gruppe.UdgaaetDato, Soegetekst = "" });
                foreach (var emne in gruppe.Emner)
                    db.Add(Raekke(udgave.Id, emne));
            }
        }

        var facetter = k.Plan.Facetter.Select(f => new Planfacet { UdgaveId = udgave.Id, Nummer = f.Nummer, Titel = f.Titel, Vejledning = f.Vejledning, Udgaaet = f.UdgaaetDato, Bevaring = f.Bevaring.ToString() }).ToList();
        if (facetter.Count == 0) // an update of the subjects alone goes on with the facets in force
            facetter = await ArvFacetterAsync(udgave.Id, ct);
        db.AddRange(facetter);
        await db.SaveChangesAsync(ct);
        var antal = k.Plan.Emner.Count();
        await haendelser.AppendAsync(k.Aktoer, new EmneplanIndlaest(udgave.Titel, udgave.Udgivet, udgave.GaelderFra, antal, facetter.Count), null, udgave.Id, ct);
        return new(udgave.Id, antal, facetter.Count);
    }

    private async Task<List<Planfacet>> ArvFacetterAsync(Guid udgave, CancellationToken ct)
    {
        var gaeldende = await opslag.GaeldendeAsync(DanishTime.Today(tid), ct);
        return [.. (await db.Planfacetter.AsNoTracking().Where(f => f.UdgaveId == gaeldende).ToListAsync(ct))
            .Select(f => new Planfacet { UdgaveId = udgave, Nummer = f.Nummer, Titel = f.Titel, Vejledning = f.Vejledning, Udgaaet = f.Udgaaet, Bevaring = f.Bevaring })];
    }

    private static Planemne Raekke(Guid udgave, Emne emne)
    {
        var stikord = string.Join('\n', emne.Stikord.Select(s => s.Tekst));
        return new()
        {
            UdgaveId = udgave, Nummer = emne.Nummer, Titel = emne.Titel, Vejledning = emne.Vejledning, Stikord = stikord, Udgaaet = emne.UdgaaetDato,
            Afloesere = string.Join(' ', emne.Afloesere), Bevaring = emne.Bevaring.ToString(), Sletning = emne.Sletning?.Iso,
            Soegetekst = DanishText.Fold($"{emne.Nummer} {emne.Titel} {stikord}"),
        };
    }
}
