using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes templates, phrases and statuses in from a package: all that are chosen, or none. Each is saved by its own act, with that act's rules.</summary>
internal sealed class IndlaesOpsaetning(
    SagerDb db, Opsaetningsopslag opslag, GemSagsstatus statusser, GemErindringstype erindringstyper, GemGodkendelseskaede kaeder, GemAfgoerelsestype afgoerelsestyper, GemFrase fraser,
    GemDokumentskabelon dokumentskabeloner, GemSagsskabelon sagsskabeloner, EventLog haendelser)
{
    /// <summary>Most in one package.</summary>
    public const int Flest = 2000;

    /// <param name="Fra">The authority that made the package.</param>
    /// <param name="PakkeSha256">Of the package, lower-case hex.</param>
    /// <param name="Poster">What is chosen.</param>
    /// <param name="Filer">The Word files among them, in the store and read, by SHA-256.</param>
    public sealed record Kommando(Aktoer Aktoer, string Fra, string PakkeSha256, IReadOnlyList<Opsaetningspost> Poster, IReadOnlyDictionary<string, Fil> Filer);

    /// <param name="Felter">The merge fields that it uses.</param>
    public sealed record Fil(StoredContent Indhold, IReadOnlyList<string> Felter);

    public sealed record Svar(int Oprettet, int Rettet);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Poster.Count is 0 or > Flest)
            throw new InvalidException("poster", "Vælg, hvad der skal indlæses.");
        List<string> nye = [], rettede = [];
        var errors = new Errors();
        foreach (var p in k.Poster.OrderBy(p => Opsaetningspost.Raekkefoelge.ToList().IndexOf(p.Slags)))
        {
            try
            {
                (await GemAsync(k, p, ct) ? nye : rettede).Add($"{p.Slags} {p.Noegle}");
            }
            catch (InvalidException e)
            {
                errors.Add("poster", $"{p.Slags} »{p.Navn}«: {string.Join(' ', e.Errors.Values.SelectMany(f => f))}");
            }
            catch (RegelbrudException e)
            {
                errors.Add("poster", $"{p.Slags} »{p.Navn}«: {e.Regel.Tekst} ({e.Regel.Kode})");
            }
        }

        errors.Throw();
        await haendelser.AppendAsync(k.Aktoer, new OpsaetningIndlaest(k.Fra, k.PakkeSha256, nye, rettede), null, null, ct);
        return new(nye.Count, rettede.Count);
    }

    /// <returns>Whether it is new.</returns>
    private async Task<bool> GemAsync(Kommando k, Opsaetningspost p, CancellationToken ct)
    {
        var aktiv = p.Ja("kan vælges");
        switch (p.Slags)
        {
            case Opsaetningspost.Status:
                var status = (await db.Statusser.ToListAsync(ct)).Find(s => s.Navn.Equals(p.Noegle, StringComparison.OrdinalIgnoreCase));
                if (status is not null && status.Tilstand.ToString() != p["tilstand"])
                    throw new InvalidException("tilstand", $"Statussen her er {status.Tilstand}, og det kan ikke ændres.");
                await statusser.Udfoer(new(k.Aktoer, status?.Id, p.Noegle, p["tilstand"], Tal(p["orden"]) ?? 0, p.Ja("kræver kommentar"), aktiv, KaedeId: await KaedeAsync(p, ct)), ct);
                return status is null;
            case Opsaetningspost.Erindringstype:
                var type = await db.Erindringstyper.Where(t => t.Noegle == p.Noegle).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(ct);
                await erindringstyper.Udfoer(new(k.Aktoer, type, p.Noegle, p["navn"], Tal(p["frist i dage"]), Tal(p["vises dage før"]), p.Ja("i arbejdsdage"), aktiv), ct);
                return type is null;
            case Opsaetningspost.Kaede:
                var kaede = await db.Godkendelseskaeder.Where(x => x.Noegle == p.Noegle).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(ct);
                await kaeder.Udfoer(new(k.Aktoer, kaede, p.Noegle, p["navn"], await LedAsync(p.Linjer("led"), ct), aktiv), ct);
                return kaede is null;
            case Opsaetningspost.Afgoerelsestype:
                var afgoerelse = await db.Afgoerelsestyper.Where(t => t.Noegle == p.Noegle).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(ct);
                await afgoerelsestyper.Udfoer(new(k.Aktoer, afgoerelse, p.Noegle, p["navn"], p["klageinstans"], p["klagevejledning"], aktiv, KaedeId: await KaedeAsync(p, ct)), ct);
                return afgoerelse is null;
            case Opsaetningspost.Frase:
                var frase = await db.Fraser.Where(f => f.Noegle == p.Noegle).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(ct);
                await fraser.Udfoer(new(k.Aktoer, frase, p.Noegle, p["titel"], p["tekst"], await EnhedAsync(p["enhed"], ct), frase is null ? k.Aktoer.Id : null, Aktiv: aktiv), ct);
                return frase is null;
            case Opsaetningspost.Dokumentskabelon:
                var skabelon = await db.Dokumentskabeloner.SingleOrDefaultAsync(s => s.Noegle == p.Noegle, ct);
                var fil = p.Sha256 is { } sha && sha != skabelon?.Sha256 ? k.Filer.GetValueOrDefault(sha) ?? throw new InvalidException("fil", "Word-filen mangler i pakken.") : null;
                await dokumentskabeloner.Udfoer(new(
                    k.Aktoer, skabelon?.Id, p.Noegle, p["navn"], p["beskrivelse"], p["retning"], p["dokumenttype"], p["titel"], aktiv, fil is null ? null : p.Filnavn, fil?.Indhold, fil?.Felter, KaedeId: await KaedeAsync(p, ct)), ct);
                return skabelon is null;
            case Opsaetningspost.Sagsskabelon:
                var sag = await db.Skabeloner.Where(s => s.Noegle == p.Noegle).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct);
                await sagsskabeloner.Udfoer(new(
                    k.Aktoer, sag, p.Noegle, p["navn"], p["beskrivelse"], aktiv, p["standardtitel"], p.Linjer("emner"), p.Linjer("facetter"), p["status"], await EnhedAsync(p["enhed"], ct), p["følsomhed"],
                    await AdgangAsync(p.Linjer("adgang"), ct), p["parter"], p.Linjer("delforløb"), [.. p.Linjer("erindringer").Select(Erindring)], KraeverPartshoering: p.Ja("kræver partshøring")), ct);
                return sag is null;
            default:
                throw new InvalidException("slags", "Det er ikke noget, der kan indlæses her.");
        }
    }

    private static int? Tal(string tekst) => int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static Skabelonerindring Erindring(string linje) => linje.Split(';', 3, StringSplitOptions.TrimEntries) is [var type, var dage, var titel] && Tal(dage) is { } antal
        ? new(type, titel, antal) : throw new InvalidException("erindringer", $"»{linje}« kan ikke læses.");

    private async Task<Guid?> KaedeAsync(Opsaetningspost p, CancellationToken ct) => p["skal godkendes af"] is { Length: > 0 } noegle
        ? await db.Godkendelseskaeder.Where(x => x.Noegle == noegle && x.Aktiv).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(ct) ?? throw new InvalidException("kaede", $"Godkendelseskæden »{noegle}« er her ikke. Indlæs den også.")
        : null;

    private async Task<Guid?> EnhedAsync(string navn, CancellationToken ct) => navn.Length == 0 ? null
        : await opslag.EnhedAsync(navn, ct) ?? throw new InvalidException("enhed", $"Der er ikke netop én enhed, der hedder »{navn}«.");

    private async Task<List<BedOmGodkendelse.Led>> LedAsync(IReadOnlyList<string> linjer, CancellationToken ct)
    {
        const string underskrift = " (underskrift)";
        List<BedOmGodkendelse.Led> led = [];
        foreach (var linje in linjer)
        {
            var med = linje.EndsWith(underskrift, StringComparison.Ordinal);
            var (art, hvem) = Del(med ? linje[..^underskrift.Length] : linje);
            led.Add(new(art, art switch { "Gruppe" => (await FindAsync(art, hvem, ct)).ToString(), "Bruger" => (await FindAsync(art, hvem, ct)).ToString(), _ => hvem }, med));
        }

        return led;
    }

    private async Task<List<Adgangspost>> AdgangAsync(IReadOnlyList<string> linjer, CancellationToken ct)
    {
        List<Adgangspost> adgang = [];
        foreach (var linje in linjer)
        {
            var (art, hvem) = Del(linje);
            adgang.Add(art == "Alle" ? Adgangspost.Alle : new(art, (await FindAsync(art, hvem, ct)).ToString()));
        }

        return adgang;
    }

    private static (string Art, string Hvem) Del(string linje) => linje.Split(": ", 2) is [var art, var hvem] ? (art, hvem) : (linje, "");

    private async Task<Guid> FindAsync(string art, string hvem, CancellationToken ct) => (art switch
    {
        "Enhed" => await opslag.EnhedAsync(hvem, ct),
        "Gruppe" => await opslag.GruppeAsync(hvem, ct),
        "Bruger" => await opslag.BrugerAsync(hvem, ct),
        _ => null,
    }) ?? throw new InvalidException("adgang", $"{art} »{hvem}« er her ikke.");
}
