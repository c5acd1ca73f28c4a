using System.Globalization;
using Esdh.Sager.Contract;

namespace Esdh.Arkiv.Contract;

/// <summary>A disposal was begun.</summary>
/// <param name="Nr">Its number.</param>
/// <param name="Skaeringsdag">What falls due on this day or before it.</param>
/// <param name="Emner">Parts of the subject plan; empty for all.</param>
/// <param name="Art">Kassation, or Sletning of personal data.</param>
public sealed record KassationOprettet(int Nr, string Titel, DateOnly Skaeringsdag, IReadOnlyList<string> Emner, string Art = "Kassation") : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"{Art} nr. {Nr} blev begyndt.");
}

/// <summary>What a disposal rests on was noted.</summary>
/// <param name="BeslutningDokumentId">The journalised decision; null while it is missing.</param>
public sealed record KassationsgrundlagNoteret(int Nr, bool HarAnalyse, bool HarHoering, Guid? BeslutningDokumentId) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Grundlaget for kassation nr. {Nr} blev noteret.");
}

/// <summary>Documents were taken off a disposal's list, or put back.</summary>
/// <param name="Linjer">How many.</param>
/// <param name="Grund">Why; null when they were put back.</param>
public sealed record KassationsundtagelseSat(int Nr, int Linjer, string? Grund) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"{Linjer} dokumenter blev {(Grund is null ? "sat tilbage på listen til" : "undtaget fra")} kassation nr. {Nr}.");
}

/// <summary>A disposal was sent to a second person, or taken back.</summary>
public sealed record KassationSendtTilGodkendelse(int Nr, bool TagetTilbage) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Kassation nr. {Nr} blev {(TagetTilbage ? "taget tilbage fra" : "sendt til")} godkendelse.");
}

/// <summary>A second person approved a disposal; its files are destroyed from now on.</summary>
/// <param name="Linjer">How many documents stand on its list.</param>
public sealed record KassationGodkendt(int Nr, int Linjer) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Kassation nr. {Nr} blev godkendt.");
}

/// <summary>A disposal ended.</summary>
/// <param name="Kasseret">Documents whose files are destroyed.</param>
/// <param name="Undtaget">Taken off the list.</param>
/// <param name="SprungetOver">Passed over when their turn came.</param>
/// <param name="ProtokolSha256">The signed protocol.</param>
public sealed record KassationUdfoert(int Nr, int Kasseret, int Undtaget, int SprungetOver, string ProtokolSha256) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Kassation nr. {Nr} blev udført: {Kasseret} dokumenter blev kasseret.");
}

/// <summary>A disposal was given up before anything was destroyed.</summary>
public sealed record KassationOpgivet(int Nr, string Grund) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Kassation nr. {Nr} blev opgivet.");
}

/// <summary>The authority was put back as it was when a copy was taken. What came after it is lost, and what was destroyed after it is destroyed again.</summary>
/// <param name="Kopi">When the copy was taken.</param>
/// <param name="TabteBlokke">Sealed blocks known to have been made after it.</param>
/// <param name="TabtTil">The last event known to have been; null where none is.</param>
/// <param name="TabtHoved">Hash of the last lost block's header.</param>
/// <param name="Breve">Letters that were under way in the copy, and are uncertain now.</param>
/// <param name="Job">Jobs that were under way in the copy, and are set on pause.</param>
public sealed record SikkerhedskopiGendannet(DateTimeOffset Kopi, int TabteBlokke, long? TabtTil, string? TabtHoved, int Breve, int Job) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => $"Sikkerhedskopien fra {Core.Calendar.DanishTime.LongDateTime(Kopi)} blev gendannet.";
}

/// <summary>Every stored file was held against its SHA-256.</summary>
/// <param name="Filer">How many were read.</param>
/// <param name="Fejl">How many that something names are missing, changed or not readable.</param>
public sealed record FilkontrolUdfoert(int Nr, int Filer, int Fejl) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Filkontrol nr. {Nr} læste {Filer} filer og fandt {Fejl} fejl.");
}

/// <summary>The authority's rule for a part of the subject plan was made or ended.</summary>
/// <param name="Bevaring">B, K, K5, K10 or Tom; null leaves it to the plan.</param>
/// <param name="GaelderTil">The first day it is not in force; null while it is.</param>
public sealed record BevaringsregelGemt(int Nr, string Emne, string? Facet, string? Bevaring, int? Sletmaaneder, DateOnly GaelderFra, DateOnly? GaelderTil, string Begrundelse) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Bevaringsregel {Nr} for {Emne} blev gemt.");
}

/// <summary>How long a case is kept was decided against what its subject and facet say.</summary>
/// <param name="Bevaring">B, K, K5, K10 or Tom; null leaves it to the plan.</param>
public sealed record SagsbevaringSat(string? Bevaring, int? Sletmaaneder, string Begrundelse) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => Bevaring is null && Sletmaaneder is null
        ? $"Bevaringen følger igen emneplanen: {Begrundelse}"
        : $"Bevaringen blev sat til {Bevaring ?? "emneplanens"}{(Sletmaaneder is { } m ? string.Create(CultureInfo.InvariantCulture, $", sletning efter {m} måneder") : "")}: {Begrundelse}";
}
