using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Primary keys against themselves and foreign keys against primary keys, both sorted, side by side.</summary>
internal static class Noeglekontrol
{
    public static void Kontroller(Forloeb forloeb, IReadOnlyList<Tabelresultat> tabeller)
    {
        var medNavn = new Dictionary<string, Tabelresultat>(StringComparer.Ordinal);
        foreach (var t in tabeller)
            medNavn.TryAdd(Sqlnavn.Kendes(t.Tabel.Navn), t);
        foreach (var t in tabeller)
        {
            forloeb.Ct.ThrowIfCancellationRequested();
            if (t.Primaer is { } primaer)
                Unik(forloeb.Fund, t.Tabel, primaer);
            foreach (var (noegle, anden, vaerdier) in t.Fremmede)
            {
                // A table that could not be read whole has rows nobody saw: nothing is said of those that point there.
                if (medNavn.TryGetValue(Sqlnavn.Kendes(anden.Navn), out var maal) && maal is { Hel: true, Primaer: { } fundet })
                    Foraeldreloese(forloeb.Fund, t.Tabel, noegle, vaerdier, fundet);
                else
                    forloeb.Fund.Udelad($"Fremmednøglen {noegle.Navn} i {t.Tabel.Navn} er ikke fulgt, fordi {anden.Navn} ikke kunne læses helt.");
            }
        }
    }

    private static void Unik(Fundsamler fund, Tabel tabel, Noeglefil primaer)
    {
        Noeglepost? foer = null;
        foreach (var post in primaer.Sorteret())
        {
            if (foer is { } f && f.Noegle == post.Noegle)
                fund.Meld(Noeglepunkter.IkkeUnik, null, tabel.Navn, post.Raekke, string.Join(", ", tabel.Primaer.Kolonner), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"som række {f.Raekke}"));
            else
                foer = post;
        }
    }

    private static void Foraeldreloese(Fundsamler fund, Tabel tabel, Fremmednoegle noegle, Noeglefil vaerdier, Noeglefil maal)
    {
        using var andre = maal.Sorteret().GetEnumerator();
        var flere = andre.MoveNext();
        foreach (var post in vaerdier.Sorteret())
        {
            while (flere && andre.Current.Noegle < post.Noegle)
                flere = andre.MoveNext();
            if (!flere || andre.Current.Noegle != post.Noegle)
                fund.Meld(Noeglepunkter.Foraeldreloes, null, tabel.Navn, post.Raekke, string.Join(", ", noegle.Referencer.Select(r => r.Kolonne)), $"{noegle.Navn} til {noegle.Tabel}");
        }
    }
}
