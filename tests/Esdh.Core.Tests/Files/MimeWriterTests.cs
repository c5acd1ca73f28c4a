using System.Text;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Mime;

namespace Esdh.Core.Tests.Files;

/// <summary>What is written is a mail that the own reader, and every other, reads back as it was meant.</summary>
[Trait("Database", "nej")]
public sealed class MimeWriterTests
{
    private static async Task<(string Raa, MimeMessage Laest)> SkrivAsync(string emne, string tekst, string navn = "Bo", params MimeFile[] filer)
    {
        using var ud = new MemoryStream();
        await MimeWriter.WriteAsync(new(new("Korsbæk Kommune", "teknik@korsbaek.test"), new(navn, "bo@korsbaek.test"), emne, "id@korsbaek.test", new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(1)), tekst, filer), ud, CancellationToken.None);
        ud.Position = 0;
        return (Encoding.UTF8.GetString(ud.ToArray()), MimeReader.Read(ud));
    }

    [Theory]
    [InlineData("Afgørelse")]
    [InlineData("Et ganske langt emne uden danske bogstaver, som ikke kan stå på én linje i en mail uden at blive foldet et sted")]
    [InlineData("Æøå gentaget mange gange, så det ikke kan stå i ét kodet ord: ææææææææææææææææææææææææææ øøøøøøøøøøøøøøøøøøøøøøøøøø 👩‍👩‍👧‍👦🎉")]
    [InlineData("=?utf-8?Q?ikke_kodet?=")]
    [InlineData("to  mellemrum")]
    [InlineData("ordet-der-er-alt-for-langt-til-en-linje-0123456789-0123456789-0123456789-0123456789-0123456789")]
    public async Task Et_emne_laeses_som_det_blev_skrevet_og_ingen_linje_er_for_lang(string emne)
    {
        var (raa, mail) = await SkrivAsync(emne, "Hej", "Åse \"Ås\" Ørn; <ond@x.example>");
        using (mail)
        {
            Assert.Equal(emne, mail.Subject);
            Assert.Equal("Åse \"Ås\" Ørn; <ond@x.example>", Assert.Single(mail.To).Name);
            Assert.Equal("bo@korsbaek.test", mail.To[0].Address);
            Assert.DoesNotContain(raa.Split("\r\n"), l => l.Length > 78 || !Ascii.IsValid(l));
            Assert.DoesNotContain("\n", raa.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(".\n..\n. ")]
    [InlineData("From mig\n--esdh\n-- \nhilsen")]
    [InlineData("slutter på mellemrum \nog tabulator\t\n\n\n=3D")]
    public async Task En_tekst_laeses_som_den_blev_skrevet(string tekst)
    {
        var (raa, mail) = await SkrivAsync("x", tekst);
        using (mail)
        {
            Assert.Equal(tekst.TrimEnd('\n'), mail.BodyText!.ReplaceLineEndings("\n").TrimEnd('\n'));
            Assert.DoesNotContain(raa.Split("\r\n"), l => l.StartsWith('.') || l.StartsWith("From ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task En_fil_med_et_navn_af_enhver_art_er_byte_for_byte_den_samme()
    {
        var indhold = new byte[200_001];
        new Random(5).NextBytes(indhold);
        var navn = "Afgørelse om \"skur\", bilag 1 " + new string('å', 120) + ".pdf";
        var (raa, mail) = await SkrivAsync("x", "Hej", "Bo", new MimeFile(navn, "application/pdf", () => new MemoryStream(indhold)), new MimeFile("tom.pdf", "application/pdf", () => new MemoryStream()));
        using (mail)
        {
            Assert.Equal(2, mail.Attachments.Count);
            using var kopi = new MemoryStream();
            await mail.Attachments[0].Content.CopyToAsync(kopi);
            Assert.Equal(indhold, kopi.ToArray());
            Assert.StartsWith("Afgørelse om 'skur', bilag 1 å", mail.Attachments[0].Name, StringComparison.Ordinal);
            Assert.DoesNotContain(raa.Split("\r\n"), l => l.Length > 78);
        }
    }

    [Theory]
    [InlineData("Bo@Korsbæk.DK", "Bo@xn--korsbk-tua.dk")]
    [InlineData(" bo+x@a.example ", "bo+x@a.example")]
    [InlineData("bø@a.example", "bø@a.example")]
    [InlineData("bo@a", null)]
    [InlineData("\"bo bo\"@a.example", null)]
    [InlineData("bo@a.example>\r\nDATA", null)]
    [InlineData("a@b@c.example", null)]
    [InlineData(".bo@a.example", null)]
    [InlineData("bo@-a.example", null)]
    [InlineData(null, null)]
    public void En_adresse_er_en_adresse_eller_intet(string? tekst, string? ventet) => Assert.Equal(ventet, MailAddress.Parse(tekst));
}
