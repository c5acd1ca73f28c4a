using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>One thing that happened on a case, as history shows it.</summary>
/// <param name="Nr">The event's number in the authority.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Tid">When.</param>
/// <param name="AktoerId">Who.</param>
/// <param name="Aktoer">The name of who.</param>
/// <param name="ObjektId">The document, party ... it is about.</param>
/// <param name="Tekst">A Danish sentence.</param>
/// <param name="Kommentar">What was said about it: reason, comment, note.</param>
/// <param name="Data">What the event says; null when it has been destroyed.</param>
internal sealed record Historikpost(
    long Nr, string Type, DateTimeOffset Tid, Guid AktoerId, string Aktoer, Guid? ObjektId, string Tekst, string? Kommentar, JsonElement? Data);

/// <summary>The complete history of a case from its events, in readable Danish. A type that is not known here still shows.</summary>
internal sealed partial class Historik(SagerDb db, CoreDb core, Navneopslag navne, Personer personer)
{
    /// <summary>Most events that one page or answer holds; the rest by <c>efter</c>.</summary>
    public const int MaxPoster = 2000;

    /// <summary>All that happened on a case that the actor sees, the oldest first.</summary>
    /// <param name="efter">Only events with a higher number.</param>
    public async Task<IReadOnlyList<Historikpost>> HentAsync(Aktoer aktoer, Guid sagId, CancellationToken ct, long efter = 0)
    {
        var haendelser = await core.Haendelser.Where(h => h.SagId == sagId && h.Nr > efter).OrderBy(h => h.Nr).Take(MaxPoster)
            .Select(h => new { h.Nr, h.Type, h.Tid, h.AktoerId, h.ObjektId, Data = h.Data == null ? null : h.Data.Data }).ToListAsync(ct);
        var skjulte = await SkjulteDokumenterAsync(aktoer, sagId, ct);
        var sagsnumre = await SagsnumreAsync(aktoer, haendelser.Where(h => OmSager.Contains(h.Type) && h.ObjektId is not null).Select(h => h.ObjektId!.Value), ct);
        var brugere = await navne.BrugereAsync(haendelser.SelectMany(h => Ider(h.Data).Append(h.AktoerId)), ct);
        var enheder = (await personer.EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.Navn);
        var grupper = (await personer.GrupperAsync(ct)).ToDictionary(g => g.Id, g => g.Navn);
        var ord = new Ordbog(
            id => brugere.GetValueOrDefault(id, "en tidligere bruger"), id => enheder.GetValueOrDefault(id, "en tidligere enhed"),
            id => grupper.GetValueOrDefault(id, "en tidligere gruppe"), id => id is { } sag && sagsnumre.TryGetValue(sag, out var nummer) ? nummer : "en anden sag");

        List<Historikpost> poster = new(haendelser.Count);
        foreach (var h in haendelser)
        {
            var skjult = h.ObjektId is { } objekt && skjulte.Contains(objekt);
            var data = h.Data is null || skjult ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(h.Data);
            var tekst = skjult ? "Der skete noget med et dokument, du ikke har adgang til." : Saetning(h.Type, data, h.ObjektId, ord);
            poster.Add(new(h.Nr, h.Type, h.Tid, h.AktoerId, brugere.GetValueOrDefault(h.AktoerId, "Ukendt bruger"), h.ObjektId, tekst, skjult ? null : Kommentar(data), data));
        }

        return poster;
    }

    /// <summary>Every id that the data names, so that names are looked up at once.</summary>
    private static IEnumerable<Guid> Ider(string? data) =>
        data is null ? [] : Id().Matches(data).Select(m => Guid.Parse(m.Value));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    /// <summary>Documents on the case that the actor does not see: their titles are not for the history either.</summary>
    private async Task<HashSet<Guid>> SkjulteDokumenterAsync(Aktoer aktoer, Guid sagId, CancellationToken ct)
    {
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        return [.. await db.DokumenterIJob(sagId, medFlyttede: true).Where(d => d.AdgangslisteNr != null && !synlige.Any(s => s.Id == d.Id)).Select(d => d.Id).ToListAsync(ct)];
    }

    private async Task<Dictionary<Guid, string>> SagsnumreAsync(Aktoer aktoer, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var liste = ids.Distinct().ToList();
        return liste.Count == 0 ? [] : await db.Sager.SynligeFor(aktoer).Where(s => liste.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Sagsnummer, ct);
    }

    private static readonly HashSet<string> OmSager = ["OversagSat", "OversagFjernet", "SagRelateret", "SagsrelationFjernet"];

    /// <summary>Names for the ids in the data.</summary>
    internal sealed record Ordbog(Func<Guid, string> Bruger, Func<Guid, string> Enhed, Func<Guid, string> Gruppe, Func<Guid?, string> Sag);

    /// <summary>The event in one Danish sentence.</summary>
    internal static string Saetning(string type, JsonElement? data, Guid? objektId, Ordbog ord)
    {
        if (data is not { } d)
            return $"{Navn(type)}. Oplysningerne er slettet.";
        var sagen = ord.Sag(objektId);
        return type switch
        {
            "SagOprettet" => $"Sagen blev oprettet som {T(d, "sagsnummer")} »{T(d, "titel")}«.",
            "SagRettet" => Rettet(d),
            "SagsstatusSkiftet" => $"Status blev ændret fra »{T(d, "fra")}« til »{T(d, "til")}«.",
            "SagAfsluttet" => $"Sagen blev afsluttet med status »{T(d, "status")}«.",
            "SagGenaabnet" => $"Sagen blev genåbnet med status »{T(d, "status")}«.",
            "SagOverdraget" => Overdraget(d, ord),
            "SagOmjournaliseret" => $"Sagen blev omjournaliseret fra {T(d, "fraNummer")} til {T(d, "tilNummer")}. Det gamle nummer fører stadig hertil.",
            "SagSammenlagt" => $"Sagen {T(d, "fraNummer")} blev lagt sammen med {T(d, "tilNummer")}.",
            "SammenlaegningFuldfoert" => $"Sammenlægningen blev gjort færdig: {Antal(d, "dokumenter", "dokument", "dokumenter")}, {Antal(d, "notater", "notat", "notater")}, {Antal(d, "parter", "part", "parter")} og {Antal(d, "erindringer", "erindring", "erindringer")} blev flyttet.",
            "OversagSat" => $"Sagen blev gjort til en del af {sagen}.",
            "OversagFjernet" => $"Sagen er ikke længere en del af {sagen}.",
            "SagRelateret" => $"Sagen blev knyttet til {sagen}.",
            "SagsrelationFjernet" => $"Sagen er ikke længere knyttet til {sagen}.",
            "DelforloebTilfoejet" => $"Delforløb {T(d, "nummer")} »{T(d, "titel")}« blev oprettet.",
            "DelforloebOmdoebt" => $"Delforløb {T(d, "nummer")} skiftede titel fra »{T(d, "fra")}« til »{T(d, "til")}«.",
            "DokumentLagtIDelforloeb" => T(d, "delforloeb") is { Length: > 0 } nr ? $"»{T(d, "titel")}« blev lagt i delforløb {nr}." : $"»{T(d, "titel")}« blev taget ud af sit delforløb.",
            "MaerkeSat" => $"Mærket »{T(d, "maerke")}« blev sat på.",
            "MaerkeFjernet" => $"Mærket »{T(d, "maerke")}« blev taget af.",
            "AfgoerelseRegistreret" => $"Afgørelse af {Dato(d, "dato")}: {T(d, "art")}.{Frist(d)}",
            "BeslutningRegistreret" => $"Beslutning i {T(d, "udvalg")} {Dato(d, "dato")}: {T(d, "art")}.{Frist(d)}",
            "SagsfoelsomhedAendret" => $"Følsomheden blev ændret fra »{Foelsomt(d, "fra")}« til »{Foelsomt(d, "til")}«.",
            "SagsadgangAendret" => Adgang(d, ord),
            "NoedadgangGivet" => "Nødadgang: sagen blev åbnet uden om adgangslisten.",
            "LederUnderrettetOmNoedadgang" => $"{(IdI(d, "brugerId") is { } bruger ? ord.Bruger(bruger) : "Lederen")} fik besked om nødadgangen.",
            "DokumentOprettet" => $"»{T(d, "titel")}« blev lagt på sagen som kladde.",
            "DokumentJournaliseret" => $"»{T(d, "titel")}« blev journaliseret som akt {T(d, "aktnr")}.",
            "DokumentFlyttet" => Flyttet(d),
            "PartTilfoejet" => $"{T(d, "navn")} blev part på sagen som {T(d, "rolle").ToLower(CultureInfo.CurrentCulture)}.",
            _ => Ukendt(type, d),
        };
    }

    private static string Rettet(JsonElement d)
    {
        if (!d.TryGetProperty("rettelser", out var rettelser) || rettelser.ValueKind != JsonValueKind.Array)
            return "Sagens oplysninger blev rettet.";
        var dele = rettelser.EnumerateArray().Select(r => (Felt: T(r, "felt"), Fra: T(r, "fra"), Til: T(r, "til"))).Select(r => r.Felt switch
        {
            "titel" => $"titlen fra »{r.Fra}« til »{r.Til}«",
            "offentligTitel" => r.Til.Length == 0 ? "den offentlige titel blev fjernet" : $"den offentlige titel til »{r.Til}«",
            "beskrivelse" => "beskrivelsen",
            "harPapir" => r.Til == "ja" ? "at der også er papir" : "at der ikke længere er papir",
            "erSamlesag" => r.Til == "ja" ? "at den er en samlesag" : "at den ikke er en samlesag",
            _ => r.Felt,
        });
        return $"Sagen blev rettet: {string.Join(", ", dele)}.";
    }

    private static string Overdraget(JsonElement d, Ordbog ord)
    {
        var (fra, til) = (IdI(d, "fraBehandlerId"), IdI(d, "tilBehandlerId"));
        var (fraEnhed, tilEnhed) = (IdI(d, "fraEnhedId"), IdI(d, "tilEnhedId"));
        var hvem = til is { } ny ? fra is { } gammel && gammel != ny ? $"fra {ord.Bruger(gammel)} til {ord.Bruger(ny)}" : $"til {ord.Bruger(ny)}" : "uden ny behandler";
        var hvor = fraEnhed != tilEnhed && tilEnhed is { } enhed ? $" i {ord.Enhed(enhed)}" : "";
        var erindringer = d.TryGetProperty("erindringer", out var e) && e.TryGetInt32(out var antal) && antal > 0 ? $" {antal} {(antal == 1 ? "erindring" : "erindringer")} fulgte med." : "";
        return $"Sagen blev overdraget {hvem}{hvor}.{erindringer}";
    }

    private static string Adgang(JsonElement d, Ordbog ord)
    {
        var beskyttet = d.TryGetProperty("erBeskyttet", out var b) && b.ValueKind == JsonValueKind.True;
        var hvem = d.TryGetProperty("adgang", out var poster) && poster.ValueKind == JsonValueKind.Array
            ? poster.EnumerateArray().Select(p => (p.GetString() ?? "").Split(':', 2)).Where(p => p.Length == 2).Select(p => p[0] switch
            {
                "Alle" => "alle, der arbejder med sager",
                "Enhed" when Guid.TryParse(p[1], out var id) => ord.Enhed(id),
                "Gruppe" when Guid.TryParse(p[1], out var id) => ord.Gruppe(id),
                "Bruger" when Guid.TryParse(p[1], out var id) => ord.Bruger(id),
                "Rolle" => p[1].ToLowerInvariant(),
                _ => p[1],
            }) : [];
        return $"{(beskyttet ? "Sagen blev beskyttet. Den ses kun af" : "Adgangen blev sat til")} {string.Join(", ", hvem)}.";
    }

    private static string Flyttet(JsonElement d)
    {
        static string Akt(string nummer) => nummer.Length == 0 ? "" : $" akt {nummer}";
        return $"»{T(d, "titel")}« blev flyttet fra {T(d, "fraNummer")}{Akt(T(d, "fraAktnr"))} til {T(d, "tilNummer")}{Akt(T(d, "tilAktnr"))}.";
    }

    /// <summary>The type in words with the texts it carries, so that nothing that happened is left out.</summary>
    private static string Ukendt(string type, JsonElement d)
    {
        var titel = d.ValueKind != JsonValueKind.Object ? "" : T(d, "titel") is { Length: > 0 } t ? t : T(d, "navn") is { Length: > 0 } n ? n : T(d, "overskrift");
        return titel.Length == 0 ? $"{Navn(type)}." : $"{Navn(type)}: »{titel}«.";
    }

    /// <summary><c>DokumentTjekketUd</c> to <c>Dokument tjekket ud</c>.</summary>
    internal static string Navn(string type)
    {
        var ord = string.Concat(type.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        foreach (var (fra, til) in new[] { ("oebt", "øbt"), ("oejet", "øjet"), ("oeb", "øb"), ("foert", "ført"), ("foelsomhed", "følsomhed"), ("aabnet", "åbnet"), ("oerelse", "ørelse"), ("aendret", "ændret"), ("laegning", "lægning"), ("oed", "ød") })
            ord = ord.Replace(fra, til, StringComparison.Ordinal);
        return ord;
    }

    private static string? Kommentar(JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } d)
            return null;
        foreach (var felt in new[] { "kommentar", "begrundelse", "notat" })
        {
            if (T(d, felt) is { Length: > 0 } tekst)
                return tekst;
        }

        return null;
    }

    private static string Frist(JsonElement d) => T(d, "frist").Length == 0 ? "" : $" Frist {Dato(d, "frist")}.";

    private static string Dato(JsonElement d, string felt) =>
        DateOnly.TryParseExact(T(d, felt), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dato) ? DanishTime.LongDate(dato) : T(d, felt);

    private static string Foelsomt(JsonElement d, string felt) => Enum.TryParse<Foelsomhed>(T(d, felt), out var f) ? f.Ord() : T(d, felt);

    private static string Antal(JsonElement d, string felt, string en, string flere) => T(d, felt) is var tal && tal == "1" ? $"1 {en}" : $"{(tal.Length == 0 ? "0" : tal)} {flere}";

    private static Guid? IdI(JsonElement d, string felt) => Guid.TryParse(T(d, felt), out var id) ? id : null;

    private static string T(JsonElement d, string felt) =>
        d.ValueKind == JsonValueKind.Object && d.TryGetProperty(felt, out var v) ? v.ValueKind == JsonValueKind.String ? v.GetString() ?? "" : v.ValueKind == JsonValueKind.Null ? "" : v.ToString() : "";
}
