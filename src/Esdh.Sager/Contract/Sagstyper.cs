using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>All case types of the installation's modules, checked when the server starts.</summary>
public sealed partial class Sagstyper
{
    private readonly FrozenDictionary<string, Registreret[]> _efterNoegle;
    private readonly FrozenDictionary<string, string[]> _efterModul;

    /// <exception cref="InvalidOperationException">Names every fault of every type.</exception>
    internal Sagstyper(IEnumerable<Registreret> typer)
    {
        var alle = typer.ToList();
        var fejl = alle.SelectMany(t => Fejl(t.Type).Select(f => $"{t.Type}: {f}")).ToList();
        foreach (var gruppe in alle.GroupBy(t => t.Type.Noegle))
        {
            var udgaver = gruppe.OrderBy(t => t.Type.Udgave).ToList();
            if (udgaver.Select(t => t.Modul).Distinct().Count() > 1)
                fejl.Add($"{gruppe.Key}: two modules have a case type with this key.");
            if (udgaver.Select(t => t.Type.Udgave).Distinct().Count() < udgaver.Count)
                fejl.Add($"{gruppe.Key}: two editions have the same number.");
            if (udgaver.Zip(udgaver.Skip(1)).Any(p => p.First.Type.GaelderFra >= p.Second.Type.GaelderFra))
                fejl.Add($"{gruppe.Key}: a later edition must apply from a later day.");
        }

        if (fejl.Count > 0)
            throw new InvalidOperationException("These case types cannot be used:\n" + string.Join('\n', fejl));
        _efterNoegle = alle.GroupBy(t => t.Type.Noegle).ToFrozenDictionary(g => g.Key, g => g.OrderBy(t => t.Type.Udgave).ToArray(), StringComparer.Ordinal);
        _efterModul = alle.GroupBy(t => t.Modul).ToFrozenDictionary(g => g.Key, g => g.Select(t => t.Type.Noegle).Distinct().Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Keys of the types that a module has.</summary>
    public IReadOnlyList<string> Af(string modul) => _efterModul.GetValueOrDefault(modul) ?? [];

    /// <summary>All editions of a type, the oldest first; empty when there is none.</summary>
    public IReadOnlyList<Sagstype> Udgaver(string noegle) => _efterNoegle.TryGetValue(noegle, out var typer) ? [.. typer.Select(t => t.Type)] : [];

    /// <summary>The edition of a type; null when the installation does not have it (its module was removed).</summary>
    public Sagstype? Find(string noegle, int udgave) => _efterNoegle.TryGetValue(noegle, out var typer) ? Array.Find(typer, t => t.Type.Udgave == udgave)?.Type : null;

    /// <summary>The edition that new cases take on a day: the newest whose day has come, or the first of all.</summary>
    public Sagstype? Gaeldende(string noegle, DateOnly dag) =>
        _efterNoegle.TryGetValue(noegle, out var typer) ? (Array.FindLast(typer, t => t.Type.GaelderFra <= dag) ?? typer[0]).Type : null;

    /// <summary>The module that a type belongs to; null when there is none.</summary>
    public string? Modul(string noegle) => _efterNoegle.TryGetValue(noegle, out var typer) ? typer[0].Modul : null;

    /// <summary>What an author has done wrong, in English: it is met at a start, not by users.</summary>
    internal static IEnumerable<string> Fejl(Sagstype t)
    {
        if (!Noegleform().IsMatch(t.Noegle))
            yield return "the key must be 2 to 40 lower-case letters, digits and hyphens.";
        if (t.Navn.Trim().Length is 0 or > 100)
            yield return "the name must be 1 to 100 characters.";
        if (t.Udgave < 1)
            yield return "editions are numbered from 1.";
        foreach (var dobbelt in Dobbelte(t.Trin.Select(x => x.Noegle)).Concat(Dobbelte(t.Felter.Select(x => x.Noegle))).Concat(Dobbelte(t.Ure.Select(x => x.Noegle))).Concat(Dobbelte(t.Breve.Select(x => x.Noegle))).Concat(Dobbelte(t.Faner.Select(x => x.Noegle))))
            yield return $"»{dobbelt}« is there twice.";
        foreach (var f in t.Felter)
        {
            if (!Feltform().IsMatch(f.Noegle))
                yield return $"field »{f.Noegle}«: the key must be 2 to 40 lower-case letters, digits and underscores.";
            if ((f.Type == Sagsfelttype.Valg) != (f.Valg.Count > 0))
                yield return $"field »{f.Noegle}«: choices belong to the type Valg, and only there.";
            if (f.Valg.Any(v => !Noegleform().IsMatch(v.Vaerdi) && v.Vaerdi.Length != 1))
                yield return $"field »{f.Noegle}«: a choice's value must be lower-case letters, digits and hyphens.";
            if (f.Form is not null && (f.Formhjaelp is null || f.Type != Sagsfelttype.Tekst))
                yield return $"field »{f.Noegle}«: a form belongs to a text of one line and needs a sentence of help.";
        }

        var felter = t.Felter.Select(f => f.Noegle).ToHashSet(StringComparer.Ordinal);
        var trin = t.Trin.Select(x => x.Noegle).ToHashSet(StringComparer.Ordinal);
        if (t.Trin.Count < 2 || t.Trin[0].Tilstand == Trintilstand.Afsluttet || t.Trin.All(x => x.Tilstand != Trintilstand.Afsluttet))
            yield return "it needs a step to begin at and a step that ends it.";
        foreach (var x in t.Trin)
        {
            if (!Noegleform().IsMatch(x.Noegle) || x.Navn.Trim().Length is 0 or > 100)
                yield return $"step »{x.Noegle}«: key or name cannot be used.";
            if (x.Side is not null && !Noegleform().IsMatch(x.Side))
                yield return $"step »{x.Noegle}«: its page must be lower-case letters, digits and hyphens.";
            foreach (var vej in x.Veje.Where(v => !trin.Contains(v.Til)))
                yield return $"step »{x.Noegle}«: there is no step »{vej.Til}« to go to.";
            if (x.Tilstand != Trintilstand.Afsluttet && x.Veje.Count == 0)
                yield return $"step »{x.Noegle}«: no way leads on from it.";
            if (x.Tilstand == Trintilstand.Afsluttet && x.Veje.Count > 0)
                yield return $"step »{x.Noegle}«: it ends the case, so no way leads on. A closed case is opened again by itself.";
            foreach (var felt in x.Krav.OfType<Trinkrav.Feltkrav>().SelectMany(k => k.Noegler).Where(n => !felter.Contains(n)))
                yield return $"step »{x.Noegle}«: it demands the field »{felt}«, which there is not.";
            foreach (var brev in x.Krav.OfType<Trinkrav.Dokumentkrav>().Select(k => k.Brev).OfType<string>().Where(b => t.Breve.All(y => y.Noegle != b)))
                yield return $"step »{x.Noegle}«: it offers the letter »{brev}«, which there is not.";
            foreach (var type in x.Krav.OfType<Trinkrav.Afgoerelseskrav>().SelectMany(k => k.Typer).Where(n => t.Afgoerelser.All(a => a.Noegle != n)))
                yield return $"step »{x.Noegle}«: it demands a decision »{type}«, which there is not.";
            if (x.Opgaver.Any(o => o.Titel.Trim().Length is 0 or > 200 || o.Dage is < 0 or > 3650))
                yield return $"step »{x.Noegle}«: a task needs a title of 1 to 200 characters and 0 to 3650 days.";
        }

        var naaet = new HashSet<string>(StringComparer.Ordinal);
        for (var nye = t.Trin.Take(1).Select(x => x.Noegle).ToList(); nye.Count > 0;)
            nye = [.. nye.Where(naaet.Add).SelectMany(n => t.Trin.First(x => x.Noegle == n).Veje).Select(v => v.Til).Where(trin.Contains)];
        foreach (var x in t.Trin.Where(x => !naaet.Contains(x.Noegle)))
            yield return $"step »{x.Noegle}«: no way leads to it.";
        foreach (var ur in t.Ure)
        {
            foreach (var ukendt in ur.StarterVed.Concat(ur.StaarStilleVed).Concat(ur.SlutterVed).Where(n => !trin.Contains(n)))
                yield return $"clock »{ur.Noegle}«: there is no step »{ukendt}«.";
            if (ur.StarterVed.Count == 0 || ur.Dage is < 1 or > 3650 || ur.DageFor.Values.Any(d => d is < 1 or > 3650))
                yield return $"clock »{ur.Noegle}«: it needs a step that starts it, and 1 to 3650 days.";
            if (ur.Felt is { } f && t.Felter.FirstOrDefault(x => x.Noegle == f) is not { Type: Sagsfelttype.Valg })
                yield return $"clock »{ur.Noegle}«: »{f}« is no field of choices.";
            if (ur.StartFelt is { } d && t.Felter.FirstOrDefault(x => x.Noegle == d) is not { Type: Sagsfelttype.Dato })
                yield return $"clock »{ur.Noegle}«: »{d}« is no field of a date.";
            if (ur.GaelderFelt is { } g && t.Felter.FirstOrDefault(x => x.Noegle == g) is not { Type: Sagsfelttype.JaNej })
                yield return $"clock »{ur.Noegle}«: »{g}« is no field of yes or no.";
        }
    }

    private static IEnumerable<string> Dobbelte(IEnumerable<string> noegler) => noegler.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}\\z")]
    private static partial Regex Noegleform();

    [GeneratedRegex("^[a-z][a-z0-9_]{1,39}\\z")]
    private static partial Regex Feltform();

    internal sealed record Registreret(string Modul, Sagstype Type);
}

/// <summary>How a module tells of its case types.</summary>
public static class Sagstyperegistrering
{
    /// <summary>Registers an edition of a case type. Faults stop the server when it starts, all of them named.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="modul">The module's <see cref="Core.IModule.Name"/>.</param>
    /// <param name="type">The edition.</param>
    public static IServiceCollection AddSagstype(this IServiceCollection services, string modul, Sagstype type) => services.AddSingleton(new Sagstyper.Registreret(modul, type));
}
