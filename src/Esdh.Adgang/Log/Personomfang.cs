using Esdh.Adgang.Contract;
using Esdh.Core.Calendar;

namespace Esdh.Adgang.Log;

/// <summary>Where in the authority a line was, as far as it concerns the person.</summary>
/// <param name="Sagsnummer">The person's case; null where the line was about the person alone.</param>
/// <param name="Fra">Lines before this did not concern the person yet.</param>
internal sealed record Personsted(string? Sagsnummer, bool ErBeskyttet, DateTimeOffset Fra);

/// <summary>
/// Which lines of the log concern one person: those that name the person, and those that name one of the person's cases or documents, from the
/// day the person came on the case.
/// </summary>
/// <param name="noegler">The keyed hashes under which the log may name the person.</param>
internal sealed class Personomfang(params string[] noegler)
{
    /// <summary>Nobody has so many; past it the register and not the person is at fault.</summary>
    private const int Flest = 100_000;

    private const int Portion = 1000;

    public IReadOnlyList<string> Noegler => noegler;

    public Dictionary<Guid, Personsted> Sager { get; } = [];

    public Dictionary<string, Personsted> Numre { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, Personsted> Dokumenter { get; } = [];

    /// <exception cref="InvalidOperationException">More cases or documents than one person can have.</exception>
    public static async Task<Personomfang> LaesAsync(IPersonregister register, Guid personId, string[] noegler, CancellationToken ct)
    {
        var omfang = new Personomfang(noegler);
        for (var nr = 0; ;)
        {
            var portion = await register.SagerAsync(personId, nr, Portion, ct);
            foreach (var sag in portion)
            {
                var sted = new Personsted(sag.Numre.Count == 0 ? null : sag.Numre[0], sag.ErBeskyttet, Dagen(sag.Fra));
                omfang.Sager[sag.Id] = sted;
                foreach (var nummer in sag.Numre)
                    omfang.Numre[nummer] = sted;
            }

            if (portion.Count < Portion)
                break;
            nr = Naeste(portion[^1].Nr, omfang.Sager.Count);
        }

        for (var nr = 0; ;)
        {
            var portion = await register.DokumenterAsync(personId, nr, Portion, ct);
            foreach (var d in portion)
                omfang.Dokumenter[d.Id] = new(d.Sagsnummer, d.ErBeskyttet, d.Fra is { } fra ? Dagen(fra) : DateTimeOffset.MinValue);
            if (portion.Count < Portion)
                break;
            nr = Naeste(portion[^1].Nr, omfang.Dokumenter.Count);
        }

        return omfang;

        static int Naeste(int nr, int antal) => antal < Flest ? nr : throw new InvalidOperationException($"A person with more than {Flest} cases or documents.");
    }

    public bool Omfatter(Adgangslinje linje) => (linje.Person is { } person && noegler.Contains(person)) || Sted(linje) is not null;

    /// <summary>The person's case that the line was about; null where it named the person alone, or a case of others beside.</summary>
    public Personsted? Sted(Adgangslinje linje) =>
        Gaelder(linje.SagId is { } sag ? Sager.GetValueOrDefault(sag) : linje.Sagsnummer is { } nummer ? Numre.GetValueOrDefault(nummer) : null, linje)
        ?? Gaelder(linje.DokumentId is { } dokument ? Dokumenter.GetValueOrDefault(dokument) : null, linje);

    private static DateTimeOffset Dagen(DateTimeOffset tid) => DanishTime.StartOfDay(DanishTime.DateOf(tid));

    private static Personsted? Gaelder(Personsted? sted, Adgangslinje linje) => sted is not null && linje.Tid >= sted.Fra ? sted : null;
}
