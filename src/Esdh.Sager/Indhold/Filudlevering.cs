using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>Hands files out, byte for byte as they came and never as anything that a browser would run.</summary>
internal sealed class Filudlevering(SagerDb db, Authority myndighed, Adgangsspor spor, IHttpContextAccessor http)
{
    /// <param name="aktoer">Who asks.</param>
    /// <param name="id">The document.</param>
    /// <param name="nr">The file, from 1.</param>
    /// <param name="udgave">The version of the files; null is the one that counts.</param>
    /// <param name="begrundelse">Why; needed for a document journalised by mistake.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="Core.NotFoundException">No such file, or not the actor's to know of.</exception>
    /// <exception cref="Core.ForbiddenException">The document was journalised by mistake and the actor is no archivist.</exception>
    public async Task<FileStreamHttpResult> HentAsync(Aktoer aktoer, Guid id, int nr, int? udgave, string? begrundelse, CancellationToken ct)
    {
        var fil = await FindAsync(aktoer, id, nr, udgave, begrundelse, ct);
        Sikr();
        return TypedResults.Stream(myndighed.Content.OpenRead(fil.Sha256), fil.Mimetype, fil.Filnavn, enableRangeProcessing: true, entityTag: new($"\"{fil.Sha256}\""));
    }

    /// <summary>What goes out runs nothing and is not sniffed; a browser asks anew each time whether it may show it.</summary>
    /// <param name="rammer">Who may show it in a frame.</param>
    /// <param name="sandkasse">What the sandbox permits; never scripts.</param>
    public void Sikr(string rammer = "'none'", string sandkasse = "")
    {
        var headers = http.HttpContext!.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = $"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors {rammer}; base-uri 'none'; form-action 'none'; sandbox{(sandkasse.Length > 0 ? " " : "")}{sandkasse}";
        headers.CacheControl = "private, no-cache";
    }

    /// <summary>The file, after the archivist's reason has been written where the document was journalised by mistake.</summary>
    public async Task<Fil> FindAsync(Aktoer aktoer, Guid id, int nr, int? udgave, string? begrundelse, CancellationToken ct)
    {
        var (dokument, fil) = await Dokumentforesp.FilAsync(db, aktoer, id, nr, udgave, ct);
        spor.Dokument(id);
        if (await db.Sager.SynligeFor(aktoer).AnyAsync(s => s.ErBeskyttet && db.Registreringer.Any(r => r.DokumentId == id && r.SagId == s.Id && r.FlyttetTilId == null), ct))
            spor.Beskyttet();
        if (dokument.Tilstand != Dokumenttilstand.Fejljournaliseret)
            return fil;
        spor.Beskyttet();
        if (!string.IsNullOrWhiteSpace(begrundelse))
            spor.Begrundelse(begrundelse);
        await myndighed.Queue.RunAsync((AabnFejljournaliseret act) => act.Udfoer(new(aktoer, id, nr, begrundelse), ct), ct);
        return fil;
    }
}
