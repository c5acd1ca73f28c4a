namespace Esdh.Sager.Domain;

/// <summary>How an akt is called: <c>7</c>, and <c>7.2</c> for what was attached to it.</summary>
internal static class Aktnummer
{
    /// <returns>Null before it is journalised.</returns>
    public static string? Tekst(int? aktnr, int? bilagsnr) => aktnr is null ? null : bilagsnr is null ? FormattableString.Invariant($"{aktnr}") : FormattableString.Invariant($"{aktnr}.{bilagsnr}");
}
