using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Decides that units are merged, split or closed on a day. Nothing happens before that day, and until then it can be cancelled.</summary>
internal sealed class BestilEnhedsaendring(SagerDb db, CoreDb core, Personer personer, Enhedsplanlaegning planlaegning, EventLog haendelser, TimeProvider tid)
{
    internal const string Jobtype = "sager.enhedsaendring";

    /// <param name="Udvid">The people of the unit that takes over come to see the open cases.</param>
    public sealed record Kommando(Aktoer Aktoer, Enhedsplanlaegning.Oenske Oenske, bool Udvid);

    public sealed record Svar(Guid Id, int Nr, Guid JobId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (art, dato, plan) = await planlaegning.LaesAsync(k.Oenske, ct);
        var ider = plan.Kilder.Concat(plan.Dele.Select(d => d.EnhedId).OfType<Guid>()).ToList();
        var igang = await db.Enhedsaendringer.Where(a => a.Udfoert == null).ToListAsync(ct);
        var jobs = igang.ConvertAll(a => a.JobId);
        var annullerede = await core.Jobs.Where(j => jobs.Contains(j.Id) && j.Status == Jobstatus.Stoppet).Select(j => j.Id).ToListAsync(ct);
        EnhedsaendringRegler.EnAdGangen.Kraev(!igang.Exists(a => !(annullerede.Contains(a.JobId) && a.Begyndt == null) && a.Plan.Kilder.Concat(a.Plan.Dele.Select(d => d.EnhedId).OfType<Guid>()).Any(ider.Contains)));

        var nu = tid.GetUtcNow();
        var aendring = new Enhedsaendring { Art = art, Dato = dato, Plan = plan, Udvid = k.Udvid, BestiltAf = k.Aktoer.Id, Bestilt = nu, JobId = Guid.CreateVersion7() };
        db.Add(aendring);
        await db.SaveChangesAsync(ct);
        List<string> fra = [], til = [];
        foreach (var id in plan.Kilder)
            fra.Add(await personer.EnhedsnavnAsync(id, ct));
        foreach (var del in plan.Dele)
            til.Add(del.EnhedId is { } id ? await personer.EnhedsnavnAsync(id, ct) : del.NytNavn!);
        core.Add(new Job
        {
            Id = aendring.JobId, Type = Jobtype, Titel = Titel(art, fra, til), OprettetAf = k.Aktoer.Id, Oprettet = nu, Data = aendring.Id.ToString(),
            Tidligst = dato > DanishTime.Today(tid) ? DanishTime.StartOfDay(dato) : null,
        });
        await core.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new EnhedsaendringBestilt(art.ToString(), dato, fra, til, k.Udvid), null, aendring.Id, ct);
        return new(aendring.Id, aendring.Nr, aendring.JobId);
    }

    internal static string Titel(Enhedsaendringsart art, IReadOnlyList<string> fra, IReadOnlyList<string> til) => art switch
    {
        Enhedsaendringsart.Sammenlaegning => $"Sammenlægning af {Og(fra)} til {til[0]}",
        Enhedsaendringsart.Deling => $"Deling af {fra[0]} i {Og(til)}",
        _ => $"Lukning af {fra[0]}, videre i {til[0]}",
    };

    private static string Og(IReadOnlyList<string> navne) => navne.Count == 1 ? navne[0] : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", navne.SkipLast(1))} og {navne[^1]}");
}
