using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Kontrol;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>docs/arkivtest.md lists every check as it speaks.</summary>
[Trait("Database", "nej")]
public sealed class Dokumentationstests
{
    [Fact]
    public void Dokumentationen_naevner_hver_kontrol_som_den_taler()
    {
        static string Alvor(Kontrolalvor a) => a switch { Kontrolalvor.Fejl => "fejl", Kontrolalvor.Bemaerkning => "bemærkning", _ => "oplysning" };
        var ventet = Kontrolpunkt.Alle.Select(p => $"| {p.Nummer} | {Alvor(p.Alvor)} | {p.Paragraf.Replace("BEK 128, pkt. ", "", StringComparison.Ordinal)} | {p.Tekst.Replace("<", "&lt;", StringComparison.Ordinal)} |").ToList();

        var staar = File.ReadLines(Path.Combine(Repo.Rod, "docs", "arkivtest.md")).SkipWhile(l => !l.StartsWith("| number", StringComparison.Ordinal)).Skip(2).ToList();

        Assert.Equal(ventet, staar);
    }
}
