using Esdh.Core.Identity;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Forsendelser;

/// <summary>Channels as people read them.</summary>
internal static class Kanalord
{
    public static string Navn(this Forsendelseskanal kanal) => kanal switch
    {
        Forsendelseskanal.Email => "E-mail",
        Forsendelseskanal.DigitalPost => "Digital Post",
        Forsendelseskanal.Fjernprint => "Fjernprint",
        Forsendelseskanal.BygOgMiljoe => "Byg og Miljø",
        _ => "Brev",
    };

    public static bool TryParse(string? tekst, out Forsendelseskanal kanal) =>
        Enum.TryParse(tekst, ignoreCase: true, out kanal) && Enum.IsDefined(kanal) && !char.IsAsciiDigit(tekst![0]);

    /// <summary>An address as it may be shown: of a personnummer only that it is one, of a protected receiver nothing.</summary>
    public static string Vist(Forsendelseskanal kanal, string adresse, bool beskyttet) => kanal switch
    {
        Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint when adresse.Length == 0 => "",
        Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint when adresse.Length == 10 => Cpr.TryParse(adresse, out var cpr) && !beskyttet ? $"CPR {cpr.Masked}" : "CPR",
        Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint => $"CVR {adresse}",
        _ when beskyttet => "Beskyttet adresse",
        _ => adresse.Replace("\n", ", ", StringComparison.Ordinal),
    };
}
