using System.Net;
using System.Text;
using Esdh.Core.Files.Mime;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>Letters through a real mail server, with STARTTLS and a certificate that is checked.</summary>
[Collection("exim")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SmtpserverTests
{
    [Fact]
    public async Task Et_brev_sendes_med_starttls_journaliseres_af_sig_selv_og_har_kvittering()
    {
        await using var exim = await Eximserver.StartAsync(["borger", "anden"]);
        await using var server = Testserver.Med(exim.Indstillinger());
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");
        var (sag, brev) = await Forsendelsesproeve.BrevAsync(klient);
        var bilag = await Forsendelsesproeve.DokumentAsync(klient, sag, "Situationsplan", "indgaaende", fil: "plan.pdf", indhold: Http.Provefiler.Pdf("plan"));

        var svar = await klient.SendAsync($"/api/v1/dokumenter/{brev}/forsendelser", new
        {
            modtagere = new object[] { new { navn = "Bo Åløkke", email = "borger@korsbaek.test", kanal = "email" }, new { navn = "Anna Opdigt", email = "anden@korsbaek.test", kanal = "Email" } },
            bilag = new[] { bilag }, tekst = "Kære Bo\n.\nHer er afgørelsen.\nFrom os",
        });
        var modtagere = await klient.TilEndeAsync(svar.Felt("id")!);

        Assert.All(modtagere, m => Assert.Equal("Sendt", m.Felt("tilstand")));
        Assert.All(modtagere, m => Assert.StartsWith("250 OK id=", m.Felt("kvittering"), StringComparison.Ordinal));
        await Forsendelsesproeve.VentAsync(() => Task.FromResult(exim.Breve("borger").Length == 1 && exim.Breve("anden").Length == 1), "the letters");
        using var mail = MimeReader.Read(new MemoryStream(await File.ReadAllBytesAsync(exim.Breve("borger")[0])));
        Assert.Equal("Afgørelse om carport", mail.Subject);
        Assert.Equal([new MimeAddress("Korsbæk Kommune", "teknik@korsbaek.test")], mail.From);
        Assert.Equal([new MimeAddress("Bo Åløkke", "borger@korsbaek.test")], mail.To); // nobody sees the others
        Assert.Equal(modtagere[0].Felt("beskedId"), mail.MessageId);
        Assert.Equal("Kære Bo\n.\nHer er afgørelsen.\nFrom os", mail.BodyText!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal(["Følgebrev.pdf", "brev.pdf", "plan.pdf"], mail.Attachments.Select(a => a.Name));
        Assert.Equal(Http.Provefiler.Pdf("plan"), Bytes(mail.Attachments[2].Content));
        Assert.DoesNotContain("anden@", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(exim.Breve("borger")[0])), StringComparison.Ordinal);

        var dokument = await klient.HentAsync($"/api/v1/dokumenter/{brev}");
        Assert.Equal("Journaliseret", dokument.Felt("tilstand"));
        Assert.Equal(["brev.pdf", "brev.txt"], dokument.GetProperty("filer").EnumerateArray().Select(f => f.Felt("filnavn")));
        Assert.Equal(Bytes(mail.Attachments[1].Content), await klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{brev}/filer/1", UriKind.Relative)));
        Assert.Equal("E-mail", dokument.GetProperty("endelig").Felt("maade"));
        Assert.Equal("Journaliseret", (await klient.HentAsync($"/api/v1/dokumenter/{bilag}")).Felt("tilstand"));
        await (await klient.PostAsync($"/api/v1/forsendelser/{svar.Felt("id")}/fortrydelse", new { })).BrydesAsync("FOR-3");
        await Forsendelsesproeve.VentAsync(() => Task.FromResult(exim.Breve("kvittering").Length == 0), "the receipts' reading");
    }

    private static byte[] Bytes(Stream indhold)
    {
        using var kopi = new MemoryStream();
        indhold.CopyTo(kopi);
        return kopi.ToArray();
    }
}

[CollectionDefinition("exim")]
public sealed class Eximsamling;
