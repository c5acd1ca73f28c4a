using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Adds a dated file that explains the deliveries. Its content is in the store before the act.</summary>
internal sealed class TilfoejAfleveringsbilag(ArkivDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string? Art, string? Titel, DateOnly? Dato, string? Forfatter, string Filnavn, StoredContent Fil);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        Kontroller(k.Art, k.Titel, k.Dato, k.Forfatter);
        var bilag = new Afleveringsbilag
        {
            Art = Enum.Parse<Afleveringsbilagsart>(k.Art!, ignoreCase: true), Titel = k.Titel!.Trim(), Dato = k.Dato!.Value, Forfatter = string.IsNullOrWhiteSpace(k.Forfatter) ? null : k.Forfatter.Trim(), Filnavn = k.Filnavn,
            Sha256 = k.Fil.Sha256, Stoerrelse = k.Fil.Length, TilfoejetAf = k.Aktoer.Id, Tilfoejet = tid.GetUtcNow(),
        };
        db.Add(bilag);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfleveringsbilagAendret(bilag.Titel, false), null, bilag.Id, ct);
        return bilag.Id;
    }

    /// <exception cref="InvalidException">Something is wrong with what is said of the file: known before it is taken in.</exception>
    internal static void Kontroller(string? art, string? titel, DateOnly? dato, string? forfatter) => new Errors()
        .AddIf(!Enum.TryParse<Afleveringsbilagsart>(art, ignoreCase: true, out var valgt) || !Enum.IsDefined(valgt), "art", "Vælg, hvad bilaget er.")
        .AddIf(GemAfleveringsopsaetning.Mangler(titel, 250), "titel", "Skriv en titel med højst 250 tegn.")
        .AddIf(dato is null, "dato", "Skriv bilagets dato.")
        .AddIf(dato?.Year is < 1700 or > 2100, "dato", "Datoen skal ligge mellem 1700 og 2100.")
        .AddIf(forfatter?.Length > 250, "forfatter", "Forfatteren må højst fylde 250 tegn.")
        .Throw();
}
