using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// What the deletion of a case's personal data does to one table that is about cases. Registered by the module whose table it is with <c>services.AddSletteregler(...)</c>, in the order in which they are to be carried out (children before what they refer to); a module's come before the engine's. A test names every table that hangs on a case, a document or a party and has none.
/// </summary>
/// <param name="Tabel">The table's name.</param>
/// <param name="Hvilke">SQL that both providers understand, saying which rows: <c>sag_id = @sag</c>. A rule that keeps has none.</param>
/// <param name="Saet">SQL assignments that clear what can identify a person; null deletes the rows.</param>
/// <param name="Indhold">The column that names a file in the content store whose bytes are to be destroyed with the rows; null where there is none.</param>
/// <param name="Behold">Why nothing is done, in English; null where something is.</param>
public sealed record Sletteregel(string Tabel, string Hvilke, string? Saet, string? Indhold, string? Behold)
{
    /// <summary>The rows of a case.</summary>
    public const string Sagens = "sag_id = @sag";

    /// <summary>The documents that lie on no other case that still has its content, as what a column of ids is compared with: <c>"dokument_id " + Sletteregel.SagensDokumenter</c>.</summary>
    public const string SagensDokumenter =
        "in (select r.dokument_id from dokumentregistrering r where r.sag_id = @sag and r.flyttet_til_id is null and not exists (select 1 from dokumentregistrering a join sag s on s.id = a.sag_id "
        + "where a.dokument_id = r.dokument_id and a.sag_id <> @sag and a.flyttet_til_id is null and s.slettet is null))";

    /// <summary>Rows go.</summary>
    /// <inheritdoc cref="Sletteregel"/>
    public static Sletteregel Slet(string tabel, string hvilke = Sagens, string? indhold = null) => new(tabel, hvilke, null, indhold, null);

    /// <summary>Rows stay, without what is set.</summary>
    /// <inheritdoc cref="Sletteregel"/>
    public static Sletteregel Ryd(string tabel, string saet, string hvilke = Sagens) => new(tabel, hvilke, saet, null, null);

    /// <summary>Rows stay as they are: they hold nothing that tells who it was about.</summary>
    /// <param name="tabel">The table's name.</param>
    /// <param name="hvorfor">In English.</param>
    public static Sletteregel Bevar(string tabel, string hvorfor) => new(tabel, "", null, null, hvorfor);
}

/// <summary>A column of a module's that names a party of the register: the party stays while a row does. Registered as a singleton.</summary>
/// <param name="Tabel">The table's name.</param>
/// <param name="Kolonne">The column's name.</param>
public sealed record Partshenvisning(string Tabel, string Kolonne);

/// <summary>How a module says what of its own goes with a case.</summary>
public static class Sletteregler
{
    /// <param name="services">The module's.</param>
    /// <param name="regler">In the order in which they are carried out.</param>
    /// <param name="parter">Columns that name a party of the register.</param>
    public static IServiceCollection AddSletteregler(this IServiceCollection services, IEnumerable<Sletteregel> regler, IEnumerable<Partshenvisning>? parter = null)
    {
        foreach (var regel in regler)
            services.AddSingleton(regel);
        foreach (var part in parter ?? [])
            services.AddSingleton(part);
        return services;
    }
}
