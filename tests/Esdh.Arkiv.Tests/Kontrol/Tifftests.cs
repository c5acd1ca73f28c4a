using System.Diagnostics;
using System.Globalization;
using System.Text;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Kontrol;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>The reader of TIFF on pictures that libtiff's own tools have written.</summary>
[Trait("Database", "nej")]
public sealed class Tifftests : IDisposable
{
    private readonly string rod = Directory.CreateTempSubdirectory("arkivtest-tiff-").FullName;

    public void Dispose() => Directory.Delete(rod, recursive: true);

    [Theory]
    [InlineData("P4", "g4", false)]
    [InlineData("P4", "g4", true)]
    [InlineData("P4", "lzw", false)]
    [InlineData("P4", "lzw", true)]
    [InlineData("P4", "packbits", false)]
    [InlineData("P4", "packbits", true)]
    [InlineData("P4", "g3", false)]
    [InlineData("P5", "lzw", false)]
    [InlineData("P5", "lzw", true)]
    [InlineData("P5", "lzw:2", true)]
    [InlineData("P6", "lzw:2", false)]
    [InlineData("P6", "lzw:2", true)]
    [InlineData("P6", "packbits", true)]
    public async Task En_side_fra_libtiff_er_i_orden_og_blank_naar_den_er_det(string art, string kompression, bool blank)
    {
        var fund = await Sider(art, kompression, blank);

        Assert.Equal([], fund.Fund.Where(f => f.Alvor != Kontrolalvor.Oplysning).SelectMany(f => f.Steder.Select(s => $"{f.Nummer} {s}")));
        Assert.Equal((1, blank), (fund.Kontrol.Sider, fund.Kontrol.FoersteBlank));
    }

    [Theory]
    [InlineData("P4", "none", "5.E_3")]
    [InlineData("P5", "zip", "5.E_3")]
    [InlineData("P6", "jpeg", "5.E_3")]
    public async Task Kompression_som_ikke_er_tilladt_naevnes(string art, string kompression, string nummer)
    {
        var fund = await Sider(art, kompression, blank: false);

        Assert.Contains(nummer, fund.Fund.Select(f => f.Nummer));
    }

    private async Task<(IReadOnlyList<Kontrolfund> Fund, Tiffkontrol Kontrol)> Sider(string art, string kompression, bool blank)
    {
        const int Bredde = 203;
        const int Hoejde = 301;
        var (pnm, raa, tif) = (Path.Combine(rod, "a.pnm"), Path.Combine(rod, "raa.tif"), Path.Combine(rod, "a.tif"));
        var raekke = art switch { "P4" => (Bredde + 7) / 8, "P5" => Bredde, _ => Bredde * 3 };
        var data = new byte[raekke * Hoejde];
        Array.Fill(data, art == "P4" ? (byte)0 : (byte)255);
        if (!blank)
            data[(raekke * 150) + (raekke / 2)] = 0x5A;
        await File.WriteAllBytesAsync(pnm, [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{art}\n{Bredde} {Hoejde}\n{(art == "P4" ? "" : "255\n")}")), .. data]);
        await KoerAsync("ppm2tiff", ["-R", "200", "-c", "none", pnm, raa]);
        await KoerAsync("tiffcp", ["-c", kompression, "-r", "64", raa, tif]);
        var samler = new Fundsamler(20);
        var bytes = await File.ReadAllBytesAsync(tif);
        var kontrol = new Tiffkontrol(samler, "a.tif", new Vindue(null, bytes, bytes.Length), 100, alleBlankeIndtilNu: true);
        kontrol.Kontroller();
        return ([.. samler.Fund], kontrol);
    }

    private static async Task KoerAsync(string program, string[] valg)
    {
        using var proces = Process.Start(new ProcessStartInfo(program, valg) { RedirectStandardError = true })!;
        var fejl = await proces.StandardError.ReadToEndAsync();
        await proces.WaitForExitAsync();
        Assert.True(proces.ExitCode == 0, $"{program}: {fejl}");
    }
}
