using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Files a document on a case as a draft, and journalises it at once when asked.</summary>
internal sealed class OpretDokument(SagerDb db, JournaliserDokument journaliser, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Retning">indgaaende, udgaaende or internt.</param>
    /// <param name="Dato">Of receipt or dispatch; today when not said, never later than tomorrow.</param>
    /// <param name="Part">Name of the correspondent: sender of what came in, receiver of what went out.</param>
    /// <param name="Filer">What the store holds already; the first is the main file.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string Sag, string? Titel, string? Retning, DateOnly? Dato, string? Dokumenttype, string? Part, bool Journaliser, IReadOnlyList<Nyfil> Filer,
        Guid? DelforloebId = null, Foelsomhed? Foelsomhed = null, bool PaaPostliste = false, string? OffentligTitel = null);

    /// <param name="Filnavn">Without path.</param>
    /// <param name="Indhold">On disk already.</param>
    /// <param name="Mimetype">As the bytes say.</param>
    /// <param name="Bemaerkning">Danish sentence where the file is broken, encrypted or wrongly named.</param>
    public sealed record Nyfil(string Filnavn, StoredContent Indhold, string Mimetype, string? Bemaerkning);

    public sealed record Svar(Guid Id, string? Aktnr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var idag = DanishTime.Today(tid);
        var dato = k.Dato ?? idag;
        var errors = new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Titel), "titel", "Skriv en titel.")
            .AddIf(k.Titel?.Trim().Length > 255, "titel", "Titlen må højst være 255 tegn.")
            .AddIf(dato > idag.AddDays(1) || dato.Year < 1900, "dato", "Datoen ligger ikke mellem 1900 og i dag.")
            .AddIf(k.Filer.Count == 0, "fil", "Vælg en fil.")
            .AddIf(k.Filer.Any(f => f.Indhold.Length == 0), "fil", "Filen er tom.");
        if (!Enum.TryParse<Retning>(k.Retning, ignoreCase: true, out var retning) || !Enum.IsDefined(retning))
            errors.Add("retning", "Retning skal være indgaaende, udgaaende eller internt.");
        errors.Throw();

        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        sag.KraevAaben();
        var foelsomhed = (Foelsomhed)Math.Max((int)(k.Foelsomhed ?? sag.Foelsomhed), (int)sag.Foelsomhed);
        var dokument = Dokument.Opret(new(k.Titel!, retning, dato, k.Dokumenttype, foelsomhed, k.PaaPostliste, k.OffentligTitel, k.Part), k.Aktoer.Id, nu);
        db.Add(dokument);
        db.Add(new Dokumentregistrering { DokumentId = dokument.Id, SagId = sag.Id, DelforloebId = k.DelforloebId, RegistreretAf = k.Aktoer.Id, Registreret = nu });
        for (var i = 0; i < k.Filer.Count; i++)
        {
            var fil = k.Filer[i];
            db.Add(new Fil
            {
                DokumentId = dokument.Id, Filversion = 1, Nummer = i + 1, Filnavn = fil.Filnavn, Sha256 = fil.Indhold.Sha256, Stoerrelse = fil.Indhold.Length,
                Mimetype = fil.Mimetype, Bemaerkning = fil.Bemaerkning, TilfoejetAf = k.Aktoer.Id, Tilfoejet = nu,
            });
        }

        if (!string.IsNullOrWhiteSpace(k.Part))
            db.Add(new Korrespondent { DokumentId = dokument.Id, Art = retning == Retning.Udgaaende ? Korrespondentart.Modtager : Korrespondentart.Afsender, Navn = k.Part.Trim() });
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DokumentOprettet(dokument.Titel, retning.ToString(), [.. k.Filer.Select((f, i) => new FilAngivelse(i + 1, f.Filnavn, f.Indhold.Sha256, f.Indhold.Length))]), sag.Id, dokument.Id, ct);
        var aktnr = k.Journaliser ? (await journaliser.Udfoer(new(k.Aktoer, dokument.Id), ct)).Aktnr : null;
        return new(dokument.Id, aktnr, dokument.Version);
    }
}
