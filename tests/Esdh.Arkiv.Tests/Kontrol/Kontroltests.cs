using System.Diagnostics;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Kontrol;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>The checker on a right version, on one broken version for each check, and on what strangers send.</summary>
[Trait("Database", "nej")]
public sealed class Kontroltests : IDisposable
{
    private readonly string rod = Directory.CreateTempSubdirectory("arkivtest-proeve-").FullName;

    public static TheoryData<string> Numre => [.. Brud.Alle.Select(b => b.Navn)];

    public void Dispose() => Directory.Delete(rod, recursive: true);

    [Fact]
    public async Task En_rigtig_version_har_ingen_fund()
    {
        new Proeveversion().Skriv(rod);

        var rapport = await Arkivkontrol.KoerAsync(rod, null, CancellationToken.None);

        Assert.Equal([], rapport.Fund.SelectMany(f => f.Steder.Select(s => $"{f.Nummer} {s}")));
        Assert.Empty(rapport.Udeladt);
        Assert.Equal(Proeveversion.Id, rapport.Version);
        Assert.Equal([Proeveversion.M1, Proeveversion.M2], rapport.Medier);
        Assert.Equal(Directory.EnumerateFiles(rod, "*", SearchOption.AllDirectories).Count(), rapport.Filer);
        Assert.Equal(Directory.EnumerateFiles(rod, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), rapport.Byte);
    }

    [Theory, MemberData(nameof(Numre))]
    public async Task Et_brud_faar_netop_sin_kontrol_til_at_tale(string navn)
    {
        var brud = Brud.Alle.Single(b => b.Navn == navn);
        var version = new Proeveversion();
        brud.Bryd(version);
        version.Skriv(rod);

        var rapport = await Arkivkontrol.KoerAsync(rod, brud.Valg ?? new(), null, CancellationToken.None);

        var ventet = brud.Foelger.Append(brud.Nummer).Where(n => Kontrolpunkt.Alle.Single(p => p.Nummer == n).Alvor != Kontrolalvor.Oplysning).Order(StringComparer.Ordinal);
        Assert.True(ventet.SequenceEqual(rapport.Fund.Select(f => f.Nummer).Order(StringComparer.Ordinal)), string.Join("\n", rapport.Fund.SelectMany(f => f.Steder.Select(s => $"{f.Nummer} {s}"))));
        Assert.Contains(brud.Nummer, rapport.Fund.Concat(rapport.Oplysninger).Select(f => f.Nummer));
    }

    [Fact]
    public void Hver_kontrol_har_et_brud() =>
        Assert.Equal(Kontrolpunkt.Alle.Select(p => p.Nummer).Order(StringComparer.Ordinal), Brud.Alle.Select(b => b.Nummer).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Hver_kontrol_har_sit_eget_nummer_en_kilde_og_hele_saetninger()
    {
        Assert.Equal(Kontrolpunkt.Alle.Count, Kontrolpunkt.Alle.Select(p => p.Nummer).Distinct().Count());
        Assert.All(Kontrolpunkt.Alle, p =>
        {
            Assert.EndsWith(".", p.Tekst, StringComparison.Ordinal);
            Assert.True(p.Paragraf == "Intern regel" || p.Paragraf.StartsWith("BEK 128, pkt. ", StringComparison.Ordinal), p.Nummer);
        });
    }

    [Fact]
    public async Task Xmllint_finder_den_rigtige_version_gyldig()
    {
        new Proeveversion().Skriv(rod);
        foreach (var indeks in new[] { "archiveIndex", "contextDocumentationIndex", "docIndex", "fileIndex", "tableIndex" })
            await XmllintAsync(Path.Combine(rod, Proeveversion.M1, "Schemas", "standard", indeks + ".xsd"), Path.Combine(rod, Proeveversion.Indeks(indeks)));
        for (var n = 1; n <= 5; n++)
            await XmllintAsync(Path.Combine(rod, Proeveversion.Tabelfil(n, "xsd")), Path.Combine(rod, Proeveversion.Tabelfil(n)));
    }

    private static async Task XmllintAsync(string skema, string fil)
    {
        using var proces = Process.Start(new ProcessStartInfo("xmllint", ["--noout", "--nonet", "--schema", skema, fil]) { RedirectStandardError = true })!;
        var fejl = await proces.StandardError.ReadToEndAsync();
        await proces.WaitForExitAsync();
        Assert.True(proces.ExitCode == 0, fejl);
    }
}
