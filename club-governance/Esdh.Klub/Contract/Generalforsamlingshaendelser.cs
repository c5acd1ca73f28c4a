using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

/// <summary>An assembly was called.</summary>
public sealed record GeneralforsamlingIndkaldt(string Titel, DateOnly Dato, string Sted) : ISagshaendelse
{
    public string Saetning => $"{Titel} blev indkaldt til {DanishTime.ShortDate(Dato)}, {Sted}.";
}

/// <summary>A paper was laid with a point on the agenda.</summary>
/// <param name="Punkt">The point's title.</param>
/// <param name="Navn">The file's name.</param>
/// <param name="Sha256">Of its content: what the assembly decided on can be told from anything else.</param>
public sealed record PunktbilagLagt(string Punkt, string Navn, string Sha256) : ISagshaendelse
{
    public string Saetning => $"Bilaget »{Navn}« blev lagt til punktet »{Punkt}«.";
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
