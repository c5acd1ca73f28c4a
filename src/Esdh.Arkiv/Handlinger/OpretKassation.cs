using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Jobs;
using Esdh.Arkiv.Contract;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Begins a disposal: what falls due is listed by a job, and nothing is destroyed before others have looked.</summary>
internal sealed class OpretKassation(ArkivDb arkiv, SagerDb sager, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "kassationsforslag";

    /// <param name="Skaeringsdag">Today at the latest; today when not said.</param>
    /// <param name="Emner">Main groups, groups or subjects; all when empty.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Titel, DateOnly? Skaeringsdag, IReadOnlyList<string> Emner, Kassationsart Art = Kassationsart.Kassation);

    public sealed record Svar(Guid Id, int Nr, Guid JobId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var dag = k.Skaeringsdag ?? idag;
        new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Titel) || k.Titel.Trim().Length > 200, "titel", "Skriv en titel på 1 til 200 tegn.")
            .AddIf(CprFinder.Contains(k.Titel ?? ""), "titel", "Skriv ikke et personnummer.")
            .AddIf(dag > idag, "skaeringsdag", "Skæringsdagen kan ikke ligge efter i dag. Se, hvad der forfalder senere, i fremskrivningen.")
            .AddIf(k.Emner.Count > 200 || k.Emner.Any(e => !Emnedel.Er(e)), "emner", "Skriv emner som 02, 02.34 eller 02.34.02, højst 200.").Throw();
        KassationRegler.EnAdGangen.Kraev(!await arkiv.Kassationer.AnyAsync(x => x.Tilstand == Kassationstilstand.Forberedes || x.Tilstand == Kassationstilstand.Udfoeres, ct));
        var kassation = new Kassation { Art = k.Art, Titel = k.Titel!.Trim(), Skaeringsdag = dag, Emner = [.. k.Emner.Distinct().Order(StringComparer.Ordinal)], OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow() };
        kassation.Begynd(Guid.CreateVersion7());
        arkiv.Add(kassation);
        await arkiv.SaveChangesAsync(ct);
        core.Add(new Job
        {
            Id = kassation.JobId, Type = Jobtype, Titel = k.Art == Kassationsart.Sletning ? $"Liste til sletning nr. {kassation.Nr}" : $"Liste til kassation nr. {kassation.Nr}", OprettetAf = k.Aktoer.Id, Oprettet = kassation.Oprettet, Data = kassation.Id.ToString(),
            IAlt = (k.Art == Kassationsart.Sletning ? await sager.Sager.MaxAsync(s => (int?)s.Nr, ct) : await sager.Registreringer.MaxAsync(r => (int?)r.Nr, ct)) ?? 0, // Uden for adgang: a number alone.
        });
        await core.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new KassationOprettet(kassation.Nr, kassation.Titel, dag, kassation.Emner, k.Art.ToString()), null, kassation.Id, ct);
        return new(kassation.Id, kassation.Nr, kassation.JobId);
    }
}
