namespace Esdh.Arkiv.Contract;

/// <summary>Where something was found: as much of it as is known, with what was found there.</summary>
/// <param name="Fil">The path below the version, with the medium first.</param>
/// <param name="Tabel">The table's name.</param>
/// <param name="Raekke">The row, counted from 1.</param>
/// <param name="Kolonne">The column's name.</param>
/// <param name="Forklaring">What was found.</param>
public sealed record Kontrolsted(string? Fil, string? Tabel, long? Raekke, string? Kolonne, string? Forklaring)
{
    public override string ToString()
    {
        List<string> dele = [];
        if (Fil is not null)
            dele.Add(Fil);
        if (Tabel is not null)
            dele.Add($"tabel {Tabel}");
        if (Raekke is { } raekke)
            dele.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"række {raekke}"));
        if (Kolonne is not null)
            dele.Add($"kolonne {Kolonne}");
        var sted = string.Join(", ", dele);
        return Forklaring is null ? sted : sted.Length == 0 ? Forklaring : $"{sted}: {Forklaring}";
    }
}
