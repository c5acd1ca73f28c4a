namespace Esdh.Klub.Contract;

/// <summary>What a line of an invoice is for.</summary>
public enum Fakturalinjeart
{
    Licens,
    Faellesprojekt,
    Andet,
}
