using Esdh.Sager.Contract;

namespace Esdh.Aktindsigt.Storage;

/// <summary>What the deletion of a case's personal data does to the module's rows.</summary>
internal static class Indsigtssletning
{
    public static IReadOnlyList<Sletteregel> Regler { get; } =
    [
        Sletteregel.Slet("indsigtsvalg", "sag_id = @sag or kilde_sag_id = @sag"), Sletteregel.Ryd("indsigtsklage", "bemaerkning = null"), Sletteregel.Ryd("indsigtstid", "hvad = 'Slettet'"),
        Sletteregel.Bevar("indsigtsanmodning", "days and a job"), Sletteregel.Bevar("indsigtskilde", "ids of cases"), Sletteregel.Bevar("indsigtssvar", "counts, and the id of a document whose content is gone"),
    ];
}
