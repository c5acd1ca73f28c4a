namespace Esdh.Klub.Contract;

/// <summary>A draft can be changed and thrown away; what is issued has a number and is never changed.</summary>
public enum Fakturastand
{
    Kladde,
    Udstedt,
}
