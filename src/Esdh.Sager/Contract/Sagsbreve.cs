using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Indhold;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// Merges letters from templates for a module's own acts. Merging reads and writes files, so it is done before the act; the act then files the letter with
/// <see cref="Sagshandlinger.LaegBrevAsync"/>, in one transaction with whatever else it does. A letter that is never filed is swept.
/// </summary>
public sealed class Sagsbreve
{
    private readonly IServiceProvider _tjenester;

    internal Sagsbreve(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>The letter as it would be filed on the case.</summary>
    /// <exception cref="InvalidException">No such template or party, or the template's file cannot be read.</exception>
    /// <exception cref="NotFoundException">The case is not there, or not the actor's to know of.</exception>
    /// <exception cref="RegelbrudException">The case is closed.</exception>
    public async Task<Flettetbrev> FletAsync(Aktoer aktoer, Guid sag, Brevbestilling bestilling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(bestilling);
        var produktion = _tjenester.GetRequiredService<Dokumentproduktion>();
        var g = await produktion.GrundlagAsync(aktoer, sag.ToString(), bestilling.Skabelon, ct);
        var modtager = bestilling.SagspartId is { } valgt ? g.Parter.Find(p => p.Id == valgt) ?? throw new InvalidException("part", "Parten er ikke på sagen.") : g.Parter.Find(p => p.ErPrimaer);
        return new(await produktion.FletAsync(g, modtager, bestilling.Titel, bestilling.SomPdf, null, bestilling.Felter, ct), sag);
    }
}

/// <summary>A letter that a module wants merged.</summary>
/// <param name="Skabelon">Key of the template: that of a <see cref="Sagsbrev"/>, as the authority has it now.</param>
public sealed record Brevbestilling(string Skabelon)
{
    /// <summary>Who it is to; the case's primary party when null.</summary>
    public Guid? SagspartId { get; init; }

    /// <summary>The template's when null; may hold merge fields.</summary>
    public string? Titel { get; init; }

    /// <summary>Values of merge fields by name (<c>felt.mangler</c>), instead of the case's own: for what the act that files the letter is about to write.</summary>
    public IReadOnlyDictionary<string, string>? Felter { get; init; }

    /// <summary>PDF; else a Word file that can be written on while it is a draft.</summary>
    public bool SomPdf { get; init; }
}

/// <summary>A letter whose file is on disk, and that is on no case yet: made by <see cref="Sagsbreve"/> alone.</summary>
public sealed class Flettetbrev
{
    internal Flettetbrev(Dokumentproduktion.Brev brev, Guid sag) => (Brev, SagId) = (brev, sag);

    internal Dokumentproduktion.Brev Brev { get; }

    /// <summary>The only case that it can be filed on: it holds that case's data.</summary>
    public Guid SagId { get; }

    public string Titel => Brev.Kommando.Titel!;

    /// <summary>Merge fields that have no value; they stand in the letter as they were.</summary>
    public IReadOnlyList<string> UkendteFelter => Brev.UkendteFelter;
}
