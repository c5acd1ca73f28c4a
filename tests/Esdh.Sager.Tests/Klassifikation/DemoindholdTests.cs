using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Core.Identity;
using Esdh.Sager.Demonstration;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Sager.Tests.Klassifikation;

[Trait("Database", "nej")]
public class DemoindholdTests
{
    private static readonly DateOnly Idag = new(2026, 3, 2);
    private static readonly Demomyndighed[] Alle = [Demoindhold.Korsbaek(), Demoindhold.Maanekaer()];
    private static readonly Demomyndighed Korsbaek = Alle[0];

    [Fact]
    public void Planen_har_byggetilladelser_og_konkrete_sager_men_ikke_99_99_99()
    {
        var plan = Demoplan.Gaeldende;

        Assert.False(plan.FindEmne("02.34.02")!.ErUdgaaet(Idag));
        Assert.False(plan.FindFacet("G01")!.ErUdgaaet(Idag));
        Assert.Null(plan.FindEmne("99.99.99"));
        Assert.InRange(plan.Emner.Count(), 55, 70);
        Assert.InRange(plan.Hovedgrupper.Count, 12, 16);
        Assert.Equal(
            ["A00", "A26", "A53", "G01", "K02", "K03", "K08", "K09", "P19", "P21", "P22", "P25", "P27", "P35", "S29"],
            plan.Facetter.Select(f => f.Nummer));
        Assert.Equal(Enum.GetValues<Bevaring>().ToHashSet(), plan.Emner.Select(e => e.Bevaring).ToHashSet());
        Assert.Contains("opdigtet", plan.Titel, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emneplan.xml")]
    [InlineData("emneplan-naeste.xml")]
    public void Planens_fil_laeses_uden_en_eneste_melding(string navn)
    {
        using var emner = Demoplan.Fil(navn);
        using var facetter = Demoplan.Fil("facetter.xml");

        Assert.Empty(KleLaeser.Laes([new(navn, emner), new("facetter.xml", facetter)]).Meldinger);
    }

    [Fact]
    public void Udgaaede_emner_har_udgaaetdato_og_afloesere_der_gaelder()
    {
        var udgaaede = Demoplan.Gaeldende.Emner.Where(e => e.ErUdgaaet(Idag)).ToList();

        Assert.InRange(udgaaede.Count, 4, 10);
        Assert.All(udgaaede.Where(e => e.Afloesere.Count > 0), e => Assert.Equal(e.Afloesere.Count, Demoplan.Gaeldende.GaeldendeFor(e.Nummer, Idag).Count));
        Assert.Contains(udgaaede, e => e.Afloesere.Count == 2);
        Assert.Contains(udgaaede, e => e.Afloesere.Count == 0);
    }

    [Fact]
    public void Planens_uuid_er_entydige()
    {
        var plan = Demoplan.Gaeldende;
        var alle = plan.Hovedgrupper.Select(h => h.Uuid).Concat(plan.Hovedgrupper.SelectMany(h => h.Grupper).Select(g => g.Uuid))
            .Concat(plan.Emner.Select(e => e.Uuid)).Concat(plan.Facetkategorier.Select(k => k.Uuid)).Concat(plan.Facetter.Select(f => f.Uuid)).ToList();

        Assert.DoesNotContain(null, alle);
        Assert.Equal(alle.Count, alle.Distinct().Count());
    }

    [Fact]
    public void Indholdet_er_det_samme_hver_gang() =>
        Assert.Equal(JsonSerializer.Serialize(Korsbaek), JsonSerializer.Serialize(Demoindhold.Korsbaek()));

    [Fact]
    public void Ingen_kan_have_et_af_demonstrationens_cprnumre()
    {
        Assert.Equal(60, Korsbaek.Personer.Count);
        Assert.All(Alle.SelectMany(m => m.Personer), p =>
        {
            Assert.True(Cpr.TryParse(p.Cpr, out var cpr), p.Cpr);
            Assert.True(cpr.IsReplacement);
            Assert.True(cpr.BirthDate < Idag, p.Cpr);
        });
        Assert.All(Alle, m => Assert.Equal(m.Personer.Count, m.Personer.Select(p => p.Cpr).Distinct().Count()));
    }

    [Fact]
    public void Cvrnumre_bestaar_modulus_11_og_ligger_over_alle_i_brug()
    {
        var numre = Alle.SelectMany(m => m.Virksomheder.Select(v => v.Cvr).Append(m.Cvr)).ToList();

        Assert.Equal(15, Korsbaek.Virksomheder.Count);
        Assert.Equal(numre.Count, numre.Distinct().Count());
        Assert.All(numre, cvr =>
        {
            Assert.True(Cvr.TryParse(cvr, out _), cvr);
            Assert.StartsWith("9", cvr, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Adresser_telefoner_og_mails_kan_ingens_vaere() => Assert.All(Alle, m =>
    {
        Assert.All(m.Personer, p => Assert.True(p.Adresse.Postnummer == "4999" && p.Telefon.StartsWith("00 ", StringComparison.Ordinal) && p.Email.EndsWith(".example", StringComparison.Ordinal)));
        Assert.All(m.Virksomheder, v => Assert.True(v.Adresse.Postnummer == "4999" && v.Email.EndsWith(".example", StringComparison.Ordinal)));
        Assert.All(m.Brugere, b => Assert.Contains("demonstration", b.Titel, StringComparison.Ordinal));
    });

    [Fact]
    public void De_brugere_som_logon_naevner_findes()
    {
        string[] faste = ["sagsbehandler", "kollega", "leder", "arkivar", "revisor", "logkontrollant", "administrator", "robot"];
        Assert.All(Alle, m => Assert.Empty(faste.Except(m.Brugere.Select(b => b.Brugernavn))));
        Assert.InRange(Korsbaek.Brugere.Count, 28, 34);
        Assert.All(Alle, m => Assert.All(m.Brugere, b => Assert.Contains(m.Enheder, e => e.Noegle == b.Enhed)));
    }

    [Fact]
    public void Der_er_200_sager_i_en_blanding_som_til_hverdag()
    {
        var sager = Korsbaek.Sager;

        Assert.Equal(200, sager.Count);
        Assert.Equal(8, sager.Select(s => s.Skabelon).Distinct().Count());
        Assert.Equal(Korsbaek.Statusser.Select(s => s.Noegle).Order(), sager.Select(s => s.Status).Concat(Korsbaek.Skabeloner.Select(s => s.Status)).Distinct().Order());
        Assert.InRange(sager.Count(s => s.AfsluttetDageSiden is not null), 40, 80);
        Assert.InRange(sager.Count(s => s.KunFor.Count > 0), 5, 15);
        Assert.InRange(sager.Count(s => s.Oversag is not null), 2, 10);
        Assert.Contains(sager, s => s.Samlesag);
        Assert.Contains(sager, s => s.Papir);
        Assert.Contains(sager, s => s.Relaterede.Count > 0);
        Assert.Contains(sager, s => s.Beslutning is not null);
        Assert.Contains(sager, s => s.OprettetDageSiden == 0);
        Assert.Contains(sager.SelectMany(s => s.Parter), p => p.Repraesenterer is not null);
        Assert.InRange(sager.SelectMany(s => s.Erindringer).Count(e => e is { Klaret: false, FristOmDage: < 0 }), 8, 60);
        var beskyttede = Korsbaek.Personer.Where(p => p.BeskyttetDageEndnu is not null).Select(p => p.Noegle).ToHashSet();
        Assert.Contains(sager.SelectMany(s => s.Parter), p => beskyttede.Contains(p.Hvem));
        var mine = sager.Where(s => s is { Behandler: "sagsbehandler", AfsluttetDageSiden: null }).ToList();
        Assert.InRange(mine.Count, 10, 30);
        Assert.Contains(mine.SelectMany(s => s.Erindringer), e => e is { Klaret: false, FristOmDage: < 0 });
        Assert.Contains(mine.SelectMany(s => s.Dokumenter), d => d is { Tilstand: Demodokumenttilstand.Ujournaliseret, DageSiden: > 6 });
        Assert.Equal(Enum.GetValues<Foelsomhed>().ToHashSet(), sager.Select(s => s.Foelsomhed).ToHashSet());
    }

    [Fact]
    public void Der_er_dokumenter_i_alle_tilstande_og_nogle_er_for_sent_journaliseret()
    {
        var dokumenter = Korsbaek.Sager.SelectMany(s => s.Dokumenter).ToList();
        var ujournaliserede = dokumenter.Where(d => d.Tilstand == Demodokumenttilstand.Ujournaliseret).ToList();

        Assert.InRange(dokumenter.Sum(d => d.Filer.Count), 300, 420);
        Assert.Contains(dokumenter, d => d.Tilstand == Demodokumenttilstand.Kladde);
        Assert.InRange(ujournaliserede.Count(d => d.DageSiden == 7), 3, 20);
        Assert.InRange(ujournaliserede.Count(d => d.DageSiden > 13), 3, 20);
        Assert.Contains(ujournaliserede, d => d.DageSiden <= 3);
        Assert.Equal(Enum.GetValues<Demofilart>().ToHashSet(), dokumenter.SelectMany(d => d.Filer).Select(f => f.Art).ToHashSet());
        Assert.Contains(dokumenter, d => d.PaaPostliste);
    }

    [Fact]
    public void Alle_henvisninger_peger_paa_noget_der_findes() => Assert.All(Alle, m =>
    {
        var parter = m.Personer.Select(p => p.Noegle).Concat(m.Virksomheder.Select(v => v.Noegle)).ToHashSet();
        var brugere = m.Brugere.Select(b => b.Brugernavn).ToHashSet();
        var enheder = m.Enheder.Select(e => e.Noegle).ToHashSet();
        var roller = m.Partsroller.Select(r => r.Noegle).ToHashSet();
        var typer = m.Erindringstyper.Select(t => t.Noegle).ToHashSet();
        var dokumenttyper = m.Dokumenttyper.Select(t => t.Noegle).ToHashSet();
        var set = new HashSet<string>();
        Assert.All(m.Skabeloner, s =>
        {
            Assert.All(s.Emner, nr => Assert.False(Demoplan.Gaeldende.FindEmne(nr)!.ErUdgaaet(Idag), nr));
            Assert.All(s.Facetter, nr => Assert.NotNull(Demoplan.Gaeldende.FindFacet(nr)));
            Assert.Subset(roller, s.Partsroller.ToHashSet());
            Assert.Subset(typer, s.Erindringer.ToHashSet());
            Assert.Contains(s.Enhed, enheder);
        });
        Assert.All(m.Sager, s =>
        {
            Assert.False(Demoplan.Gaeldende.FindEmne(s.Emne)!.ErUdgaaet(Idag), s.Emne);
            Assert.NotNull(Demoplan.Gaeldende.FindFacet(s.Facet));
            Assert.Contains(s.Enhed, enheder);
            Assert.Contains(s.Behandler, brugere);
            Assert.Subset(brugere, s.KunFor.ToHashSet());
            Assert.Subset(set, s.Relaterede.Append(s.Oversag ?? s.Noegle).Where(n => n != s.Noegle).ToHashSet());
            Assert.True(set.Add(s.Noegle), s.Noegle);
            Assert.Subset(parter, s.Parter.Select(p => p.Hvem).Concat(s.Parter.Select(p => p.Repraesenterer ?? p.Hvem)).ToHashSet());
            Assert.Subset(roller, s.Parter.Select(p => p.Rolle).ToHashSet());
            Assert.Subset(typer, s.Erindringer.Select(e => e.Type).ToHashSet());
            Assert.Subset(brugere, s.Erindringer.Select(e => e.Ansvarlig).Concat(s.Notater.Select(n => n.Forfatter)).ToHashSet());
            Assert.Subset(dokumenttyper, s.Dokumenter.Select(d => d.Dokumenttype).ToHashSet());
            Assert.All(s.Dokumenter, d => Assert.True(d.Part is null || s.Parter.Any(p => p.Hvem == d.Part)));
            Assert.All(s.Dokumenter, d => Assert.True(d.Delforloeb is null || d.Delforloeb <= s.Delforloeb.Count));
        });
    });

    [Fact]
    public void Hver_sag_overholder_sin_skabelon() => Assert.All(Alle, m => Assert.All(m.Sager, s =>
    {
        var skabelon = m.Skabeloner.Single(t => t.Noegle == s.Skabelon);
        Assert.True(skabelon.Emner.Count == 0 || skabelon.Emner.Contains(s.Emne), $"{s.Noegle} {s.Emne}");
        Assert.True(skabelon.Facetter.Count == 0 || skabelon.Facetter.Contains(s.Facet), $"{s.Noegle} {s.Facet}");
        Assert.True(skabelon.Partsregel < Partsregel.Kraeves || s.Parter.Count > 0);
        Assert.True(skabelon.Partsregel != Partsregel.Ingen || s.Parter.Count == 0);
        Assert.True(s.Parter.Count(p => p.Primaer) <= 1);
        Assert.True(skabelon.Partsregel != Partsregel.PrimaerKraeves || s.Parter.Any(p => p.Primaer));
        Assert.True(skabelon.Partsroller.Count == 0 || s.Parter.All(p => skabelon.Partsroller.Contains(p.Rolle)), s.Noegle);
        Assert.Equal(s.Parter.Count, s.Parter.Select(p => p.Hvem).Distinct().Count());
    }));

    [Fact]
    public void En_afsluttet_sag_mangler_intet_og_intet_sker_foer_oprettelsen_eller_efter_afslutningen() => Assert.All(Alle, m => Assert.All(m.Sager, s =>
    {
        var status = m.Statusser.Single(t => t.Noegle == s.Status);
        var til = s.AfsluttetDageSiden ?? 0;
        Assert.Equal(status.Tilstand == Tilstand.Afsluttet, s.AfsluttetDageSiden is not null);
        Assert.Equal(status.KraeverKommentar, s.Statuskommentar is not null);
        Assert.True(s.OprettetDageSiden >= 0 && til >= 0);
        Assert.All(s.Dokumenter.Select(d => d.DageSiden).Concat(s.Notater.Select(n => n.DageSiden)), dag => Assert.True(dag >= til && dag <= s.OprettetDageSiden, $"{s.Noegle}: {til} <= {dag} <= {s.OprettetDageSiden}"));
        Assert.True(s.Afgoerelse is null || (s.Afgoerelse.DageSiden >= til && s.Afgoerelse.DageSiden <= s.OprettetDageSiden), s.Noegle);
        Assert.True(s.Beslutning is null || (s.Beslutning.DageSiden >= til && s.Beslutning.DageSiden <= s.OprettetDageSiden), s.Noegle);
        if (s.AfsluttetDageSiden is not null)
        {
            Assert.All(s.Dokumenter, d => Assert.Equal(Demodokumenttilstand.Journaliseret, d.Tilstand));
            Assert.All(s.Erindringer, e => Assert.True(e.Klaret));
            Assert.All(s.Notater, n => Assert.True(n.Endeligt));
        }
    }));

    [Fact]
    public void Offentlige_titler_navngiver_ingen() => Assert.All(Alle, m => Assert.All(m.Sager, s =>
        Assert.DoesNotContain(m.Personer, p => s.OffentligTitel.Contains(p.Navn, StringComparison.Ordinal))));

    [Fact]
    public void Filerne_er_rigtige_forskellige_og_hurtigt_lavet()
    {
        var filer = Korsbaek.Sager.SelectMany(s => s.Dokumenter).SelectMany(d => d.Filer.Select(f => (Fil: f, d.DageSiden))).ToList();
        var ur = Stopwatch.StartNew();
        var lavet = filer.ConvertAll(f => (f.Fil, Bytes: Demofiler.Lav(f.Fil, Idag.AddDays(-f.DageSiden))));
        Assert.True(ur.Elapsed < TimeSpan.FromSeconds(4), $"{ur.Elapsed}");

        Assert.Equal(lavet.Count, lavet.Select(f => Convert.ToHexString(SHA256.HashData(f.Bytes))).Distinct().Count());
        Assert.All(lavet, f => Assert.Equal(f.Bytes, Demofiler.Lav(f.Fil, Idag.AddDays(-filer.First(g => ReferenceEquals(g.Fil, f.Fil)).DageSiden))));
        Assert.All(lavet, f =>
        {
            var tekst = Encoding.Latin1.GetString(f.Bytes);
            switch (f.Fil.Art)
            {
                case Demofilart.Docx:
                    using (var zip = new ZipArchive(new MemoryStream(f.Bytes)))
                    using (var document = new StreamReader(zip.GetEntry("word/document.xml")!.Open()))
                    {
                        Assert.Contains(Demoindhold.Maerke, document.ReadToEnd(), StringComparison.Ordinal);
                    }

                    break;
                case Demofilart.Pdf:
                    Assert.StartsWith("%PDF-1.4", tekst, StringComparison.Ordinal);
                    Assert.Contains(Demoindhold.Maerke, tekst, StringComparison.Ordinal);
                    var xref = int.Parse(tekst.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
                    Assert.Equal("xref", tekst.Substring(xref, 4));
                    break;
                case Demofilart.Eml:
                    Assert.StartsWith("From: ", tekst, StringComparison.Ordinal);
                    Assert.DoesNotContain(f.Bytes, b => b > 127);
                    break;
                case Demofilart.Png:
                    Assert.Equal([0x89, 0x50, 0x4E, 0x47], f.Bytes[..4]);
                    break;
            }
        });
    }
}
