using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Switches a case area on: the authority gets its case templates, statuses, kinds of decision and letters, save those that it has already, which stay as they are. Switched on
/// again, all is as it was. Called through <see cref="Indhold.Modulskift"/>, which puts the letters' files in place first.
/// </summary>
internal sealed class TaendModul(CoreDb core, SagerDb db, Forloebsgang gang, GemDokumentskabelon breve, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Modul">Key.</param>
    /// <param name="Navn">Its title.</param>
    /// <param name="Typer">The editions that new cases take now.</param>
    /// <param name="Breve">The letters, with their files stored.</param>
    public sealed record Kommando(Aktoer Aktoer, string Modul, string Navn, IReadOnlyList<Sagstype> Typer, IReadOnlyList<GemDokumentskabelon.Kommando> Breve);

    /// <param name="Overtaget">Templates that the authority had, and that now make cases of the type.</param>
    public sealed record Svar(string Modul, IReadOnlyList<string> Overtaget);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var modul = await core.Moduler.SingleOrDefaultAsync(m => m.Navn == k.Modul, ct);
        SagsforloebRegler.ModuletErSlukket.Kraev(modul is null or { Slukket: not null });
        if (modul is null)
            core.Add(modul = new Modul { Navn = k.Modul });
        (modul.Taendt, modul.TaendtAf, modul.Slukket) = (nu, k.Aktoer.Id, null);
        await core.SaveChangesAsync(ct);
        List<string> overtaget = [];
        foreach (var type in k.Typer)
        {
            foreach (var trin in type.Trin)
                await gang.StatusAsync(type, trin, ct);
            var skabelon = await db.Skabeloner.SingleOrDefaultAsync(s => s.Noegle == type.Noegle, ct);
            if (skabelon is { Sagstype: null })
                overtaget.Add(skabelon.Navn);
            if (skabelon is null)
            {
                db.Add(skabelon = new Sagsskabelon
                {
                    Noegle = type.Noegle, Navn = type.Navn, Beskrivelse = type.Beskrivelse, Standardtitel = type.Standardtitel, Emner = [.. type.Emner], Facetter = [.. type.Facetter], KraeverPartshoering = type.KraeverPartshoering,
                });
            }
            else
            {
                skabelon.Version++;
            }

            (skabelon.Sagstype, skabelon.Aktiv) = (type.Noegle, true);
            var kendte = await db.Afgoerelsestyper.Select(a => a.Noegle).ToListAsync(ct);
            db.AddRange(type.Afgoerelser.Where(a => !kendte.Contains(a.Noegle)).Select(a => new Afgoerelsestype { Noegle = a.Noegle, Navn = a.Navn, Klageinstans = a.Klageinstans, Klagevejledning = a.Klagevejledning }));
            await db.SaveChangesAsync(ct);
        }

        await breve.TilfoejManglendeAsync(k.Breve, ct);
        await haendelser.AppendAsync(k.Aktoer, new ModulTaendt(k.Modul, k.Navn), null, null, ct);
        return new(k.Modul, overtaget);
    }
}
