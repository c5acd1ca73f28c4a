using System.Text;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
using Esdh.Core.Files.Mime;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Files.Word;
using Esdh.Sager.Foresp;
using Esdh.Sager.Sider;

namespace Esdh.Sager.Indhold;

/// <summary>What a page shows of a file: PDF, picture, text, or a mail whose HTML is cleaned and fetches nothing.</summary>
internal sealed class Filvisning(Authority myndighed, OfficeConverter office, TiffConverter tiff, Pdfdannelse pdf, Visningskoe koe)
{
    private const int MestTekst = 200_000;

    /// <summary>Pictures that every browser shows as they are.</summary>
    internal static readonly string[] Billeder = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>The file that is shown when nobody has chosen: the first, but of an Outlook mail the one that can be read.</summary>
    internal static Aktlistefil Vises(IReadOnlyList<Aktlistefil> filer, int? nummer) =>
        filer.FirstOrDefault(f => f.Nummer == nummer)
        ?? (filer[0].Filnavn.EndsWith(".msg", StringComparison.OrdinalIgnoreCase) ? filer.FirstOrDefault(f => f.Mimetype == "message/rfc822") : null) ?? filer[0];

    public Task<Dokumentfremvisning> VisAsync(Guid dokument, Aktlistefil fil, CancellationToken ct) => VisAsync($"/dokumenter/{dokument}", fil, ct);

    /// <param name="sti">What the file belongs to: it is shown at <c>{sti}/vis/{nr}</c> and fetched at <c>{sti}/filer/{nr}</c>.</param>
    public async Task<Dokumentfremvisning> VisAsync(string sti, Aktlistefil fil, CancellationToken ct)
    {
        var visning = new Dokumentfremvisning(
            fil.Nummer, fil.Filnavn, Ord.Stoerrelse(fil.Stoerrelse), $"{sti}/vis/{fil.Nummer}", "application/octet-stream", $"{sti}/filer/{fil.Nummer}", null, null, [], fil.Bemaerkning, null);
        var type = Path.GetExtension(fil.Filnavn).ToLowerInvariant();
        if (fil.Mimetype == "application/pdf" || Array.Exists(Billeder, b => b == fil.Mimetype))
            return visning with { Indholdstype = fil.Mimetype };
        if (fil.Mimetype == "message/rfc822" && fil.Stoerrelse <= Mailfremvisning.StoersteMail)
            return Mail(visning, fil, ct);
        if (fil.Mimetype == "text/html")
            return visning with { Tekst = TextExtract.FromHtml(await TekstAsync(fil, ct)), Bemaerkning = Saml(visning.Bemaerkning, "Kun sidens tekst vises.") };
        if (fil.Mimetype.StartsWith("text/", StringComparison.Ordinal) || fil.Mimetype is "application/xml" or "application/json")
            return visning with { Tekst = await TekstAsync(fil, ct) };
        if (fil.Mimetype == "image/bmp" || fil.Mimetype == "image/tiff")
            return await BilledeAsync(visning, fil, ct);
        if (OfficeConverter.CanConvert(type))
            return await OfficeAsync(visning, fil, ct);
        return visning;
    }

    /// <summary>Pictures that browsers do not show, as the PDF made of them.</summary>
    private async Task<Dokumentfremvisning> BilledeAsync(Dokumentfremvisning visning, Aktlistefil fil, CancellationToken ct)
    {
        var kendt = await pdf.FindAsync(fil.Sha256, fil.Mimetype, ct);
        if (kendt is null && fil.Mimetype == "image/tiff" && !tiff.IsAvailable)
            return visning with { Bemaerkning = Saml(visning.Bemaerkning, "TIFF-billeder kan ikke vises på denne server.") };
        return kendt is null ? Dannes(visning, fil) : visning with { Indholdstype = kendt.Sha256 is null ? visning.Indholdstype : "application/pdf", Bemaerkning = Saml(visning.Bemaerkning, kendt.Grund) };
    }

    private async Task<Dokumentfremvisning> OfficeAsync(Dokumentfremvisning visning, Aktlistefil fil, CancellationToken ct)
    {
        var kendt = await pdf.FindAsync(fil.Sha256, fil.Mimetype, ct);
        if (kendt is null && office.IsAvailable)
            return Dannes(visning, fil);
        if (kendt?.Sha256 is not null)
            return visning with { Indholdstype = "application/pdf", Bemaerkning = Saml(visning.Bemaerkning, kendt.Grund) };
        try
        {
            if (!fil.Filnavn.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
                return visning with { Bemaerkning = Saml(visning.Bemaerkning, kendt?.Grund) };
            await using var indhold = myndighed.Content.OpenRead(fil.Sha256);
            return visning with { Tekst = TextExtract.FromDocx(indhold, MestTekst), Bemaerkning = Saml(visning.Bemaerkning, "Kun dokumentets tekst vises.") };
        }
        catch (DocxException e)
        {
            return visning with { Bemaerkning = Saml(visning.Bemaerkning, e.Message) };
        }
    }

    /// <summary>It is made in the background; the page says so and shows it when it is there.</summary>
    private Dokumentfremvisning Dannes(Dokumentfremvisning visning, Aktlistefil fil)
    {
        koe.Bestil(myndighed, fil.Sha256, fil.Filnavn, fil.Mimetype);
        return visning with { Indholdstype = "application/pdf", DannesHref = visning.Kilde + "/stand" };
    }

    private Dokumentfremvisning Mail(Dokumentfremvisning visning, Aktlistefil fil, CancellationToken ct)
    {
        using var indhold = myndighed.Content.OpenRead(fil.Sha256);
        using var mail = MimeReader.Read(indhold, null, ct);
        List<(string, string)> hoved = [];
        Tilfoej("Fra", string.Join(", ", mail.From));
        Tilfoej("Til", string.Join(", ", mail.To));
        Tilfoej("Kopi", string.Join(", ", mail.Cc));
        Tilfoej("Dato", mail.Date is { } dato ? DanishTime.LongDateTime(dato) : "");
        Tilfoej("Emne", mail.Subject);
        return visning with
        {
            Hoved = hoved,
            MailHref = mail.BodyHtml is null ? null : visning.Kilde + "/mail",
            Bemaerkning = Saml(visning.Bemaerkning, Mailfremvisning.Rens(mail, visning.Kilde).RemotePictures > 0 ? "Eksterne billeder er ikke hentet." : null),
            Tekst = mail.BodyHtml is null ? Kort(mail.BodyText ?? "") : null,
        };

        void Tilfoej(string navn, string vaerdi)
        {
            if (vaerdi.Length > 0)
                hoved.Add((navn, vaerdi.Length > 500 ? vaerdi[..500] + "…" : vaerdi));
        }
    }

    private async Task<string> TekstAsync(Aktlistefil fil, CancellationToken ct)
    {
        await using var indhold = myndighed.Content.OpenRead(fil.Sha256);
        return await LaesTekstAsync(indhold, MestTekst, ct);
    }

    /// <summary>A text file as text, whatever letters it is written in.</summary>
    internal static async Task<string> LaesTekstAsync(Stream indhold, int mest, CancellationToken ct)
    {
        var bytes = new byte[Math.Min(indhold.Length, mest)];
        await indhold.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        using var laeser = new StreamReader(new MemoryStream(bytes), ErUtf8(bytes) ? Encoding.UTF8 : Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        var tekst = (await laeser.ReadToEndAsync(ct)).Replace("\0", "", StringComparison.Ordinal);
        return indhold.Length > mest ? tekst + "\n\n(Resten er ikke vist. Hent filen.)" : tekst;
    }

    private static bool ErUtf8(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes, 0, Math.Max(0, bytes.Length - 4)); // the last letter may be cut
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Kort(string tekst) => tekst.Length > MestTekst ? tekst[..MestTekst] + "\n\n(Resten er ikke vist. Hent filen.)" : tekst;

    private static string? Saml(string? a, string? b) => a is null ? b : b is null ? a : $"{a} {b}";
}
