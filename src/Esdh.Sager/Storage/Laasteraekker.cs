using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>Journalised documents and final notes say what their events said: title, date, direction, akt number and files; source, time and text.</summary>
internal sealed class Laasteraekker(SagerDb db, StorageScope scope) : ISealedState
{
    private const int Portion = 500;

    public IReadOnlyCollection<string> Types { get; } = [nameof(DokumentJournaliseret), nameof(NotatGjortEndeligt)];

    public async IAsyncEnumerable<string> FaultsAsync(IAsyncEnumerable<SealedEvent> events, [EnumeratorCancellation] CancellationToken ct)
    {
        HashSet<Guid> fortalt = [];
        await foreach (var portion in events.Chunk(Portion).WithCancellation(ct))
        {
            fortalt.UnionWith(portion.Select(h => h.ObjectId).OfType<Guid>());
            var laeselige = portion.Where(h => h is { Data: not null, ObjectId: not null }).ToList();
            foreach (var fejl in await DokumenterAsync([.. laeselige.Where(h => h.Type == nameof(DokumentJournaliseret))], ct))
                yield return fejl;
            foreach (var fejl in await NotaterAsync([.. laeselige.Where(h => h.Type == nameof(NotatGjortEndeligt))], ct))
                yield return fejl;
        }

        await foreach (var fejl in UfortalteAsync(fortalt, ct))
            yield return fejl;
    }

    private async Task<List<string>> DokumenterAsync(IReadOnlyList<SealedEvent> haendelser, CancellationToken ct)
    {
        List<string> fejl = [];
        List<Guid> ider = [.. haendelser.Select(h => h.ObjectId!.Value).Distinct()];
        var dokumenter = await db.AlleDokumenter(ider).Select(d => new { d.Id, d.Titel, d.Retning, d.Dato, d.Tilstand, d.Filversion }).ToDictionaryAsync(d => d.Id, ct);
        var filer = (await db.Filer.AsNoTracking().Where(f => ider.Contains(f.DokumentId)).ToListAsync(ct)).ToLookup(f => (f.DokumentId, f.Filversion));
        var pladser = (await db.Registreringer.Where(r => ider.Contains(r.DokumentId)).Select(r => new { r.DokumentId, r.SagId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct)).ToHashSet();
        foreach (var h in haendelser)
        {
            var id = h.ObjectId!.Value;
            if (!Laes<DokumentJournaliseret>(h, fejl, out var sagt))
                continue;
            var navn = $"Dokument {id} (akt {sagt.Aktnr} på sag {h.CaseId}, hændelse {h.Number})";
            if (!dokumenter.TryGetValue(id, out var er))
            {
                fejl.Add($"{navn} er fjernet.");
                continue;
            }

            if (er.Tilstand == Dokumenttilstand.Kladde)
                fejl.Add($"{navn} er ikke længere låst.");
            if (!Siger(er.Titel, sagt.Titel) || er.Retning.ToString() != sagt.Retning || er.Dato != sagt.Dato)
                fejl.Add($"{navn} har fået en anden titel, retning eller dato.");
            if (!filer[(id, er.Filversion)].OrderBy(f => f.Nummer).Select(f => (f.Nummer, f.Sha256, f.Stoerrelse))
                .SequenceEqual(sagt.Filer.OrderBy(f => f.Nummer).Select(f => (f.Nummer, f.Sha256, f.Stoerrelse))))
                fejl.Add($"{navn} har ikke de filer, der blev låst.");
            var (aktnr, bilagsnr) = Nummer(sagt.Aktnr);
            if (!pladser.Contains(new { DokumentId = id, SagId = h.CaseId ?? Guid.Empty, Aktnr = aktnr, Bilagsnr = bilagsnr }))
                fejl.Add($"{navn} står ikke med sit aktnummer på sagen.");
        }

        return fejl;
    }

    private async Task<List<string>> NotaterAsync(IReadOnlyList<SealedEvent> haendelser, CancellationToken ct)
    {
        List<string> fejl = [];
        List<Guid> ider = [.. haendelser.Select(h => h.ObjectId!.Value).Distinct()];
        var notater = ider.Count == 0 ? [] : await db.Notater.AsNoTracking().Where(n => ider.Contains(n.Id)).ToDictionaryAsync(n => n.Id, ct);
        foreach (var h in haendelser)
        {
            if (!Laes<NotatGjortEndeligt>(h, fejl, out var sagt))
                continue;
            var navn = $"Notat {h.ObjectId} (hændelse {h.Number})";
            if (!notater.TryGetValue(h.ObjectId!.Value, out var er))
                fejl.Add($"{navn} er fjernet.");
            else if (er.Endelig is null)
                fejl.Add($"{navn} er ikke længere låst.");
            else if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(er.Tekst))) != sagt.TekstSha256 || !Siger(er.Overskrift, sagt.Overskrift)
                || er.Kilde != sagt.Kilde || Math.Abs((er.Kontakttidspunkt - sagt.Kontakttidspunkt).Ticks) >= TimeSpan.TicksPerMillisecond)
                fejl.Add($"{navn} er ændret, efter at det blev gjort endeligt.");
        }

        return fejl;
    }

    /// <summary>Locked rows that no event tells of. What was locked while this check ran is looked up.</summary>
    private async IAsyncEnumerable<string> UfortalteAsync(HashSet<Guid> fortalt, [EnumeratorCancellation] CancellationToken ct)
    {
        for (int? efter = 0; efter is { } sidste;)
        {
            var side = await db.AlleDokumenter().Where(d => d.Nr > sidste && d.Tilstand != Dokumenttilstand.Kladde).OrderBy(d => d.Nr).Take(Portion).Select(d => new { d.Nr, d.Id }).ToListAsync(ct);
            foreach (var d in side.Where(d => !fortalt.Contains(d.Id)))
            {
                if (!await FindesAsync(nameof(DokumentJournaliseret), d.Id, ct))
                    yield return $"Dokument {d.Id} er låst, men ingen hændelse fortæller, at det blev journaliseret.";
            }

            efter = side.Count < Portion ? null : side[^1].Nr;
        }

        for (int? efter = 0; efter is { } sidste;)
        {
            var side = await db.Notater.Where(n => n.Nr > sidste && n.Endelig != null).OrderBy(n => n.Nr).Take(Portion).Select(n => new { n.Nr, n.Id }).ToListAsync(ct);
            foreach (var n in side.Where(n => !fortalt.Contains(n.Id)))
            {
                if (!await FindesAsync(nameof(NotatGjortEndeligt), n.Id, ct))
                    yield return $"Notat {n.Id} er låst, men ingen hændelse fortæller, at det blev gjort endeligt.";
            }

            efter = side.Count < Portion ? null : side[^1].Nr;
        }
    }

    private async Task<bool> FindesAsync(string type, Guid objekt, CancellationToken ct)
    {
        await using var command = scope.Command("select 1 from haendelse where type = @type and objekt_id = @objekt limit 1").With("@type", type).With("@objekt", objekt);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Events hold no personnumre, so what they say is masked.</summary>
    private static bool Siger(string er, string sagt) => er == sagt || CprFinder.Mask(er) == sagt;

    private static (int? Aktnr, int? Bilagsnr) Nummer(string aktnr)
    {
        var dele = aktnr.Split('.');
        return (Tal(dele[0]), dele.Length > 1 ? Tal(dele[1]) : null);

        static int? Tal(string tekst) => int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out var tal) ? tal : null;
    }

    /// <summary>False where the data is not what such an event says; that the seal tells too.</summary>
    private static bool Laes<T>(SealedEvent h, List<string> fejl, out T sagt)
    {
        try
        {
            sagt = h.Read<T>();
            return true;
        }
        catch (JsonException)
        {
            fejl.Add($"Hændelse {h.Number} ({h.Type}) kan ikke læses.");
            sagt = default!;
            return false;
        }
    }
}
