using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>What archiveIndex.xml says that others are held against, and what it says of itself.</summary>
internal sealed record Arkivindeks(string Id, bool? Dokumenter, bool? Geodata, bool? Forskning, bool? Sager)
{
    private const string Vist = "Indices/archiveIndex.xml";

    public static Arkivindeks Laes(Forloeb forloeb, Knude k)
    {
        var fund = forloeb.Fund;
        var id = (k.Felt("archiveInformationPackageID") ?? "").Trim();
        if (id != forloeb.Version.Id)
            fund.Meld(Maerkepunkter.ForkertId, Vist, forklaring: $"{id} mod {forloeb.Version.Id}");
        Periode(fund, Maerkepunkter.Arkivperiode, k.Felt("archivePeriodStart"), k.Felt("archivePeriodEnd"));
        Periode(fund, Egnepunkter.Dokumentperiode, k.Felt("documentPeriodStart"), k.Felt("documentPeriodEnd"));
        var (start, slut) = (k.Foerste("archiveCreatorList")?.Alle("creationPeriodStart").ToList() ?? [], k.Foerste("archiveCreatorList")?.Alle("creationPeriodEnd").ToList() ?? []);
        foreach (var (fra, til) in start.Zip(slut))
            Periode(fund, Maerkepunkter.Skaberperiode, fra.Tekst, til.Tekst);
        var relaterede = k.Alle("relatedRecordsName").ToList();
        switch (k.Ja("searchRelatedOtherRecords"))
        {
            case true when relaterede.Count == 0:
                fund.Meld(Maerkepunkter.RelateretMangler, Vist);
                break;
            case false when relaterede.Count > 0:
                fund.Meld(Maerkepunkter.RelateretForMeget, Vist);
                break;
        }

        foreach (var r in relaterede.Where(r => r.Tekst.Trim().Length < 3))
            fund.Meld(Maerkepunkter.RelateretUlaeseligt, Vist, forklaring: $"»{r.Tekst.Trim()}«");
        if (k.Foerste("form") is null)
            fund.Meld(Egnepunkter.IngenForm, Vist);
        var indeks = new Arkivindeks(id, k.Ja("containsDigitalDocuments"), k.Ja("containsGeodata"), k.Ja("containsResearchData"), k.Ja("systemFileConcept"));
        if (indeks is { Sager: true, Dokumenter: false })
            fund.Meld(Egnepunkter.SagerUdenDokumenter, Vist);
        return indeks;
    }

    /// <summary>Years, months and days are compared as far as both are told.</summary>
    private static void Periode(Fundsamler fund, Kontrolpunkt punkt, string? fra, string? til)
    {
        if (fra is null || til is null)
            return;
        (fra, til) = (fra.Trim(), til.Trim());
        var faelles = Math.Min(Math.Min(fra.Length, til.Length), 10);
        if (string.CompareOrdinal(fra, 0, til, 0, faelles) > 0)
            fund.Meld(punkt, Vist, forklaring: $"{fra} til {til}");
    }
}
