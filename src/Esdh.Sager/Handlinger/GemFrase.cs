using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes a phrase or changes one; looking one through is saving it with a new day.</summary>
internal sealed partial class GemFrase(SagerDb db, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Id">Null makes a new one.</param>
    /// <param name="Noegle">2 to 40 lower-case letters, digits and hyphens; of a new one only.</param>
    /// <param name="EnhedId">Null for the whole authority, which administrators decide on.</param>
    /// <param name="EjerId">The one who acts when not said, and of one that is changed the one it was.</param>
    /// <param name="Gennemses">A year from today when not said; after today, within three years.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid? Id, string? Noegle, string? Titel, string? Tekst, Guid? EnhedId, Guid? EjerId = null, DateOnly? Gennemses = null, bool Aktiv = true, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Noegle, DateOnly Gennemses, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var frase = k.Id is { } id ? await db.Fraser.SingleOrDefaultAsync(f => f.Id == id, ct) ?? throw new NotFoundException("Frasen findes ikke.") : null;
        if (frase is not null)
        {
            Preconditions.Check(frase.Version, k.IfMatch);
            FraseRegler.EjeresOgLedes.Kraev(await MaaRettesAsync(k.Aktoer, frase.EjerId, frase.EnhedId, ct));
        }

        var (noegle, gennemses, ejer) = (frase?.Noegle ?? k.Noegle?.Trim() ?? "", k.Gennemses ?? idag.AddYears(1), k.EjerId ?? frase?.EjerId ?? k.Aktoer.Skrivebord);
        var errors = new Errors()
            .AddIf(frase is null && !Noegleform().IsMatch(noegle), "noegle", "Nøglen skal være 2 til 40 små bogstaver a-z, cifre og bindestreger.")
            .AddIf(frase is null && await db.Fraser.AnyAsync(f => f.Noegle == noegle, ct), "noegle", $"Nøglen »{noegle}« er brugt af en anden frase.")
            .AddIf(Titeltekst.ErTom(k.Titel) || k.Titel!.Trim().Length > 100, "titel", "Skriv en titel på 1 til 100 tegn.")
            .AddIf(string.IsNullOrWhiteSpace(k.Tekst) || k.Tekst.Length > Frase.LaengsteTekst, "tekst", "Skriv en tekst på højst 10.000 tegn.")
            .AddIf(CprFinder.Contains(k.Tekst ?? "") || CprFinder.Contains(k.Titel ?? ""), "tekst", "En frase må ikke indeholde et personnummer.")
            .AddIf(gennemses <= idag || gennemses > idag.AddYears(Frase.FlestAar), "gennemses", "Frasen skal ses igennem efter i dag og inden for tre år.")
            .AddIf(k.EnhedId is { } e && !await personer.ErEnhedAsync(e, ct), "enhedId", "Vælg en enhed, der er aktiv.")
            .AddIf(await personer.BrugerAsync(ejer, ct) is not { Aktiv: true }, "ejerId", "Vælg en ejer, der er aktiv.");
        errors.Throw();
        if (frase is null || frase.EnhedId != k.EnhedId)
            FraseRegler.EgenEnhed.Kraev(k.Aktoer.Har(Roller.Administrator) || (k.EnhedId is { } ny && k.Aktoer.EnhedId is { } egen && (ny == egen || (k.Aktoer.Har(Roller.Leder) && await personer.ErOverAsync(egen, ny, ct)))));

        if (frase is null)
            db.Add(frase = new Frase { Noegle = noegle, Titel = k.Titel!, Tekst = k.Tekst! });
        else
            frase.Version++;
        (frase.Titel, frase.Tekst, frase.EnhedId, frase.EjerId, frase.Gennemses, frase.Aktiv) = (Titeltekst.Ren(k.Titel!), k.Tekst!.ReplaceLineEndings("\n").Trim(), k.EnhedId, ejer, gennemses, k.Aktiv);
        (frase.Rettet, frase.RettetAf) = (tid.GetUtcNow(), k.Aktoer.Id);
        frase.Find();
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new FraseGemt(
            noegle, frase.Titel, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(frase.Tekst))), frase.EnhedId, frase.EjerId, frase.Gennemses, frase.Aktiv), null, frase.Id, ct);
        return new(frase.Id, noegle, gennemses, frase.Version);
    }

    private Task<bool> MaaRettesAsync(Aktoer aktoer, Guid ejer, Guid? enhed, CancellationToken ct) => Fraseopslag.MaaRettesAsync(aktoer, ejer, enhed, personer, ct);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}$")]
    private static partial Regex Noegleform();
}
