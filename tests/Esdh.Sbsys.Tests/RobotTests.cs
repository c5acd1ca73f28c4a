using System.Globalization;
using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

/// <summary>What each of the clients' jobs does, from the token to the closed case, as the robot of the demonstration.</summary>
[Collection("sbsys")]
public sealed class RobotTests(Testserver server)
{
    [Fact]
    public async Task En_robot_finder_personen_opretter_sagen_journaliserer_noterer_erindrer_og_afslutter()
    {
        var k = await Raaklient.SomAsync(server);
        var cpr = Verden.NytCpr();
        Assert.Equal("[]", (await k.PostAsync("/sbsys/api/person/search", $$$"""{"CprNummer":"{{{cpr}}}"}""")).Krop);
        var person = await k.PersonAsync(cpr);
        Assert.Equal(cpr, person.Tekst("CprNummer"));
        Assert.Equal(person.Id(), (await k.PostAsync("/sbsys/api/person/search", $$$"""{"CprNummer":"{{{cpr}}}"}""")).Ok()[0]!.Id());

        var mig = (await k.HentAsync("/sbsys/api/bruger/me?model.select=%7B'Brugernavn':%20'true',%20'Navn':%20'true'%7D")).Ok();
        Assert.Equal("robot", mig.Tekst("Brugernavn"));
        var sag = await k.SagAsync("Tester Titel", $$$""","SagsBehandlerID":{{{mig.Id()}}},"PrimaryPart":{"PartId":{{{person.Id()}}},"PartType":"Person"},"Parts":[{"PartId":{{{person.Id()}}},"PartType":"Person"}]""");
        Assert.Equal("Tester Titel", sag.Tekst("SagsTitel"));
        Assert.Equal(cpr, sag["PrimaryPart"]!.Tekst("CPRnummer"));
        Assert.Equal("Aktiv", sag["SagsStatus"]!.Tekst("Navn"));
        var id = sag.Id();

        var fundet = (await k.PostAsync("/sbsys/api/sag/search?InkluderParterIResultat=True", $$$"""{"PrimaerPerson":{"CprNummer":"{{{cpr}}}"}}""")).Ok();
        Assert.Equal(1, fundet.Id("TotalNumberOfResults"));
        Assert.Equal(id, fundet["Results"]![0]!.Id());
        Assert.Equal(cpr, fundet["Results"]![0]!["Personer"]![0]!.Tekst("CprNummer"));

        var mappe = (await k.HentAsync($"/sbsys/api/delforloeb/sag/{id}")).Ok().AsArray().First(d => d!.Tekst("Titel") == "07 Øvrige")!;
        var dokument = (await k.MultipartAsync($"/sbsys/api/dokument/journaliser/{mappe.Id("ID")}", Raaklient.Fildel("Ansøgning.pdf", Raaklient.Pdf),
            Raaklient.JsonDel($$$"""{"SagID":{{{id}}},"DokumentNavn":"Ansøgning","DokumentArt":{"Id":1},"OmfattetAfAktindsigt":false,"PaaPostliste":false}"""))).Ok();
        Assert.Equal(dokument.Id(), (await k.HentAsync($"/sbsys/api/delforloeb/{mappe.Id("ID")}")).Ok()["Dokumenter"]![0]!.Id());
        Assert.Equal(Raaklient.Pdf, (await k.HentAsync($"/sbsys/api/fil/{dokument["Filer"]![0]!.Id("ShortId")}")).Bytes);

        var note = (await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"SagID":{{{id}}},"Overskrift":"Opkald","Note":"<p>Aftalt<br/>møde</p>","KontaktTidspunkt":"2026-01-05T10:00:00.000Z"}""")).Ok();
        Assert.Equal("Opkald", note.Tekst("Overskrift"));
        var erindring = (await k.PostAsync("/sbsys/api/erindring", $$$"""{"SagId":{{{id}}},"Navn":"Ring op","Beskrivelse":"Om mødet","HarDeadline":false,"Ansvarlig":{"Id":{{{mig.Id()}}}},"Opretter":{"Id":{{{mig.Id()}}}}}""")).Ok();

        // The engine's own rule: nothing is left open on a closed case. It is said which.
        var lukket = await k.StatusAsync("Afsluttet");
        Assert.Contains("1 erindring er åben.", (await k.PutAsync($"/sbsys/api/sag/{id}/status", $$$"""{"SagsStatusID":{{{lukket}}},"Kommentar":"Færdig"}""")).Afvist(409), StringComparison.Ordinal);
        erindring["ErAfsluttet"] = true;
        Assert.True((await k.PutAsync($"/sbsys/api/erindring/{erindring.Id()}", erindring.Raa())).Ok()["ErAfsluttet"]!.GetValue<bool>());
        var afsluttet = (await k.PutAsync($"/sbsys/api/sag/{sag.Tekst("SagIdentity")}/status", $$$"""{"SagsStatusID":{{{lukket}}},"Kommentar":"Færdig"}""")).Ok();
        Assert.Equal("Afsluttet", afsluttet["SagsStatus"]!.Tekst("SagsTilstand"));
        Assert.Equal("Færdig", afsluttet.Tekst("SenesteStatusAendringKommentar"));

        // Closed meanwhile: what comes now is refused with the rule's words.
        Assert.Contains("afsluttet", (await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"SagID":{{{id}}},"Overskrift":"For sent","Note":"x","KontaktTidspunkt":"2026-01-05T10:00:00Z"}""")).Afvist(409), StringComparison.Ordinal);
    }

    /// <summary>A person whose cases lie elsewhere is not found, but can be registered and put on a case: by its number nobody else can.</summary>
    [Fact]
    public async Task En_person_med_sager_andre_steder_kan_kun_naevnes_af_den_der_kender_nummeret()
    {
        var (robot, sagsbehandler) = (await Raaklient.SomAsync(server), await Raaklient.SomAsync(server, "sagsbehandler"));
        var cpr = Verden.NytCpr();
        var person = (await sagsbehandler.PersonAsync(cpr, "Hemmelig Hansen")).Id();
        await sagsbehandler.SagAsync("En andens sag", $$$""","PrimaryPart":{"PartId":{{{person}}},"PartType":"Person"}""");

        Assert.Equal("[]", (await robot.PostAsync("/sbsys/api/person/search", $$$"""{"CprNummer":"{{{cpr}}}"}""")).Krop);
        (await robot.HentAsync($"/sbsys/api/part/person?id={person}")).Afvist(404);
        (await robot.PostAsync("/sbsys/api/sag/template", $$$"""{"SkabelonId":{{{await robot.SkabelonAsync()}}},"PrimaryPart":{"PartId":{{{person}}},"PartType":"Person"}}""")).Afvist(400);
        var oprettet = await robot.PersonAsync(cpr, "Prøve");
        Assert.Equal("Unavngivet", oprettet.Tekst("Navn"));
        Assert.Equal(person, oprettet.Id());
        var sag = await robot.SagAsync("Robottens sag", $$$""","PrimaryPart":{"PartId":{{{person}}},"PartType":"Person"}""");
        Assert.Equal(cpr, sag["PrimaryPart"]!.Tekst("CPRnummer"));
        Assert.Equal(0, (await robot.PostAsync("/sbsys/api/sag/search", """{"Titel":"En andens sag"}""")).Ok().Id("TotalNumberOfResults"));
    }

    [Fact]
    public async Task Tyve_robotter_paa_en_gang_arbejder_uden_fejl()
    {
        var fejl = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
        {
            var k = await Raaklient.SomAsync(server);
            var sag = (await k.SagAsync($"Robot {n}")).Id();
            for (var i = 0; i < 3; i++)
            {
                var svar = new[]
                {
                    await k.MultipartAsync("/sbsys/api/dokument/journaliser", Raaklient.Fildel("a.pdf", Raaklient.Pdf), Raaklient.JsonDel(string.Create(CultureInfo.InvariantCulture, $$$"""{"SagID":{{{sag}}},"DokumentNavn":"Nr. {{{i}}}"}"""))),
                    await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"SagID":{{{sag}}},"Overskrift":"o","Note":"n","KontaktTidspunkt":"2026-01-05"}"""),
                    await k.HentAsync($"/sbsys/api/sag/{sag}"),
                };
                Interlocked.Add(ref fejl, svar.Count(s => s.Status != 200));
            }

            if ((await k.HentAsync($"/sbsys/api/sag/{sag}/dokumenter")).Ok().AsArray().Count != 3)
                Interlocked.Increment(ref fejl);
        }));
        Assert.Equal(0, fejl);
    }
}
