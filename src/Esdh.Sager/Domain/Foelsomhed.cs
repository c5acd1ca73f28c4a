namespace Esdh.Sager.Domain;

/// <summary>The four levels of KOMBIT's Sags- og Dokumentindeks (SF1470), lowest first. Inherited by documents, lowered only with a reason.</summary>
internal enum Foelsomhed
{
    /// <summary>IKKE_FORTROLIGE_DATA.</summary>
    IkkeFortrolig,

    /// <summary>FORTROLIGE_PERSONOPLYSNINGER.</summary>
    Fortrolig,

    /// <summary>FOELSOMME_PERSONOPLYSNINGER.</summary>
    Foelsom,

    /// <summary>VIP_SAGER.</summary>
    Vip,
}
