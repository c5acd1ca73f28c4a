using System.Globalization;
using System.Text;
using Esdh.Arkiv.Version;
using Esdh.Arkiv.Version.Tiff;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>Pages are written as libtiff reads them, to the dot.</summary>
[Trait("Database", "nej")]
public sealed class TiffskriverTests : IDisposable
{
    private readonly string _mappe = Directory.CreateTempSubdirectory("esdh-tiff").FullName;

    public void Dispose() => Directory.Delete(_mappe, recursive: true);

    public static TheoryData<int, int, int, int> Sider
    {
        get
        {
            TheoryData<int, int, int, int> data = [];
            foreach (var (bredde, hoejde) in new[] { (1, 1), (7, 3), (8, 8), (1653, 40), (2481, 9), (9000, 5), (33, 200) })
            {
                foreach (var taethed in new[] { 0, 2, 50, 500, 1000 })
                    data.Add(bredde, hoejde, taethed, bredde + taethed);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sider))]
    public async Task En_sort_hvid_side_er_den_samme_efter_gruppe_4(int bredde, int hoejde, int taethed, int froe)
    {
        var punkter = Punkter(bredde, hoejde, froe, (tilfaeldig, foer) => tilfaeldig.Next(1000) < taethed ? (byte)(tilfaeldig.Next(2) * 255) : foer);
        var tiff = Skriv(bredde, hoejde, Rgb(punkter));

        var raekke = (bredde + 7) / 8;
        var side = Assert.Single(await Proevetiff.SiderAsync(tiff));
        Assert.Equal(raekke * hoejde, side.Length);
        for (var y = 0; y < hoejde; y++)
        {
            for (var x = 0; x < bredde; x++)
                Assert.True((punkter[(y * bredde) + x] == 0) == ((side[(y * raekke) + (x / 8)] >> (7 - (x % 8)) & 1) == 1), $"{x},{y}");
        }

        var info = await Proevetiff.KoerAsync("tiffinfo", tiff);
        Assert.Contains("Compression Scheme: CCITT Group 4", info, StringComparison.Ordinal);
        Assert.Contains("Samples/Pixel: 1", info, StringComparison.Ordinal);
        Assert.Contains("Resolution: 200, 200 pixels/inch", info, StringComparison.Ordinal);
        Assert.DoesNotContain("arning", info, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(64, 64, 2)]
    [InlineData(1653, 300, 3)]
    [InlineData(700, 900, 255)]
    public async Task Graa_og_farvede_sider_er_de_samme_efter_lzw(int bredde, int hoejde, int variation)
    {
        var graa = Punkter(bredde, hoejde, 1, (t, foer) => t.Next(10) == 0 ? (byte)(100 + t.Next(variation)) : foer == 255 ? (byte)100 : foer);
        var farvet = Punkter(bredde * 3, hoejde, 2, (t, foer) => (byte)(t.Next(3) == 0 ? t.Next(variation) : foer));
        farvet[0] = 7;
        farvet[1] = 9;
        var sti = Path.Combine(_mappe, "to.tif");
        using (var skriver = new Tiffskriver(sti))
        {
            skriver.Side(Ppm(bredde, hoejde, Rgb(graa)), 300);
            skriver.Side(Ppm(bredde, hoejde, farvet), 300);
            Assert.Equal(2, skriver.Sider);
            skriver.Slut();
        }

        var sider = await Proevetiff.SiderAsync(sti);
        Assert.Equal(graa, sider[0]);
        Assert.Equal(farvet, sider[1]);
        Assert.Contains("Compression Scheme: LZW", await Proevetiff.KoerAsync("tiffinfo", sti), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P5\n1 1\n255\n0")]
    [InlineData("P6\n0 1\n255\n")]
    [InlineData("P6\n999999 1\n255\n")]
    public void En_fil_der_ikke_er_en_side_afvises(string indhold)
    {
        var ppm = Path.Combine(_mappe, "x.ppm");
        File.WriteAllText(ppm, indhold);
        using var skriver = new Tiffskriver(Path.Combine(_mappe, "x.tif"));
        Assert.Throws<InvalidDataException>(() => skriver.Side(ppm, 200));
    }

    [Theory]
    [InlineData(nameof(Filtilstand.Uform))]
    [InlineData(nameof(Filtilstand.Fejl))]
    [InlineData(nameof(Filtilstand.Laast))]
    public async Task Et_erstatningsdokument_er_en_side_som_andre(string tilstand)
    {
        var sti = Path.Combine(_mappe, "1.tif");
        Erstatning.Skriv(Enum.Parse<Filtilstand>(tilstand), sti);
        var info = await Proevetiff.KoerAsync("tiffinfo", sti);
        Assert.Contains("Image Width: 165", info, StringComparison.Ordinal);
        Assert.Contains("Samples/Pixel: 1", info, StringComparison.Ordinal);
    }

    private static byte[] Punkter(int bredde, int hoejde, int froe, Func<Random, byte, byte> naeste)
    {
#pragma warning disable CA5394 // the same each time
        var tilfaeldig = new Random(froe);
        var punkter = new byte[bredde * hoejde];
        byte foer = 255;
        for (var i = 0; i < punkter.Length; i++)
            punkter[i] = foer = naeste(tilfaeldig, foer);
        return punkter;
#pragma warning restore CA5394
    }

    private static byte[] Rgb(byte[] punkter) => [.. punkter.SelectMany(p => new[] { p, p, p })];

    private string Ppm(int bredde, int hoejde, byte[] rgb)
    {
        var sti = Path.Combine(_mappe, "side.ppm");
        File.WriteAllBytes(sti, [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6\n{bredde} {hoejde}\n255\n")), .. rgb]);
        return sti;
    }

    private string Skriv(int bredde, int hoejde, byte[] rgb)
    {
        var sti = Path.Combine(_mappe, "en.tif");
        using var skriver = new Tiffskriver(sti);
        skriver.Side(Ppm(bredde, hoejde, rgb), 200);
        skriver.Slut();
        return sti;
    }
}
