using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>The authority's journal by day, and what is missing from it.</summary>
internal sealed class Journalopslag(SagerDb db, Personer personer)
{
    /// <summary>How many waiting documents the overview looks at, the oldest first.</summary>
    public const int MestIOverblik = 1000;

    private sealed record Sted(long Tid, int Art, int Nr);

    private sealed record Manglested(DateOnly Dato, int Nr);

    /// <summary>What was journalised and made final on a Danish day, of what the actor sees, in the order it happened.</summary>
    /// <exception cref="InvalidException">No day that a journal could have.</exception>
    public async Task<Side<Journalpost>> DagAsync(Aktoer aktoer, DateOnly dag, string? efter, int antal, CancellationToken ct)
    {
        if (dag.Year is < 1900 or > 2200)
            throw new InvalidException("dag", "Dagen ligger ikke mellem 1900 og 2200.");
        var (fra, til) = (DanishTime.StartOfDay(dag), DanishTime.StartOfDay(dag.AddDays(1)));
        var sted = Cursor.Decode<Sted>(efter);
        var tid = sted is null ? fra : DbValue.FromMicroseconds(sted.Tid);

        var dokumenter =
            from d in db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.Journaliseret >= tid && d.Journaliseret < til)
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.Aktnr != null)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
            select new { Tid = d.Journaliseret!.Value, r.Nr, d.Id, r.Aktnr, r.Bilagsnr, d.Titel, d.Retning, d.Dato, r.SagId, s.Sagsnummer, Sagstitel = s.Titel, Af = d.JournaliseretAf, d.Tilstand };
        var notater =
            from n in db.Notater.Where(n => n.Endelig >= tid && n.Endelig < til)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == n.SagId)
            select new { Tid = n.Endelig!.Value, n.Nr, n.Id, n.Overskrift, n.Kontakttidspunkt, n.SagId, s.Sagsnummer, Sagstitel = s.Titel, n.ForfatterId };
        if (sted is not null)
        {
            var nr = sted.Nr;
            dokumenter = sted.Art == 0 ? dokumenter.Where(d => d.Tid > tid || d.Nr > nr) : dokumenter.Where(d => d.Tid > tid);
            notater = sted.Art == 0 ? notater : notater.Where(n => n.Tid > tid || n.Nr > nr);
        }

        var raekker = new List<(Sted Sted, Journalpost Post)>();
        var laaste = await dokumenter.OrderBy(d => d.Tid).ThenBy(d => d.Nr).Take(antal + 1).ToListAsync(ct);
        var endelige = await notater.OrderBy(n => n.Tid).ThenBy(n => n.Nr).Take(antal + 1).ToListAsync(ct);
        await personer.HuskAsync(laaste.Select(d => d.Af ?? Guid.Empty).Concat(endelige.Select(n => n.ForfatterId)), ct);
        foreach (var d in laaste)
        {
            var af = d.Af ?? Guid.Empty;
            raekker.Add((new(DbValue.ToMicroseconds(d.Tid), 0, d.Nr), new(
                d.Tid, "dokument", d.Id, d.Bilagsnr is null ? $"{d.Aktnr}" : $"{d.Aktnr}.{d.Bilagsnr}", d.Titel, d.Retning.ToString(), d.Dato, d.SagId, d.Sagsnummer, d.Sagstitel,
                af, await personer.NavnAsync(af, ct), d.Tilstand == Dokumenttilstand.Fejljournaliseret)));
        }

        foreach (var n in endelige)
        {
            raekker.Add((new(DbValue.ToMicroseconds(n.Tid), 1, n.Nr), new(
                n.Tid, "notat", n.Id, null, n.Overskrift, null, DanishTime.DateOf(n.Kontakttidspunkt), n.SagId, n.Sagsnummer, n.Sagstitel, n.ForfatterId, await personer.NavnAsync(n.ForfatterId, ct), false)));
        }

        var sorteret = raekker.OrderBy(r => r.Sted.Tid).ThenBy(r => r.Sted.Art).ThenBy(r => r.Sted.Nr).ToList();
        return new([.. sorteret.Take(antal).Select(r => r.Post)], sorteret.Count > antal ? Cursor.Encode(sorteret[antal - 1].Sted) : null);
    }

    /// <summary>The latest day before this one with a journalised document that the actor sees.</summary>
    public async Task<DateOnly?> SenesteDagFoerAsync(Aktoer aktoer, DateOnly dag, CancellationToken ct)
    {
        var fra = DanishTime.StartOfDay(dag);
        var seneste = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.Journaliseret < fra).OrderByDescending(d => d.Journaliseret).Select(d => d.Journaliseret).FirstOrDefaultAsync(ct);
        return seneste is { } tid ? DanishTime.DateOf(tid) : null;
    }

    /// <summary>Documents that wait for the journal, of what the actor sees, the oldest first.</summary>
    /// <param name="behandler">Only those whose case has this handler; <see cref="Guid.Empty"/> for cases without one.</param>
    public async Task<Side<Manglende>> ManglerAsync(
        Aktoer aktoer, DateOnly idag, Guid? enhed, Guid? behandler, Hast? mindst, string? efter, int antal, CancellationToken ct)
    {
        var raekker =
            from d in db.Ujournaliserede(aktoer)
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
            select new { d.Dato, r.Nr, d.Id, d.Titel, d.Retning, d.Version, r.SagId, s.Sagsnummer, Sagstitel = s.Titel, s.EnhedId, s.BehandlerId };
        if (enhed is { } e)
            raekker = raekker.Where(r => r.EnhedId == e);
        if (behandler is { } b)
            raekker = b == Guid.Empty ? raekker.Where(r => r.BehandlerId == null) : raekker.Where(r => r.BehandlerId == b);
        if (mindst is { } hast && hast != Hast.Ny)
        {
            var senest = Senest(idag, hast);
            raekker = raekker.Where(r => r.Dato <= senest);
        }

        if (Cursor.Decode<Manglested>(efter) is { } sted)
            raekker = raekker.Where(r => r.Dato > sted.Dato || (r.Dato == sted.Dato && r.Nr > sted.Nr));
        var side = await raekker.OrderBy(r => r.Dato).ThenBy(r => r.Nr).Take(antal + 1).ToListAsync(ct);
        await personer.HuskAsync(side.Select(r => r.BehandlerId).OfType<Guid>(), ct);
        List<Manglende> poster = [];
        foreach (var r in side.Take(antal))
        {
            poster.Add(new(
                r.Id, r.Titel, r.Retning.ToString(), r.Dato, Journalfrist.Alder(r.Dato, idag), Journalfrist.Hast(r.Dato, idag).ToString(), r.SagId, r.Sagsnummer, r.Sagstitel,
                r.EnhedId, await personer.EnhedsnavnAsync(r.EnhedId, ct), r.BehandlerId, await BehandlernavnAsync(r.BehandlerId, ct), r.Version));
        }

        return new(poster, side.Count > antal ? Cursor.Encode(new Manglested(side[antal - 1].Dato, side[antal - 1].Nr)) : null);
    }

    /// <summary>How many wait per unit and handler, of what the actor sees.</summary>
    public async Task<Mangleoverblik> OverblikAsync(Aktoer aktoer, DateOnly idag, CancellationToken ct)
    {
        var raekker = await (
            from d in db.Ujournaliserede(aktoer)
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
            orderby d.Dato, r.Nr
            select new { d.Dato, s.EnhedId, s.BehandlerId }).Take(MestIOverblik + 1).ToListAsync(ct);
        await personer.HuskAsync(raekker.Select(r => r.BehandlerId).OfType<Guid>(), ct);
        List<Manglegruppe> grupper = [];
        foreach (var g in raekker.Take(MestIOverblik).GroupBy(r => (r.EnhedId, r.BehandlerId)))
        {
            var hast = g.GroupBy(r => Journalfrist.Hast(r.Dato, idag)).ToDictionary(h => h.Key, h => h.Count());
            grupper.Add(new(
                g.Key.EnhedId, await personer.EnhedsnavnAsync(g.Key.EnhedId, ct), g.Key.BehandlerId, await BehandlernavnAsync(g.Key.BehandlerId, ct),
                hast.GetValueOrDefault(Hast.Ny), hast.GetValueOrDefault(Hast.Gul), hast.GetValueOrDefault(Hast.Roed)));
        }

        return new([.. grupper.OrderByDescending(g => g.Roede).ThenByDescending(g => g.Gule).ThenBy(g => g.Enhed, StringComparer.Ordinal)], raekker.Count > MestIOverblik);
    }

    private async Task<string> BehandlernavnAsync(Guid? behandler, CancellationToken ct) => behandler is { } id ? await personer.NavnAsync(id, ct) : "Ingen behandler";

    /// <summary>The last date that is this urgent today.</summary>
    private static DateOnly Senest(DateOnly idag, Hast hast)
    {
        var dato = idag;
        while (Journalfrist.Hast(dato, idag) < hast)
            dato = dato.AddDays(-1);
        return dato;
    }
}
