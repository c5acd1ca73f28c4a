using System.Text;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Mime;

namespace Esdh.Sager.Forsendelser;

/// <summary>What a mail in the receipt mailbox tells.</summary>
/// <param name="BeskedId">The mail of ours that it is a copy of, or that came back; null where it is neither.</param>
/// <param name="Afvist">Why it came back, as the other end said it; null for a copy.</param>
internal sealed record Kvitteringspost(string? BeskedId, string? Afvist = null)
{
    private const int Hoved = 64 * 1024;

    /// <summary>Reads the head alone, and all of a report (RFC 3464).</summary>
    public static Kvitteringspost Laes(Stream mail)
    {
        var felter = Felter(mail);
        if (!felter.GetValueOrDefault("content-type", "").Contains("multipart/report", StringComparison.OrdinalIgnoreCase))
            return new(Id(felter.GetValueOrDefault("message-id")));
        mail.Position = 0;
        using var rapport = MimeReader.Read(mail);
        var stand = rapport.Attachments.FirstOrDefault(a => a.ContentType is "message/delivery-status" or "message/global-delivery-status");
        if (stand is null)
            return new((string?)null);
        var om = Encoding.UTF8.GetString(Foerste(stand.Content));
        if (!om.Contains("Action: failed", StringComparison.OrdinalIgnoreCase))
            return new((string?)null); // delayed: the mail server goes on trying
        var original = rapport.Attachments.FirstOrDefault(a => a.ContentType is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers");
        var id = original is null ? null : original.Message?.MessageId ?? Id(Felter(original.Content).GetValueOrDefault("message-id"));
        return new(id ?? rapport.InReplyTo ?? (rapport.References.Count > 0 ? rapport.References[^1] : null), Grund(om));
    }

    private static string Grund(string om)
    {
        var linjer = om.ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n');
        var grund = Felt("Diagnostic-Code:") is { } kode ? kode[(kode.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim() : Felt("Status:");
        return grund is { Length: > 0 } ? grund : "ingen grund angivet";

        string? Felt(string navn) => Array.Find(linjer, l => l.StartsWith(navn, StringComparison.OrdinalIgnoreCase)) is { } l ? l[navn.Length..].Trim() : null;
    }

    private static byte[] Foerste(Stream stream)
    {
        var bytes = new byte[Hoved];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>The fields of a head, folded lines joined; the first of a name counts.</summary>
    private static Dictionary<string, string> Felter(Stream stream)
    {
        Dictionary<string, string> felter = new(StringComparer.OrdinalIgnoreCase);
        string? navn = null;
        foreach (var linje in Encoding.UTF8.GetString(Foerste(stream)).Split('\n').Select(l => l.TrimEnd('\r')))
        {
            if (linje.Length == 0)
                break;
            if (linje[0] is ' ' or '\t')
            {
                if (navn is not null)
                    felter[navn] += " " + linje.Trim();
                continue;
            }

            var kolon = linje.IndexOf(':', StringComparison.Ordinal);
            navn = kolon > 0 && !felter.ContainsKey(linje[..kolon]) ? linje[..kolon] : null;
            if (navn is not null)
                felter[navn] = linje[(kolon + 1)..].Trim();
        }

        return felter;
    }

    private static string? Id(string? felt) => felt?.Trim().Trim('<', '>') is { Length: > 0 and <= 300 } id ? id : null;
}
