using Esdh.Core.Files.Mail;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Forsendelser;

/// <summary>What is known of a receiver.</summary>
/// <param name="Cpr">10 digits.</param>
/// <param name="Cvr">8 digits.</param>
internal sealed record Modtageroplysninger(string Navn, string? Email, string? Cpr, string? Cvr, string? Adresse, string? Postnummer, string? By)
{
    /// <summary>Whether a letter by post finds it.</summary>
    public bool HarPostadresse => !string.IsNullOrWhiteSpace(Adresse) && !string.IsNullOrWhiteSpace(Postnummer) && !string.IsNullOrWhiteSpace(By);

    /// <summary>Name and postal address, a line each.</summary>
    public string Linjer => string.Join('\n', new[] { Navn, Adresse, $"{Postnummer} {By}" }.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => Titeltekst.Ren(l!)));
}

/// <summary>Which channel reaches a receiver, and why that one.</summary>
internal static class Kanalvalg
{
    /// <param name="kanaler">Those that can be chosen here.</param>
    /// <param name="m">The receiver.</param>
    /// <param name="foelsomhed">The letter's: what is confidential is not proposed as plain mail.</param>
    public static (Forsendelseskanal Kanal, string Grund) Foreslaa(IReadOnlyList<Forsendelseskanal> kanaler, Modtageroplysninger m, Foelsomhed foelsomhed)
    {
        if (kanaler.Contains(Forsendelseskanal.DigitalPost) && (m.Cpr ?? m.Cvr) is not null)
            return (Forsendelseskanal.DigitalPost, m.Cpr is not null ? "Har et CPR-nummer" : "Har et CVR-nummer");
        var harMail = MailAddress.Parse(m.Email) is not null;
        if (kanaler.Contains(Forsendelseskanal.Email) && harMail && foelsomhed == Foelsomhed.IkkeFortrolig)
            return (Forsendelseskanal.Email, "Har en mailadresse");
        var grund = harMail && kanaler.Contains(Forsendelseskanal.Email) ? "Fortroligt, så e-mail foreslås ikke" : harMail ? "E-mail er ikke sat op" : "Har ingen mailadresse";
        return (Forsendelseskanal.Udskriv, grund);
    }

    /// <summary>The address in the channel's form, or why there is none.</summary>
    public static string? Adresse(Forsendelseskanal kanal, Modtageroplysninger m, out string fejl)
    {
        fejl = "";
        switch (kanal)
        {
            case Forsendelseskanal.Email when MailAddress.Parse(m.Email) is { } mail:
                return mail;
            case Forsendelseskanal.Email:
                fejl = string.IsNullOrWhiteSpace(m.Email) ? "Der er ingen mailadresse." : $"»{Titeltekst.Ren(m.Email)}« er ingen mailadresse.";
                return null;
            case Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint when Cpr.TryParse(m.Cpr, out var cpr):
                return cpr.Digits;
            case Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint when m.Cvr is { Length: 8 } cvr && cvr.All(char.IsAsciiDigit):
                return cvr;
            case Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint:
                fejl = $"{kanal.Navn()} kræver et CPR- eller CVR-nummer.";
                return null;
            case Forsendelseskanal.Udskriv:
                return m.Linjer;
            default:
                fejl = $"{kanal.Navn()} kræver adresse, postnummer og by.";
                return m.HarPostadresse ? m.Linjer : null;
        }
    }
}
