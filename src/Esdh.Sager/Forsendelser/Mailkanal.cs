using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Mime;
using Esdh.Sager.Indhold;
using static Esdh.Sager.Handlinger.NoterForsendelse;

namespace Esdh.Sager.Forsendelser;

/// <summary>Letters as mail: one message to each receiver, who sees nobody else.</summary>
internal sealed class Mailkanal(Forsendelsesindstillinger indstillinger, TimeProvider tid)
{
    /// <exception cref="SmtpUnavailableException">No line to the mail server.</exception>
    public Task<SmtpSession> AabnAsync(CancellationToken ct) => SmtpSession.OpenAsync(indstillinger.Smtp!, ct);

    public async Task<Kanalsvar> SendAsync(SmtpSession linje, Authority myndighed, Mailafsender afsender, Forsendelsesbesked b, CancellationToken ct)
    {
        var stoerrelse = b.Dele.Sum(d => d.Stoerrelse) * 4 / 3;
        if (stoerrelse > indstillinger.StoersteMail)
            return new(Udfald.Afvist, $"Mailen fylder {Ord.Stoerrelse(stoerrelse)} med bilag, og grænsen er {Ord.Stoerrelse(indstillinger.StoersteMail)}. Send den på en anden måde, eller del den i flere.");
        using var mail = new SpillStream(1024 * 1024);
        await MimeWriter.WriteAsync(
            new(new(myndighed.Info.Name, afsender.Adresse), new(b.Navn, b.Adresse), b.Titel, b.BeskedId, tid.GetUtcNow(), b.Tekst ?? Standardtekst(myndighed, b),
                [.. Navngivet(b.Dele).Select(d => new MimeFile(d.Filnavn, "application/pdf", () => myndighed.Content.OpenRead(d.Sha256)))]), mail, ct);
        var svar = await linje.SendAsync(afsender.Kvitteringsadresse ?? afsender.Adresse, b.Adresse, afsender.Kvitteringsadresse, mail, ct);
        return svar switch
        {
            { Outcome: SmtpOutcome.Accepted } => new(Udfald.Sendt, svar.Answer),
            { Outcome: SmtpOutcome.Unknown } => new(Udfald.Uvis, $"Forbindelsen blev tabt, efter at mailen var givet til mailserveren ({svar.Answer})."),
            { IsCopy: true } => new(Udfald.Udskudt, $"Kvitteringspostkassen tager ikke imod, så intet er sendt: {svar.Answer}") { ErNede = true },
            { Outcome: SmtpOutcome.Refused } => new(Udfald.Afvist, $"Mailserveren afviste mailen: {svar.Answer}"),
            _ => new(Udfald.Udskudt, $"Mailserveren tog ikke imod mailen endnu: {svar.Answer}"),
        };
    }

    /// <summary>A mail to the receipt mailbox itself: when it has arrived there, what was sent before it should have too.</summary>
    public async Task<bool> ProevAsync(Authority myndighed, Mailafsender afsender, string beskedId, CancellationToken ct)
    {
        if (afsender.Kvitteringsadresse is not { } kvittering)
            return false;
        await using var linje = await AabnAsync(ct);
        using var mail = new SpillStream(64 * 1024);
        await MimeWriter.WriteAsync(new(new(myndighed.Info.Name, afsender.Adresse), new("", kvittering), "Prøve af kvitteringspostkassen", beskedId, tid.GetUtcNow(), "Sendt af systemet til sig selv.", []), mail, ct);
        return (await linje.SendAsync(kvittering, kvittering, null, mail, ct)).Outcome == SmtpOutcome.Accepted;
    }

    internal static string Standardtekst(Authority myndighed, Forsendelsesbesked b) =>
        $"Du får hermed post fra {myndighed.Info.Name}: {b.Titel}.\n\n{(b.Dele.Count == 1 ? "Brevet er vedhæftet som PDF." : $"Der er vedhæftet {b.Dele.Count} PDF-filer.")}\n\nVenlig hilsen\n{myndighed.Info.Name}\n\nSag {b.Sagsnummer}\n";

    /// <summary>Two files of one name get a number.</summary>
    internal static IEnumerable<Beskeddel> Navngivet(IReadOnlyList<Beskeddel> dele)
    {
        HashSet<string> brugte = new(StringComparer.OrdinalIgnoreCase);
        foreach (var d in dele)
        {
            var navn = d.Filnavn;
            for (var n = 2; !brugte.Add(navn); n++)
                navn = $"{Path.GetFileNameWithoutExtension(d.Filnavn)} ({n}){Path.GetExtension(d.Filnavn)}";
            yield return d with { Filnavn = navn };
        }
    }
}
