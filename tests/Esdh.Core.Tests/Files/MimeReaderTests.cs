using System.Diagnostics;
using System.Text;
using Esdh.Core.Files.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Core.Tests.Files;

/// <summary>Mails as they come: a corpus of odd ones, each with what must be understood of it.</summary>
[Trait("Database", "nej")]
public sealed class MimeReaderTests
{
    /// <summary>Letters stand for bytes (Latin-1), lines end in CRLF.</summary>
    private static byte[] Raw(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static byte[] Content(MimeAttachment attachment) => Tool.Bytes(attachment.Content);

    private static string Text(MimeAttachment attachment) => Encoding.UTF8.GetString(Content(attachment));

    private sealed record Mail(string Name, byte[] Bytes, Action<MimeMessage> Check);

    private static readonly Mail[] Corpus =
    [
        new("plain ascii", Raw("From: Ane <ane@eksempel.dk>\nTo: post@korsbaek.dk\nSubject: Hul i vejen\nDate: Tue, 3 Feb 2026 09:15:00 +0100\nMessage-ID: <1@eksempel.dk>\n\nDer er et hul.\n"), m =>
        {
            Assert.Equal([new MimeAddress("Ane", "ane@eksempel.dk")], m.From);
            Assert.Equal("post@korsbaek.dk", Assert.Single(m.To).Address);
            Assert.Equal("Hul i vejen", m.Subject);
            Assert.Equal(new DateTimeOffset(2026, 2, 3, 9, 15, 0, TimeSpan.FromHours(1)), m.Date);
            Assert.Equal("1@eksempel.dk", m.MessageId);
            Assert.Equal("Der er et hul.\n", m.BodyText);
            Assert.Null(m.BodyHtml);
            Assert.Empty(m.Warnings);
        }),
        new("subject Q in Latin-1", Raw("Subject: =?iso-8859-1?Q?Bl=E5b=E6rgr=F8d_p=E5_=D8?=\n\nx"), m => Assert.Equal("Blåbærgrød på Ø", m.Subject)),
        new("subject B in UTF-8 split inside a letter", Raw("Subject: =?UTF-8?B?Uw==?= =?utf-8?B?w7g=?=\n =?UTF-8?B?cg==?=\n\nx"), m => Assert.Equal("Sør", m.Subject)),
        new("bytes of one letter over two words", Raw("Subject: =?utf-8?B?w6bD?= =?utf-8?B?uA==?=\n\nx"), m => Assert.Equal("æø", m.Subject)),
        new("windows-1252 dash and euro called Latin-1", Raw("Subject: =?iso-8859-1?Q?100_=80_=96_nu?=\n\nx"), m => Assert.Equal("100 € – nu", m.Subject)),
        new("encoded word beside plain text", Raw("Subject: Re: =?utf-8?Q?=C3=A5r?= 2026\n\nx"), m => Assert.Equal("Re: år 2026", m.Subject)),
        new("encoded word with language", Raw("Subject: =?utf-8*da?Q?=C3=A5?=\n\nx"), m => Assert.Equal("å", m.Subject)),
        new("encoded word never ended", Raw("Subject: =?utf-8?Q?hej\n\nx"), m => Assert.Equal("=?utf-8?Q?hej", m.Subject)),
        new("raw UTF-8 header", Raw($"Subject: {Utf8("Ærø")}\n\nx"), m => Assert.Equal("Ærø", m.Subject)),
        new("raw Latin-1 header", Raw("Subject: Ærø\n\nx"), m => Assert.Equal("Ærø", m.Subject)),
        new("folded header", Raw("Subject: lang\n  og\n\tfoldet\n\nx"), m => Assert.Equal("lang  og\tfoldet".Replace("\t", " ", StringComparison.Ordinal), m.Subject)),
        new("names with comma, comment, group and encoded word", Raw("From: \"Hansen, Ib\" <ib@a.dk>\nTo: =?utf-8?Q?S=C3=B8ren?= <s@a.dk>, b@a.dk (Bo Bo), Alle: c@a.dk, d@a.dk;\nCc: undisclosed-recipients:;\n\nx"), m =>
        {
            Assert.Equal(new MimeAddress("Hansen, Ib", "ib@a.dk"), m.From[0]);
            Assert.Equal([new("Søren", "s@a.dk"), new("Bo Bo", "b@a.dk"), new("", "c@a.dk"), new("", "d@a.dk")], m.To);
            Assert.Empty(m.Cc);
        }),
        new("body quoted-printable Latin-1", Raw("Content-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable\n\nK=E6re kommune, det er en meget=\n lang linje. 100=\n% og =3D   \nslut"), m =>
            Assert.Equal("Kære kommune, det er en meget lang linje. 100% og =\nslut", m.BodyText)),
        new("broken quoted-printable", Raw("Content-Transfer-Encoding: quoted-printable\n\na=ZZb=4"), m =>
        {
            Assert.Equal("a=ZZb=4", m.BodyText);
            Assert.NotEmpty(m.Warnings);
        }),
        new("body base64 UTF-8", Raw($"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64\n\n{Base64("Æblegrød")}\n"), m => Assert.Equal("Æblegrød", m.BodyText)),
        new("base64 with rubbish inside", Raw("Content-Transfer-Encoding: base64\n\nSGVq!!!\n\nIGRp\n Zw==\n"), m =>
        {
            Assert.Equal("Hej dig", m.BodyText);
            Assert.NotEmpty(m.Warnings);
        }),
        new("unknown charset", Raw($"Content-Type: text/plain; charset=klingon\n\n{Utf8("blå")}"), m =>
        {
            Assert.Equal("blå", m.BodyText);
            Assert.Contains("klingon", Assert.Single(m.Warnings), StringComparison.Ordinal);
        }),
        new("utf-8 that is not", Raw("Content-Type: text/plain; charset=utf-8\n\nblå"), m => Assert.Equal("blå", m.BodyText)),
        new("iso-8859-15, utf-16 and koi8", Raw("Subject: =?iso-8859-15?Q?=A4?= =?utf-16be?B?AOY=?= =?koi8-r?Q?=E1?=\n\nx"), m => Assert.Equal("€æА", m.Subject)),
        new("alternative with attachment", Raw("""
            Content-Type: multipart/mixed; boundary=ydre

            fortale
            --ydre
            Content-Type: multipart/alternative; boundary="indre"

            --indre
            Content-Type: text/plain

            ren tekst
            --indre
            Content-Type: text/html

            <b>html</b>
            --indre--
            --ydre
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="kort.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0=
            --ydre--
            efterskrift
            """), m =>
        {
            Assert.Equal("ren tekst", m.BodyText);
            Assert.Equal("<b>html</b>", m.BodyHtml);
            var file = Assert.Single(m.Attachments);
            Assert.Equal(("kort.pdf", "application/pdf", false), (file.Name, file.ContentType, file.IsInline));
            Assert.Equal("%PDF-", Text(file));
            Assert.Empty(m.Warnings);
        }),
        new("related with cid", Raw("""
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html; charset=utf-8

            <img src="cid:logo@x">
            --r
            Content-Type: image/png; name=logo.png
            Content-ID: <logo@x>
            Content-Transfer-Encoding: base64

            iVBORw==
            --r--
            """), m =>
        {
            var image = Assert.Single(m.Attachments);
            Assert.True(image.IsInline);
            Assert.Equal("logo@x", image.ContentId);
            Assert.Contains("cid:logo@x", m.BodyHtml, StringComparison.Ordinal);
            Assert.Null(m.BodyText);
        }),
        new("RFC 2231 name in pieces", Raw("Content-Type: application/pdf\nContent-Disposition: attachment;\n filename*0*=utf-8''Bl%C3%A5;\n filename*1*=%C3%B8je;\n filename*2=\" a.pdf\"\n\nx"), m => Assert.Equal("Blåøje a.pdf", Assert.Single(m.Attachments).Name)),
        new("RFC 2231 name beside the plain one", Raw("Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"daarlig.pdf\"; filename*=iso-8859-1'da'%E5r.pdf\n\nx"), m => Assert.Equal("år.pdf", Assert.Single(m.Attachments).Name)),
        new("encoded word as file name", Raw("Content-Type: application/pdf; name=\"=?utf-8?B?w6VyLnBkZg==?=\"\n\nx"), m => Assert.Equal("år.pdf", Assert.Single(m.Attachments).Name)),
        new("path in file name", Raw("Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"..\\..\\windows\\../etc/x\u0001.pdf\"\n\nx"), m =>
        {
            var file = Assert.Single(m.Attachments);
            Assert.Equal("x .pdf", file.Name);
            Assert.True(file.NameWasCleaned);
            Assert.NotEmpty(m.Warnings);
        }),
        new("mail in mail", Raw("""
            Subject: VS: noget
            Content-Type: multipart/mixed; boundary=a

            --a

            se her
            --a
            Content-Type: message/rfc822

            Subject: Oprindelig
            Content-Type: multipart/mixed; boundary=b

            --b

            inderst
            --b
            Content-Type: text/plain; name=note.txt
            Content-Disposition: attachment

            noten
            --b--

            --a--
            """), m =>
        {
            Assert.Equal("se her", m.BodyText);
            var inner = Assert.Single(m.Attachments);
            Assert.Equal("Oprindelig.eml", inner.Name);
            Assert.Equal("inderst", inner.Message!.BodyText);
            Assert.Equal("noten", Text(Assert.Single(inner.Message.Attachments)));
            Assert.StartsWith("Subject: Oprindelig", Text(inner), StringComparison.Ordinal);
        }),
        new("mail in mail in base64", Raw($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String("Subject: skjult\r\n\r\nhej"u8)}"), m =>
            Assert.Equal("hej", Assert.Single(m.Attachments).Message!.BodyText)),
        new("boundary never appears", Raw("Content-Type: multipart/mixed; boundary=findes-ikke\n\nhele teksten\n"), m =>
        {
            Assert.Equal("hele teksten\n", m.BodyText);
            Assert.NotEmpty(m.Warnings);
        }),
        new("boundary missing in the header", Raw("Content-Type: multipart/mixed\n\n--sep\nContent-Type: text/plain\n\nen\n--sep\nContent-Type: text/csv; name=a.csv\n\n1;2\n--sep--\n"), m =>
        {
            Assert.Equal("en", m.BodyText);
            Assert.Equal("a.csv", Assert.Single(m.Attachments).Name);
        }),
        new("inner boundary never closed", Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\ntekst\n--a\nContent-Type: image/gif; name=x.gif\n\nGIF\n--a--\n"), m =>
        {
            Assert.Equal("tekst", m.BodyText);
            Assert.Equal("GIF", Text(Assert.Single(m.Attachments)));
        }),
        new("inner boundary begins like the outer", Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n\nen\n--ab--\n--a\n\nto\n--a--\n"), m => Assert.Equal("en\nto", m.BodyText)),
        new("cut off in an attachment", Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\n\ntekst\n--a\nContent-Type: image/gif; name=x.gif\nContent-Transfer-Encoding: base64\n\nR0lG"), m =>
        {
            Assert.Equal("GIF", Text(Assert.Single(m.Attachments)));
            Assert.NotEmpty(m.Warnings);
        }),
        new("bare LF line ends", Encoding.Latin1.GetBytes("Subject: unix\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nen\n--a\n\nto\n--a--\n"), m => Assert.Equal("en\nto", m.BodyText)),
        new("mbox envelope line", Raw("From ane@a.dk Tue Feb  3 09:15:00 2026\nSubject: hej\n\nx"), m => Assert.Equal("hej", m.Subject)),
        new("no header at all", Raw("bare en tekst\nog en til"), m =>
        {
            Assert.Equal("bare en tekst\nog en til", m.BodyText);
            Assert.NotEmpty(m.Warnings);
        }),
        new("rubbish line among the headers", Raw("Subject: hej\nikke et brevhoved\nFrom: a@b.dk\n\nx"), m =>
        {
            Assert.Equal("a@b.dk", Assert.Single(m.From).Address);
            Assert.NotEmpty(m.Warnings);
        }),
        new("obsolete date", Raw("Date: 3 Feb 99 09:15 CET (vintertid)\n\nx"), m => Assert.Equal(new DateTimeOffset(1999, 2, 3, 9, 15, 0, TimeSpan.FromHours(1)), m.Date)),
        new("impossible date", Raw("Date: Mon, 45 Xyz 2026 99:99:99 +9999\n\nx"), m =>
        {
            Assert.Null(m.Date);
            Assert.NotEmpty(m.Warnings);
        }),
        new("conversation", Raw("In-Reply-To: <b@x>\nReferences: <a@x>\n <b@x>\n\nx"), m =>
        {
            Assert.Equal("b@x", m.InReplyTo);
            Assert.Equal(["a@x", "b@x"], m.References);
        }),
        new("text after an attachment, as Apple Mail sends", Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\n\nfør\n--a\nContent-Type: image/jpeg; name=b.jpg\n\nJPG\n--a\n\nefter\n--a--\n"), m => Assert.Equal("før\nefter", m.BodyText)),
        new("html first, plain footer after", Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/html\n\n<p>hoved</p>\n--a\n\nfod < her\n--a--\n"), m =>
        {
            Assert.Contains("<p>hoved</p>", m.BodyHtml, StringComparison.Ordinal);
            Assert.Contains("fod &lt; her", m.BodyHtml, StringComparison.Ordinal);
        }),
        new("report and digest", Raw("Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: et\n\nx\n--a\n\nSubject: to\n\ny\n--a--\n"), m =>
            Assert.Equal(["et", "to"], m.Attachments.Select(a => a.Message!.Subject))),
        new("unknown transfer encoding", Raw("Content-Type: application/x; name=a.bin\nContent-Transfer-Encoding: x-rot13\n\nabc"), m =>
        {
            Assert.Equal("abc", Text(Assert.Single(m.Attachments)));
            Assert.Contains("x-rot13", Assert.Single(m.Warnings), StringComparison.Ordinal);
        }),
        new("encrypted", Raw("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG"), m => Assert.Contains("S/MIME", Assert.Single(m.Warnings), StringComparison.Ordinal)),
        new("outlook's own", Raw("Content-Type: application/ms-tnef; name=winmail.dat\n\nx"), m => Assert.Contains("winmail.dat", Assert.Single(m.Warnings), StringComparison.Ordinal)),
        new("empty", [], m => Assert.Null(m.BodyText)),
        new("only line ends", Raw("\n\n\n"), m => Assert.Equal("", m.Subject)),
    ];

    public static TheoryData<string> Names() => [.. Corpus.Select(mail => mail.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_odd_mail_is_understood(string name)
    {
        var mail = Corpus.Single(mail => mail.Name == name);
        using var message = MimeReader.Read(new MemoryStream(mail.Bytes));
        mail.Check(message);
    }

    [Fact]
    public void Every_mail_of_the_corpus_cut_at_every_byte_is_read_without_failure()
    {
        foreach (var mail in Corpus)
        {
            for (var length = 0; length < mail.Bytes.Length; length++)
            {
                using var message = MimeReader.Read(new MemoryStream(mail.Bytes, 0, length));
                Assert.All(message.Attachments, attachment => Assert.False(string.IsNullOrWhiteSpace(attachment.Name)));
            }
        }
    }

    [Fact]
    public void Every_mail_of_the_corpus_reads_alike_byte_by_byte()
    {
        foreach (var mail in Corpus)
        {
            using var message = MimeReader.Read(new OneByteStream(mail.Bytes));
            mail.Check(message);
        }
    }

    [Fact]
    public void An_attachment_of_40_MB_goes_through_a_file_and_comes_out_whole()
    {
        var bytes = new byte[40_000_000];
        new Random(7).NextBytes(bytes);
        var mail = new MemoryStream();
        mail.Write(Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\n\ntekst\n--a\nContent-Type: application/zip; name=stor.zip\nContent-Transfer-Encoding: base64\n\n"));
        mail.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)));
        mail.Write(Raw("\n--a--\n"));
        mail.Position = 0;

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var message = MimeReader.Read(mail);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
        var content = Assert.Single(message.Attachments).Content;
        Assert.Equal(bytes.Length, content.Length);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(bytes), System.Security.Cryptography.SHA256.HashData(content));
        Assert.Empty(message.Warnings);
    }

    [Fact]
    public void Binary_content_keeps_every_byte_except_the_line_end_before_the_boundary()
    {
        var content = Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7)).Concat("\r\n\r\n\n\r"u8.ToArray()).ToArray();
        byte[] mail = [.. Raw("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: x/y\nContent-Transfer-Encoding: binary\n\n"), .. content, .. Raw("\n--a--\n")];
        using var message = MimeReader.Read(new MemoryStream(mail));
        Assert.Equal(content, Content(Assert.Single(message.Attachments)));
    }

    [Fact]
    public void Levels_beyond_the_limit_are_not_read_and_it_is_said()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 3_000; i++)
        {
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\r\n\r\n--b").Append(i).Append("\r\n");
        }

        using var message = MimeReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(text.ToString())));
        Assert.Contains(message.Warnings, warning => warning.Contains("20 lag", StringComparison.Ordinal));

        var nested = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 3_000));
        using var mails = MimeReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(nested)));
        Assert.Contains(mails.Warnings, warning => warning.Contains("20 lag", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_beyond_the_limit_are_not_read_and_it_is_said()
    {
        var text = "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + string.Concat(Enumerable.Repeat("--a\r\nContent-Type: x/y\r\n\r\nz\r\n", 5_000)) + "--a--";
        using var message = MimeReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(1_000, message.Attachments.Count);
        Assert.Contains(message.Warnings, warning => warning.Contains("1.000 dele", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=?utf-8?q? ")]
    [InlineData("=?")]
    [InlineData("((((")]
    [InlineData("<<<<")]
    [InlineData("\",;:")]
    [InlineData("a=\"\\")]
    [InlineData("--a\r\n")]
    [InlineData("=\r\n")]
    [InlineData(";name*0*=''%")]
    [InlineData("X: y\r\n")]
    [InlineData("       ")]
    public void The_same_few_letters_a_hundred_thousand_times_take_no_time(string piece)
    {
        var much = string.Concat(Enumerable.Repeat(piece, 100_000));
        var clock = Stopwatch.StartNew();
        foreach (var before in new[] { "Subject: ", "From: ", "To: ", "Date: ", "References: ", "Content-Type: a/b;", "Content-Disposition: a;", "Content-Type: multipart/mixed; boundary=a\r\n\r\n", "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "" })
        {
            using var message = MimeReader.Read(new MemoryStream(Encoding.Latin1.GetBytes(before + much)));
            Assert.True(message.Warnings.Count <= 50);
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Whatever_the_bytes_the_reader_answers()
    {
        string[] pieces =
        [
            "\r\n", "\n", "\r", "--a", "--a--", "--b", "Content-Type: multipart/mixed; boundary=a\r\n", "Content-Type: multipart/alternative; boundary=\"b\"\r\n",
            "Content-Type: message/rfc822\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Subject: =?utf-8?B?w6Y=?=\r\n",
            "From: a@b", "=", "=E6", "=?", "?=", "\"", "(", "<", ":", ";", "*0*=", "\0", "\u00ff", " ", "\t", "%F", "QUJD", "Date: 1 Jan 1 1:1 +1\r\n", "\r\n\r\n", "name=..\\x",
        ];
        var piece = Gen.Frequency(
            (8, Gen.Elements(pieces).Select(Encoding.Latin1.GetBytes)),
            (1, Gen.Choose(0, 255).Select(b => new[] { (byte)b })));
        var mails = Gen.ArrayOf(piece).Select(list => list.SelectMany(bytes => bytes).ToArray()).ToArbitrary();
        Prop.ForAll(mails, bytes =>
        {
            using var message = MimeReader.Read(new MemoryStream(bytes), new() { Depth = 5, Parts = 20, MemoryBytes = 16, TotalBytes = 400 });
            var held = message.Attachments.Sum(attachment => attachment.Length) + (message.BodyText?.Length ?? 0);
            return held <= 2_000 && message.Warnings.Count <= 50 && message.Attachments.All(attachment => !attachment.Name.AsSpan().ContainsAny('/', '\\', '\0'));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(200));
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
