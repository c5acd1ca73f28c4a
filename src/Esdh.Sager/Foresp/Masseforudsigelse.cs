using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// What can be told beforehand about an order: how many that will be refused, and why. Only a look: what counts is what holds for each when its turn comes.
/// </summary>
internal sealed class Masseforudsigelse(SagerDb db, TimeProvider tid)
{
    /// <param name="h">What is to be done.</param>
    /// <param name="sager">To these.</param>
    /// <param name="aktoer">Who asks.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<string>> SagerAsync(Massehandling h, IQueryable<Sag> sager, Aktoer aktoer, CancellationToken ct)
    {
        if (h.ErUdtraek)
            return [];
        List<string> saetninger = [];
        var aabne = sager.Where(s => s.Tilstand != Tilstand.Afsluttet);
        Sig(saetninger, await AntalAsync(sager.Where(s => s.Tilstand == Tilstand.Afsluttet), ct), "er afsluttet og bliver afvist.", "er afsluttet og bliver afvist.");
        if (h.Noegle == Massehandling.Afslut)
        {
            var kladder = db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.Tilstand == Dokumenttilstand.Kladde && d.UdenBetydning == null);
            Sig(saetninger, await AntalAsync(aabne.Where(s => db.Registreringer.Any(r => r.SagId == s.Id && r.FlyttetTilId == null && kladder.Any(d => d.Id == r.DokumentId))), ct),
                "har dokumenter, der mangler at blive journaliseret.", "har dokumenter, der mangler at blive journaliseret.");
            Sig(saetninger, await AntalAsync(aabne.Where(s => db.Erindringer.Any(e => e.SagId == s.Id && e.Afsluttet == null)), ct), "har åbne erindringer.", "har åbne erindringer.");
            Sig(saetninger, await AntalAsync(aabne.Where(s => db.Notater.Any(n => n.SagId == s.Id && n.Endelig == null)), ct), "har notater, der ikke er gjort endelige.", "har notater, der ikke er gjort endelige.");
            Sig(saetninger, await AntalAsync(aabne.Where(s => db.Hoeringer.Any(x => x.SagId == s.Id && x.Afsluttet == null)), ct), "har en åben høring.", "har en åben høring.");
        }

        if (h.Noegle == Massehandling.Overdrag)
            Sig(saetninger, await AntalAsync(aabne.Where(s => s.ErBeskyttet), ct), "er beskyttet: den nye behandler kommer til at stå på dens adgangsliste.", "er beskyttede: den nye behandler kommer til at stå på deres adgangslister.");
        return saetninger;
    }

    /// <param name="h">What is to be done.</param>
    /// <param name="dokumenter">To these.</param>
    /// <param name="aktoer">Who asks.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<string>> DokumenterAsync(Massehandling h, IQueryable<Dokument> dokumenter, Aktoer aktoer, CancellationToken ct)
    {
        if (h.ErUdtraek)
            return [];
        List<string> saetninger = [];
        var nu = tid.GetUtcNow();
        void Dok(int antal, string tekst) => Sig(saetninger, antal, tekst, tekst, "dokument", "dokumenter");
        if (h.Noegle is Massehandling.Dokumenttype or Massehandling.UdenBetydning or Massehandling.Journaliser)
            Dok(await AntalAsync(dokumenter.Where(d => d.Tilstand != Dokumenttilstand.Kladde), ct), h.Noegle == Massehandling.Journaliser ? "er journaliseret i forvejen og bliver afvist." : "er journaliseret og låst og bliver afvist.");
        else
            Dok(await AntalAsync(dokumenter.Where(d => d.Tilstand == Dokumenttilstand.Fejljournaliseret), ct), "er fejljournaliseret og bliver afvist.");
        if (h.Noegle == Massehandling.Send)
            Dok(await AntalAsync(dokumenter.Where(d => d.Retning != Retning.Udgaaende), ct), "er ikke udgående og bliver afvist.");
        if (h.Noegle != Massehandling.Foelsomhed)
            Dok(await AntalAsync(dokumenter.Where(d => d.Tilstand == Dokumenttilstand.Kladde && d.UdtjekketAf != null && d.UdtjekketAf != aktoer.Id && d.UdtjekketTil > nu), ct), "er tjekket ud af en anden og bliver afvist.");
        if (h.Noegle != Massehandling.Kopier)
        {
            var lukkede = db.Sager.SynligeFor(aktoer).Where(s => s.Tilstand == Tilstand.Afsluttet);
            Dok(await AntalAsync(dokumenter.Where(d => db.Registreringer.Any(r => r.DokumentId == d.Id && r.FlyttetTilId == null && lukkede.Any(s => s.Id == r.SagId))), ct), "ligger på en afsluttet sag og bliver afvist.");
        }

        return saetninger;
    }

    /// <summary>Of those that one order can hold.</summary>
    private static Task<int> AntalAsync<T>(IQueryable<T> fundne, CancellationToken ct) => fundne.CountAsync(ct);

    private static void Sig(List<string> saetninger, int antal, string en, string flere, string ting = "sag", string tingene = "sager")
    {
        if (antal > 0)
            saetninger.Add(antal == 1 ? $"1 {ting} {en}" : $"{antal.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("da-DK"))} {tingene} {flere}");
    }
}
