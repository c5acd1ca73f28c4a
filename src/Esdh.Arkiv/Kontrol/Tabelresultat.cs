namespace Esdh.Arkiv.Kontrol;

/// <summary>What reading a table leaves: its keys sorted, its first rows for trying views on, its outer dates.</summary>
internal sealed class Tabelresultat(Tabel tabel) : IDisposable
{
    public Tabel Tabel { get; } = tabel;

    /// <summary>Whether every row was read.</summary>
    public bool Hel { get; set; }

    public long Raekker { get; set; }

    public Noeglefil? Primaer { get; set; }

    /// <summary>For each foreign key that can be followed: its values, in the order of the other table's primary key.</summary>
    public List<(Fremmednoegle Noegle, Tabel Anden, Noeglefil Vaerdier)> Fremmede { get; } = [];

    public List<string?[]> Proever { get; } = [];

    public void Dispose()
    {
        Primaer?.Dispose();
        foreach (var (_, _, vaerdier) in Fremmede)
            vaerdier.Dispose();
    }
}
