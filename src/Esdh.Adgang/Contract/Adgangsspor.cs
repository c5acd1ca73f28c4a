using Esdh.Core.Identity;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;

namespace Esdh.Adgang.Contract;

/// <summary>
/// What a request's line in the access log says beside who, what and when, which are written by themselves. Injected into handlers; each
/// tells what it opened. Ids in the address are taken from there: <c>/sager/{sag}</c> and <c>/dokumenter/{id}</c> where they are UUIDs.
/// </summary>
public sealed class Adgangsspor
{
    /// <summary>One request tells of at most so many of each kind.</summary>
    public const int Hoejst = 500;

    private readonly List<(Guid Id, string? Nummer)> _sager = [];
    private readonly List<Guid> _dokumenter = [];
    private readonly List<string> _personer = [];

    internal IReadOnlyList<(Guid Id, string? Nummer)> Sager => _sager;

    internal IReadOnlyList<Guid> Dokumenter => _dokumenter;

    internal IReadOnlyList<string> Personer => _personer;

    internal Guid? BrugerId { get; private set; }

    internal string? Ord { get; private set; }

    internal string? Grund { get; private set; }

    internal bool ErBeskyttet { get; private set; }

    internal bool ErAfvist { get; private set; }

    /// <summary>A case was opened, changed or searched out.</summary>
    public void Sag(Guid id, string? sagsnummer = null)
    {
        var at = _sager.FindIndex(s => s.Id == id);
        if (at >= 0)
            _sager[at] = (id, sagsnummer ?? _sager[at].Nummer);
        else if (_sager.Count < Hoejst)
            _sager.Add((id, sagsnummer));
    }

    public void Dokument(Guid id)
    {
        if (_dokumenter.Count < Hoejst && !_dokumenter.Contains(id))
            _dokumenter.Add(id);
    }

    /// <summary>A person was looked up or shown.</summary>
    /// <param name="noegle">The personnummer, or the person's id where there is none. Only a keyed hash of it is kept.</param>
    public void Person(string noegle)
    {
        if (_personer.Count < Hoejst && !_personer.Contains(noegle))
            _personer.Add(noegle);
    }

    /// <summary>What was searched for. Personnumre in it are masked; one that stands alone is kept as <see cref="Person"/>.</summary>
    public void Soegeord(string ord)
    {
        if (Cpr.TryParse(ord, out var cpr))
            Person(cpr.Digits);
        Ord = CprFinder.Mask(ord.Length > 300 ? ord[..300] : ord);
    }

    /// <summary>Why: what the user wrote when the glass was broken or a number unmasked.</summary>
    public void Begrundelse(string tekst) => Grund = CprFinder.Mask(tekst.Length > 1000 ? tekst[..1000] : tekst);

    /// <summary>Something protected is shown: the answer waits until its line is on disk, and is not given when that fails.</summary>
    public void Beskyttet() => ErBeskyttet = true;

    /// <summary>Something was asked for that is there but not the caller's to see, and 404 is answered: it counts as a refusal.</summary>
    public void Afvist() => ErAfvist = true;

    /// <summary>Whom someone tries to sign in as, or whom the address that was used belongs to, where nobody is signed in.</summary>
    public void Bruger(Guid id) => BrugerId = id;
}

/// <summary>The route's requests are not in the access log: its address is itself a secret, or nothing is told there.</summary>
public sealed class IkkeIAdgangslog;

public static class Adgangslogning
{
    /// <summary>Leaves a route's requests out of the access log. For addresses that are secrets themselves.</summary>
    public static T IkkeIAdgangslog<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new IkkeIAdgangslog());
}
