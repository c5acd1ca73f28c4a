namespace Esdh.Arkiv.Kontrol;

/// <summary>The formats of documents that an archive takes.</summary>
internal enum Dokumentformat : byte
{
    Ukendt,
    Tif,
    Jp2,
    Mp3,
    Wav,
    Mpg,
    Gml,
    Xsd,
}

internal static class Dokumentformater
{
    public static Dokumentformat Af(ReadOnlySpan<char> efternavn)
    {
        Span<char> smaa = stackalloc char[4];
        if (efternavn.Length is 0 or > 4)
            return Dokumentformat.Ukendt;
        var n = efternavn.ToLowerInvariant(smaa);
        return smaa[..n] switch { "tif" => Dokumentformat.Tif, "jp2" => Dokumentformat.Jp2, "mp3" => Dokumentformat.Mp3, "wav" => Dokumentformat.Wav, "mpg" => Dokumentformat.Mpg, "gml" => Dokumentformat.Gml, "xsd" => Dokumentformat.Xsd, _ => Dokumentformat.Ukendt };
    }
}
