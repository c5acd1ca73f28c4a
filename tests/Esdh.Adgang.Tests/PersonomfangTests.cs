using Esdh.Adgang.Log;

namespace Esdh.Adgang.Tests;

/// <summary>Which lines of the log are about one person.</summary>
[Trait("Database", "nej")]
public sealed class PersonomfangTests
{
    private static readonly DateTimeOffset Fra = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(1));
    private static readonly Guid Sag = Guid.CreateVersion7();
    private static readonly Guid Dokument = Guid.CreateVersion7();

    private static readonly Personomfang Omfang = new("nummer", "id")
    {
        Sager = { [Sag] = new("02.34.02-G01-1-26", false, Fra) }, Numre = { ["02.34.02-G01-1-26"] = new("02.34.02-G01-1-26", false, Fra) },
        Dokumenter = { [Dokument] = new("02.34.02-G01-1-26", false, Fra) },
    };

    private static Adgangslinje Linje(DateTimeOffset tid, Guid? sag = null, string? nummer = null, Guid? dokument = null, string? person = null) =>
        new(tid, null, null, "GET /prøve", null, 200, sag, nummer, dokument, person, null, null);

    [Fact]
    public void Sag_nummer_og_dokument_taeller_fra_den_dag_personen_kom_paa_sagen()
    {
        Assert.All([Linje(Fra, Sag), Linje(Fra, nummer: "02.34.02-G01-1-26"), Linje(Fra, dokument: Dokument)], l => Assert.True(Omfang.Omfatter(l)));
        var foer = Fra.AddMicroseconds(-1);
        Assert.All([Linje(foer, Sag), Linje(foer, nummer: "02.34.02-G01-1-26"), Linje(foer, dokument: Dokument)], l => Assert.False(Omfang.Omfatter(l)));
    }

    [Fact]
    public void Personen_selv_taeller_altid_og_en_anden_persons_sag_paa_samme_linje_fortaelles_ikke()
    {
        var linje = Linje(Fra.AddYears(-1), Guid.CreateVersion7(), "02.34.02-G01-2-26", person: "id");
        Assert.True(Omfang.Omfatter(linje));
        Assert.Null(Omfang.Sted(linje));
        Assert.False(Omfang.Omfatter(Linje(Fra, Guid.CreateVersion7(), "02.34.02-G01-1-26", person: "en anden")));
    }
}
