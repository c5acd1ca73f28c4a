using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Keeps a version of the subject plan, switched on from a day or not yet. A small plan is in at once. A large one, as KL's with some 3,000
/// rows, is put in by a job, portion by portion, and can be switched on when all of it is there.
/// </summary>
internal sealed class IndlaesEmneplan(SagerDb db, CoreDb core, Klassifikationsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Most rows of one act.</summary>
    internal const int Portion = 500;

    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "emneplan";

    /// <param name="GaelderFra">First day in force; null to look at the difference first. Of a plan of one portion only.</param>
    /// <param name="Kilder">SHA-256 of the files it was read from, in the content store; a plan of more than one portion is read from them again.</param>
    public sealed record Kommando(Aktoer Aktoer, Emneplan Plan, DateOnly? GaelderFra, IReadOnlyList<string>? Kilder = null);

    /// <param name="JobId">The job that puts the rows in; null when all are in.</param>
    public sealed record Svar(Guid Id, int Emner, int Facetter, Guid? JobId);

    internal sealed record Bestilling(Guid UdgaveId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Planudgaver.AnyAsync(u => u.Udgivet == k.Plan.Udgivelsesdato && u.Titel == k.Plan.Titel, ct))
            throw new InvalidException("fil", $"Udgaven »{k.Plan.Titel}« af {k.Plan.Udgivelsesdato:dd.MM.yyyy} er indlæst før.");
        var udgave = new Planudgave
        {
            Titel = k.Plan.Titel, Udgivet = k.Plan.Udgivelsesdato, Importeret = tid.GetUtcNow(), Kilder = string.Join(' ', k.Kilder ?? []),
        };
        var raekker = Raekker(udgave.Id, k.Plan);
        udgave.Faerdig = raekker.Count <= Portion;
        db.Add(udgave);
        if (udgave.Faerdig)
        {
            if (k.GaelderFra is { } fra)
                udgave.SaetIKraft(fra, fra); // the demonstration's first plan holds from before its first case
            db.AddRange(raekker);
            var (emner, facetter) = await AfslutAsync(k.Aktoer, udgave, ct);
            return new(udgave.Id, emner, facetter, null);
        }

        if (udgave.Kilder.Length == 0 || k.GaelderFra is not null)
            throw new InvalidOperationException("A plan of more than one portion is read from its files, and switched on when it is whole.");
        await db.SaveChangesAsync(ct);
        var job = new Job
        {
            Type = Jobtype, Titel = $"Indlæsning af emneplanen »{udgave.Titel}«", OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow(), IAlt = raekker.Count,
            Data = JsonSerializer.Serialize(new Bestilling(udgave.Id)),
        };
        core.Add(job);
        await core.SaveChangesAsync(ct);
        return new(udgave.Id, k.Plan.Emner.Count(), k.Plan.Facetter.Count(), job.Id);
    }

    /// <summary>Every row of the plan, in the same order each time.</summary>
    internal static IReadOnlyList<object> Raekker(Guid udgave, Emneplan plan)
    {
        List<object> raekker = [];
        foreach (var hovedgruppe in plan.Hovedgrupper)
        {
            raekker.Add(new Planemne { UdgaveId = udgave, Nummer = hovedgruppe.Nummer, Titel = hovedgruppe.Titel, Vejledning = hovedgruppe.Vejledning, Udgaaet = hovedgruppe.UdgaaetDato, Soegetekst = "" });
            foreach (var gruppe in hovedgruppe.Grupper)
            {
                raekker.Add(new Planemne { UdgaveId = udgave, Nummer = gruppe.Nummer, Titel = gruppe.Titel, Vejledning = gruppe.Vejledning, Udgaaet = gruppe.UdgaaetDato, Soegetekst = "" });
                raekker.AddRange(gruppe.Emner.Select(emne => Raekke(udgave, emne)));
            }
        }

        raekker.AddRange(plan.Facetter.Select(f => new Planfacet { UdgaveId = udgave, Nummer = f.Nummer, Titel = f.Titel, Vejledning = f.Vejledning, Udgaaet = f.UdgaaetDato, Bevaring = f.Bevaring.ToString() }));
        return raekker;
    }

    /// <summary>When the last row is added: the facets in force go on in a plan that has none, and the version is told of. For other acts too.</summary>
    internal async Task<(int Emner, int Facetter)> AfslutAsync(Aktoer aktoer, Planudgave udgave, CancellationToken ct)
    {
        udgave.Faerdig = true;
        await db.SaveChangesAsync(ct);
        if (!await db.Planfacetter.AnyAsync(f => f.UdgaveId == udgave.Id, ct)) // an update of the subjects alone
        {
            var gaeldende = await opslag.GaeldendeAsync(DanishTime.Today(tid), ct);
            db.AddRange((await db.Planfacetter.AsNoTracking().Where(f => f.UdgaveId == gaeldende).ToListAsync(ct))
                .Select(f => new Planfacet { UdgaveId = udgave.Id, Nummer = f.Nummer, Titel = f.Titel, Vejledning = f.Vejledning, Udgaaet = f.Udgaaet, Bevaring = f.Bevaring }));
            await db.SaveChangesAsync(ct);
        }

        var emner = await db.Planemner.CountAsync(e => e.UdgaveId == udgave.Id && e.Nummer.Length == 8, ct);
        var facetter = await db.Planfacetter.CountAsync(f => f.UdgaveId == udgave.Id, ct);
        await haendelser.AppendAsync(aktoer, new EmneplanIndlaest(udgave.Titel, udgave.Udgivet, udgave.GaelderFra, emner, facetter), null, udgave.Id, ct);
        return (emner, facetter);
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
