using System.Net;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Files.Mime;
using Esdh.Core.Text;
using Esdh.Sager.Domain;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sager.Indhold;

/// <summary>
/// A mail's HTML in a frame of its own: cleaned, without scripts, and with the pictures that came inside the mail. Nothing is fetched from
/// elsewhere, so no sender learns that the mail was opened.
/// </summary>
internal sealed class Mailfremvisning(Authority myndighed, Filudlevering udlevering, IHttpContextAccessor http)
{
    /// <summary>Larger mails are not opened for a preview.</summary>
    public const long StoersteMail = 50L * 1024 * 1024;

    private const int LaengsteHtml = 2_000_000;
    private const long StoersteBillede = 25L * 1024 * 1024;

    /// <summary>The frame may ask for its own pictures with the user's session and open links elsewhere. No scripts, no forms, no leaving by itself.</summary>
    private const string Sandkasse = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    /// <summary>The cleaned HTML of a mail that has some.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="sti">Where the file is shown: <c>/dokumenter/{id}/vis/{nr}</c>.</param>
    public static CleanedMail Rens(MimeMessage mail, string sti)
    {
        var html = mail.BodyHtml ?? "";
        return HtmlCleaner.CleanMail(html.Length > LaengsteHtml ? html[..LaengsteHtml] : html, cid =>
        {
            var nr = mail.Attachments.ToList().FindIndex(a => string.Equals(a.ContentId, cid, StringComparison.OrdinalIgnoreCase));
            return nr < 0 ? null : $"{sti}/billeder/{nr + 1}";
        });
    }

    /// <summary>The page inside the frame.</summary>
    /// <exception cref="NotFoundException">No such file, or it is no mail with HTML.</exception>
    public async Task<IResult> SideAsync(Aktoer aktoer, Guid id, int nr, CancellationToken ct)
    {
        var fil = await FindAsync(aktoer, id, nr, ct);
        return Side(fil.Sha256, $"/dokumenter/{id}/vis/{nr}", ct);
    }

    /// <summary>The page inside the frame, of a mail that the caller may see.</summary>
    /// <param name="sha256">Its content.</param>
    /// <param name="sti">Where it is shown.</param>
    /// <exception cref="NotFoundException">It has no HTML.</exception>
    public IResult Side(string sha256, string sti, CancellationToken ct)
    {
        udlevering.Sikr("'self'", Sandkasse);
        using var indhold = myndighed.Content.OpenRead(sha256);
        using var mail = MimeReader.Read(indhold, null, ct);
        if (mail.BodyHtml is null)
            throw new NotFoundException("Mailen har ingen HTML.");
        var side = $$"""
            <!DOCTYPE html>
            <html lang="da"><head><meta charset="utf-8"><title>{{WebUtility.HtmlEncode(mail.Subject)}}</title><meta name="referrer" content="no-referrer"><base target="_blank">
            <style>
            body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }
            img { max-width: 100%; height: auto; }
            table { border-collapse: collapse; max-width: 100%; } td, th { padding: 2px 6px; vertical-align: top; text-align: left; }
            blockquote { margin: 8px 0 8px 4px; padding-left: 10px; border-left: 3px solid #bbb; }
            </style></head><body>{{Rens(mail, sti).Html}}</body></html>
            """;
        return TypedResults.Content(side, "text/html; charset=utf-8");
    }

    /// <summary>A picture that lies inside the mail, if its bytes are one that a browser shows.</summary>
    /// <param name="del">Which of the mail's parts, from 1.</param>
    /// <exception cref="NotFoundException">No such part, or it is no picture.</exception>
    public async Task<IResult> BilledeAsync(Aktoer aktoer, Guid id, int nr, int del, CancellationToken ct)
    {
        var fil = await FindAsync(aktoer, id, nr, ct);
        return await BilledeAsync(fil.Sha256, del, ct);
    }

    /// <summary>As above, of a mail that the caller may see.</summary>
    public async Task<IResult> BilledeAsync(string sha256, int del, CancellationToken ct)
    {
        udlevering.Sikr();
        var maerke = $"\"{sha256}-{del}\"";
        if (http.HttpContext!.Request.Headers.IfNoneMatch.Contains(maerke))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified); // before the mail is read once more
        using var indhold = myndighed.Content.OpenRead(sha256);
        using var mail = MimeReader.Read(indhold, null, ct);
        if (del < 1 || del > mail.Attachments.Count || mail.Attachments[del - 1] is not { ContentId: not null, Length: > 0 and <= StoersteBillede } billede
            || FileInspector.Inspect(billede.Content, billede.Name).ContentType is var type && !Array.Exists(Filvisning.Billeder, b => b == type))
            throw new NotFoundException("Der er ikke noget billede på det sted i mailen.");
        var bytes = new byte[billede.Length];
        await billede.Content.ReadExactlyAsync(bytes, ct);
        return TypedResults.Bytes(bytes, type, entityTag: new(maerke));
    }

    private async Task<Fil> FindAsync(Aktoer aktoer, Guid id, int nr, CancellationToken ct) =>
        await udlevering.FindAsync(aktoer, id, nr, null, null, ct) is { Mimetype: "message/rfc822", Stoerrelse: <= StoersteMail } fil ? fil : throw new NotFoundException("Filen er ikke en mail, der kan vises her.");
}
