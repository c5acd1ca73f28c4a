namespace Esdh.Arkiv.Kontrol;

/// <summary>What tableIndex.xml says.</summary>
internal sealed record Tabelindeks(IReadOnlyList<Tabel> Tabeller, IReadOnlyList<Forespoergsel> Forespoergsler)
{
    /// <summary>Columns that carry a mark.</summary>
    public IEnumerable<Kolonne> Med(string maerke) => Tabeller.SelectMany(t => t.Kolonner).Where(k => k.Maerker.Contains(maerke));
}

/// <summary>A table; <paramref name="Nummer"/> is null where its folder has no proper name.</summary>
internal sealed record Tabel(string Navn, string Mappe, long? Nummer, string Beskrivelse, IReadOnlyList<Kolonne> Kolonner, Noegle Primaer, IReadOnlyList<Fremmednoegle> Fremmede, long Raekker)
{
    /// <summary>The column of a name, as SQL finds it.</summary>
    public Kolonne? Kolonne(string navn) => Kolonner.FirstOrDefault(k => Sqlnavn.Ens(k.Navn, navn));
}

internal sealed record Kolonne(string Navn, string Id, string Type, string? Originaltype, bool Nullable, string Beskrivelse, IReadOnlyList<string> Maerker)
{
    public Kolonnetype Form { get; } = Kolonnetype.Laes(Type);
}

internal sealed record Noegle(string Navn, IReadOnlyList<string> Kolonner);

internal sealed record Fremmednoegle(string Navn, string Tabel, IReadOnlyList<(string Kolonne, string Refereret)> Referencer);

internal sealed record Forespoergsel(string Navn, string Sql, string? Beskrivelse)
{
    /// <summary>Made for the archive, and not taken over from the system as it stood there.</summary>
    public bool ErEgen => Navn.TrimStart('"').StartsWith("AV", StringComparison.OrdinalIgnoreCase);
}
