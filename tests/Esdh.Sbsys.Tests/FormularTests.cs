using System.Net;
using System.Text;
using Esdh.Sbsys.Domain;
using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

/// <summary>What a form says, whoever wrote the XML.</summary>
[Trait("Database", "nej")]
public sealed class Os2formularTests
{
    private static Os2formular Laes(string indhold) => Os2formular.Laes(new MemoryStream(Encoding.UTF8.GetBytes(indhold)));

    [Fact]
    public void Formularen_siger_hvem_hvad_og_hvor()
    {
        var f = Laes("""
            <?xml version="1.0"?><OS2FORMSFORMULAR xmlns="urn:x"><OS2FormsId>7</OS2FormsId>
            <SBSYSJournalisering><PrimaerPartCprNummer>020180-1235</PrimaerPartCprNummer><KLe>27.03.04 G01</KLe><SagSkabelonId> 12 </SagSkabelonId></SBSYSJournalisering>
            <DigitalForsendelse><Slutbruger><Navn>Bo Prøve</Navn><Adresse>Vej 1</Adresse><Postnr>4290</Postnr><Postdistrikt>Korsbæk</Postdistrikt></Slutbruger></DigitalForsendelse>
            <FormularData><felter><sbsip_rules_flow>SBSYS_NY</sbsip_rules_flow></felter></FormularData><Ukendt/></OS2FORMSFORMULAR>
            """);
        Assert.Equal(new Os2formular(Formularregel.OpretAltid, null, 12, "27.03.04", "G01", "0201801235", null, "Bo Prøve", "Vej 1", "4290", "Korsbæk"), f);
    }

    [Theory]
    [InlineData("<FormularData/>", "FindEllerOpret", null)]
    [InlineData("<FormularData><sbsip_rules_flow>sbsys_standard</sbsip_rules_flow></FormularData>", "FindEllerOpret", null)]
    [InlineData("<FormularData><sbsip_rules_flow>sbsys_direkte_sag_2</sbsip_rules_flow><sbsys_sags_nr>27.03.04-G01-1-26</sbsys_sags_nr></FormularData>", "PaaSagsnummer", "27.03.04-G01-1-26")]
    [InlineData("<FormularData><sbsysCaseFileNumber>27.03.04-G01-2-26</sbsysCaseFileNumber></FormularData>", "PaaSagsnummer", "27.03.04-G01-2-26")]
    [InlineData("<FormularData><sbsip_rules_flow>digital_post</sbsip_rules_flow></FormularData>", "TilEtMenneske", null)]
    [InlineData("<FormularData><sbsip_rules_flow>noget andet</sbsip_rules_flow></FormularData>", "TilEtMenneske", null)]
    public void Reglen_afgoer_hvad_der_sker(string data, string regel, string? nummer)
    {
        var f = Laes($"<os2formsFormular>{data}</os2formsFormular>");
        Assert.Equal((regel, nummer), (f.Regel.ToString(), f.Sagsnummer));
    }

    [Theory]
    [InlineData("ikke xml")]
    [InlineData("<andet/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><os2formsFormular>&e;</os2formsFormular>")]
    public void Det_der_ikke_er_en_formular_afvises(string xml) => Assert.Throws<InvalidDataException>(() => Laes(xml));
}

/// <summary>Forms as OS2Forms mails them, from the mailbox to the case, on a server that fetches post.</summary>
public sealed class FormularTests : IAsyncLifetime
{
    private readonly string _rod = Directory.CreateTempSubdirectory("esdh-formular-").FullName;
    private readonly Testserver _server;

    public FormularTests() => _server = Testserver.Med(new Dictionary<string, string>
    {
        ["Esdh:Post:Rod"] = _rod, ["Esdh:Post:Sekunder"] = "0.2", ["Esdh:Sbsys:Formularer:korsbaek:Postkasse"] = "Formularer", ["Esdh:Sbsys:Formularer:korsbaek:Bruger"] = "sagsbehandler",
    });

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        var enhed = (await _server.Som("sagsbehandler").HentAsync("/api/v1/indbakke/tal")).GetProperty("enheder")[0].GetProperty("id").GetGuid();
        foreach (var (navn, sti) in new[] { ("Formularer", "formularer"), ("Alle", "alle") })
        {
            foreach (var del in new[] { "new", "cur", "tmp" })
                Directory.CreateDirectory(Path.Combine(_rod, "korsbaek", sti, del));
            await _server.Som("administrator").SendAsync("/api/v1/postkasser", new { navn, art = "Maildir", sti, enhedId = enhed });
        }
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_rod, recursive: true);
    }

    [Fact]
    public async Task En_formular_finder_sagen_eller_aabner_den_og_det_der_ikke_kan_laegges_venter_paa_et_menneske()
    {
        var klient = _server.Som("sagsbehandler");
        var skabelon = (await klient.HentAsync("/sbsys/api/sagsskabelon")).EnumerateArray().First(s => s.GetProperty("Aktiv").GetBoolean()).GetProperty("Id").GetInt32();
        string Formular(string regel, string? sag = null) => $"""
            <os2formsFormular><OS2FormsId>1</OS2FormsId><SBSYSJournalisering><PrimaerPartCprNummer>020180-9001</PrimaerPartCprNummer><SagSkabelonId>{skabelon}</SagSkabelonId></SBSYSJournalisering>
            <DigitalForsendelse><Slutbruger><Navn>Fie Formular (prøve)</Navn></Slutbruger></DigitalForsendelse>
            <FormularData><sbsip_rules_flow>{regel}</sbsip_rules_flow><sbsys_sags_nr>{sag}</sbsys_sags_nr></FormularData></os2formsFormular>
            """;

        Aflever("formularer", "Ansøgning 1", Formular("sbsys_standard"));
        await LagtAsync(1);
        Aflever("formularer", "Ansøgning 2", Formular("sbsys_standard"));
        await LagtAsync(2);
        Assert.Equal(1, Tal("select count(distinct sag_id) from sbsys_formular"));
        Aflever("formularer", "Ansøgning 3", Formular("sbsys_ny"));
        await LagtAsync(3);
        Assert.Equal(2, Tal("select count(distinct sag_id) from sbsys_formular"));
        var nummer = (await klient.SendAsync("/api/v1/sager", new { titel = "Den nævnte", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        Aflever("formularer", "Ansøgning 4", Formular("sbsys_direkte_sag_2", nummer));
        await LagtAsync(4);

        // The mail with the form and what was attached, journalised.
        var dokument = Assert.Single((await klient.HentAsync($"/api/v1/sager/{nummer}/dokumenter")).GetProperty("poster").EnumerateArray(), d => d.GetProperty("titel").GetString() == "Ansøgning 4");
        Assert.Equal("Journaliseret", dokument.GetProperty("tilstand").GetString(), ignoreCase: true);
        Assert.Equal(2, Tal("select count(*) from sagspart where navn = 'Fie Formular (prøve)' and rolle = 'Ansøger'")); // on the two that were opened

        // What a person must look at stays in the inbox with the reason; another mailbox is nobody's forms.
        Aflever("formularer", "Ansøgning 5", Formular("sbsys_direkte_sag_2", "99.99.99-X99-1-26"));
        Aflever("formularer", "Ansøgning 6", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><os2formsFormular>&e;</os2formsFormular>");
        Aflever("formularer", "Ansøgning 7", Formular("digital_post"));
        Aflever("alle", "Ansøgning 8", Formular("sbsys_standard"));
        await Vent.TilAsync(() => Task.FromResult(Tal("select count(*) from sbsys_formular where grund is not null") == 3));
        await Vent.TilAsync(() => Task.FromResult(Tal("select count(*) from indbakkepost where emne = 'Ansøgning 8'") == 1));
        var poster = (await klient.HentAsync("/api/v1/indbakke?boks=enhed&antal=100")).GetProperty("poster").EnumerateArray().ToList();
        Assert.Equal(["Ansøgning 5", "Ansøgning 6", "Ansøgning 7", "Ansøgning 8"], poster.Select(p => p.GetProperty("emne").GetString()).Where(e => e!.StartsWith("Ansøgning", StringComparison.Ordinal)).Order());
        var side = WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri($"/indbakke/{poster.First(p => p.GetProperty("emne").GetString() == "Ansøgning 6").GetProperty("id").GetString()}", UriKind.Relative)));
        Assert.Contains("Formularen blev ikke lagt på en sag af sig selv: os2forms.xml kan ikke læses som XML.", side, StringComparison.Ordinal);
        Assert.Equal(4, Tal("select count(*) from sbsys_formular where sag_id is not null"));
    }

    private Task LagtAsync(int antal) => Vent.TilAsync(() =>
    {
        Assert.Equal(0, Tal("select count(*) from sbsys_formular where grund is not null"));
        return Task.FromResult(Tal("select count(*) from sbsys_formular where sag_id is not null") == antal);
    });

    private long Tal(string sql) => _server.Database.Tal("korsbaek", sql);

    /// <summary>As a mail server delivers.</summary>
    private void Aflever(string postkasse, string emne, string xml)
    {
        const string Skel = "skel";
        var mail = Encoding.UTF8.GetBytes(string.Join("\r\n",
            "From: OS2Forms <formular@os2forms.example>", "To: formular@korsbaek.example", $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(emne))}?=", "Date: Sat, 21 Nov 2026 09:00:00 +0100",
            $"Message-ID: <{Guid.CreateVersion7()}>", "MIME-Version: 1.0", $"Content-Type: multipart/mixed; boundary={Skel}", "",
            $"--{Skel}", "Content-Type: text/plain; charset=utf-8", "", "En formular er sendt.", $"--{Skel}", "Content-Type: application/xml; name=os2forms.xml", "Content-Disposition: attachment; filename=os2forms.xml", "Content-Transfer-Encoding: base64", "",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(xml)), $"--{Skel}", "Content-Type: text/plain; charset=utf-8", "Content-Disposition: attachment; filename=svar.txt", "", "Svarene", $"--{Skel}--", ""));
        var (mappe, navn) = (Path.Combine(_rod, "korsbaek", postkasse), Guid.CreateVersion7().ToString("N") + ".vaert");
        File.WriteAllBytes(Path.Combine(mappe, "tmp", navn), mail);
        File.Move(Path.Combine(mappe, "tmp", navn), Path.Combine(mappe, "new", navn));
    }
}
