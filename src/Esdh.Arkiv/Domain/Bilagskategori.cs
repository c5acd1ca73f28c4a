namespace Esdh.Arkiv.Domain;

/// <summary>Where a file stands in the context documentation of BEK 128.</summary>
internal static class Bilagskategori
{
    public static string Af(Afleveringsbilagsart art) => art switch
    {
        Afleveringsbilagsart.Journalplan => "systemInformation/systemTaxonomy",
        Afleveringsbilagsart.Journalinstruks => "systemInformation/systemInstruction",
        Afleveringsbilagsart.Afleveringsbestemmelse => "submissionInformation/archivalProvisions",
        Afleveringsbilagsart.Systembeskrivelse => "systemInformation/systemPurpose",
        Afleveringsbilagsart.Regelgrundlag => "systemInformation/systemRegulations",
        _ => "informationOther/informationOther",
    };

    public static string Navn(Afleveringsbilagsart art) => art switch
    {
        Afleveringsbilagsart.Formplan => "FORM-plan (læses, afleveres ikke)",
        Afleveringsbilagsart.Regelgrundlag => "Regler, arbejdet følger",
        Afleveringsbilagsart.Andet => "Andet",
        _ => art.ToString(),
    };
}
