using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Esdh.Core.Files.Mail;
using Esdh.Sager.Domain;
using Microsoft.Extensions.Configuration;

namespace Esdh.Sager.Forsendelser;

/// <summary>Who an authority's mail is from, and where the word comes that it left.</summary>
/// <param name="Adresse">From whom; answers come here.</param>
/// <param name="Kvitteringsadresse">Gets a copy of each mail in the same transaction, and what cannot be delivered; null where there is none.</param>
/// <param name="Kvitteringspostkasse">The Maildir of that address.</param>
internal sealed record Mailafsender(string Adresse, string? Kvitteringsadresse, string? Kvitteringspostkasse);

/// <summary>What the operator says about sending (docs/forsendelse.md). What is not configured is not offered.</summary>
internal sealed class Forsendelsesindstillinger
{
    private const string Rod = "Esdh:Forsendelse:";

    private readonly IConfiguration _configuration;

    private Forsendelsesindstillinger(IConfiguration configuration) => _configuration = configuration;

    /// <summary>Null where no mail is sent.</summary>
    public SmtpOptions? Smtp { get; private init; }

    /// <summary>SF1601 KombiPostAfsend: Digital Post and remote print. Null where there is no agreement.</summary>
    public Uri? Kombipost { get; private init; }

    public Uri? BygOgMiljoe { get; private init; }

    /// <summary>How long what may have left is looked for in the receipt mailbox before it is sent again.</summary>
    public TimeSpan Karantaene { get; private init; }

    /// <summary>After so long a letter that is not taken counts as rejected.</summary>
    public TimeSpan OpgivEfter { get; private init; }

    /// <summary>How long nothing is sent after the other end did not answer; doubled each time, up to ten times as long.</summary>
    public TimeSpan Pause { get; private init; }

    /// <summary>Lines to the mail server at once, for each authority.</summary>
    public int Samtidige { get; private init; }

    /// <summary>The longest an answer over HTTP may take.</summary>
    public TimeSpan Svartid { get; private init; }

    /// <summary>The largest message of Digital Post in bytes of files.</summary>
    public long StoersteDigitalePost { get; private init; }

    /// <summary>The largest mail in bytes, all files in it.</summary>
    public long StoersteMail { get; private init; }

    /// <exception cref="InvalidOperationException">A setting that cannot be; the message names it.</exception>
    public static Forsendelsesindstillinger From(IConfiguration configuration)
    {
        var resultat = new Forsendelsesindstillinger(configuration)
        {
            Smtp = LaesSmtp(configuration),
            Kombipost = Adresse(configuration, Rod + "Kombipost"),
            BygOgMiljoe = Adresse(configuration, Rod + "BygOgMiljoe"),
            Karantaene = TimeSpan.FromSeconds(Tal(configuration, Rod + "KarantaeneSekunder", 600, 1, 86_400)),
            OpgivEfter = TimeSpan.FromHours(Tal(configuration, Rod + "OpgivTimer", 48, 1, 24 * 14)),
            Pause = TimeSpan.FromSeconds(Tal(configuration, Rod + "PauseSekunder", 30, 0.05, 3600)),
            Samtidige = (int)Tal(configuration, Rod + "Samtidige", 4, 1, 20),
            Svartid = TimeSpan.FromSeconds(Tal(configuration, Rod + "SvarSekunder", 100, 0.1, 600)),
            StoersteDigitalePost = (long)Tal(configuration, Rod + "StoersteDigitalePostMb", 95, 1, 500) * 1024 * 1024,
            StoersteMail = (long)Tal(configuration, Rod + "StoersteMailMb", 25, 1, 500) * 1024 * 1024,
        };
        foreach (var myndighed in configuration.GetSection(Rod + "Myndigheder").GetChildren())
            resultat.Mail(myndighed.Key);
        if (resultat.Smtp is not null && configuration[Rod + "Afsender"] is { Length: > 0 })
            resultat.Mail("alle"); // what holds for those who say nothing themselves
        return resultat;
    }

    /// <summary>From whom an authority's mail is; null where it sends none.</summary>
    public Mailafsender? Mail(string myndighed)
    {
        if (Smtp is null || Vaerdi("Afsender") is not { } afsender)
            return null;
        var (kvittering, postkasse) = (Vaerdi("Kvitteringsadresse"), Vaerdi("Kvitteringspostkasse"));
        if (MailAddress.Parse(afsender) is not { } adresse || MailAddress.NeedsUtf8(adresse))
            throw new InvalidOperationException($"{Rod}Afsender for {myndighed} er ingen mailadresse: »{afsender}«.");
        if ((kvittering is null) != (postkasse is null))
            throw new InvalidOperationException($"{Rod}Kvitteringsadresse og Kvitteringspostkasse for {myndighed} skal sættes begge to eller slet ikke.");
        if (kvittering is not null && (MailAddress.Parse(kvittering) is not { } k || MailAddress.NeedsUtf8(k)))
            throw new InvalidOperationException($"{Rod}Kvitteringsadresse for {myndighed} er ingen mailadresse: »{kvittering}«.");
        if (postkasse is not null && !Path.IsPathRooted(postkasse))
            throw new InvalidOperationException($"{Rod}Kvitteringspostkasse for {myndighed} skal være en hel sti, ikke »{postkasse}«.");
        return new(adresse, kvittering is null ? null : MailAddress.Parse(kvittering), postkasse);

        string? Vaerdi(string navn) => (_configuration[$"{Rod}Myndigheder:{myndighed}:{navn}"] is { Length: > 0 } egen ? egen : _configuration[Rod + navn] is { Length: > 0 } alles ? alles : null)
            ?.Replace("{myndighed}", myndighed, StringComparison.Ordinal);
    }

    /// <summary>The channels an authority can choose among, in the order they are tried.</summary>
    public IReadOnlyList<Forsendelseskanal> Kanaler(string myndighed) =>
    [
        .. Kombipost is null ? Array.Empty<Forsendelseskanal>() : [Forsendelseskanal.DigitalPost],
        .. Mail(myndighed) is null ? Array.Empty<Forsendelseskanal>() : [Forsendelseskanal.Email],
        .. Kombipost is null ? Array.Empty<Forsendelseskanal>() : [Forsendelseskanal.Fjernprint],
        .. BygOgMiljoe is null ? Array.Empty<Forsendelseskanal>() : [Forsendelseskanal.BygOgMiljoe],
        Forsendelseskanal.Udskriv,
    ];

    /// <summary>How the outside knows a message to one receiver again, made once and for all.</summary>
    public string BeskedId(string myndighed, Forsendelseskanal kanal, Guid modtager)
    {
        if (kanal == Forsendelseskanal.Email)
            return $"{modtager:N}@{(Mail(myndighed)?.Adresse is { } a ? a[(a.IndexOf('@', StringComparison.Ordinal) + 1)..] : "esdh.invalid")}";
        // MeMo wants a UUID of version 4; made of ours, so that it is the same each time.
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"esdh {modtager}")).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static SmtpOptions? LaesSmtp(IConfiguration configuration)
    {
        const string Smtpnoegle = Rod + "Smtp:";
        if (configuration[Smtpnoegle + "Server"] is not { Length: > 0 } server)
            return null;
        var kolon = server.LastIndexOf(':');
        var port = 587;
        if (kolon == 0 || (kolon > 0 && !(int.TryParse(server.AsSpan(kolon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536)))
            throw new InvalidOperationException($"{Smtpnoegle}Server skal være vært eller vært:port, ikke »{server}«.");
        var vaert = (kolon > 0 ? server[..kolon] : server).Trim('[', ']');
        var sikkerhed = (configuration[Smtpnoegle + "Tls"] ?? "starttls").ToLowerInvariant() switch
        {
            "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "ingen" when vaert is "localhost" or "127.0.0.1" or "::1" => SmtpSecurity.None,
            "ingen" => throw new InvalidOperationException($"{Smtpnoegle}Tls=ingen er kun for en mailserver på samme maskine, ikke {vaert}."),
            var andet => throw new InvalidOperationException($"{Smtpnoegle}Tls skal være starttls, tls eller ingen, ikke »{andet}«."),
        };
        var kode = configuration[Smtpnoegle + "Adgangskode"] is { Length: > 0 } skrevet ? skrevet
            : configuration[Smtpnoegle + "AdgangskodeFil"] is { Length: > 0 } fil ? Laes(Smtpnoegle + "AdgangskodeFil", fil, f => File.ReadAllText(f).TrimEnd('\r', '\n')) : null;
        if (configuration[Smtpnoegle + "Brugernavn"] is { Length: > 0 } && kode is null)
            throw new InvalidOperationException($"{Smtpnoegle}Brugernavn er sat, men hverken Adgangskode eller AdgangskodeFil.");
        return new(vaert, port, sikkerhed)
        {
            User = configuration[Smtpnoegle + "Brugernavn"], Password = kode, Helo = configuration[Smtpnoegle + "Helo"] is { Length: > 0 } helo ? helo : "localhost",
            AnswerTime = TimeSpan.FromSeconds(Tal(configuration, Smtpnoegle + "SvarSekunder", 60, 0.1, 600)),
            Roots = configuration[Smtpnoegle + "Rodcertifikat"] is { Length: > 0 } rod ? Laes(Smtpnoegle + "Rodcertifikat", rod, f =>
            {
                var roedder = new X509Certificate2Collection();
                roedder.ImportFromPemFile(f);
                return roedder;
            }) : null,
        };
    }

    private static T Laes<T>(string noegle, string fil, Func<string, T> laes)
    {
        try
        {
            return laes(fil);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"{noegle} kan ikke læses: {e.Message}");
        }
    }

    internal static Uri? Adresse(IConfiguration configuration, string noegle)
    {
        if (configuration[noegle] is not { Length: > 0 } tekst)
            return null;
        return Uri.TryCreate(tekst, UriKind.Absolute, out var adresse) && (adresse.Scheme == Uri.UriSchemeHttps || (adresse.Scheme == Uri.UriSchemeHttp && adresse.IsLoopback))
            ? adresse : throw new InvalidOperationException($"{noegle} skal være en https-adresse, ikke »{tekst}«.");
    }

    internal static double Tal(IConfiguration configuration, string noegle, double standard, double mindst, double hoejst)
    {
        if (configuration[noegle] is not { Length: > 0 } tekst)
            return standard;
        return double.TryParse(tekst, NumberStyles.Float, CultureInfo.InvariantCulture, out var tal) && tal >= mindst && tal <= hoejst
            ? tal : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{noegle} skal være mellem {mindst} og {hoejst}, ikke »{tekst}«."));
    }
}
