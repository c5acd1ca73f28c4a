using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

// What happens to the club's money. Amounts in øre.

/// <summary>The assembly's price of a year was put down.</summary>
public sealed record TakstVedtaget(int Aar, long PrisPrBorgerOere, long PrisPrAarsvaerkOere, string Hvor) : ISagshaendelse
{
    public string Saetning => $"Prisen for {Aar} er {Kr.Af(PrisPrBorgerOere)} kr. for en borger og {Kr.Af(PrisPrAarsvaerkOere)} kr. for et årsværk. Vedtaget: {Hvor}.";
}

/// <summary>Numbers of citizens or årsværk were imported.</summary>
public sealed record FolketalIndlaest(int Antal, string Kilde) : ISagshaendelse
{
    public string Saetning => $"{Antal} folketal blev indlæst fra {Kilde}.";
}

/// <summary>Drafts of a year's invoices were made.</summary>
public sealed record AarsfakturaerDannet(int Aar, int Antal) : ISagshaendelse
{
    public string Saetning => $"{Antal} kladder for {Aar} blev dannet.";
}

/// <summary>A draft was thrown away.</summary>
public sealed record FakturakladdeSlettet(int Aar, long BruttoOere) : ISagshaendelse
{
    public string Saetning => $"En kladde for {Aar} på {Kr.Af(BruttoOere)} kr. blev slettet.";
}

/// <summary>An invoice or credit note was issued.</summary>
/// <param name="Art">Faktura or Kreditnota.</param>
public sealed record FakturaUdstedt(int Nr, Fakturaart Art, int Aar, long BruttoOere, DateOnly Forfald) : ISagshaendelse
{
    public string Saetning => Art == Fakturaart.Faktura
        ? $"Faktura {Nr:00000} på {Kr.Af(BruttoOere)} kr. blev udstedt med frist {DanishTime.ShortDate(Forfald)}."
        : $"Kreditnota {Nr:00000} på {Kr.Af(BruttoOere)} kr. blev udstedt.";
}

/// <summary>Money came in, or was paid back (less than nought).</summary>
/// <param name="FakturaNr">Null where it is on no invoice.</param>
public sealed record BetalingBogfoert(int Bilag, long Oere, int? FakturaNr, DateOnly Dato) : ISagshaendelse
{
    public string Saetning => $"{(Oere < 0 ? "Tilbagebetalt" : "Betalt")} {Kr.Af(Math.Abs(Oere))} kr. {DanishTime.ShortDate(Dato)}{(FakturaNr is { } nr ? $", faktura {nr:00000}" : "")}.";
}

/// <summary>What a member had to its credit was put on an invoice.</summary>
public sealed record TilgodeUdlignet(int Bilag, long Oere, int FakturaNr) : ISagshaendelse
{
    public string Saetning => $"{Kr.Af(Oere)} kr. til gode blev brugt på faktura {FakturaNr:00000}.";
}

/// <summary>What was left on an invoice was given up.</summary>
public sealed record FakturaAfskrevet(int Bilag, long Oere, int FakturaNr, string Begrundelse) : ISagshaendelse
{
    public string Saetning => $"{Kr.Af(Oere)} kr. på faktura {FakturaNr:00000} blev afskrevet: {Begrundelse}";
}

/// <summary>A reminder was sent.</summary>
public sealed record RykkerSendt(int FakturaNr, int Nr, long GebyrOere, DateOnly Frist) : ISagshaendelse
{
    public string Saetning => $"Rykker {Nr} for faktura {FakturaNr:00000} blev sendt med frist {DanishTime.ShortDate(Frist)}{(GebyrOere > 0 ? $" og et gebyr på {Kr.Af(GebyrOere)} kr." : ".")}";
}

internal static class Kr
{
    public static string Af(long oere) => (oere / 100m).ToString("#,0.00", CultureInfo.GetCultureInfo("da-DK"));
}
