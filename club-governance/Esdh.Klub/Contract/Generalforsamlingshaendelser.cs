using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

/// <summary>An assembly was called.</summary>
public sealed record GeneralforsamlingIndkaldt(string Titel, DateOnly Dato, string Sted) : ISagshaendelse
{
    public string Saetning => $"{Titel} blev indkaldt til {DanishTime.ShortDate(Dato)}, {Sted}.";
}

/// <summary>The assembly decided something.</summary>
/// <param name="Nr">In the club's register of decisions.</param>
public sealed record BeslutningTruffet(int Nr, string Titel) : ISagshaendelse
{
    public string Saetning => $"Beslutning {Nr.ToString("0000", CultureInfo.InvariantCulture)} »{Titel}« blev truffet.";
}

/// <summary>A member shared something in the club's library.</summary>
public sealed record BiblioteksemneDelt(string Art, string Titel, string Medlem) : ISagshaendelse
{
    public string Saetning => $"{Medlem} delte »{Titel}« ({Art}) i biblioteket.";
}
