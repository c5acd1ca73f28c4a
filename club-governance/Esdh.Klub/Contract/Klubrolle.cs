namespace Esdh.Klub.Contract;

/// <summary>In which capacity a delegate acts.</summary>
public enum Klubrolle
{
    Medlemsrepraesentant,
    Forretningsledelse,
    Bestyrelse,
}
