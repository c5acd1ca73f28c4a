using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Files a document on a case as a draft, and journalises it at once when asked. A mail brings its title, date and correspondents along, and
/// what was attached to it becomes documents below it.
/// </summary>
internal sealed class OpretDokument(SagerDb db, JournaliserDokument journaliser, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Longest title in characters.</summary>
    internal const int LaengsteTitel = 255;

    /// <param name="Sag">Id or number; null only with <paramref name="RetterId"/>, then the case of what is corrected.</param>
    /// <param name="Titel">Null takes a mail's subject.</param>
    /// <param name="Retning">indgaaende, udgaaende or internt; null for a mail means indgaaende.</param>
    /// <param name="Dato">Of receipt or dispatch, never later than tomorrow; else the mail's or today.</param>
    /// <param name="Part">Name of the correspondent: sender of what came in, receiver of what went out.</param>
    /// <param name="Filer">What the store holds already; the first is the main file.</param>
    /// <param name="RetterId">The journalised document that this one corrects; what is not said is taken from it.</param>
    /// <param name="KaedeId">The chain that must approve it before it leaves or is journalised.</param>
    /// <param name="Filfejl">Why a file was not taken in, to be answered with what else is wrong.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Sag, string? Titel, string? Retning, DateOnly? Dato, string? Dokumenttype, string? Part, bool Journaliser, IReadOnlyList<Nyfil> Filer,
        Guid? DelforloebId = null, Foelsomhed? Foelsomhed = null, bool PaaPostliste = false, string? OffentligTitel = null, Guid? RetterId = null, Guid? PartId = null,
        string? Filfejl = null, Guid? KaedeId = null);

    /// <param name="Filnavn">Without path.</param>
    /// <param name="Indhold">On disk already.</param>
    /// <param name="Mimetype">As the bytes say.</param>
    /// <param name="Bemaerkning">Danish sentence where the file is broken, encrypted or wrongly named.</param>
    /// <param name="Mail">What the file says when it is a mail.</param>
    /// <param name="Omsat">The same made readable, kept beside it: the mail that an Outlook file holds.</param>
    public sealed record Nyfil(string Filnavn, StoredContent Indhold, string Mimetype, string? Bemaerkning, Nymail? Mail = null, Nyfil? Omsat = null);

    /// <summary>The headers of a mail and what was attached to it.</summary>
    /// <param name="Sendt">The sender's own time.</param>
    /// <param name="BeskedId">Its Message-ID, by which answers to it are recognised.</param>
    /// <param name="Traad">Ids of the conversation so far.</param>
    /// <param name="Tekst">What it says, cut; for finding what it is about, never stored.</param>
    public sealed record Nymail(
        string? Emne, DateOnly? Dato, IReadOnlyList<Nykorrespondent> Korrespondenter, IReadOnlyList<Nyfil> Bilag,
        DateTimeOffset? Sendt = null, string? BeskedId = null, IReadOnlyList<string>? Traad = null, string? Tekst = null);

    public sealed record Nykorrespondent(Korrespondentart Art, string Navn, string? Email);

    public sealed record Svar(Guid Id, string? Aktnr, long Version, string Titel, IReadOnlyList<SvarBilag> Bilag);

    public sealed record SvarBilag(Guid Id, string Titel);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var rettes = k.RetterId is { } rettet ? await db.FindDokumentAsync(k.Aktoer, rettet, ct) : null;
        if (rettes is not null)
            DokumentRegler.KunJournaliseredeRettes.Kraev(rettes.Tilstand == Dokumenttilstand.Journaliseret);
        var (nyt, errors) = Laes(k, rettes, DanishTime.Today(tid));
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag ?? await SagForAsync(k.Aktoer, rettes!, ct), ct);
        errors.AddIf(k.DelforloebId is { } delforloeb && !await db.Delforloeb.AnyAsync(d => d.Id == delforloeb && d.SagId == sag.Id, ct), "delforloebId", "Delforløbet findes ikke på sagen.")
            .Throw();
        sag.KraevAaben();
        var mindst = rettes is null ? sag.Foelsomhed : rettes.Foelsomhed;
        nyt = nyt with { Foelsomhed = (Foelsomhed)Math.Max((int)(k.Foelsomhed ?? mindst), (int)mindst), RetterId = rettes?.Id };
        var dokument = Dokument.Opret(nyt, k.Aktoer.Id, nu, k.Aktoer.PaaVegneAf?.Id);
        if (rettes?.AdgangslisteNr is { } liste)
            dokument.SaetAdgang(liste);
        dokument.KraevKaede(k.KaedeId);
        List<JournaliserDokument.Akt> akter = [TilfoejDokument(dokument, sag, k, k.Filer, nu)];
        foreach (var korrespondent in k.Filer[0].Mail?.Korrespondenter ?? [])
            Tilfoej(dokument.Id, korrespondent);
        HuskTraad(dokument.Id, k.Filer[0].Mail);
        if (!string.IsNullOrWhiteSpace(k.Part) && k.Filer[0].Mail?.Korrespondenter.Any(m => m.Navn == k.Part.Trim()) != true)
            db.Add(new Korrespondent { DokumentId = dokument.Id, Art = nyt.Retning == Retning.Udgaaende ? Korrespondentart.Modtager : Korrespondentart.Afsender, Navn = k.Part.Trim(), PartId = k.PartId });
        foreach (var fil in k.Filer)
            await OpretBilagAsync(dokument, fil, sag, k, nu, akter, ct);
        sag.Roer(nu);
        var aktnr = k.Journaliser ? JournaliserDokument.Nummerer(k.Aktoer, sag, akter, nu) : null;
        await db.SaveChangesAsync(ct);
        foreach (var akt in akter)
            await haendelser.AppendAsync(k.Aktoer, new DokumentOprettet(akt.Dokument.Titel, akt.Dokument.Retning.ToString(), akt.Filer), sag.Id, akt.Dokument.Id, ct);
        if (k.Journaliser)
            await journaliser.FortaelAsync(k.Aktoer, akter, ct);
        return new(dokument.Id, aktnr, dokument.Version, dokument.Titel, [.. akter.Skip(1).Select(b => new SvarBilag(b.Dokument.Id, b.Dokument.Titel))]);
    }

    private static (Nytdokument Nyt, Errors Errors) Laes(Kommando k, Dokument? rettes, DateOnly idag)
    {
        var mail = k.Filer.Count > 0 ? k.Filer[0].Mail : null;
        var titel = k.Titel ?? rettes?.Titel ?? (mail is null ? null : mail.Emne ?? Path.GetFileNameWithoutExtension(k.Filer[0].Filnavn));
        var dato = k.Dato ?? (mail?.Dato is { } sendt && ErGyldig(sendt, idag) ? sendt : idag);
        var errors = new Errors()
            .AddIf(Titeltekst.ErTom(titel), "titel", "Skriv en titel.")
            .AddIf(titel?.Trim().Length > LaengsteTitel, "titel", $"Titlen må højst være {LaengsteTitel} tegn.")
            .AddIf(!ErGyldig(dato, idag), "dato", "Datoen ligger ikke mellem 1900 og i dag.")
            .AddIf(k.Dokumenttype?.Length > 100, "dokumenttype", "Dokumenttypen må højst være 100 tegn.")
            .AddIf(k.Part?.Length > 200, "part", "Navnet må højst være 200 tegn.")
            .AddIf(k.OffentligTitel?.Trim().Length > LaengsteTitel, "offentligTitel", $"Den offentlige titel må højst være {LaengsteTitel} tegn.")
            .AddIf(k.PaaPostliste && string.IsNullOrWhiteSpace(k.OffentligTitel), "offentligTitel", "Skriv den titel, som postlisten må vise.")
            .AddIf(k.Filfejl is not null, "fil", k.Filfejl ?? "")
            .AddIf(k.Filfejl is null && k.Filer.Count == 0, "fil", "Vælg en fil.")
            .AddIf(k.Filer.Any(f => f.Indhold.Length == 0), "fil", "Filen er tom.")
            .AddIf(k.Foelsomhed is { } niveau && !Enum.IsDefined(niveau), "foelsomhed", SaetFoelsomhed.Niveauer);
        var retning = rettes?.Retning ?? Domain.Retning.Indgaaende;
        if (k.Retning is not null || (rettes is null && mail is null))
            errors.AddIf(!LaesRetning(k.Retning, out retning), "retning", "Retning skal være indgaaende, udgaaende eller internt.");
        var type = string.IsNullOrWhiteSpace(k.Dokumenttype) ? rettes?.Dokumenttype ?? (mail is null ? null : "E-mail") : k.Dokumenttype.Trim();
        return (new(titel ?? "", retning, dato, type, PaaPostliste: k.PaaPostliste, OffentligTitel: k.OffentligTitel, Korrespondent: Navne(k, mail)), errors);
    }

    private static string Navne(Kommando k, Nymail? mail) => string.Join(' ', (mail?.Korrespondenter ?? []).Select(m => m.Navn).Append(k.Part));

    internal static bool LaesRetning(string? tekst, out Retning retning) =>
        Enum.TryParse(tekst, ignoreCase: true, out retning) && Enum.IsDefined(retning) && !char.IsAsciiDigit(tekst![0]);

    internal static bool ErGyldig(DateOnly dato, DateOnly idag) => dato <= idag.AddDays(1) && dato.Year >= 1900;

    /// <summary>The first open case of what is corrected that the actor sees.</summary>
    private async Task<string> SagForAsync(Aktoer aktoer, Dokument rettes, CancellationToken ct)
    {
        var sager = await db.Sager.SynligeFor(aktoer)
            .Where(s => db.Registreringer.Any(r => r.DokumentId == rettes.Id && r.SagId == s.Id && r.FlyttetTilId == null))
            .OrderBy(s => s.Tilstand == Tilstand.Afsluttet).ThenBy(s => s.Nr).Select(s => s.Id).ToListAsync(ct);
        return sager[0].ToString();
    }

    /// <summary>What was attached to a mail, and to the mails in it.</summary>
    private async Task OpretBilagAsync(Dokument foraelder, Nyfil fil, Sag sag, Kommando k, DateTimeOffset nu, List<JournaliserDokument.Akt> alle, CancellationToken ct)
    {
        foreach (var bilag in fil.Mail?.Bilag ?? [])
        {
            await db.SaveChangesAsync(ct); // one at a time: their numbers follow the mail's order
            var titel = bilag.Mail?.Emne ?? Path.GetFileNameWithoutExtension(bilag.Filnavn);
            var barn = Dokument.Opret(
                new(Titeltekst.ErTom(titel) ? bilag.Filnavn : titel!, foraelder.Retning, foraelder.Dato, bilag.Mail is null ? null : "E-mail", foraelder.Foelsomhed, ForaelderId: foraelder.Id,
                    Korrespondent: bilag.Mail is null ? null : Navne(k with { Part = null }, bilag.Mail)),
                k.Aktoer.Id, nu, k.Aktoer.PaaVegneAf?.Id);
            alle.Add(TilfoejDokument(barn, sag, k, [bilag], nu));
            foreach (var korrespondent in bilag.Mail?.Korrespondenter ?? [])
                Tilfoej(barn.Id, korrespondent);
            HuskTraad(barn.Id, bilag.Mail);
            await OpretBilagAsync(barn, bilag, sag, k, nu, alle, ct);
        }
    }

    private JournaliserDokument.Akt TilfoejDokument(Dokument dokument, Sag sag, Kommando k, IReadOnlyList<Nyfil> nye, DateTimeOffset nu)
    {
        var plads = new Dokumentregistrering { DokumentId = dokument.Id, SagId = sag.Id, DelforloebId = k.DelforloebId, RegistreretAf = k.Aktoer.Id, Registreret = nu };
        List<Fil> filer = [.. nye.SelectMany(fil => fil.Omsat is { } omsat ? [fil, omsat] : new[] { fil }).Select((fil, i) => Lav(dokument.Id, 1, i + 1, fil, k.Aktoer.Id, nu))];
        db.Add(dokument);
        db.Add(plads);
        db.AddRange(filer);
        return new(dokument, plads, Dokumentopslag.Angiv(filer));
    }

    private void Tilfoej(Guid dokument, Nykorrespondent ny) =>
        db.Add(new Korrespondent { DokumentId = dokument, Art = ny.Art, Navn = ny.Navn, Email = ny.Email });

    private void HuskTraad(Guid dokument, Nymail? mail)
    {
        if (mail?.BeskedId is { } id)
            db.Add(new Dokumentmail { DokumentId = dokument, BeskedId = id });
    }

    internal static Fil Lav(Guid dokument, int filversion, int nummer, Nyfil fil, Guid af, DateTimeOffset nu) => new()
    {
        DokumentId = dokument, Filversion = filversion, Nummer = nummer, Filnavn = fil.Filnavn, Sha256 = fil.Indhold.Sha256, Stoerrelse = fil.Indhold.Length,
        Mimetype = fil.Mimetype, Bemaerkning = fil.Bemaerkning, TilfoejetAf = af, Tilfoejet = nu,
    };
}
