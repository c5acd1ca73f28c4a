using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Storage;

/// <summary>What the deletion of a case's personal data does to the module's rows.</summary>
internal static class Dagtilbudssletning
{
    public static IReadOnlyList<Sletteregel> Regler { get; } =
    [
        Sletteregel.Slet("dagtilbud_foraelder"), Sletteregel.Slet("dagtilbud_foraeldreansoegning"), Sletteregel.Slet("dagtilbud_oenske"), Sletteregel.Slet("dagtilbud_betalingsvalg"),
        Sletteregel.Slet("dagtilbud_husstandsbarn"), Sletteregel.Slet("dagtilbud_husstandsvoksen"),
        Sletteregel.Slet("dagtilbud_husstandsoplysning", "not exists (select 1 from dagtilbud_husstandsbarn b where b.husstand_id = dagtilbud_husstandsoplysning.husstand_id) and not exists (select 1 from dagtilbud_husstandsvoksen v where v.husstand_id = dagtilbud_husstandsoplysning.husstand_id)"),
        Sletteregel.Ryd("dagtilbud_tilbud", "grund = null, forbigaaede = null"), Sletteregel.Ryd("dagtilbud_forslag", "hvorfor = 'Slettet', foran = '[]', grund = null"), Sletteregel.Ryd("dagtilbud_brud", "begrundelse = null"),
        Sletteregel.Slet("dagtilbud_ansoegning"),
        Sletteregel.Bevar("dagtilbud_plads", "months and groups, for the capacity and the figures"), Sletteregel.Bevar("dagtilbud_betalingspost", "amounts by month, for the accounts"),
    ];

    /// <summary>Columns that name a party of the register.</summary>
    public static IReadOnlyList<Partshenvisning> Parter { get; } = [new("dagtilbud_ansoegning", "barn_part_id"), new("dagtilbud_foraelder", "part_id")];
}
