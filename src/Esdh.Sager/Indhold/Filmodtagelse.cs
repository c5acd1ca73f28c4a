using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
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
/// opened for its headers and attachments. Only empty, oversize and forbidden files are refused, and leave nothing behind.
/// </summary>
internal sealed class Filmodtagelse(Uploadgraenser graenser)
{
    /// <summary>Most documents that one mail becomes; what lies beyond stays in the mail.</summary>
    private const int FlestBilag = 120;

    private const int Hoved = 64 * 1024;

    public long StoersteFil => graenser.StoersteFil;

    /// <param name="myndighed">Whose store it goes to.</param>
    /// <param name="navn">As the sender calls it; paths and the like are removed.</param>
    /// <param name="indhold">Read once, to its end or to the limit.</param>
    /// <param name="ct">Stops the upload; nothing is left behind.</param>
    /// <exception cref="InvalidException">Empty or of a kind that is not taken in.</exception>
    /// <exception cref="ContentTooLargeException">Past the limit.</exception>
    public async Task<OpretDokument.Nyfil> ModtagAsync(Authority myndighed, string? navn, Stream indhold, CancellationToken ct) =>
        await ProevAsync(myndighed, navn, indhold, ct) ?? throw new InvalidException("fil", $"Filen »{CleanFileName.From(navn).Name}« er tom.");

    /// <summary>As <see cref="ModtagAsync"/>, but null when it is empty.</summary>
    public async Task<OpretDokument.Nyfil?> ProevAsync(Authority myndighed, string? navn, Stream indhold, CancellationToken ct)
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
        return await BeskrivAsync(myndighed, renset, gemt, ct);
    }

    private async Task<OpretDokument.Nyfil> BeskrivAsync(Authority myndighed, CleanFileName navn, StoredContent gemt, CancellationToken ct)
    {
        await using var fil = myndighed.Content.OpenRead(gemt.Sha256);
        var eftersyn = FileInspector.Inspect(fil, navn.Name);
        List<string> bemaerkninger = [.. eftersyn.Remarks.Where(r => r.Mark != FileMark.Forbidden).Select(r => r.Sentence)];
        if (navn.Sentence is { } rettet)
            bemaerkninger.Add(rettet);
        OpretDokument.Nymail? mail = null;
        if (eftersyn.ContentType == "message/rfc822" && navn.Name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase))
        {
            fil.Position = 0;
            using var laest = MimeReader.Read(fil, new() { TotalBytes = 4 * graenser.StoersteFil }, ct);
            bemaerkninger.AddRange(laest.Warnings);
            mail = await LaesMailAsync(myndighed, laest, bemaerkninger, new() { Tilbage = FlestBilag }, ct);
        }

        return new(navn.Name, gemt, eftersyn.ContentType, Saml(bemaerkninger), mail);
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
            bilag);
    }

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
        OpretDokument.Nymail? indre = null;
        if (vedhaeftet.Message is { } mail)
        {
            egne.AddRange(mail.Warnings);
            indre = await LaesMailAsync(myndighed, mail, egne, antal, ct);
        }

        return new(vedhaeftet.Name, gemt, vedhaeftet.Message is null ? eftersyn.ContentType : "message/rfc822", Saml(egne), indre);
    }

    private static IEnumerable<OpretDokument.Nykorrespondent> Laes(IReadOnlyList<MimeAddress> adresser, Korrespondentart art) =>
        adresser.Take(50).Select(a => new OpretDokument.Nykorrespondent(art, Kort(a.Name.Length == 0 ? a.Address : a.Name, 200), a.Address.Length is 0 or > 254 ? null : a.Address))
            .Where(a => a.Navn.Length > 0);

    private static string? Saml(List<string> bemaerkninger) => bemaerkninger.Count == 0 ? null : Kort(string.Join(' ', bemaerkninger.Distinct()), 2000);

    private static string Kort(string tekst, int laengst)
    {
        var ren = tekst.Trim();
        return ren.Length <= laengst ? ren : ren[..(laengst - 1)].TrimEnd() + "…";
    }

    private sealed class Antal
    {
        public int Tilbage { get; set; }
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
