namespace Esdh.Sager.Storage;

/// <summary>
/// Says to SQLite, which keeps no statistics here, that a column is not the way in: it is compared row by row, in the order the list has. Of a list that a thousand
/// cases match, the first page is found sooner by going through the order than by sorting all that match.
/// </summary>
internal static class Indeksvalg
{
    public static Guid? Undervejs(Guid? kolonne) => throw new InvalidOperationException("SQL only.");

    public static string UndervejsTekst(string kolonne) => throw new InvalidOperationException("SQL only.");

    public static DateTimeOffset UndervejsTid(DateTimeOffset kolonne) => throw new InvalidOperationException("SQL only.");
}
