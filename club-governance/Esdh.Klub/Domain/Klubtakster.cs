using System.Text.Json;
using System.Text.Json.Serialization;
using Esdh.Core;
using Esdh.Core.Identity;

namespace Esdh.Klub.Domain;

/// <summary>The price of a year, as the assembly has decided it.</summary>
/// <param name="PrisPrBorgerOere">For a citizen and a whole year; municipalities and regions.</param>
/// <param name="PrisPrAarsvaerkOere">For an årsværk and a whole year; state bodies.</param>
/// <param name="Hvor">Which assembly.</param>
internal sealed record Aarstakst(int Aar, long PrisPrBorgerOere, long PrisPrAarsvaerkOere, DateOnly? Vedtaget, string? Hvor);

/// <summary>The club as the seller on its invoices.</summary>
internal sealed record Klubsaelger(
    string Navn, string Cvr, string Gln, string Adresse, string Postnummer, string By, string Kontakt, string Email, string Registreringsnummer, string Kontonummer);

/// <summary>What the club has decided on money: <c>club-governance/takster.json</c>, or the file that an installation points at.</summary>
internal sealed record Klubtakster(
    string Valuta, long StandardprisPrBorgerOere, long StandardprisPrAarsvaerkOere, string RegionBetalerSom, decimal Momsprocent, string? Momsfritagelse, int BetalingsfristDage, long RykkergebyrOere,
    int OpsigelsesvarselMaaneder, int TilslutningsgraenseProcent, Klubsaelger Klub, IReadOnlyList<Aarstakst> Aar)
{
    /// <summary>A citizen costs at most this, so that kroner written as øre are seen.</summary>
    public const long HoejestePris = 100_00;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };

    /// <summary>VAT in hundredths of a per cent.</summary>
    public int MomsBasispoint => (int)(Momsprocent * 100);

    /// <summary>The price of a year: as decided for it, else the standing one.</summary>
    public Aarstakst For(int aar) => Aar.FirstOrDefault(a => a.Aar == aar) ?? new(aar, StandardprisPrBorgerOere, StandardprisPrAarsvaerkOere, null, null);

    /// <exception cref="InvalidException">Names every member that is wrong.</exception>
    public static Klubtakster Laes(string json)
    {
        Klubtakster takster;
        try
        {
            takster = JsonSerializer.Deserialize<Klubtakster>(json, Json) ?? throw new JsonException("Filen er tom.");
        }
        catch (JsonException fejl)
        {
            throw new InvalidException("takster", $"Filen med takster kan ikke læses: {fejl.Message}");
        }

        takster.Kontroller();
        return takster;
    }

    private void Kontroller()
    {
        var fejl = new Errors()
            .AddIf(Valuta != "DKK", "valuta", "Klubben regner i danske kroner: DKK.")
            .AddIf(StandardprisPrBorgerOere is < 0 or > HoejestePris, "standardprisPrBorgerOere", "Prisen skal være 0 til 10.000 øre for en borger om året.")
            .AddIf(StandardprisPrAarsvaerkOere is < 0 or > HoejestePris * 1000, "standardprisPrAarsvaerkOere", "Prisen skal være 0 til 10.000.000 øre for et årsværk om året.")
            .AddIf(Momsprocent is < 0 or > 100 || Momsprocent * 100 != decimal.Truncate(Momsprocent * 100), "momsprocent", "Momsen skal være 0 til 100 procent med højst to decimaler.")
            .AddIf(Momsprocent == 0 && string.IsNullOrWhiteSpace(Momsfritagelse), "momsfritagelse", "Uden moms skal fakturaen sige hvorfor.")
            .AddIf(BetalingsfristDage is < 1 or > 365, "betalingsfristDage", "Fristen skal være 1 til 365 dage.")
            .AddIf(RykkergebyrOere is < 0 or > 100_00, "rykkergebyrOere", "Et rykkergebyr er højst 100 kr.")
            .AddIf(OpsigelsesvarselMaaneder is < 0 or > 60, "opsigelsesvarselMaaneder", "Varslet skal være 0 til 60 måneder.")
            .AddIf(TilslutningsgraenseProcent is < 1 or > 100, "tilslutningsgraenseProcent", "Grænsen skal være 1 til 100 procent.")
            .AddIf(!Lokationsnummer.ErGln(Klub.Gln), "klub.gln", "Klubbens GLN har 13 cifre med kontrolciffer.")
            .AddIf(!Cvr.TryParse(Klub.Cvr, out _), "klub.cvr", "Klubbens CVR-nummer er ikke gyldigt.");
        foreach (var gruppe in Aar.GroupBy(a => a.Aar))
        {
            fejl.AddIf(gruppe.Count() > 1, $"aar.{gruppe.Key}", "Året står der mere end én gang.")
                .AddIf(gruppe.Any(a => a.PrisPrBorgerOere is < 0 or > HoejestePris), $"aar.{gruppe.Key}", "Prisen skal være 0 til 10.000 øre for en borger om året.")
                .AddIf(gruppe.Any(a => a.PrisPrAarsvaerkOere is < 0 or > HoejestePris * 1000), $"aar.{gruppe.Key}", "Prisen skal være 0 til 10.000.000 øre for et årsværk om året.");
        }

        fejl.Throw();
    }
}
