using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>The marks of columns against what archiveIndex.xml says.</summary>
internal static class Maerkekontrol
{
    public static void Kontroller(Fundsamler fund, Arkivindeks arkiv, Tabelindeks tabeller)
    {
        var (dokument, sag) = (tabeller.Med("Dokumentidentifikation").FirstOrDefault(), tabeller.Med("Sagsidentifikation").Concat(tabeller.Med("Sagstitel")).FirstOrDefault());
        if (arkiv.Sager == true && sag is null)
            fund.Meld(Maerkepunkter.IngenSag, Tabelindekskontrol.Vist);
        if (arkiv.Sager == false && sag is not null)
            fund.Meld(Maerkepunkter.SagUdenSagsbegreb, Tabelindekskontrol.Vist, kolonne: sag.Navn);
        if (arkiv.Dokumenter == false && dokument is not null)
            fund.Meld(Maerkepunkter.DokumentUdenDokumenter, Tabelindekskontrol.Vist, kolonne: dokument.Navn);
        if (arkiv.Dokumenter != true)
            return;
        if (dokument is null)
            fund.Meld(Maerkepunkter.IngenDokumentid, Tabelindekskontrol.Vist);
        if (!tabeller.Med("Dokumenttitel").Any())
            fund.Meld(Maerkepunkter.IngenDokumenttitel, Tabelindekskontrol.Vist);
        if (!tabeller.Med("Dokumentdato").Any())
            fund.Meld(Maerkepunkter.IngenDokumentdato, Tabelindekskontrol.Vist);
    }
}
