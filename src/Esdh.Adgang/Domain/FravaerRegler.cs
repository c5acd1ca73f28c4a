using Esdh.Core;

namespace Esdh.Adgang.Domain;

/// <summary>What is refused on absences and substitutes.</summary>
internal static class FravaerRegler
{
    public static readonly Regel IkkeSinEgen =
        new("FRAV-1", "Man kan ikke være sin egen stedfortræder.", Regel.Intern);

    public static readonly Regel EtAdGangen =
        new("FRAV-2", "Der er allerede et fravær i perioden. Ret det, der er.", Regel.Intern);

    public static readonly Regel StedfortraederErTilStede =
        new("FRAV-3", "Stedfortræderen er selv fraværende i perioden. En stedfortræder for en stedfortræder får ingen rettigheder; vælg en anden.", Regel.Intern);

    public static readonly Regel ErIkkeSelvStedfortraeder =
        new("FRAV-4", "Den fraværende er selv stedfortræder i perioden, og de rettigheder gives ikke videre. Giv den, der er stedfortræder for, en anden først.", Regel.Intern);

    public static readonly Regel ErIkkeSlut =
        new("FRAV-5", "Fraværet er slut og kan ikke ændres.", Regel.Intern);

    public static readonly Regel BegyndtErBegyndt =
        new("FRAV-6", "Fraværet er begyndt, så den første dag står fast.", Regel.Intern);

    public static readonly Regel SomSigSelv =
        new("FRAV-7", "Det gør man som sig selv, ikke på vegne af en anden. Gå tilbage til dit eget skrivebord først.", Regel.Intern);
}
