using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What administrators have set up, as it travels: ids become names.</summary>
internal sealed class Opsaetningsopslag(SagerDb db, Personer personer, Brugeropslag brugere)
{
    /// <param name="slags">Only these kinds; all when empty.</param>
    public async Task<List<Opsaetningspost>> AlleAsync(IReadOnlyCollection<string> slags, CancellationToken ct)
    {
        var kaeder = await db.Godkendelseskaeder.AsNoTracking().OrderBy(k => k.Noegle).ToListAsync(ct);
        string Kaede(Guid? id) => kaeder.Find(k => k.Id == id)?.Noegle ?? "";
        var statusser = await db.Statusser.AsNoTracking().OrderBy(s => s.Orden).ToListAsync(ct);
        List<Opsaetningspost> alle = [];
        if (Med(Opsaetningspost.Status))
        {
            alle.AddRange(statusser.Select(s => Post(Opsaetningspost.Status, s.Navn, s.Navn,
                ("tilstand", s.Tilstand.ToString()), ("orden", Tal(s.Orden)), ("kræver kommentar", Ja(s.KraeverKommentar)), ("skal godkendes af", Kaede(s.KaedeId)), ("kan vælges", Ja(s.Aktiv)))));
        }

        if (Med(Opsaetningspost.Erindringstype))
        {
            alle.AddRange((await db.Erindringstyper.AsNoTracking().OrderBy(t => t.Noegle).ToListAsync(ct)).Select(t => Post(Opsaetningspost.Erindringstype, t.Noegle, t.Navn,
                ("navn", t.Navn), ("frist i dage", Tal(t.Fristdage)), ("vises dage før", Tal(t.Synligdage)), ("i arbejdsdage", Ja(t.IArbejdsdage)), ("kan vælges", Ja(t.Aktiv)))));
        }

        if (Med(Opsaetningspost.Kaede))
        {
            foreach (var k in kaeder)
                alle.Add(Post(Opsaetningspost.Kaede, k.Noegle, k.Navn, ("navn", k.Navn), ("led", string.Join('\n', await LedAsync(k.Led, ct))), ("kan vælges", Ja(k.Aktiv))));
        }

        if (Med(Opsaetningspost.Afgoerelsestype))
        {
            alle.AddRange((await db.Afgoerelsestyper.AsNoTracking().OrderBy(t => t.Noegle).ToListAsync(ct)).Select(t => Post(Opsaetningspost.Afgoerelsestype, t.Noegle, t.Navn,
                ("navn", t.Navn), ("klageinstans", t.Klageinstans), ("klagevejledning", t.Klagevejledning), ("skal godkendes af", Kaede(t.KaedeId)), ("kan vælges", Ja(t.Aktiv)))));
        }

        if (Med(Opsaetningspost.Frase))
        {
            foreach (var f in await db.Fraser.AsNoTracking().OrderBy(f => f.Noegle).ToListAsync(ct))
                alle.Add(Post(Opsaetningspost.Frase, f.Noegle, f.Titel, ("titel", f.Titel), ("tekst", f.Tekst), ("enhed", f.EnhedId is { } e ? await personer.EnhedsnavnAsync(e, ct) : ""), ("kan vælges", Ja(f.Aktiv))));
        }

        if (Med(Opsaetningspost.Dokumentskabelon))
        {
            alle.AddRange((await db.Dokumentskabeloner.AsNoTracking().OrderBy(s => s.Noegle).ToListAsync(ct)).Select(s => Post(Opsaetningspost.Dokumentskabelon, s.Noegle, s.Navn,
                ("navn", s.Navn), ("beskrivelse", s.Beskrivelse), ("retning", s.Retning.ToString()), ("dokumenttype", s.Dokumenttype), ("titel", s.Titel), ("skal godkendes af", Kaede(s.KaedeId)), ("kan vælges", Ja(s.Aktiv)))
                with { Sha256 = s.Sha256, Filnavn = s.Filnavn }));
        }

        if (Med(Opsaetningspost.Sagsskabelon))
        {
            foreach (var s in await db.Skabeloner.AsNoTracking().OrderBy(s => s.Noegle).ToListAsync(ct))
            {
                alle.Add(Post(Opsaetningspost.Sagsskabelon, s.Noegle, s.Navn,
                    ("navn", s.Navn), ("beskrivelse", s.Beskrivelse), ("standardtitel", s.Standardtitel), ("emner", string.Join('\n', s.Emner)), ("facetter", string.Join('\n', s.Facetter)),
                    ("status", statusser.Find(x => x.Id == s.StatusId)?.Navn), ("enhed", s.EnhedId is { } e ? await personer.EnhedsnavnAsync(e, ct) : ""), ("følsomhed", s.Foelsomhed.ToString()),
                    ("adgang", string.Join('\n', await AdgangAsync(s.Adgang, ct))), ("parter", s.Parter.ToString()), ("kræver partshøring", Ja(s.KraeverPartshoering)), ("delforløb", string.Join('\n', s.Delforloeb)),
                    ("erindringer", string.Join('\n', s.Erindringer.Select(x => $"{x.Type}; {Tal(x.Dage)}; {x.Titel}"))), ("kan vælges", Ja(s.Aktiv))));
            }
        }

        return alle;

        bool Med(string s) => slags.Count == 0 || slags.Contains(s);
    }

    private static string Tal(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Ja(bool v) => v ? "ja" : "nej";

    private static Opsaetningspost Post(string slags, string noegle, string navn, params (string Felt, string? Vaerdi)[] felter) =>
        new(slags, noegle, navn, felter.ToDictionary(f => f.Felt, f => f.Vaerdi?.ReplaceLineEndings("\n") ?? ""));

    private async Task<List<string>> LedAsync(IEnumerable<Ledregel> led, CancellationToken ct)
    {
        List<string> linjer = [];
        foreach (var l in led)
        {
            var hvem = l.Art switch
            {
                Ledart.Leder => "Leder",
                Ledart.Gruppe when Guid.TryParse(l.Reference, out var gruppe) => $"Gruppe: {await personer.GruppenavnAsync(gruppe, ct)}",
                Ledart.Bruger when Guid.TryParse(l.Reference, out var bruger) => $"Bruger: {(await personer.BrugerAsync(bruger, ct))?.Brugernavn}",
                _ => $"{l.Art}: {l.Reference}",
            };
            linjer.Add(hvem + (l.KraeverUnderskrift ? " (underskrift)" : ""));
        }

        return linjer;
    }

    private async Task<List<string>> AdgangAsync(IEnumerable<Adgangsregel> adgang, CancellationToken ct)
    {
        List<string> linjer = [];
        foreach (var a in adgang)
        {
            linjer.Add(a.Art switch
            {
                "Enhed" when Guid.TryParse(a.Reference, out var enhed) => $"Enhed: {await personer.EnhedsnavnAsync(enhed, ct)}",
                "Gruppe" when Guid.TryParse(a.Reference, out var gruppe) => $"Gruppe: {await personer.GruppenavnAsync(gruppe, ct)}",
                "Bruger" when Guid.TryParse(a.Reference, out var bruger) => $"Bruger: {(await personer.BrugerAsync(bruger, ct))?.Brugernavn}",
                _ => a.Art,
            });
        }

        return linjer;
    }

    /// <summary>The id of the one unit of this name; null when none or several have it.</summary>
    public async Task<Guid?> EnhedAsync(string navn, CancellationToken ct) => En((await personer.EnhederAsync(ct)).Where(e => e.Aktiv && e.Navn == navn).Select(e => e.Id));

    /// <summary>As <see cref="EnhedAsync"/>, of a group.</summary>
    public async Task<Guid?> GruppeAsync(string navn, CancellationToken ct) => En((await personer.GrupperAsync(ct)).Where(g => g.Aktiv && g.Navn == navn).Select(g => g.Id));

    /// <summary>The active user of this user name.</summary>
    public async Task<Guid?> BrugerAsync(string brugernavn, CancellationToken ct) => await brugere.FindAsync(brugernavn, ct) is { Aktiv: true } bruger ? bruger.Id : null;

    private static Guid? En(IEnumerable<Guid> ider) => ider.Take(2).ToList() is [var id] ? id : null;
}
