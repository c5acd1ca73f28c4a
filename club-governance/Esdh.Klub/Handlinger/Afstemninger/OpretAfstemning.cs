using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Writes a ballot as a draft. How it is held follows from its matter and the statutes.</summary>
internal sealed class OpretAfstemning(KlubDb db, Counters numre, TimeProvider tid)
{
    private const int FlestMuligheder = 50;

    /// <param name="Muligheder">Persons or things to choose among; not for a proposal, which is for or against.</param>
    /// <param name="Oensker">Wishes to share points among.</param>
    public sealed record Kommando(
        Klubaktoer Aktoer, Afstemningsemne? Emne, string? Titel, string? Beskrivelse, DateTimeOffset? Lukker, int? Pladser, IReadOnlyList<string> Muligheder, IReadOnlyList<Guid> Oensker);

    public sealed record Svar(Guid Id, string Nummer);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var titel = Ren(k.Titel);
        var muligheder = k.Muligheder.Select(Ren).Where(m => m.Length > 0).ToList();
        new Errors().AddIf(k.Emne is null, "emne", "Vælg, hvad der stemmes om.").AddIf(titel.Length is 0 or > 200, "titel", "Skriv, hvad der stemmes om, på højst 200 tegn.")
            .AddIf(k.Beskrivelse?.Length > 10_000, "beskrivelse", "Beskrivelsen kan højst være 10.000 tegn.").AddIf(k.Lukker is null, "lukker", "Skriv, hvornår afstemningen lukker.")
            .AddIf(k.Lukker <= nu, "lukker", "Afstemningen skal lukke i fremtiden.").AddIf(k.Lukker > nu.AddDays(366), "lukker", "Afstemningen skal lukke inden for et år.")
            .AddIf(k.Pladser is < 1 or > FlestMuligheder, "pladser", "Der kan vælges 1 til 50.").AddIf(muligheder.Count + k.Oensker.Count > FlestMuligheder, "muligheder", "Der kan højst være 50 at vælge mellem.")
            .AddIf(muligheder.Exists(m => m.Length > 200), "muligheder", "Hver linje kan højst være 200 tegn.").AddIf(muligheder.Distinct(StringComparer.OrdinalIgnoreCase).Count() != muligheder.Count, "muligheder", "Den samme står to gange.").Throw();
        var aar = DanishTime.DateOf(nu).Year;
        var afstemning = new KlubAfstemning
        {
            Aar = aar, Nr = await numre.NextAsync($"klub-afstemning-{aar}", ct), Titel = titel, Beskrivelse = k.Beskrivelse?.Trim() ?? "", Emne = k.Emne!.Value, Flertal = "", Pladser = k.Pladser ?? 1, Lukker = k.Lukker!.Value.ToUniversalTime(), OprettetAf = k.Aktoer.Aktoer.Id, Oprettet = nu,
        };
        afstemning.Foelg(Vedtaegter.Regel(afstemning.Emne));
        db.Add(afstemning);
        db.AddRange(await MulighederAsync(afstemning, muligheder, [.. k.Oensker.Distinct()], ct));
        await db.SaveChangesAsync(ct);
        return new(afstemning.Id, afstemning.Nummer);
    }

    private async Task<List<KlubAfstemningsmulighed>> MulighederAsync(KlubAfstemning a, List<string> frie, IReadOnlyList<Guid> oenskeider, CancellationToken ct)
    {
        if (a.Form == Afstemningsform.Forslag)
        {
            new Errors().AddIf(frie.Count + oenskeider.Count > 0, "muligheder", "Om et forslag stemmes der for eller imod.").Throw();
            return [Ny(a, Stemmeprotokol.For, "For", 1), Ny(a, Stemmeprotokol.Imod, "Imod", 2)];
        }

        var oensker = await db.Oensker.Where(o => oenskeider.Contains(o.Id)).OrderBy(o => o.Nr).ToListAsync(ct);
        new Errors().AddIf(oensker.Count != oenskeider.Count, "oensker", "Et af ønskerne findes ikke.").AddIf(oensker.Exists(o => o.Stand != Oenskestand.Klar), "oensker", "Kun ønsker, der er klar til afstemning, kan komme på stemmesedlen.").Throw();
        AfstemningRegler.DerErMuligheder.Kraev(frie.Count + oensker.Count > (a.Form == Afstemningsform.Point ? 1 : a.Pladser) && frie.Count + oensker.Count >= a.Pladser);
        foreach (var o in oensker)
            await db.FlytAsync(o, Oenskestand.TilAfstemning, $"På stemmesedlen i afstemning {a.Nummer}.", "Esdh", tid.GetUtcNow(), ct);
        return [.. oensker.Select((o, i) => new KlubAfstemningsmulighed { AfstemningId = a.Id, Noegle = o.Stemmenoegle, Titel = $"{o.Nummer} {o.Titel}", Beskrivelse = o.Problem, OenskeId = o.Id, Raekke = i + 1 }), .. frie.Select((m, i) => Ny(a, $"m{i + 1}", m, oensker.Count + i + 1))];
    }

    private static KlubAfstemningsmulighed Ny(KlubAfstemning a, string noegle, string titel, int raekke) => new() { AfstemningId = a.Id, Noegle = noegle, Titel = titel, Raekke = raekke };

    /// <summary>One line without control characters: it stands in the published protocol, where a tab divides.</summary>
    internal static string Ren(string? tekst) => string.Join(' ', string.Concat((tekst ?? "").Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
