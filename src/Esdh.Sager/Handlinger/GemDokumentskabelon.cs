using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes a document template, or changes one. What was produced before stays as it is.</summary>
internal sealed class GemDokumentskabelon(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Id">Null makes a new one.</param>
    /// <param name="Noegle">Lower-case letters, digits and hyphens; never changes.</param>
    /// <param name="Indhold">A readable Word file in the store; null keeps the one there is.</param>
    /// <param name="Felter">The merge fields that the file uses.</param>
    /// <param name="KaedeId">The chain that must approve what is made of it; null demands none.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid? Id, string? Noegle, string? Navn, string? Beskrivelse, string? Retning, string? Dokumenttype, string? Titel, bool Aktiv, string? Filnavn = null,
        StoredContent? Indhold = null, IReadOnlyList<string>? Felter = null, long? IfMatch = null, Guid? KaedeId = null);

    public sealed record Svar(Guid Id, string Noegle, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors()
            .AddIf(k.Id is null && !ErNoegle(k.Noegle), "noegle", "Nøglen skal være 2 til 40 små bogstaver a-z, cifre og bindestreger.")
            .AddIf(string.IsNullOrWhiteSpace(k.Navn) || k.Navn.Trim().Length > 100, "navn", "Skriv et navn på højst 100 tegn.")
            .AddIf(k.Beskrivelse?.Length > 1000, "beskrivelse", "Beskrivelsen må højst være 1000 tegn.")
            .AddIf(!OpretDokument.LaesRetning(k.Retning, out var retning), "retning", "Retning skal være indgaaende, udgaaende eller internt.")
            .AddIf(k.Dokumenttype?.Length > 100, "dokumenttype", "Dokumenttypen må højst være 100 tegn.")
            .AddIf(string.IsNullOrWhiteSpace(k.Titel) || k.Titel.Trim().Length > OpretDokument.LaengsteTitel, "titel", $"Skriv en titel på højst {OpretDokument.LaengsteTitel} tegn.")
            .AddIf(k.Id is null && k.Indhold is null, "fil", "Vælg en Word-fil (.docx).");
        if (k.Id is null && ErNoegle(k.Noegle) && await db.Dokumentskabeloner.AnyAsync(s => s.Noegle == k.Noegle, ct))
            errors.Add("noegle", "Der er allerede en skabelon med den nøgle.");
        await db.KraevKaedeAsync(k.KaedeId, errors, ct);
        errors.Throw();

        var skabelon = k.Id is { } id
            ? await db.Dokumentskabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.")
            : new Dokumentskabelon { Noegle = k.Noegle!, Navn = k.Navn!, Titel = k.Titel!, Filnavn = k.Filnavn!, Sha256 = k.Indhold!.Sha256, Version = 0 };
        Preconditions.Check(skabelon.Version, k.IfMatch);
        if (k.Id is null)
            db.Add(skabelon);
        (skabelon.Navn, skabelon.Titel, skabelon.Retning, skabelon.Aktiv, skabelon.Rettet) = (k.Navn!.Trim(), k.Titel!.Trim(), retning, k.Aktiv, tid.GetUtcNow());
        (skabelon.Beskrivelse, skabelon.Dokumenttype, skabelon.KaedeId) = (Tom(k.Beskrivelse), Tom(k.Dokumenttype), k.KaedeId);
        if (k.Indhold is { } indhold)
            (skabelon.Filnavn, skabelon.Sha256, skabelon.Stoerrelse, skabelon.Felter) = (k.Filnavn!, indhold.Sha256, indhold.Length, [.. k.Felter ?? []]);
        skabelon.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DokumentskabelonGemt(skabelon.Navn, skabelon.Sha256, skabelon.Aktiv), null, skabelon.Id, ct);
        return new(skabelon.Id, skabelon.Noegle, skabelon.Version);
    }

    /// <summary>Those whose key is not there yet.</summary>
    internal async Task TilfoejManglendeAsync(IReadOnlyList<Kommando> nye, CancellationToken ct)
    {
        var kendte = await db.Dokumentskabeloner.Select(s => s.Noegle).ToListAsync(ct);
        foreach (var ny in nye.Where(n => !kendte.Contains(n.Noegle!)))
            await Udfoer(ny, ct);
    }

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();

    private static bool ErNoegle(string? noegle) => noegle is { Length: >= 2 and <= 40 } && noegle.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
