using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Corrects what is registered about a draft.</summary>
internal sealed class RetDokument(SagerDb db, Dokumentopslag opslag, TimeProvider tid)
{
    /// <summary>Null members stay as they are; a list of correspondents replaces all, and the empty id takes the document out of its folder.</summary>
    public sealed record Kommando(
        Aktoer Aktoer, Guid DokumentId, string? Titel = null, string? Retning = null, DateOnly? Dato = null, string? Dokumenttype = null,
        IReadOnlyList<NyKorrespondent>? Korrespondenter = null, Guid? DelforloebId = null, string? Sag = null, long? IfMatch = null);

    /// <param name="Art">Afsender, Modtager or Kopi.</param>
    public sealed record NyKorrespondent(string? Art, string? Navn, string? Email = null, Guid? PartId = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var dokument = await opslag.FindTilArbejdeAsync(k.Aktoer, k.DokumentId, k.IfMatch, tid.GetUtcNow(), ct);
        var retning = dokument.Retning;
        var errors = new Errors()
            .AddIf(k.Titel is not null && Titeltekst.ErTom(k.Titel), "titel", "Skriv en titel.")
            .AddIf(k.Titel?.Trim().Length > OpretDokument.LaengsteTitel, "titel", $"Titlen må højst være {OpretDokument.LaengsteTitel} tegn.")
            .AddIf(k.Retning is not null && !OpretDokument.LaesRetning(k.Retning, out retning), "retning", "Retning skal være indgaaende, udgaaende eller internt.")
            .AddIf(k.Dato is { } dato && !OpretDokument.ErGyldig(dato, DanishTime.Today(tid)), "dato", "Datoen ligger ikke mellem 1900 og i dag.")
            .AddIf(k.Dokumenttype?.Length > 100, "dokumenttype", "Dokumenttypen må højst være 100 tegn.");
        var nye = LaesKorrespondenter(k.Korrespondenter, errors);
        errors.Throw();

        var korrespondenter = await db.Korrespondenter.Where(x => x.DokumentId == dokument.Id).ToListAsync(ct);
        if (nye is not null)
        {
            db.RemoveRange(korrespondenter);
            nye = Aabnet(nye, korrespondenter);
            korrespondenter = [.. nye.Select(n => new Korrespondent { DokumentId = dokument.Id, Art = n.Art, Navn = n.Navn, Email = n.Email, PartId = n.PartId })];
            db.AddRange(korrespondenter);
        }

        if (k.DelforloebId is { } delforloeb)
            await SaetDelforloebAsync(k, delforloeb, ct);
        dokument.Ret(new(k.Titel, k.Retning is null ? null : retning, k.Dato, k.Dokumenttype), string.Join(' ', korrespondenter.Select(x => x.Navn)));
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentRettet(dokument.Titel, dokument.Retning.ToString(), dokument.Dato, dokument.Dokumenttype), dokument.Id, ct);
        return new(dokument.Id, dokument.Version);
    }

    /// <summary>A protected name comes back as it was shown, and means the correspondent that it stood for.</summary>
    internal static List<(Korrespondentart Art, string Navn, string? Email, Guid? PartId)> Aabnet(List<(Korrespondentart Art, string Navn, string? Email, Guid? PartId)> nye, List<Korrespondent> foer)
    {
        var ledige = foer.Where(k => !nye.Exists(n => n.Navn == k.Navn)).ToList();
        return nye.ConvertAll(n =>
        {
            if (n.Navn != Navnebeskyttelse.Navn)
                return n;
            var samme = ledige.Find(k => k.PartId is not null && k.PartId == n.PartId) ?? ledige.Find(k => k.Art == n.Art) ?? ledige.Find(_ => true)
                ?? throw new InvalidException("korrespondenter", $"»{Navnebeskyttelse.Navn}« står ikke for nogen på dokumentet. Skriv navnet.");
            ledige.Remove(samme);
            return (n.Art, samme.Navn, samme.Email, samme.PartId);
        });
    }

    /// <summary>Those that were said, checked; null when nothing was said.</summary>
    internal static List<(Korrespondentart Art, string Navn, string? Email, Guid? PartId)>? LaesKorrespondenter(IReadOnlyList<NyKorrespondent>? korrespondenter, Errors errors, string felt = "korrespondenter")
    {
        if (korrespondenter is null)
            return null;
        errors.AddIf(korrespondenter.Count > 100, felt, "Et dokument kan højst have 100 korrespondenter.");
        List<(Korrespondentart, string, string?, Guid?)> nye = [];
        for (var i = 0; i < Math.Min(korrespondenter.Count, 100); i++)
        {
            var ny = korrespondenter[i];
            errors.AddIf(!Enum.TryParse<Korrespondentart>(ny.Art, ignoreCase: true, out var art) || !Enum.IsDefined(art), $"{felt}[{i}].art", "Art skal være Afsender, Modtager eller Kopi.")
                .AddIf(string.IsNullOrWhiteSpace(ny.Navn) || ny.Navn.Length > 200, $"{felt}[{i}].navn", "Skriv et navn på højst 200 tegn.")
                .AddIf(ny.Email?.Length > 254, $"{felt}[{i}].email", "E-mailadressen må højst være 254 tegn.");
            nye.Add((art, ny.Navn?.Trim() ?? "", string.IsNullOrWhiteSpace(ny.Email) ? null : ny.Email.Trim(), ny.PartId));
        }

        return nye;
    }

    private async Task SaetDelforloebAsync(Kommando k, Guid delforloeb, CancellationToken ct)
    {
        var registreringer = await opslag.RegistreringerAsync(k.DokumentId, ct);
        if (delforloeb == Guid.Empty)
        {
            var sag = k.Sag is null ? registreringer[0].SagId : (await db.FindSagAsync(k.Aktoer, k.Sag, ct)).Id;
            foreach (var r in registreringer.Where(r => r.SagId == sag))
                r.DelforloebId = null;
            return;
        }

        var sagId = await db.Delforloeb.Where(d => d.Id == delforloeb).Select(d => (Guid?)d.SagId).SingleOrDefaultAsync(ct);
        var registrering = registreringer.Find(r => r.SagId == sagId) ?? throw new InvalidException("delforloebId", "Delforløbet findes ikke på dokumentets sag.");
        registrering.DelforloebId = delforloeb;
    }
}
