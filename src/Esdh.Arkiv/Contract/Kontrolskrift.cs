using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Esdh.Arkiv.Contract;

/// <summary>Writes a <see cref="Kontrolrapport"/> for people and for machines.</summary>
public static class Kontrolskrift
{
    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>First how it went and how often each check spoke, then every check with its places.</summary>
    public static void Tekst(Kontrolrapport rapport, TextWriter ud)
    {
        ArgumentNullException.ThrowIfNull(rapport);
        ArgumentNullException.ThrowIfNull(ud);
        ud.WriteLine($"Arkiveringsversion {rapport.Version} på {Antal(rapport.Medier.Count, "medie", "medier")}: {string.Join(", ", rapport.Medier)}");
        ud.WriteLine(string.Create(Dansk, $"{rapport.Filer:N0} filer, {rapport.Byte / 1e6:N1} MB, {rapport.Kontroller:N0} kontroller på {rapport.Tid.TotalSeconds:N1} s."));
        ud.WriteLine(rapport.Fund.Count == 0 ? "Ingen fejl og ingen bemærkninger." : $"{Antal(rapport.AntalFejl, "fejl", "fejl")} og {Antal(rapport.AntalBemaerkninger, "bemærkning", "bemærkninger")}.");
        if (rapport.Fund.Count > 0)
        {
            ud.WriteLine();
            foreach (var fund in rapport.Fund)
                ud.WriteLine(string.Create(Dansk, $"  {fund.Nummer,-10} {Alvor(fund.Alvor),-11} {fund.Antal,12:N0}  {fund.Tekst.Split(". ")[0].TrimEnd('.')}"));
        }

        foreach (var fund in rapport.Fund)
        {
            ud.WriteLine();
            ud.WriteLine($"{fund.Nummer} {Alvor(fund.Alvor)} ({fund.Paragraf}), {Antal(fund.Antal, "sted", "steder")}");
            ud.WriteLine($"  {fund.Tekst}");
            foreach (var sted in fund.Steder)
                ud.WriteLine($"  - {sted}");
            if (fund.Antal > fund.Steder.Count)
                ud.WriteLine(string.Create(Dansk, $"  ... og {fund.Antal - fund.Steder.Count:N0} til"));
        }

        if (rapport.Oplysninger.Count > 0)
        {
            ud.WriteLine();
            ud.WriteLine("Oplysninger");
            foreach (var fund in rapport.Oplysninger)
            {
                ud.WriteLine($"  {fund.Nummer} {fund.Tekst}");
                foreach (var sted in fund.Steder)
                    ud.WriteLine($"    - {sted}");
            }
        }

        if (rapport.Udeladt.Count > 0)
        {
            ud.WriteLine();
            ud.WriteLine("Ikke kontrolleret");
            foreach (var hvad in rapport.Udeladt)
                ud.WriteLine($"  - {hvad}");
        }
    }

    /// <summary>The same as JSON.</summary>
    public static Task JsonAsync(Kontrolrapport rapport, Stream ud, CancellationToken ct) => JsonSerializer.SerializeAsync(ud, rapport, Form, ct);

    private static string Alvor(Kontrolalvor alvor) => alvor switch { Kontrolalvor.Fejl => "fejl", Kontrolalvor.Bemaerkning => "bemærkning", _ => "oplysning" };

    private static string Antal(long antal, string een, string flere) => string.Create(Dansk, $"{antal:N0} {(antal == 1 ? een : flere)}");
}
