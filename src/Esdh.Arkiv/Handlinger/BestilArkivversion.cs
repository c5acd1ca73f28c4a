using System.Text.Json;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Orders a version for the archive; a job builds it.</summary>
internal sealed class BestilArkivversion(ArkivDb db, CoreDb core, EventLog haendelser, StorageScope scope, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "arkivversion";

    private const int FlestEmner = 200, FlestBilag = 100, FlestSkabere = 50;

    /// <param name="Fra">First day of a closed period; null for a snapshot.</param>
    /// <param name="Emner">Beginnings of subject numbers; none means all.</param>
    /// <param name="Arkivskabere">Names; none means the authority.</param>
    /// <param name="Bilag">Files that explain it, and at most one plan to FORM.</param>
    /// <param name="Megabyte">Most of documents on a medium; null for one medium.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Avid, DateOnly? Fra, DateOnly? Til, IReadOnlyList<string> Emner, IReadOnlyList<string> Arkivskabere, IReadOnlyList<Guid> Bilag, int? Dpi = null, int? Megabyte = null,
        bool Slutaflevering = false, bool Kasseret = false);

    public sealed record Svar(Guid Id, string Avid, Guid JobId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (avid, emner, skabere) = (k.Avid?.Trim() ?? "", Rene(k.Emner), Rene(k.Arkivskabere));
        var bilag = await db.Bilag.Where(b => k.Bilag.Contains(b.Id) && b.Udgaaet == null).ToListAsync(ct);
        new Errors()
            .AddIf(!Versionsplan.ErAvid(avid), "avid", "Skriv det id, arkivet har givet, for eksempel AVID.KORS.1001.")
            .AddIf(k.Fra is null != k.Til is null, k.Fra is null ? "fra" : "til", "Skriv både periodens første og sidste dag, eller ingen af dem.")
            .AddIf(k.Fra > k.Til, "til", "Perioden skal slutte, efter den er begyndt.")
            .AddIf(k.Fra?.Year is < 1700 or > 2100 || k.Til?.Year is < 1700 or > 2100, "fra", "Perioden skal ligge mellem 1700 og 2100.")
            .AddIf(emner.Count > FlestEmner || emner.Any(e => e.Length > 20 || !e.All(c => char.IsAsciiDigit(c) || c == '.')), "emner", "Skriv emner som 02, 02.34 eller 02.34.02, et på hver linje.")
            .AddIf(skabere.Count > FlestSkabere || skabere.Any(s => s.Length > 250), "arkivskabere", "Skriv højst 50 navne på højst 250 tegn, et på hver linje.")
            .AddIf(k.Bilag.Count > FlestBilag || bilag.Count < k.Bilag.Distinct().Count(), "bilag", "Et af bilagene findes ikke længere.")
            .AddIf(bilag.Count(b => b.Art == Afleveringsbilagsart.Formplan) > 1, "bilag", "Vælg én FORM-plan.")
            .AddIf(k.Dpi is < 150 or > 600, "dpi", "Opløsningen skal være fra 150 til 600 punkter pr. tomme.")
            .AddIf(k.Megabyte is < 1, "megabyte", "Et medie skal kunne holde mindst 1 MB.")
            .Throw();
        ArkivversionRegler.IdBrugesEnGang.Kraev(!await db.Versioner.AnyAsync(v => v.Avid == avid, ct));
        await KraevIngenBygningAsync(db, core, ct);
        var opsaetning = await db.Opsaetninger.SingleOrDefaultAsync(ct);
        var plan = Versionsplan.Enkel(avid, opsaetning?.Arkivskaber ?? scope.Authority.Info.Name, tid.GetUtcNow(), k.Fra, k.Til) with
        {
            Emner = emner,
            Dpi = k.Dpi ?? 200,
            BytesPrMedie = k.Megabyte * 1_000_000L,
            Slutaflevering = k.Slutaflevering,
            Kasseret = k.Kasseret,
            Kontekst = [.. bilag.Where(b => b.Art != Afleveringsbilagsart.Formplan).OrderBy(b => b.Dato).ThenBy(b => b.Titel, StringComparer.Ordinal)
                .Select(b => new Kontekstfil(b.Titel, b.Dato, b.Forfatter, b.Filnavn, b.Sha256, [Bilagskategori.Af(b.Art)]))],
            Form = bilag.Where(b => b.Art == Afleveringsbilagsart.Formplan).Select(b => new Formfil(b.Titel, b.Sha256)).FirstOrDefault(),
        };
        if (skabere.Count > 0)
            plan = plan with { Arkivskabere = [.. skabere.Select(s => new Arkivskaber(s, k.Fra, k.Til))] };
        if (opsaetning is not null)
            plan = plan with { Modtagearkiv = opsaetning.Modtagearkiv, Systemnavn = opsaetning.Systemnavn, Formaal = opsaetning.Formaal, Indhold = opsaetning.Indhold };
        var version = new Arkivversion
        {
            Avid = avid, Plan = JsonSerializer.Serialize(plan, JsonSerializerOptions.Web), Frosset = plan.Frosset, BestiltAf = k.Aktoer.Id, Bestilt = tid.GetUtcNow(), Mappe = Path.Combine(scope.Authority.Folder, "arkivversioner"),
        };
        var job = await SaetIGangAsync(core, version, k.Aktoer, tid, ct);
        db.Add(version);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ArkivversionBestilt(avid), null, version.Id, ct);
        return new(version.Id, avid, job);
    }

    /// <exception cref="RegelbrudException">AV-6: another is being built; KAS-7: files are being destroyed.</exception>
    internal static async Task KraevIngenBygningAsync(ArkivDb db, CoreDb core, CancellationToken ct)
    {
        ArkivversionRegler.EnBygningAdGangen.Kraev(!await ByggesAsync(db, core, ct));
        KassationRegler.IngenKasseres.Kraev(!await db.Kassationer.AnyAsync(k => k.Tilstand == Kassationstilstand.Udfoeres, ct));
    }

    /// <summary>A job is at work on a version, or waits to be.</summary>
    internal static async Task<bool> ByggesAsync(ArkivDb db, CoreDb core, CancellationToken ct)
    {
        var jobs = await db.Versioner.Where(v => v.Tilstand == Arkivversionstilstand.Bygges && v.JobId != null).Select(v => v.JobId!.Value).ToListAsync(ct);
        return await core.Jobs.AnyAsync(j => jobs.Contains(j.Id) && (j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer || j.Status == Jobstatus.SatPaaPause), ct);
    }

    internal static async Task<Guid> SaetIGangAsync(CoreDb core, Arkivversion version, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var job = new Job { Type = Jobtype, Titel = $"Arkiveringsversion {version.Avid}", Data = JsonSerializer.Serialize(version.Id), OprettetAf = aktoer.Id, Oprettet = tid.GetUtcNow() };
        version.SaetIGang(job.Id, version.Frosset);
        core.Add(job);
        await core.SaveChangesAsync(ct);
        return job.Id;
    }

    private static List<string> Rene(IReadOnlyList<string> linjer) => [.. linjer.Select(l => l.Trim()).Where(l => l.Length > 0).Distinct()];
}
