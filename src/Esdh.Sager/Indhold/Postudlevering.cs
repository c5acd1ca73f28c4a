using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>The files of post: shown, handed out, and taken in anew when they are filed. None of it before the virus scanner has answered.</summary>
internal sealed class Postudlevering(
    SagerDb db, Authority myndighed, Indbakkeopslag opslag, Filudlevering udlevering, Mailfremvisning mail, Pdfdannelse dannelse, Filmodtagelse modtagelse, Adgangsspor spor)
{
    public async Task<FileStreamHttpResult> HentAsync(Aktoer aktoer, Guid id, int nr, CancellationToken ct)
    {
        var fil = await opslag.FilAsync(aktoer, id, nr, ct);
        udlevering.Sikr();
        return TypedResults.Stream(myndighed.Content.OpenRead(fil.Sha256), fil.Mimetype, fil.Filnavn, enableRangeProcessing: true, entityTag: new($"\"{fil.Sha256}\""));
    }

    /// <summary>PDF and pictures as they are, Office as the PDF made of it.</summary>
    public async Task<IResult> VisAsync(Aktoer aktoer, Guid id, int nr, CancellationToken ct)
    {
        var fil = await opslag.FilAsync(aktoer, id, nr, ct);
        udlevering.Sikr("'self'");
        if (Array.Exists(Filvisning.Billeder, b => b == fil.Mimetype))
            return TypedResults.Stream(myndighed.Content.OpenRead(fil.Sha256), fil.Mimetype, entityTag: new($"\"{fil.Sha256}\""));
        var pdf = await dannelse.DanAsync(fil.Sha256, fil.Filnavn, fil.Mimetype, ct);
        return pdf.Sha256 is null
            ? throw new NotFoundException(pdf.Grund ?? "Filen kan ikke vises her.")
            : TypedResults.Stream(myndighed.Content.OpenRead(pdf.Sha256), "application/pdf", enableRangeProcessing: true, entityTag: new($"\"{pdf.Sha256}\""));
    }

    public async Task<IResult> MailAsync(Aktoer aktoer, Guid id, int nr, CancellationToken ct) =>
        mail.Side((await FindMailAsync(aktoer, id, nr, ct)).Sha256, $"/indbakke/{id}/vis/{nr}", ct);

    public async Task<IResult> BilledeAsync(Aktoer aktoer, Guid id, int nr, int del, CancellationToken ct) =>
        await mail.BilledeAsync((await FindMailAsync(aktoer, id, nr, ct)).Sha256, del, ct);

    /// <summary>
    /// Files a piece of post: its content is taken in anew, with what was attached, so that all of it is on disk before the act that names it; then the act.
    /// </summary>
    public async Task<JournaliserPost.Svar> JournaliserAsync(
        Aktoer aktoer, Guid id, string? sag, OpretSag.Kommando? nySag, string? titel, string? dokumenttype, bool journaliser, Guid? delforloebId, long? ifMatch, CancellationToken ct)
    {
        var post = await db.Indbakkeposter.AsNoTracking().SynligeFor(aktoer).SingleOrDefaultAsync(p => p.Id == id, ct) ?? (await db.FindPostAsync(aktoer, id, ct));
        if (post.ErAaben) // else the act tells who was first
            post.KraevIndhold();
        if (nySag is null && sag is not null)
            (await db.FindSagAsync(aktoer, sag, ct)).KraevAaben(); // before anything is read
        var fil = await db.Indbakkefiler.AsNoTracking().SingleAsync(f => f.PostId == id && f.Nummer == 1, ct);
        if (!myndighed.Content.Exists(fil.Sha256))
            throw new NotFoundException("Filerne gemmes ikke længere i indbakken.");
        OpretDokument.Nyfil nyfil;
        await using (var indhold = myndighed.Content.OpenRead(fil.Sha256))
        {
            nyfil = post.Kanal == Indbakkekanal.Mail
                ? await modtagelse.ModtagMailAsync(myndighed, indhold, ct)
                : await modtagelse.ProevPostAsync(myndighed, fil.Filnavn, indhold, ct) ?? throw new InvalidException("fil", "Filen er tom.");
        }

        var svar = await myndighed.Queue.RunAsync((JournaliserPost act) => act.Udfoer(new(aktoer, id, nyfil, sag, nySag, titel, dokumenttype, journaliser, delforloebId, ifMatch), ct), ct);
        spor.Sag(svar.SagId, svar.Sagsnummer);
        spor.Dokument(svar.DokumentId);
        return svar;
    }

    private async Task<Indbakkefil> FindMailAsync(Aktoer aktoer, Guid id, int nr, CancellationToken ct) =>
        await opslag.FilAsync(aktoer, id, nr, ct) is { Mimetype: "message/rfc822", Stoerrelse: <= Mailfremvisning.StoersteMail } fil ? fil : throw new NotFoundException("Filen er ikke en mail, der kan vises her.");
}
