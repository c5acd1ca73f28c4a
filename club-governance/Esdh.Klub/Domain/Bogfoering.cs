using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>A line of a voucher before it has a number.</summary>
internal sealed record Postering(Klubkonto Konto, long BeloebOere, Guid? FakturaId, string Tekst);

/// <summary>How what happens is booked: each as a voucher whose lines sum to nought, whatever came before it.</summary>
internal static class Bogfoering
{
    /// <summary>An invoice is issued, or a credit note, which is the same the other way.</summary>
    public static IReadOnlyList<Postering> Udstedelse(Fakturaart art, Guid fakturaId, int nr, IEnumerable<(Fakturalinjeart Art, long NettoOere)> linjer, long momsOere, Guid? krediterId)
    {
        var tegn = art == Fakturaart.Faktura ? 1 : -1;
        var tekst = $"{(art == Fakturaart.Faktura ? "Faktura" : "Kreditnota")} {nr:00000}";
        var indtaegter = linjer.GroupBy(l => l.Art).Select(g => new Postering(Konto(g.Key), -tegn * g.Sum(l => l.NettoOere), fakturaId, tekst)).ToList();
        if (momsOere != 0)
            indtaegter.Add(new(Klubkonto.Salgsmoms, -tegn * momsOere, fakturaId, tekst));
        return [new(Klubkonto.Debitorer, -indtaegter.Sum(i => i.BeloebOere), krediterId ?? fakturaId, tekst), .. indtaegter.Where(i => i.BeloebOere != 0)];
    }

    /// <summary>Money came in. What the invoice does not need stays as the member's, on no invoice.</summary>
    /// <param name="skyldigtOere">What is left on the invoice; may be less than nought.</param>
    public static IReadOnlyList<Postering> Betaling(long oere, Guid? fakturaId, long skyldigtOere, string tekst)
    {
        var paaFaktura = fakturaId is null ? 0 : Math.Clamp(skyldigtOere, 0, oere);
        return [new(Klubkonto.Bank, oere, null, tekst), .. Debitor(-paaFaktura, fakturaId, tekst), .. Debitor(paaFaktura - oere, null, tekst)];
    }

    /// <summary>Money that is on no invoice, or that an invoice has too much of, is put on another.</summary>
    public static IReadOnlyList<Postering> Udligning(long oere, Guid? fra, Guid til, string tekst) => [.. Debitor(oere, fra, tekst), .. Debitor(-oere, til, tekst)];

    /// <summary>Money is paid back to the member.</summary>
    public static IReadOnlyList<Postering> Tilbagebetaling(long oere, Guid? fakturaId, string tekst) => [new(Klubkonto.Bank, -oere, null, tekst), .. Debitor(oere, fakturaId, tekst)];

    /// <summary>A reminder's fee. Without VAT.</summary>
    public static IReadOnlyList<Postering> Gebyr(long oere, Guid fakturaId, string tekst) => oere == 0 ? [] : [new(Klubkonto.Debitorer, oere, fakturaId, tekst), new(Klubkonto.Gebyrer, -oere, fakturaId, tekst)];

    /// <summary>What is left on an invoice is given up.</summary>
    public static IReadOnlyList<Postering> Tab(long oere, Guid fakturaId, string tekst) => [new(Klubkonto.Tab, oere, fakturaId, tekst), .. Debitor(-oere, fakturaId, tekst)];

    private static IEnumerable<Postering> Debitor(long oere, Guid? fakturaId, string tekst)
    {
        if (oere != 0)
            yield return new(Klubkonto.Debitorer, oere, fakturaId, tekst);
    }

    private static Klubkonto Konto(Fakturalinjeart art) => art switch { Fakturalinjeart.Licens => Klubkonto.Licenser, Fakturalinjeart.Faellesprojekt => Klubkonto.Faellesprojekter, _ => Klubkonto.Andet };
}
