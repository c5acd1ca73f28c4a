using Esdh.Core;
using Esdh.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Esdh.Adgang.Sider;

/// <summary>Carries out an act from a form: what is refused stands on the form, and what was typed is kept.</summary>
internal static class Formularhandling
{
    /// <summary>Whether it was done.</summary>
    public static async Task<bool> ProevAsync(this Formular formular, Func<Task> handling)
    {
        if (!formular.ErGyldig)
            return false;
        try
        {
            await handling();
            return true;
        }
        catch (InvalidException fejl)
        {
            formular.Fejl(fejl);
        }
        catch (RegelbrudException brud)
        {
            formular.Fejl("", $"{string.Join(' ', brud.Detaljer.Prepend(brud.Regel.Tekst))} ({brud.Regel.Kode}, {brud.Regel.Hjemmel})");
        }
        catch (StaleException fejl)
        {
            formular.Fejl("", fejl.Message);
        }

        return false;
    }

    public static long? Version(this Formular formular) => long.TryParse(formular["version"], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>The page, as 400 when its form was refused.</summary>
    public static RazorComponentResult<T> Side<T>(object model, Formular? formular = null) where T : IComponent =>
        new(new Dictionary<string, object?> { ["Model"] = model })
        {
            StatusCode = formular is { ErGyldig: false } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
}
