using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Esdh.Core.Web;

/// <summary>How a failure is answered, for API and pages alike.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">Danish sentence.</param>
/// <param name="Kode">The broken rule's code.</param>
/// <param name="Hjemmel">The broken rule's source.</param>
/// <param name="Detaljer">What exactly is in the way.</param>
/// <param name="Errors">Wrong fields, by name.</param>
public sealed partial record Problem(
    int Status, string Title, string? Kode = null, string? Hjemmel = null,
    IReadOnlyCollection<string>? Detaljer = null, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public static Problem From(Exception exception) => exception switch
    {
        RegelbrudException e => new(StatusCodes.Status409Conflict, e.Regel.Tekst, e.Regel.Kode, e.Regel.Hjemmel, e.Detaljer.Count > 0 ? e.Detaljer : null),
        InvalidException e => new(StatusCodes.Status400BadRequest, e.Message, Errors: e.Errors),
        NotFoundException e => new(StatusCodes.Status404NotFound, e.Message),
        ForbiddenException e => new(StatusCodes.Status403Forbidden, e.Message),
        StaleException e => new(StatusCodes.Status412PreconditionFailed, e.Message),
        DbUpdateConcurrencyException => new(StatusCodes.Status412PreconditionFailed, new StaleException().Message),
        ContentTooLargeException e => new(StatusCodes.Status413PayloadTooLarge, $"Filen er større end grænsen på {e.Limit / (1024 * 1024)} MB. Intet er gemt."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(StatusCodes.Status413PayloadTooLarge, "Det sendte er større end grænsen. Intet er gemt."),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } e => From(e),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new(StatusCodes.Status415UnsupportedMediaType, "Send indholdet som application/json."),
        BadHttpRequestException { StatusCode: StatusCodes.Status405MethodNotAllowed } => new(StatusCodes.Status405MethodNotAllowed, "Adressen kan ikke bruges på den måde. Kontrollér metoden (GET, POST ...)."),
        BadHttpRequestException e => new(e.StatusCode, "Forespørgslen kan ikke læses. Kontrollér formatet, og prøv igen."),
        KeyReusedException e => new(StatusCodes.Status422UnprocessableEntity, e.Message),
        IOException e when IsDiskFull(e) => new(StatusCodes.Status507InsufficientStorage, "Der er ikke plads på serverens disk. Intet er gemt. Kontakt driften."),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 } => new(StatusCodes.Status507InsufficientStorage, "Der er ikke plads på serverens disk. Intet er gemt. Kontakt driften."),
        DbUpdateException { InnerException: Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 } } => new(StatusCodes.Status507InsufficientStorage, "Der er ikke plads på serverens disk. Intet er gemt. Kontakt driften."),
        _ when IsBusy(exception) => new(StatusCodes.Status503ServiceUnavailable, "Der er for travlt i systemet lige nu. Vent et øjeblik, og prøv igen."),
        _ => new(StatusCodes.Status500InternalServerError, "Der skete en fejl i systemet. Intet er gemt. Prøv igen, eller kontakt driften med sporingskoden."),
    };

    /// <summary>What the framework could not read, by field.</summary>
    private static Problem From(BadHttpRequestException e)
    {
        var (field, sentence) = e.InnerException switch
        {
            JsonException { Path: { Length: > 2 } path } => (path[2..], "Feltet har ikke den rette form."),
            JsonException json => ("json", $"Indholdet er ikke gyldig JSON (linje {json.LineNumber + 1}, tegn {json.BytePositionInLine + 1})."),
            _ when Parameter().Match(e.Message) is { Success: true } match => (match.Groups["navn"].Value, "Værdien mangler eller har ikke den rette form."),
            _ when e.Message.Contains("no body was provided", StringComparison.Ordinal) => ("json", "Der mangler et indhold i JSON."),
            _ => ("", ""),
        };
        return field.Length == 0
            ? new(e.StatusCode, "Forespørgslen kan ikke læses. Kontrollér formatet, og prøv igen.")
            : From(new InvalidException(field, sentence));
    }

    /// <summary>How the framework names a parameter: <c>Failed to bind parameter "Nullable&lt;int&gt; antal" from "x".</c></summary>
    [GeneratedRegex("parameter \"[^\"]* (?<navn>[^ \"]+)\"")]
    private static partial Regex Parameter();

    /// <summary>Seconds until it is worth trying again after 503.</summary>
    public const int RetryAfter = 5;

    /// <summary>
    /// The database gave no connection: the pool's are all taken for as long as one may wait, or the server takes no more. EF and Npgsql wrap it in what they call transient.
    /// </summary>
    private static bool IsBusy(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } || (e is NpgsqlException and not PostgresException && e.Message.StartsWith("The connection pool has been exhausted", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static bool IsDiskFull(IOException e) => (e.HResult & 0xFFFF) is 28 or 112; // ENOSPC, ERROR_DISK_FULL
}
