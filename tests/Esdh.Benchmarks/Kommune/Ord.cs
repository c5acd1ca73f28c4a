using System.Text;

namespace Esdh.Benchmarks.Kommune;

/// <summary>
/// Words of our own, drawn as words are in life: a few stand everywhere, most are rare (Zipf). Compounds are made of the parts that a municipality makes its
/// words of, so that a search for a part has something to find.
/// </summary>
internal sealed class Ord
{
    private static readonly string[] Smaa = [.. "og i at det er en til af på for med der den som har ikke de et fra vi kan om skal du blive være efter ved eller hvis dig din sagen må inden også når hvor ud under men alle samt denne hvad her så over ind mod uden mellem siden derfor".Split(' ')];

    private static readonly string[] Led =
    [
        .. "bygge vej miljø børne skole plads affalds spildevands grund lokal by park trafik jord natur kyst skov vand varme el borger social helse syge ældre pleje hjælpe tilskuds ydelses bolig støtte sundheds tand fritids kultur idræts musik biblioteks arkiv personale løn ferie pensions arbejds beskæftigelses integrations udbuds indkøbs økonomi budget regnskabs skatte ejendoms matrikel nabo klage afgifts gebyr parkerings gade stats amts energi klima skur carport garage tag facade altan kælder brønd ledning hegn sø å bro tunnel cykel bus tog havne færge lejr torve markeds nærings erhvervs turist hotel restaurations alkohol brand rednings beredskabs politi rets familie adoptions navne pas valg folke register".Split(' '),
    ];

    private static readonly string[] Hoved =
    [
        .. "sag tilladelse ansøgning afgørelse klage høring plan tegning erklæring attest anmeldelse godkendelse dispensation påbud forbud tilsyn rapport notat brev aftale kontrakt faktura regning opgørelse oversigt liste vurdering redegørelse indstilling beslutning vejledning orientering forespørgsel henvendelse bevilling anvisning udtalelse bekendtgørelse ordning undersøgelse måling prøve kontrol gennemgang opfølgning frist dato møde".Split(' '),
    ];

    private static readonly string[] Endelser = ["", "", "", "en", "er", "erne", "ens", "s"];

    private readonly string[] _ord;
    private readonly double[] _sum;

    public Ord(int antal = 20_000, int froe = 1)
    {
        var random = new Random(froe);
        HashSet<string> set = new(Smaa, StringComparer.Ordinal);
        List<string> ord = [.. Smaa];
        while (ord.Count < antal)
        {
            var et = (random.Next(10) < 3 ? Led[random.Next(Led.Length)] : "") + Led[random.Next(Led.Length)] + Hoved[random.Next(Hoved.Length)] + Endelser[random.Next(Endelser.Length)];
            if (set.Add(et))
                ord.Add(et);
        }

        _ord = [.. ord];
        _sum = new double[antal];
        var sum = 0.0;
        for (var i = 0; i < antal; i++)
            _sum[i] = sum += 1 / Math.Pow(i + 3, 1.05);
    }

    /// <summary>A word, the common ones often.</summary>
    public string Et(Random random)
    {
        var at = Array.BinarySearch(_sum, random.NextDouble() * _sum[^1]);
        return _ord[Math.Min(at < 0 ? ~at : at, _ord.Length - 1)];
    }

    /// <summary>A word that says something: none of the small ones.</summary>
    public string Indholdsord(Random random)
    {
        for (; ; )
        {
            if (Et(random) is { } ord && ord.Length > 7)
                return ord;
        }
    }

    public static string Stort(string ord) => char.ToUpperInvariant(ord[0]) + ord[1..];

    /// <summary>Sentences, some hundred words or some thousand.</summary>
    public string Tekst(Random random, int ord)
    {
        var tekst = new StringBuilder(ord * 9);
        for (var i = 0; i < ord;)
        {
            var laengde = Math.Min(random.Next(6, 18), ord - i);
            for (var j = 0; j < laengde; j++, i++)
                tekst.Append(j == 0 ? Stort(Et(random)) : " " + Et(random));
            tekst.Append(random.Next(5) == 0 ? ".\n" : ". ");
        }

        return tekst.ToString();
    }
}
