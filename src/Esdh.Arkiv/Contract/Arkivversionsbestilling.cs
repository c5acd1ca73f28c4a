using System.Globalization;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv.Contract;

/// <summary>What the command line asks for; texts as they were written.</summary>
/// <param name="Id">Archive id.</param>
/// <param name="Mappe">The folder that gets the version.</param>
public sealed record Arkivversionsbestilling(string Id, string Mappe)
{
    /// <summary><c>2024-01-01..2025-12-31</c>; null for a snapshot.</summary>
    public string? Periode { get; init; }

    /// <summary>The version's day, by whose end everything is taken; null for now.</summary>
    public string? Dato { get; init; }

    /// <summary>Path of a plan from subject to FORM; null for the authority's own.</summary>
    public string? Form { get; init; }

    /// <summary>Dots an inch, 150 to 600.</summary>
    public string? Dpi { get; init; }

    /// <summary>Most megabytes of documents on a medium.</summary>
    public string? Medie { get; init; }

    /// <summary>Builds the version, or goes on with one that was stopped, and says how it goes in Danish lines.</summary>
    /// <returns>Whether the version lies whole in its folder.</returns>
    public static async Task<bool> ByggAsync(IServiceProvider tjenester, Authority myndighed, Arkivversionsbestilling bestilling, TextWriter ud, CancellationToken ct)
    {
        try
        {
            await using var scope = tjenester.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
            var plan = bestilling.Plan(myndighed.Info.Name, tjenester.GetRequiredService<TimeProvider>());
            var db = scope.ServiceProvider.GetRequiredService<ArkivDb>();
            Domain.ArkivversionRegler.IdBrugesEnGang.Kraev(!await db.Versioner.AnyAsync(v => v.Avid == plan.Avid, ct));
            using var bygger = new Versionsbygger(myndighed, plan, bestilling.Mappe, bestilling.Formplan(plan), ud.WriteLine);
            if (bygger.Stand is not null)
                await ud.WriteLineAsync("Bygningen tages op, hvor den slap.");
            while (await bygger.PortionAsync(ct))
            {
            }

            var rapport = bygger.GivNavn();
            await ud.WriteLineAsync(string.Create(CultureInfo.GetCultureInfo("da-DK"),
                $"{rapport.Avid} er bygget: {rapport.Sager:N0} sager, {rapport.Dokumenter:N0} dokumenter, {rapport.Filer:N0} filer ({rapport.Filer - rapport.Konverteret:N0} kunne ikke gøres til TIFF), {rapport.Sider:N0} sider, {rapport.Tabeller.Count} tabeller. Rapporten ligger i {plan.Avid}.rapport.txt."));
            return true;
        }
        catch (RegelbrudException brud)
        {
            await ud.WriteLineAsync($"{brud.Regel.Tekst} ({brud.Regel.Kode})");
        }
        catch (InvalidDataException fejl)
        {
            await ud.WriteLineAsync(fejl.Message);
        }
        catch (Exception fejl) when (Pladsmangel.Er(fejl))
        {
            await ud.WriteLineAsync(Pladsmangel.Saetning);
        }
        catch (UnauthorizedAccessException)
        {
            await ud.WriteLineAsync($"Der kan ikke skrives i mappen {bestilling.Mappe}.");
        }

        return false;
    }

    private Versionsplan Plan(string myndighed, TimeProvider tid)
    {
        if (!Versionsplan.ErAvid(Id))
            throw new InvalidDataException($"»{Id}« er ikke et id til en arkiveringsversion. Det er AVID, arkivets kode og et nummer, for eksempel AVID.KORS.1001.");
        var (fra, til) = ((DateOnly?)null, (DateOnly?)null);
        if (Periode is not null)
        {
            var dele = Periode.Split("..");
            if (dele.Length != 2 || !Dag(dele[0], out var f) || !Dag(dele[1], out var t) || t < f)
                throw new InvalidDataException("Perioden skal skrives som 2024-01-01..2025-12-31, og den skal begynde, før den slutter.");
            (fra, til) = (f, t);
        }

        var frosset = tid.GetUtcNow();
        if (Dato is not null)
            frosset = Dag(Dato, out var dag) ? DanishTime.StartOfDay(dag.AddDays(1)).AddTicks(-10) : throw new InvalidDataException("Datoen skal skrives som 2026-11-23.");
        var plan = Versionsplan.Enkel(Id, myndighed, frosset, fra, til);
        if (Dpi is not null)
            plan = plan with { Dpi = int.TryParse(Dpi, CultureInfo.InvariantCulture, out var dpi) && dpi is >= 150 and <= 600 ? dpi : throw new InvalidDataException("Opløsningen skal være fra 150 til 600 punkter pr. tomme.") };
        if (Medie is not null)
            plan = plan with { BytesPrMedie = long.TryParse(Medie, CultureInfo.InvariantCulture, out var mb) && mb is >= 1 and <= 1_000_000_000 ? mb * 1_000_000 : throw new InvalidDataException("Mediets størrelse skal være et helt antal megabyte.") };
        return plan;

        static bool Dag(string tekst, out DateOnly dag) => DateOnly.TryParseExact(tekst, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out dag);
    }

    private Formplan Formplan(Versionsplan plan)
    {
        if (Form is null)
            return Version.Formplan.Uafklaret;
        if (!File.Exists(Form))
            throw new InvalidDataException($"FORM-planen {Form} findes ikke.");
        using var fil = File.OpenRead(Form);
        return Version.Formplan.Laes(fil, Path.GetFileNameWithoutExtension(Form), DanishTime.DateOf(plan.Frosset));
    }
}
