using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

/// <summary>Searching for cases with what each client sends.</summary>
[Collection("sbsys")]
public sealed class SoegningTests(Testserver server)
{
    private static int _naeste;

    private static string Maerke() => $"Søgemærke{Interlocked.Increment(ref _naeste)}x{Guid.CreateVersion7():N}"[..30];

    [Fact]
    public async Task Alt_der_er_givet_skal_passe_og_titlen_kan_staa_under_begge_navne()
    {
        var k = await Raaklient.SomAsync(server);
        var (titel, cpr) = (Maerke(), Verden.NytCpr());
        var person = (await k.PersonAsync(cpr)).Id();
        var sag = await k.SagAsync(titel, $$$""","PrimaryPart":{"PartId":{{{person}}},"PartType":"Person"}""");
        var (nr, status, skabelon) = (sag.Tekst("Nummer"), sag["SagsStatus"]!.Id(), sag["SagSkabelon"]!.Id());
        foreach (var krop in new[]
        {
            $$$"""{"Titel":"{{{titel}}}"}""", $$$"""{"SagsTitel":"{{{titel.ToUpperInvariant()}}}"}""", $$$"""{"Nummer":"{{{nr}}}"}""", $$$"""{"PrimaerPerson":{"CprNummer":"{{{cpr}}}"},"Nummer":"00.01.10-G01"}""",
            $$$"""{"AllePersoner":{"CprNummer":"{{{cpr.Replace("-", "", StringComparison.Ordinal)}}}"}}""", $$$"""{"Titel":"{{{titel}}}","SagsStatusIds":[{{{status}}}]}""", $$$"""{"Titel":"{{{titel}}}","SagsStatusId":{{{status}}}}""",
            $$$"""{"Titel":"{{{titel}}}","SagsStatus":{"SagsTilstand":"Aktiv"}}""", $$$"""{"Titel":"{{{titel}}}","SagsSkabeloner":[{{{skabelon}}}]}""", $$$"""{"Titel":"{{{titel}}}","SagsTyper":[{"Id":1}]}""",
            $$$"""{"Titel":"{{{titel}}}","SagsTyper":[{"Navn":"emnesag"}]}""", $$$"""{"Titel":"{{{titel}}}","NummerInterval":{"From":"00.01.10-G01","To":"00.01.10-G01"}}""",
            $$$"""{"Titel":"{{{titel}}}","PrimaerPerson":null,"SagsTyper":[],"SagsStatus":null,"Nummer":"","Limit":0}""",
        })
        {
            var svar = (await k.PostAsync("/sbsys/api/sag/search", krop)).Ok();
            Assert.True(svar.Id("TotalNumberOfResults") == 1 && svar["Results"]![0]!.Id() == sag.Id(), $"{krop}: {svar.Raa()}");
            Assert.Null(svar["Results"]![0]!["Personer"]);
        }

        foreach (var krop in new[]
        {
            $$$"""{"Titel":"{{{titel}}}","SagsStatus":{"SagsTilstand":"Afsluttet"}}""", $$$"""{"Titel":"{{{titel}}}","SagsStatusIds":[999999]}""", $$$"""{"Titel":"{{{titel}}}","SagsSkabeloner":[999999]}""", $$$"""{"Titel":"{{{titel}}}","SagsTyper":[{"Id":5}]}""",
            $$$"""{"Titel":"{{{titel}}}","SagsTyper":[{"Navn":"FindesIkke"}]}""", $$$"""{"Titel":"{{{titel}}}","NummerInterval":{"From":"27.24.00-G01","To":"27.24.00-G02"}}""", $$$"""{"Titel":"{{{titel}}}","PrimaerPerson":{"CprNummer":"010190-4321"}}""", $$$"""{"Titel":"%{{{titel[3..]}}}"}""",
        })
            Assert.Equal("""{"TotalNumberOfResults":0,"Results":[]}""", (await k.PostAsync("/sbsys/api/sag/search", krop)).Krop);
    }

    [Fact]
    public async Task Personalesagen_findes_paa_person_og_type()
    {
        var k = await Raaklient.SomAsync(server, "sagsbehandler");
        var cpr = Verden.NytCpr();
        var person = (await k.PersonAsync(cpr)).Id();
        var skabelon = (await k.HentAsync("/sbsys/api/sagsskabelon")).Ok().AsArray().First(s => s!.Tekst("Navn") == "Personalesag")!.Id();
        var sag = (await k.PostAsync("/sbsys/api/sag/template", $$$"""{"SagsTitel":"Personalesag","SkabelonId":{{{skabelon}}},"PrimaryPart":{"PartId":{{{person}}},"PartType":"Person"}}""")).Ok();
        foreach (var type in new[] { """{"Id":5}""", """{"Navn":"PersonaleSag"}""", """{"Navn":"Personalesag"}""" })
        {
            var fundet = (await k.PostAsync("/sbsys/api/sag/search", $$$"""{"PrimaerPerson":{"CprNummer":"{{{cpr}}}"},"SagsTyper":[{{{type}}}]}""")).Ok()["Results"]![0]!;
            Assert.Equal(sag.Id(), fundet.Id());
            Assert.Equal("PersonaleSag", fundet["SagsTyper"]![0]!.Tekst("Navn"));
        }
    }

    [Fact]
    public async Task Sider_tages_med_limit_og_skip_eller_med_sidetal_nyeste_foerst()
    {
        var k = await Raaklient.SomAsync(server);
        var titel = Maerke();
        List<int> ider = [];
        for (var i = 0; i < 5; i++)
            ider.Insert(0, (await k.SagAsync(titel)).Id());
        async Task<(int, string)> SoegAsync(string mere)
        {
            var svar = (await k.PostAsync("/sbsys/api/sag/search", $$$"""{"Titel":"{{{titel}}}",{{{mere}}}}""")).Ok();
            return (svar.Id("TotalNumberOfResults"), string.Join(' ', svar["Results"]!.AsArray().Select(r => r!.Id())));
        }

        Assert.Equal((5, string.Join(' ', ider)), await SoegAsync("\"Limit\":2000,\"Skip\":0"));
        Assert.Equal((5, $"{ider[2]} {ider[3]}"), await SoegAsync("\"Limit\":2,\"Skip\":2"));
        Assert.Equal((5, $"{ider[2]} {ider[3]}"), await SoegAsync("\"PageNumber\":2,\"PageSize\":2"));
        Assert.Equal((5, ""), await SoegAsync("\"Limit\":2,\"Skip\":10"));
        (await k.PostAsync("/sbsys/api/sag/search", """{"Limit":-1}""")).Afvist(400);
    }
}
