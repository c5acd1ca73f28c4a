using System.Security.Cryptography;
using System.Text;

namespace Esdh.Kombit.Tests;

/// <summary>A file of UUIDs as from Fælleskommunalt Klassifikationssystem; those that are not published are made of their names.</summary>
internal static class Testklassifikation
{
    private static readonly string[] Roller = ["Sekundær part", "Oversag", "Andre sager", "Tilakteret", "Vedlagt", "Journalnotat", "Udgangspunkter", "Parter"], Typer = ["Virksomhed", "Sag", "Dokument"];

    private static readonly Dictionary<string, string> Kendte = new()
    {
        ["9e979b84-b846-4472-8622-58007dc63c7e"] = "Ejer", ["a1263342-d348-44ba-a566-233f37c4cb67"] = "Ansvarlig", ["bf1f93ed-9441-4af4-835b-baeb201f3076"] = "Primær behandler", ["d839f26a-d4d1-4441-b2d6-3dbbb12a9404"] = "Primær part",
        ["a86c6581-ec85-412d-a655-31a1f1d5b14f"] = "Primær klasse", ["05ef7011-11a7-4e4c-a46b-3de6aa457fc3"] = "Handlingsklasse", ["251c24fd-57b0-4afc-9d73-b063d1957eb3"] = "Master", ["1b3c6a6d-e977-4491-9bf8-b41ee6999f39"] = "Afsender",
    };

    public static string Rolle(string uuid) => Kendte.GetValueOrDefault(uuid) ?? Array.Find(Roller, r => Id(r) == uuid) ?? throw new ArgumentException($"Ukendt rolle {uuid}");

    public static string Skriv(params string[] ogsaa)
    {
        var fil = Path.Combine(Path.GetTempPath(), $"klassifikation-{Guid.CreateVersion7()}.csv");
        File.WriteAllLines(fil,
        [
            "# invented", .. Roller.Select(r => $"rolle;{r};{Id(r)}"), .. Typer.Select(t => $"type;{t};{Id("type " + t)}"), $"format;Text;{Id("Text")}", $"emne;02.34.02;{Id("02.34.02")}",
            $"facet;G01;{Id("G01")}", .. ogsaa,
        ]);
        return fil;
    }

    private static string Id(string navn) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(navn)).AsSpan(0, 16)).ToString();
}
