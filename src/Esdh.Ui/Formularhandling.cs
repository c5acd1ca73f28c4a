using System.Globalization;
using Esdh.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Ui;

/// <summary>Carries out an act from a form: what is refused stands on the form, and what was typed is kept.</summary>
public static class Formularhandling
{
    /// <summary>
    /// Whether it was done. Otherwise the form says why, and <see cref="Formular.Kode"/> is the page's status: 400 for wrong fields (also those that
    /// <paramref name="handling"/> itself found), 409 for a rule, 412 when somebody changed it first.
    /// </summary>
    /// <param name="formular">Not tried when something is wrong with it already.</param>
    /// <param name="handling">The act.</param>
    /// <param name="hvad">What it changes, as in <c>sagen</c>, where the page shows it as it is now and sending again saves what was typed.</param>
    /// <param name="felt">The form's field for one of the act's; null where they have the same names.</param>
    public static async Task<bool> ProevAsync(this Formular formular, Func<Task> handling, string? hvad = null, Func<string, string>? felt = null)
    {
        ArgumentNullException.ThrowIfNull(formular);
        ArgumentNullException.ThrowIfNull(handling);
        if (!formular.ErGyldig)
            return false;
        try
        {
            await handling();
        }
        catch (InvalidException fejl)
        {
            formular.Fejl(fejl, felt);
        }
        catch (RegelbrudException brud)
        {
            formular.Afvis(new(StatusCodes.Status409Conflict, brud.Regel.Tekst, brud.Regel.Kode, brud.Regel.Hjemmel, brud.Detaljer));
        }
        catch (Exception fejl) when (fejl is StaleException or DbUpdateConcurrencyException)
        {
            formular.Afvis(new(StatusCodes.Status412PreconditionFailed, hvad is null
                ? (fejl as StaleException ?? new()).Message
                : $"En anden har rettet {hvad}, mens du skrev. Se den nye udgave, og send igen, hvis din ændring stadig er rigtig. Din tekst er her stadig."));
        }

        return formular.ErGyldig;
    }

    /// <summary>The version that the form was filled in against.</summary>
    public static long? Version(this Formular formular) => long.TryParse(formular?["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>The page; its status is the form's.</summary>
    public static RazorComponentResult<T> Side<T>(object model, Formular? formular = null) where T : IComponent =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = formular?.Kode ?? StatusCodes.Status200OK };
}

/// <summary>Why an act as a whole was refused.</summary>
/// <param name="Kode">409 for a rule, 412 when somebody changed it first.</param>
/// <param name="Tekst">The rule's sentence.</param>
/// <param name="Regel">The rule's code.</param>
/// <param name="Hjemmel">The rule's source.</param>
/// <param name="Detaljer">What exactly is in the way.</param>
public sealed record Afslag(int Kode, string Tekst, string? Regel = null, string? Hjemmel = null, IReadOnlyCollection<string>? Detaljer = null);
