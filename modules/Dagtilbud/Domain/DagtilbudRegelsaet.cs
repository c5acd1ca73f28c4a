using Esdh.Core.Calendar;

namespace Esdh.Dagtilbud.Domain;

/// <summary>What gives a better claim to a place.</summary>
internal enum Kriterium
{
    SaerligtBehov,

    /// <summary>The guarantee falls due in the month, or has.</summary>
    Garanti,
    Soeskende,
    Distrikt,
    Anciennitet,
}

internal enum Anciennitetsart
{
    Ansoegningsdato,
    Foedselsdato,
}

/// <summary>What decides where all criteria are the same.</summary>
internal enum Uafgjort
{
    AeldsteBarn,
    FoersteAnsoegning,
}

/// <summary>What happens to the place in the queue when an offer is declined or runs out.</summary>
internal enum Nejfoelge
{
    Beholder,

    /// <summary>Counted from the day of the answer.</summary>
    MisterAnciennitet,
    UdAfKoeen,
}

/// <summary>The authority's rules for who is offered a place, from a day until the next.</summary>
internal sealed class DagtilbudRegelsaet
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateOnly GaelderFra { get; init; }

    /// <summary>In order, the strongest first; names of <see cref="Kriterium"/> with commas between. Those not named do not count.</summary>
    public required string Kriterier { get; init; }

    public Anciennitetsart Anciennitet { get; init; }

    public Uafgjort Uafgjort { get; init; }

    public int FlestOensker { get; init; } = 5;

    /// <summary>Days to answer an offer.</summary>
    public int Svardage { get; init; } = 7;

    public Nejfoelge VedNej { get; init; }

    /// <summary>The guarantee ends when an offer is declined or runs out: it was met by the offer.</summary>
    public bool GarantienSlutter { get; init; } = true;

    public Guid GemtAf { get; init; }

    /// <summary>What counts until an administrator has decided something.</summary>
    public static DagtilbudRegelsaet Standard { get; } = new() { Id = Guid.Empty, GaelderFra = new(2000, 1, 1), Kriterier = "SaerligtBehov,Garanti,Soeskende,Distrikt,Anciennitet" };

    public IReadOnlyList<Kriterium> Raekkefoelge => [.. Kriterier.Split(',').Select(Enum.Parse<Kriterium>)];

    public static DagtilbudRegelsaet Paa(IEnumerable<DagtilbudRegelsaet> alle, DateOnly dag) => alle.Where(r => r.GaelderFra <= dag).MaxBy(r => r.GaelderFra) ?? Standard;

    /// <summary>The rules as they are published: one sentence each.</summary>
    public IReadOnlyList<string> Saetninger()
    {
        List<string> linjer = [];
        foreach (var k in Raekkefoelge)
        {
            linjer.Add(k switch
            {
                Kriterium.SaerligtBehov => "Børn med et særligt behov, som kommunen har vurderet.",
                Kriterium.Garanti => "Børn, hvis garantidato er nået eller nås i måneden.",
                Kriterium.Soeskende => "Børn, der har søskende i institutionen.",
                Kriterium.Distrikt => "Børn, der bor i institutionens distrikt.",
                _ => Anciennitet == Anciennitetsart.Ansoegningsdato ? "Den, der har søgt først." : "Det ældste barn.",
            });
        }

        return linjer;
    }

    public IReadOnlyList<string> Andet() =>
    [
        Uafgjort == Uafgjort.AeldsteBarn ? "Står to børn helt lige, får det ældste pladsen." : "Står to børn helt lige, får den pladsen, der søgte først.",
        $"I kan ønske op til {FlestOensker} institutioner i rækkefølge. I står i kø til dem alle, også i private institutioner, men dem anviser kommunen ikke til.",
        "Et barn, hvis garantidato er nået, og som ikke kan få et af sine ønsker, får tilbudt den nærmeste ledige plads: først i eget distrikt.",
        "Tvillinger tilbydes plads sammen, med mindre I siger, at de må komme hver for sig. De står i køen som den af dem, der står sidst.",
        $"I har {(Svardage == 1 ? "1 dag" : $"{Svardage} dage")} til at svare på et tilbud.",
        VedNej switch
        {
            Nejfoelge.Beholder => "Siger I nej til et tilbud, beholder I jeres plads i køen.",
            Nejfoelge.MisterAnciennitet => "Siger I nej til et tilbud, eller svarer I ikke, regnes jeres anciennitet fra den dag.",
            _ => "Siger I nej til et tilbud, eller svarer I ikke, går I ud af køen og skal søge igen.",
        },
        GarantienSlutter ? "Garantien er opfyldt med tilbuddet: siger I nej, har I ingen garantidato, før I søger igen." : "Garantidatoen gælder stadig, når I siger nej.",
    ];

    public static string Navn(Kriterium k) => k switch
    {
        Kriterium.SaerligtBehov => "Særligt behov",
        Kriterium.Garanti => "Garantidato",
        Kriterium.Soeskende => "Søskende",
        Kriterium.Distrikt => "Distrikt",
        _ => "Anciennitet",
    };

    public string Fra => DanishTime.ShortDate(GaelderFra);
}
