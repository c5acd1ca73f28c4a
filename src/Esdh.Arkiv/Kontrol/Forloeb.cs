using System.Diagnostics;
using Esdh.Arkiv.Contract;

namespace Esdh.Arkiv.Kontrol;

/// <summary>One run of the checker: what it was asked, what it has found, how far it has come.</summary>
internal sealed class Forloeb(Versionsmappe version, Kontrolindstillinger indstillinger, IProgress<Kontrolfremdrift>? fremdrift, CancellationToken ct)
{
    private long filer;
    private long bytes;
    private long sidst = Stopwatch.GetTimestamp();

    public Versionsmappe Version { get; } = version;

    public Kontrolindstillinger Indstillinger { get; } = indstillinger;

    public CancellationToken Ct { get; } = ct;

    public Fundsamler Fund { get; } = new(Math.Max(1, indstillinger.MaksSteder));

    public Filregister Register { get; } = new();

    public long Filer => Interlocked.Read(ref filer);

    public long Byte => Interlocked.Read(ref bytes);

    public string Trin { get; private set; } = "";

    public void Begynd(string trin)
    {
        Trin = trin;
        Vis();
    }

    /// <summary>So much was read; asks whether to go on, too.</summary>
    public void Laest(long antal, bool helFil = false)
    {
        Ct.ThrowIfCancellationRequested();
        Interlocked.Add(ref bytes, antal);
        if (helFil)
            Interlocked.Increment(ref filer);
        var foer = Interlocked.Read(ref sidst);
        if (fremdrift is not null && Stopwatch.GetElapsedTime(foer).TotalMilliseconds > 250 && Interlocked.CompareExchange(ref sidst, Stopwatch.GetTimestamp(), foer) == foer)
            Vis();
    }

    private void Vis() => fremdrift?.Report(new(Trin, Filer, Register.Antal > 0 ? Register.Antal + 1 : null, Byte));
}
