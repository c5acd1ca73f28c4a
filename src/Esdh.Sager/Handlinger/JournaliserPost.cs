using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Files a piece of post on a case: an open one, or a new one with the sender as its party. A mail becomes a document with what was attached below it. All of it is one
/// act: there is no case without the document, and no document without the post knowing it.
/// </summary>
internal sealed class JournaliserPost(SagerDb db, Indbakkefordeling indbakke, OpretDokument opretDokument, OpretSag opretSag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Fil">The post's content as taken in anew, on disk already.</param>
    /// <param name="Sag">Id or number; null with a new case.</param>
    /// <param name="NySag">The case to open; who acts there is not looked at.</param>
    /// <param name="Titel">Null takes the mail's subject or the file's name.</param>
    /// <param name="Journaliser">False files it as a draft.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid PostId, OpretDokument.Nyfil Fil, string? Sag, OpretSag.Kommando? NySag = null, string? Titel = null, string? Dokumenttype = null, bool Journaliser = true,
        Guid? DelforloebId = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, Guid DokumentId, string? Aktnr, Guid SagId, string Sagsnummer, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var post = await indbakke.FindAsync(k.Aktoer, k.PostId, k.IfMatch, ct);
        if (!post.ErAaben)
            throw new RegelbrudException(IndbakkeRegler.ErAaben, [await indbakke.StandAsync(post, ct)]);
        post.KraevIndhold();
        if (k.Fil.Indhold.Sha256 != post.Sha256)
            throw new InvalidOperationException("Another content than the post's.");
        if (k.NySag is null == string.IsNullOrWhiteSpace(k.Sag))
            throw new InvalidException("sag", "Vælg en sag, eller opret en ny.");
        var sagsnoegle = k.NySag is { } ny ? (await opretSag.Udfoer(ny with { Aktoer = k.Aktoer }, ct)).Id.ToString() : k.Sag!;
        var seende = k.NySag is null ? k.Aktoer : await MedNySagAsync(k.Aktoer, sagsnoegle, ct);
        var titel = string.IsNullOrWhiteSpace(k.Titel) ? k.Fil.Mail is null ? post.Emne : null : k.Titel;
        var dato = k.Fil.Mail?.Dato is null ? Core.Calendar.DanishTime.DateOf(post.Modtaget) : (DateOnly?)null;
        var lagt = await opretDokument.Udfoer(
            new(seende, sagsnoegle, titel, nameof(Retning.Indgaaende), dato, k.Dokumenttype, null, k.Journaliser, [k.Fil], k.DelforloebId), ct);
        var sag = await db.FindSagAsync(seende, sagsnoegle, ct);
        post.Journaliser(lagt.Id, sag.Id, k.Aktoer.Id, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostJournaliseret(lagt.Id, post.Kanal.ToString(), post.Modtaget), sag.Id, post.Id, ct);
        return new(post.Id, lagt.Id, lagt.Aktnr, sag.Id, sag.Sagsnummer, post.Version);
    }

    /// <summary>The list of the case that was opened a moment ago may be new, and then the actor's own lists do not name it yet; who opens a case sees it.</summary>
    private async Task<Aktoer> MedNySagAsync(Aktoer aktoer, string id, CancellationToken ct)
    {
        var liste = await db.ListenAfNySagAsync(Guid.Parse(id), ct);
        return aktoer.Lister.Contains(liste) ? aktoer : aktoer with { Lister = [.. aktoer.Lister, liste] };
    }
}
