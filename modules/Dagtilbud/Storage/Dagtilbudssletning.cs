using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Storage;

/// <summary>What the deletion of a case's personal data does to the module's rows.</summary>
internal static class Dagtilbudssletning
{
    public static IReadOnlyList<Sletteregel> Regler { get; } =
    [
        Sletteregel.Slet("dagtilbud_foraelder"), Sletteregel.Slet("dagtilbud_foraeldreansoegning"), Sletteregel.Slet("dagtilbud_oenske"), Sletteregel.Slet("dagtilbud_betalingsvalg"),
        // A household's income goes with the last child that it was told for.
        Sletteregel.Slet("dagtilbud_husstandsoplysning", "husstand_id in (select husstand_id from dagtilbud_husstandsbarn where sag_id = @sag) and husstand_id not in (select husstand_id from dagtilbud_husstandsbarn where sag_id <> @sag)"),
        Sletteregel.Slet("dagtilbud_husstandsbarn"), Sletteregel.Slet("dagtilbud_husstandsvoksen"),
        Sletteregel.Ryd("dagtilbud_tilbud", "grund = null, forbigaaede = null"), Sletteregel.Ryd("dagtilbud_forslag", "hvorfor = 'Slettet', foran = '[]', grund = null"), Sletteregel.Ryd("dagtilbud_brud", "begrundelse = null"),
        Sletteregel.Slet("dagtilbud_ansoegning"),
        Sletteregel.Bevar("dagtilbud_plads", "months and groups, for the capacity and the figures"), Sletteregel.Bevar("dagtilbud_betalingspost", "amounts by month, for the accounts"),
    ];

    /// <summary>Columns that name a party of the register.</summary>
    public static IReadOnlyList<Partshenvisning> Parter { get; } = [new("dagtilbud_ansoegning", "barn_part_id"), new("dagtilbud_foraelder", "part_id")];
}
