using Esdh.Aktindsigt.Domain;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Orders what the authority has registered of the person who asks, across its cases, with who has looked (GDPR art. 15).</summary>
internal sealed class BestilPersonoplysninger(Indsigtssag indsigt, Sagsopslag sager, Personindsigt personer, BestilIndsigtsarbejde bestil)
{
    /// <param name="Sagspart">The party of the request; the primary one with the role »Ansøger« when null.</param>
    /// <param name="Udelad">Numbers of cases that are left out.</param>
    /// <param name="Hjemmel">The paragraph they are left out by.</param>
    /// <param name="Begrundelse">Why; it is said to the person.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid? Sagspart = null, IReadOnlyList<string>? Udelad = null, string? Hjemmel = null, string? Begrundelse = null);

    public sealed record Svar(Guid JobId);

    /// <exception cref="RegelbrudException">AKT-18 to AKT-23.</exception>
    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        AktindsigtRegler.OplysningerSamlesEfterArtikel15.Kraev(sag.Felter.GetValueOrDefault("regime") == Regime.Artikel15);
        var sagspart = k.Sagspart ?? (await sager.ParterAsync(k.Aktoer, sag.Id, ct)).FirstOrDefault(p => p.Rolle == "Ansøger")?.Id ?? throw new InvalidException("person", "Sæt den, der beder om indsigt, på sagen som ansøger.");
        var person = await personer.PersonAsync(k.Aktoer, sag.Id, sagspart, ct);
        AktindsigtRegler.PersonenHarPersonnummer.Kraev(person is not null);
        AktindsigtRegler.DuSerAllePersonensSager.Kraev((await personer.SagerAsync(k.Aktoer, person!.Id, ct)).Skjulte == 0);
        List<string> udeladt = [.. (k.Udelad ?? []).Select(n => n.Trim()).Where(n => n.Length > 0).Distinct()];
        new Errors().AddIf(udeladt.Count > 500, "udelad", "Der kan udelades højst 500 sager.").AddIf(k.Hjemmel?.Length > 300, "hjemmel", "Paragraffen må højst fylde 300 tegn.")
            .AddIf(k.Begrundelse?.Length > 4000, "begrundelse", "Begrundelsen må højst fylde 4.000 tegn.").Throw();
        AktindsigtRegler.UdeladteSagerHarHjemmel.Kraev(udeladt.Count == 0 || (!string.IsNullOrWhiteSpace(k.Hjemmel) && !string.IsNullOrWhiteSpace(k.Begrundelse)));
        List<string> numre = [];
        foreach (var nummer in udeladt)
        {
            try
            {
                numre.Add((await sager.FindAsync(k.Aktoer, nummer, ct)).Sagsnummer);
            }
            catch (NotFoundException)
            {
                throw new InvalidException("udelad", $"Der er ingen sag {nummer}, som du har adgang til.");
            }
        }

        return new(await bestil.BestilAsync(
            k.Aktoer, new(sag.Id, Indsigtsjobart.Personoplysninger, false, k.Aktoer.PaaVegneAf?.Id) { SagspartId = sagspart, Udeladt = numre, Hjemmel = k.Hjemmel?.Trim(), Begrundelse = k.Begrundelse?.Trim() },
            $"Personoplysninger til {sag.Sagsnummer}", ct));
    }
}
