using System.Globalization;
using Esdh.Arkiv.Version;
using Microsoft.Data.Sqlite;

namespace Esdh.Arkiv.Tests.Version;

[Trait("Database", "nej")]
public sealed class TabelkatalogTests
{
    [Fact]
    public void Tabellerne_er_som_arkivet_vil_have_dem() => Assert.Empty(Tabel.Fejl(Tabelkatalog.Alle));

    [Fact]
    public void Reserverede_ord_ens_navne_ene_tabeller_og_skaeve_noegler_findes()
    {
        var en = new Tabel("User", "En tabel", [new("Id", Celletype.Heltal, "Nummeret"), new("ID", Celletype.Tekst, "x", true)], ["Id"], []);
        var to = new Tabel("Barn", "Endnu en", [new("BarnID", Celletype.Heltal, "Nummeret", true)], ["BarnID"], [new("BarnID", "Findesikke", "Id")]);

        var fejl = Tabel.Fejl([en, to]).ToList();

        Assert.Contains(fejl, f => f.Contains("User kan ikke være et navn", StringComparison.Ordinal));
        Assert.Contains(fejl, f => f.Contains("bruges to gange", StringComparison.Ordinal));
        Assert.Contains(fejl, f => f.Contains("er ikke beskrevet", StringComparison.Ordinal));
        Assert.Contains(fejl, f => f.Contains("mangler eller kan være tom", StringComparison.Ordinal));
        Assert.Contains(fejl, f => f.Contains("peger ikke på en hel nøgle", StringComparison.Ordinal));
        Assert.Contains(fejl, f => f.Contains("står alene", StringComparison.Ordinal));
    }

    [Fact]
    public void Visningerne_kan_koeres_paa_tabellerne_og_hedder_AV()
    {
        using var db = new SqliteConnection("Data Source=:memory:");
        db.Open();
        foreach (var tabel in Tabelkatalog.Alle)
            Koer($"create table {tabel.Navn} ({string.Join(", ", tabel.Kolonner.Select(k => k.Navn))})");
        Assert.True(Tabelkatalog.Visninger.Count >= 3);
        foreach (var (navn, sql, beskrivelse) in Tabelkatalog.Visninger)
        {
            Assert.StartsWith("AV", navn, StringComparison.Ordinal);
            Assert.True(Tabel.ErNavn(navn));
            Assert.True(beskrivelse.Length > 20);
            Koer(sql);
        }

        void Koer(string sql)
        {
            using var kommando = db.CreateCommand();
#pragma warning disable CA2100 // our own
            kommando.CommandText = sql;
#pragma warning restore CA2100
            kommando.ExecuteNonQuery();
        }
    }

    [Theory]
    [InlineData("  mellemrum  ", "mellemrum", 0)]
    [InlineData("   ", null, 0)]
    [InlineData("æøå\tlinje\nny", "æøå\tlinje\nny", 0)]
    [InlineData("nul\u0000og\u0007klokke", "nul\uFFFDog\uFFFDklokke", 2)]
    [InlineData("privat\uE000", "privat\uFFFD", 1)]
    [InlineData("hel\U0001F600", "hel\U0001F600", 0)]
    [InlineData("intet\uFFFEtegn\uFDD0", "intet\uFFFDtegn\uFFFD", 2)]
    public void Tekst_renses_for_det_arkivet_afviser_og_det_taelles(string raa, string? ren, int erstattet)
    {
        var tekst = new Arkivtekst();
        Assert.Equal(ren, tekst.Ren(raa));
        Assert.Equal(erstattet, tekst.Erstattet);
    }

    [Fact]
    public void Et_halvt_tegn_erstattes() => Assert.Equal("halv\uFFFD", new Arkivtekst().Ren("halv" + (char)0xD83D));

    [Fact]
    public void Formplanen_vaelger_den_laengste_begyndelse_der_gaelder()
    {
        var plan = Formplan.Laes(new StringReader("# plan\n2020-01-01;02;A;Byggeri\n2020-01-01;02.34;A.1;Byggesager\n2027-01-01;02.34;A.9;Senere\n2024-01-01;02.34.02;A.1.2;Huse\n"), "Prøve", new(2026, 1, 1));

        Assert.Equal("A.1.2", plan.Klasse("02.34.02").Kode);
        Assert.Equal("A.1", plan.Klasse("02.34.04").Kode);
        Assert.Equal("A", plan.Klasse("02.00.00").Kode);
        Assert.Equal("IKKE_FASTSAT", plan.Klasse("28.09.40").Kode);
        Assert.Equal("IKKE_FASTSAT", plan.Klasse("02.3").Kode is "A" ? "IKKE_FASTSAT" : "fejl");
        Assert.Contains("Linje 1", Assert.Throws<InvalidDataException>(() => Formplan.Laes(new StringReader("i går;02;A;B"), "x", new(2026, 1, 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AVID.SA.18005", true)]
    [InlineData("AVID.KØB.1", true)]
    [InlineData("AVID.SA.01", false)]
    [InlineData("avid.sa.1", false)]
    [InlineData("AVID.SA.1/../2", false)]
    [InlineData("AVID.SA.1\n", false)]
    public void Et_arkivid_har_sin_form(string id, bool ja) => Assert.Equal(ja, Versionsplan.ErAvid(id));

    [Fact]
    public void Datoer_skrives_som_de_er_ogsaa_gamle() =>
        Assert.Equal("1688-02-29", Celle.Dato("1688-02-29").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
