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

    [Fact]
    public async Task En_rigtig_mailservers_nej_senere_og_retur_staar_ved_modtageren()
    {
        await using var exim = await Eximserver.StartAsync(["borger"]);
        await using var server = Testserver.Med(exim.Indstillinger());
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");
        var (_, brev) = await Forsendelsesproeve.BrevAsync(klient);
        var id = await klient.BestilAsync(brev, [.. new[] { "findesikke", "senere", "tilbage", "borger" }.Select(n => new { navn = n, email = $"{n}@{Eximserver.Domaene}", kanal = "Email" })]);
        await Forsendelsesproeve.VentAsync(async () => (await klient.ModtagereAsync(id))[2].Felt("tilstand") == "Afvist", "the mail that comes back");

        var m = await klient.ModtagereAsync(id);
        Assert.Equal(["Afvist", "Venter", "Afvist", "Sendt"], m.ConvertAll(x => x.Felt("tilstand")!));
        Assert.Contains("550 no such user", m[0].Felt("aarsag"), StringComparison.Ordinal);
        Assert.Contains("451 try later", m[1].Felt("aarsag"), StringComparison.Ordinal);
        Assert.StartsWith("Mailen kom tilbage:", m[2].Felt("aarsag"), StringComparison.Ordinal);
        Assert.NotNull(m[2].Felt("sendt"));
        Assert.Equal("Journaliseret", (await klient.HentAsync($"/api/v1/dokumenter/{brev}")).Felt("tilstand"));
    }

    [Fact]
    public async Task Et_certifikat_som_ingen_staar_inde_for_sendes_der_intet_til()
    {
        await using var exim = await Eximserver.StartAsync(["borger"]);
        var indstillinger = exim.Indstillinger();
        indstillinger.Remove("Esdh:Forsendelse:Smtp:Rodcertifikat");
        await using var server = Testserver.Med(indstillinger);
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");
        var (_, brev) = await Forsendelsesproeve.BrevAsync(klient);
        var id = await klient.BestilAsync(brev, new { navn = "Bo", email = $"borger@{Eximserver.Domaene}", kanal = "Email" });
        await Forsendelsesproeve.VentAsync(async () => (await klient.ModtagereAsync(id))[0].Felt("aarsag") is not null, "a word on why");
        Assert.Contains("Mailserveren kan ikke nås", (await klient.ModtagereAsync(id))[0].Felt("aarsag"), StringComparison.Ordinal);
        Assert.Empty(exim.Breve("borger"));
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
