using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Sbsys.Contract;

/// <summary>Something on a case has come over from another system. The time of the event is that of the import.</summary>
/// <param name="Kilde">The system, as the import was told to call it.</param>
/// <param name="Hvad">What it is: <c>Sagen</c>, <c>Dokumentet</c>, <c>Kladden</c>, <c>Notatet</c>, <c>Erindringen</c> or <c>Parten</c>.</param>
/// <param name="Nummer">Its number there.</param>
/// <param name="Oprettet">When it was made there, where the source says.</param>
public sealed record ImporteretFraSbsys(string Kilde, string Hvad, string Nummer, DateTimeOffset? Oprettet) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => $"{Hvad} er importeret fra {Kilde} (nummer {Nummer}{(Oprettet is { } tid ? $", oprettet der {DanishTime.DateOf(tid):yyyy-MM-dd}" : "")}).";
}
