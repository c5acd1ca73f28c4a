using System.Globalization;
using Esdh.Sager.Contract;

namespace Esdh.Arkiv.Contract;

/// <summary>A version for the archive was ordered, or its building was taken up again.</summary>
public sealed record ArkivversionBestilt(string Avid) : ISagshaendelse
{
    public string Saetning => $"Arkiveringsversionen {Avid} blev bestilt.";
}

/// <summary>A version lies whole in its folder.</summary>
public sealed record ArkivversionBygget(string Avid, int Sager, int Dokumenter) : ISagshaendelse
{
    public string Saetning => $"Arkiveringsversionen {Avid} blev bygget.";
}

/// <summary>A version was checked after BEK 128 by the system itself.</summary>
/// <param name="Fejl">Places in error.</param>
/// <param name="Bemaerkninger">Places that deserve a look.</param>
public sealed record ArkivversionProevet(string Avid, int Fejl, int Bemaerkninger) : ISagshaendelse
{
    public string Saetning => string.Create(CultureInfo.InvariantCulture, $"Kontrollen af {Avid} fandt {Fejl} fejl og {Bemaerkninger} bemærkninger.");
}

/// <summary>A version was found in order, sent, approved or refused.</summary>
/// <param name="Tilstand">Kontrolleret, Afsendt, Godkendt or Afvist.</param>
/// <param name="Grund">Why it was refused.</param>
public sealed record ArkivversionFoert(string Avid, string Tilstand, string? Grund) : ISagshaendelse
{
    public string Saetning => $"Arkiveringsversionen {Avid} blev {Tilstand.ToLowerInvariant()}.";
}

/// <summary>What all deliveries have in common was set.</summary>
public sealed record AfleveringsopsaetningGemt(string Modtagearkiv) : ISagshaendelse
{
    public string Saetning => "Opsætningen af afleveringer blev gemt.";
}

/// <summary>A file that explains the deliveries was added, or is offered no more.</summary>
public sealed record AfleveringsbilagAendret(string Titel, bool Udgaaet) : ISagshaendelse
{
    public string Saetning => Udgaaet ? $"Bilaget »{Titel}« udgik." : $"Bilaget »{Titel}« blev lagt til afleveringerne.";
}

/// <summary>What the archive has decided was noted.</summary>
public sealed record AfleveringsbestemmelseNoteret(string Titel) : ISagshaendelse
{
    public string Saetning => $"Afleveringsbestemmelsen »{Titel}« blev noteret.";
}

/// <summary>A period whose cases belong together was noted.</summary>
public sealed record JournalperiodeNoteret(string Navn) : ISagshaendelse
{
    public string Saetning => $"Journalperioden »{Navn}« blev noteret.";
}
