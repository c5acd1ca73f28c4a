using Esdh.Arkiv.Kontrol;

namespace Esdh.Arkiv.Contract;

/// <summary>Checks an arkiveringsversion after BEK 128, whoever built it. Reads only; knows nothing of how our own are built.</summary>
public static class Arkivkontrol
{
    /// <param name="mappe">A medium's folder, the folder that holds the media, or what the names of the media's folders begin with.</param>
    /// <param name="fremdrift">Is told how far it has come, a few times a second.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="KontrolUmuligException">There is no version there.</exception>
    public static Task<Kontrolrapport> KoerAsync(string mappe, IProgress<Kontrolfremdrift>? fremdrift, CancellationToken ct) => KoerAsync(mappe, new(), fremdrift, ct);

    /// <inheritdoc cref="KoerAsync(string, IProgress{Kontrolfremdrift}?, CancellationToken)"/>
    public static Task<Kontrolrapport> KoerAsync(string mappe, Kontrolindstillinger indstillinger, IProgress<Kontrolfremdrift>? fremdrift, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mappe);
        ArgumentNullException.ThrowIfNull(indstillinger);
        var medier = Versionsmappe.Find(mappe);
        return Task.Run(() => Koersel.Udfoer(medier, indstillinger, fremdrift, ct), ct);
    }
}
