using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using System.Net;
using System.Text.RegularExpressions;
using Esdh.Core.Files;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Mime;
using Esdh.Core.Storage;
using Esdh.Core.Text;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;

namespace Esdh.Sager.Indhold;

/// <summary>How much is taken in.</summary>
/// <param name="StoersteFil">Most bytes of one file (<c>Esdh:StoersteFilMb</c>, 200 unless set).</param>
internal sealed record Uploadgraenser(long StoersteFil);

/// <summary>
/// Takes files in: to disk while they stream, told what they are by their bytes, marked where they are broken, encrypted or misnamed, a mail
/// opened for its headers and attachments. Only empty, oversize, forbidden and infected files are refused, and leave nothing behind.
/// </summary>
internal sealed partial class Filmodtagelse(Uploadgraenser graenser, ClamAv? skanner = null, MsgConverter? outlook = null)
{
    /// <summary>Most documents that one mail becomes; what lies beyond stays in the mail.</summary>
    private const int FlestBilag = 120;

    private const int Hoved = 64 * 1024;

    /// <summary>As much of a mail's text as is looked through for what it is about.</summary>
    private const int LaengsteTekst = 100_000;

    private const int LaengsteId = 500;

    private const int FlestTraade = 50;

    private const int FlestOmsaetninger = 10;

    public long StoersteFil => graenser.StoersteFil;

    /// <param name="myndighed">Whose store it goes to.</param>
    /// <param name="navn">As the sender calls it; paths and the like are removed.</param>
    /// <param name="indhold">Read once, to its end or to the limit.</param>
    /// <param name="ct">Stops the upload; nothing is left behind.</param>
    /// <exception cref="InvalidException">Empty, of a kind that is not taken in, or refused by the virus scanner.</exception>
    /// <exception cref="ContentTooLargeException">Past the limit.</exception>
    public async Task<OpretDokument.Nyfil> ModtagAsync(Authority myndighed, string? navn, Stream indhold, CancellationToken ct) =>
        await ProevAsync(myndighed, navn, indhold, ct) ?? throw new InvalidException("fil", $"Filen »{CleanFileName.From(navn).Name}« er tom.");

    /// <summary>As <see cref="ModtagAsync"/>, but null when it is empty.</summary>
    public async Task<OpretDokument.Nyfil?> ProevAsync(Authority myndighed, string? navn, Stream indhold, CancellationToken ct) =>
        await ProevAsync(myndighed, navn, indhold, skan: true, ct);

    /// <summary>
    /// As <see cref="ModtagAsync"/> for what goes to an inbox: it is not scanned for viruses yet, since post that a scanner has not answered on waits
    /// and is not refused.
    /// </summary>
    public async Task<OpretDokument.Nyfil?> ProevPostAsync(Authority myndighed, string? navn, Stream indhold, CancellationToken ct) =>
        await ProevAsync(myndighed, navn, indhold, skan: false, ct);

    /// <summary>A mail from a mailbox: whatever its bytes look like it is one, and called by its subject.</summary>
    /// <exception cref="InvalidException">It is empty.</exception>
    /// <exception cref="ContentTooLargeException">Past the limit.</exception>
    public async Task<OpretDokument.Nyfil> ModtagMailAsync(Authority myndighed, Stream indhold, CancellationToken ct)
    {
        var gemt = await myndighed.Content.SaveAsync(indhold, graenser.StoersteFil, ct);
        if (gemt.Length == 0)
            throw new InvalidException("fil", "Mailen er tom.");
        await using var fil = myndighed.Content.OpenRead(gemt.Sha256);
        List<string> bemaerkninger = [];
        var mail = await LaesMailAsync(myndighed, fil, bemaerkninger, ct);
        var navn = CleanFileName.From(Kort(Titeltekst.Ren(mail.Emne ?? ""), 80) is { Length: > 0 } emne ? emne + ".eml" : "mail.eml");
        return new(navn.Name, gemt, "message/rfc822", Saml(bemaerkninger), mail);
    }

    private async Task<OpretDokument.Nyfil?> ProevAsync(Authority myndighed, string? navn, Stream indhold, bool skan, CancellationToken ct)
    {
        var renset = CleanFileName.From(navn);
        var hoved = new byte[Hoved];
        var laest = await indhold.ReadAtLeastAsync(hoved, Hoved, throwOnEndOfStream: false, ct);
        if (laest == 0)
            return null;
        var start = new MemoryStream(hoved, 0, laest, writable: false);
        if (FileInspector.Inspect(start, renset.Name).Remarks.FirstOrDefault(r => r.Mark == FileMark.Forbidden) is { } afvist)
            throw new InvalidException("fil", afvist.Sentence);
        start.Position = 0;
        var gemt = await myndighed.Content.SaveAsync(laest < Hoved ? start : new Sammensat(start, indhold), graenser.StoersteFil, ct);
        if (skan)
            await SkanAsync(myndighed, renset, gemt, ct);
        return await BeskrivAsync(myndighed, renset, gemt, ct);
    }

    private async Task<OpretDokument.Nyfil> BeskrivAsync(Authority myndighed, CleanFileName navn, StoredContent gemt, CancellationToken ct)
    {
        await using var fil = myndighed.Content.OpenRead(gemt.Sha256);
        var eftersyn = FileInspector.Inspect(fil, navn.Name);
        List<string> bemaerkninger = [.. eftersyn.Remarks.Where(r => r.Mark != FileMark.Forbidden).Select(r => r.Sentence)];
        if (navn.Sentence is { } rettet)
            bemaerkninger.Add(rettet);
        if (eftersyn.ContentType == "message/rfc822" && navn.Name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase))
        {
            fil.Position = 0;
            var mail = await LaesMailAsync(myndighed, fil, bemaerkninger, ct);
            return new(navn.Name, gemt, eftersyn.ContentType, Saml(bemaerkninger), mail);
        }

        var omsat = eftersyn.ContentType == "application/vnd.ms-outlook" ? await OmsaetAsync(myndighed, navn.Name, fil, bemaerkninger, new() { Tilbage = FlestBilag }, ct) : null;
        return new(navn.Name, gemt, eftersyn.ContentType, Saml(bemaerkninger), omsat?.Mail, omsat);
    }

    private async Task<OpretDokument.Nymail> LaesMailAsync(Authority myndighed, Stream fil, List<string> bemaerkninger, CancellationToken ct)
    {
        using var laest = MimeReader.Read(fil, new() { TotalBytes = 4 * graenser.StoersteFil }, ct);
        bemaerkninger.AddRange(laest.Warnings);
        return await LaesMailAsync(myndighed, laest, bemaerkninger, new() { Tilbage = FlestBilag }, ct);
    }

    /// <summary>An Outlook file as the mail it holds, beside it; null, with a remark, where that cannot be made.</summary>
    private async Task<OpretDokument.Nyfil?> OmsaetAsync(Authority myndighed, string navn, Stream fil, List<string> bemaerkninger, Antal antal, CancellationToken ct)
    {
        if (outlook is null)
            return null;
        if (antal.Omsaetninger-- == 0)
        {
            bemaerkninger.Add($"Der er flere end {FlestOmsaetninger} Outlook-filer i hinanden. Resten er ikke åbnet.");
            antal.Omsaetninger = 0;
            return null;
        }

        var (mail, grund) = await outlook.ToMailAsync(fil, ct);
        if (mail is null)
        {
            bemaerkninger.Add(grund!);
            return null;
        }

        await using var omsat = mail;
        var gemt = await myndighed.Content.SaveAsync(omsat, graenser.StoersteFil, ct);
        omsat.Position = 0;
        using var laest = MimeReader.Read(omsat, new() { TotalBytes = 4 * graenser.StoersteFil }, ct);
        bemaerkninger.AddRange(laest.Warnings);
        return new(
            Path.ChangeExtension(navn, ".eml"), gemt, "message/rfc822", "Lavet af Outlook-filen, så mailen kan læses her. Originalen er uændret.",
            await LaesMailAsync(myndighed, laest, bemaerkninger, antal, ct));
    }

    /// <summary>Refuses what the scanner refuses, and everything while it does not answer.</summary>
    private async Task SkanAsync(Authority myndighed, CleanFileName navn, StoredContent gemt, CancellationToken ct)
    {
        if (skanner is not { IsConfigured: true })
            return;
        await using var fil = myndighed.Content.OpenRead(gemt.Sha256);
        var svar = await skanner.ScanAsync(fil, ct);
        if (svar.Verdict == ScanVerdict.Clean)
            return;
        throw new InvalidException("fil", svar.Verdict switch
        {
            ScanVerdict.Infected => $"Der er fundet virus ({svar.Signature}) i filen »{navn.Name}«, så den er ikke lagt ind. Spørg jeres it-drift.",
            ScanVerdict.TooLarge => $"Filen »{navn.Name}« er større, end virusscanneren tager imod, så den er ikke lagt ind. Spørg jeres it-drift.",
            _ => "Virusscanneren svarer ikke, så filer kan ikke lægges ind lige nu. Prøv igen om lidt, eller læg filen i indbakken, hvor den venter på at blive skannet.",
        });
    }

    private async Task<OpretDokument.Nymail> LaesMailAsync(Authority myndighed, MimeMessage mail, List<string> bemaerkninger, Antal antal, CancellationToken ct)
    {
        List<OpretDokument.Nyfil> bilag = [];
        foreach (var vedhaeftet in mail.Attachments)
        {
            if (vedhaeftet.IsInline && vedhaeftet.ContentId is not null && vedhaeftet.ContentType.StartsWith("image/", StringComparison.Ordinal))
                continue; // a picture in the text: part of the mail itself
            if (antal.Tilbage == 0)
            {
                bemaerkninger.Add($"Mailen har flere end {FlestBilag} bilag. Resten ligger i mailen selv.");
                antal.Tilbage = -1;
            }

            if (antal.Tilbage < 0)
                break;
            if (await TagUdAsync(myndighed, vedhaeftet, bemaerkninger, antal, ct) is { } fil)
                bilag.Add(fil);
        }

        return new(
            mail.Subject.Length == 0 ? null : Kort(mail.Subject, OpretDokument.LaengsteTitel),
            mail.Date is { } dato ? DanishTime.DateOf(dato) : null,
            [.. Laes(mail.From, Korrespondentart.Afsender), .. Laes(mail.To, Korrespondentart.Modtager), .. Laes(mail.Cc, Korrespondentart.Kopi)],
            bilag, mail.Date, Id(mail.MessageId),
            [.. mail.References.Append(mail.InReplyTo).Select(Id).OfType<string>().Distinct(StringComparer.Ordinal).TakeLast(FlestTraade)], Tekst(mail));
    }

    private static string? Id(string? id) => id?.Replace("\0", "", StringComparison.Ordinal) is { Length: > 0 and <= LaengsteId } kort ? kort : null;

    /// <summary>What a mail says, without marks of HTML.</summary>
    private static string Tekst(MimeMessage mail)
    {
        if (mail.BodyText is { } tekst && !string.IsNullOrWhiteSpace(tekst))
            return tekst.Length > LaengsteTekst ? tekst[..LaengsteTekst] : tekst;
        var html = mail.BodyHtml ?? "";
        try
        {
            return WebUtility.HtmlDecode(Maerker().Replace(html.Length > LaengsteTekst ? html[..LaengsteTekst] : html, " "));
        }
        catch (RegexMatchTimeoutException)
        {
            return "";
        }
    }

    [GeneratedRegex("<(?:style|script)\\b[^>]*>.*?</(?:style|script)>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline, matchTimeoutMilliseconds: 500)]
    private static partial Regex Maerker();

    private async Task<OpretDokument.Nyfil?> TagUdAsync(Authority myndighed, MimeAttachment vedhaeftet, List<string> bemaerkninger, Antal antal, CancellationToken ct)
    {
        if (vedhaeftet.Length == 0)
        {
            bemaerkninger.Add($"Bilaget »{vedhaeftet.Name}« er tomt og er ikke taget ud.");
            return null;
        }

        var eftersyn = FileInspector.Inspect(vedhaeftet.Content, vedhaeftet.Name);
        if (eftersyn.Has(FileMark.Forbidden))
        {
            bemaerkninger.Add($"Bilaget »{vedhaeftet.Name}« er et program eller script og er ikke taget ud. Det ligger i mailen, som den kom.");
            return null;
        }

        antal.Tilbage--;
        var gemt = await myndighed.Content.SaveAsync(vedhaeftet.Content, graenser.StoersteFil, ct);
        List<string> egne = [.. eftersyn.Remarks.Select(r => r.Sentence)];
        if (vedhaeftet.NameWasCleaned)
            egne.Add($"Filnavnet er renset for sti og ulovlige tegn og er nu »{vedhaeftet.Name}«.");
        if (vedhaeftet.ContentType == "application/ms-tnef" || vedhaeftet.Name.Equals("winmail.dat", StringComparison.OrdinalIgnoreCase))
            egne.Add("Filen er Outlooks egen indpakning af mailen og dens bilag og kan ikke åbnes her. Den er gemt, som den kom. Bed afsenderen sende som HTML eller almindelig tekst.");
        OpretDokument.Nymail? indre = null;
        if (vedhaeftet.Message is { } mail)
        {
            egne.AddRange(mail.Warnings);
            indre = await LaesMailAsync(myndighed, mail, egne, antal, ct);
        }
        else if (eftersyn.ContentType == "application/vnd.ms-outlook")
        {
            await using var outlookfil = myndighed.Content.OpenRead(gemt.Sha256);
            var omsat = await OmsaetAsync(myndighed, vedhaeftet.Name, outlookfil, egne, antal, ct);
            return new(vedhaeftet.Name, gemt, eftersyn.ContentType, Saml(egne), omsat?.Mail, omsat);
        }

        return new(vedhaeftet.Name, gemt, vedhaeftet.Message is null ? eftersyn.ContentType : "message/rfc822", Saml(egne), indre);
    }

    private static IEnumerable<OpretDokument.Nykorrespondent> Laes(IReadOnlyList<MimeAddress> adresser, Korrespondentart art) =>
        adresser.Take(50).Select(a => new OpretDokument.Nykorrespondent(art, Kort(a.Name.Length == 0 ? a.Address : a.Name, 200), a.Address.Length is 0 or > 254 ? null : a.Address))
            .Where(a => a.Navn.Length > 0);

    private static string? Saml(List<string> bemaerkninger) => bemaerkninger.Count == 0 ? null : Kort(Titeltekst.Ren(string.Join(' ', bemaerkninger.Distinct())), 2000);

    private static string Kort(string tekst, int laengst)
    {
        var ren = tekst.Trim();
        return ren.Length <= laengst ? ren : ren[..(laengst - 1)].TrimEnd() + "…";
    }

    private sealed class Antal
    {
        public int Tilbage { get; set; }

        /// <summary>Outlook files that may still be opened: each costs a process.</summary>
        public int Omsaetninger { get; set; } = FlestOmsaetninger;
    }

    /// <summary>The bytes already read, then the rest.</summary>
    private sealed class Sammensat(Stream foerst, Stream saa) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var n = await foerst.ReadAsync(buffer, cancellationToken);
            return n > 0 || buffer.Length == 0 ? n : await saa.ReadAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
