using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Kontrol;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>What strangers send, where they put it, and how the answer looks.</summary>
[Trait("Database", "nej")]
public sealed class Fremmedetests : IDisposable
{
    private readonly string rod = Directory.CreateTempSubdirectory("arkivtest-fremmed-").FullName;

    public void Dispose() => Directory.Delete(rod, recursive: true);

    [Fact]
    public async Task Et_medie_mappen_med_medierne_og_begyndelsen_af_deres_navne_er_den_samme_version()
    {
        var samlet = Path.Combine(rod, Proeveversion.Id);
        new Proeveversion().Skriv(samlet);
        foreach (var sti in new[] { samlet, samlet + "/", Path.Combine(samlet, Proeveversion.M1), Path.Combine(samlet, Proeveversion.M2), Path.Combine(samlet, Proeveversion.Id), Path.Combine(samlet, "..", Proeveversion.Id) })
        {
            var rapport = await Arkivkontrol.KoerAsync(sti, null, CancellationToken.None);
            Assert.Equal((Proeveversion.Id, 2, 0), (rapport.Version, rapport.Medier.Count, rapport.Fund.Count));
        }
    }

    [Theory]
    [InlineData("findesikke", "findes ikke")]
    [InlineData("tom", "Der er ingen arkiveringsversion")]
    [InlineData("fil", "er en fil")]
    [InlineData("to", "flere arkiveringsversioner")]
    [InlineData("AVID.KORS.7", "findes ikke")]
    [InlineData("nul\0tegn", "kan ikke læses som en sti")]
    public async Task Hvor_der_ingen_version_er_siges_det(string hvor, string svar)
    {
        Directory.CreateDirectory(Path.Combine(rod, "tom"));
        await File.WriteAllTextAsync(Path.Combine(rod, "fil"), "x");
        Directory.CreateDirectory(Path.Combine(rod, "to", "AVID.A1.1.1"));
        Directory.CreateDirectory(Path.Combine(rod, "to", "AVID.SA.1.1"));
        Directory.CreateDirectory(Path.Combine(rod, "to", "AVID.SA.2.1"));

        var nej = await Assert.ThrowsAsync<KontrolUmuligException>(() => Arkivkontrol.KoerAsync(Path.Combine(rod, hvor), null, CancellationToken.None));

        Assert.Contains(svar, nej.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stederne_er_faa_i_raekkefoelge_og_talt_noejagtigt()
    {
        var p = new Proeveversion();
        p.Fil(Proeveversion.Tabelfil(3), string.Concat(Encoding.UTF8.GetString(p.Bytes(Proeveversion.Tabelfil(3))).Replace("</table>\n", "", StringComparison.Ordinal), string.Concat(Enumerable.Range(1, 500).Select(i => FormattableString.Invariant($"<row><c1>{i}</c1><c2>Emne </c2></row>\n"))), "</table>\n"));
        p.RetAlle(Proeveversion.Indeks("tableIndex"), "<rows>2</rows></table>\n<table><name>DOKUMENTPARTER", "<rows>502</rows></table>\n<table><name>DOKUMENTPARTER").Skriv(rod);

        var rapport = await Arkivkontrol.KoerAsync(rod, new() { MaksSteder = 3 }, null, CancellationToken.None);

        var fund = Assert.Single(rapport.Fund);
        Assert.Equal(("4.D_12", 500L), (fund.Nummer, fund.Antal));
        Assert.Equal([3L, 4L, 5L], fund.Steder.Select(s => s.Raekke!.Value));
        Assert.All(fund.Steder, s => Assert.Equal((Proeveversion.Tabelfil(3), "EMNER", "Tekst"), (s.Fil, s.Tabel, s.Kolonne)));
        Assert.Equal((0L, 500L, true), (rapport.AntalFejl, rapport.AntalBemaerkninger, rapport.ErFejlfri));
        var tekst = new StringWriter();
        Kontrolskrift.Tekst(rapport, tekst);
        Assert.Contains("... og 497 til", tekst.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Proeveversion.Tabelfil(3)}, tabel EMNER, række 3, kolonne Tekst", tekst.ToString(), StringComparison.Ordinal);
        var json = new MemoryStream();
        await Kontrolskrift.JsonAsync(rapport, json, CancellationToken.None);
        using var laest = JsonDocument.Parse(json.ToArray());
        Assert.Equal(500, laest.RootElement.GetProperty("fund")[0].GetProperty("antal").GetInt32());
        Assert.Equal("bemaerkning", laest.RootElement.GetProperty("fund")[0].GetProperty("alvor").GetString());
    }

    [Fact]
    public async Task Navne_der_flytter_markoeren_skrives_uden()
    {
        new Proeveversion().Bagefter(r => File.WriteAllText(Path.Combine(r, Proeveversion.M1, "\u001b[2J\u202etxt.fil"), "x")).Skriv(rod);

        var rapport = await Arkivkontrol.KoerAsync(rod, null, CancellationToken.None);

        var sted = Assert.Single(Assert.Single(rapport.Fund).Steder);
        Assert.DoesNotContain(sted.Fil!, c => char.IsControl(c) || c == '\u202e');
    }

    [Fact]
    public async Task Et_roer_i_mappen_laeses_ikke()
    {
        var sti = Proeveversion.Dokument(7) + "/2.tif";
        new Proeveversion().Bagefter(r =>
        {
            File.Delete(Path.Combine(r, sti));
            using var mkfifo = Process.Start("mkfifo", [Path.Combine(r, sti)]);
            mkfifo.WaitForExit();
        }).Skriv(rod);
        // Opened, it would wait for somebody to write.
        var koersel = Arkivkontrol.KoerAsync(rod, null, CancellationToken.None);
        Assert.Same(koersel, await Task.WhenAny(koersel, Task.Delay(TimeSpan.FromSeconds(60))));

        Assert.Equal(["4.C.2_3", "5.E_12"], (await koersel).Fund.Select(f => f.Nummer));
    }

    [Fact]
    public async Task En_afbrudt_kontrol_efterlader_intet()
    {
        new Proeveversion().Skriv(rod);
        var arbejde = Directory.CreateDirectory(Path.Combine(rod, "arbejde")).FullName;
        using var stop = new CancellationTokenSource();
        var valg = new Kontrolindstillinger
        {
            Arbejdsmappe = arbejde,
            Aabn = sti =>
            {
                if (sti.EndsWith(".mp3", StringComparison.Ordinal))
                    stop.Cancel();
                return File.OpenHandle(sti);
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Arkivkontrol.KoerAsync(rod, valg, null, stop.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(arbejde));
    }

    [Fact]
    public async Task Fremdriften_naar_til_den_sidste_fil()
    {
        new Proeveversion().Skriv(rod);
        List<Kontrolfremdrift> set = [];

        var rapport = await Arkivkontrol.KoerAsync(rod, new Straks(set), CancellationToken.None);

        Assert.Equal(rapport.Filer, set[^1].Filer);
        Assert.Equal(rapport.Filer, set[^1].AfFiler);
        Assert.True(set.Select(s => s.Trin).Distinct().Count() >= 4);
    }

    /// <summary>Bytes are changed, cut and put in everywhere; the answer is findings, and never anything else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Oedelagte_bytes_giver_fund_og_aldrig_andet(int froe)
    {
#pragma warning disable CA5394 // drawn faults, not secrets
        var tilfaeldig = new Random(froe);
        for (var gang = 0; gang < 25; gang++)
        {
            var p = new Proeveversion();
            foreach (var sti in p.Stier.Where(s => !s.Contains("Schemas/standard", StringComparison.Ordinal)).ToList())
            {
                if (tilfaeldig.Next(3) == 0)
                    continue;
                var bytes = p.Bytes(sti).ToList();
                for (var i = tilfaeldig.Next(1, 6); i > 0; i--)
                {
                    var sted = tilfaeldig.Next(bytes.Count);
                    switch (tilfaeldig.Next(4))
                    {
                        case 0:
                            bytes[sted] = (byte)tilfaeldig.Next(256);
                            break;
                        case 1:
                            bytes[sted] = (byte)(tilfaeldig.Next(2) * 255);
                            break;
                        case 2 when bytes.Count > 8:
                            bytes.RemoveRange(sted, Math.Min(tilfaeldig.Next(4), bytes.Count - sted - 1));
                            break;
                        default:
                            bytes.Insert(sted, (byte)tilfaeldig.Next(256));
                            break;
                    }
                }

                p.Fil(sti, [.. bytes]);
            }

            var mappe = Path.Combine(rod, FormattableString.Invariant($"{gang}"));
            p.Skriv(mappe);
            var rapport = await Arkivkontrol.KoerAsync(mappe, null, CancellationToken.None);
            Assert.NotEmpty(rapport.Fund);
            Kontrolskrift.Tekst(rapport, TextWriter.Null);
        }
#pragma warning restore CA5394
    }

    /// <summary>Portions of ten, so that a thousand keys become a hundred runs on the disk.</summary>
    [Fact]
    public void Noegler_sorteres_uden_for_hukommelsen()
    {
#pragma warning disable CA5394 // drawn keys, not secrets
        var tilfaeldig = new Random(7);
        using var fil = new Noeglefil(rod, 10);
        List<Noeglepost> alle = [];
        for (var i = 0; i < 1_003; i++)
        {
            Noeglepost post = new((UInt128)(ulong)tilfaeldig.NextInt64(300) << 70, i);
            alle.Add(post);
            fil.Tilfoej(post.Noegle, post.Raekke);
        }
#pragma warning restore CA5394

        fil.Faerdig();

        Assert.Equal(alle.Order(), fil.Sorteret());
        Assert.Equal(alle.Order(), fil.Sorteret()); // and again
    }

    private sealed class Straks(List<Kontrolfremdrift> set) : IProgress<Kontrolfremdrift>
    {
        public void Report(Kontrolfremdrift value)
        {
            lock (set)
                set.Add(value);
        }
    }
}
