using System.Data.Common;
using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;

namespace Esdh.Arkiv.Version;

/// <summary>Where a table's rows come from: a statement whose columns are the table's, in order, and after them what only decides whether the row goes with.</summary>
/// <param name="Med">May blank cells that would point at nothing; false leaves the row out. Null takes every row.</param>
internal sealed record Tabelkilde(Tabel Tabel, string Sql, Func<object?[], bool>? Med = null);

/// <summary>Values as the database gives them, in the form the archive reads.</summary>
internal static class Celle
{
    public static object?[] Laes(DbDataReader raekke, object?[] celler)
    {
        for (var i = 0; i < celler.Length; i++)
            celler[i] = raekke.IsDBNull(i) ? null : raekke.GetValue(i);
        return celler;
    }

    public static long Tal(object vaerdi) => vaerdi is long tal ? tal : Convert.ToInt64(vaerdi, CultureInfo.InvariantCulture);

    public static int? Nr(object? vaerdi) => vaerdi is null ? null : (int)Tal(vaerdi);

    public static string? Tekst(object? vaerdi) => vaerdi switch
    {
        null => null,
        string tekst => tekst,
        byte[] id => new Guid(id, true).ToString("D"),
        Guid id => id.ToString("D"),
        _ => Convert.ToString(vaerdi, CultureInfo.InvariantCulture),
    };

    public static bool Sand(object vaerdi) => vaerdi is bool sand ? sand : Tal(vaerdi) != 0;

    public static DateOnly Dato(object vaerdi) => vaerdi switch
    {
        DateOnly dag => dag,
        string tekst => DateOnly.ParseExact(tekst, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => DateOnly.FromDateTime(Convert.ToDateTime(vaerdi, CultureInfo.InvariantCulture)),
    };

    public static DateTimeOffset Tid(object vaerdi) => vaerdi switch
    {
        long mikro => DbValue.FromMicroseconds(mikro),
        DateTimeOffset tid => tid,
        _ => new(DateTime.SpecifyKind((DateTime)vaerdi, DateTimeKind.Utc)),
    };

    /// <summary>Danish clock time, as people saw it; to the microsecond where it has any.</summary>
    public static string Dansk(object vaerdi) => DanishTime.ToDanish(Tid(vaerdi)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
