using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Former;
using Esdh.Sbsys.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>Searching for cases by what clients send: everything that is given must fit. The newest case first, since clients that do not page look for it.</summary>
internal sealed class Sagsoegning(SagerDb db, Opsat opsat, Parter parter, Sagsvisning visning, Adgangsspor spor)
{
    /// <summary>So many where a client says nothing.</summary>
    private const int Normalt = 1000;

    private const int Flest = 5000;

    /// <exception cref="InvalidException">Something in it cannot be read.</exception>
    public async Task<Soegesvar> SoegAsync(Aktoer aktoer, Krop krop, bool medParter, CancellationToken ct)
    {
        var (spring, antal) = Side(krop);
        if (await FiltrerAsync(aktoer, krop, ct) is not { } sager)
            return new();
        var fundne = await sager.OrderByDescending(s => s.Nr).Skip(spring).Take(antal).AsNoTracking().ToListAsync(ct);
        var iAlt = spring == 0 && fundne.Count < antal ? fundne.Count : await sager.CountAsync(ct);
        return new() { TotalNumberOfResults = iAlt, Results = await visning.AlleAsync(fundne, medParter, ct) };
    }

    private static (int Spring, int Antal) Side(Krop krop)
    {
        var (graense, spring) = (krop.Tal("Limit"), krop.Tal("Skip") ?? 0);
        if (graense is null && krop.Tal("PageSize") is { } stoerrelse)
            (graense, spring) = (stoerrelse, ((krop.Tal("PageNumber") ?? 1) - 1) * stoerrelse);
        new Errors().AddIf(graense < 1, "Limit", "Limit og PageSize skal være mindst 1.").AddIf(spring < 0, "Skip", "Skip må ikke være under 0, og PageNumber begynder med 1.").Throw();
        return (spring, Math.Min(graense ?? Normalt, Flest));
    }

    /// <summary>The cases that fit; null where something is named that is not there, so that none can.</summary>
    private async Task<IQueryable<Sag>?> FiltrerAsync(Aktoer aktoer, Krop krop, CancellationToken ct)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        foreach (var (felt, kunPrimaer) in new[] { ("PrimaerPerson", true), ("AllePersoner", false) })
        {
            if (krop.Objekt(felt) is not { } person)
                continue;
            if (parter.Cpr(person) is { } cpr)
                sager = MedPart(sager, db.Parter.Where(p => p.Cpr == cpr), kunPrimaer);
            if (person.Tekst("PersonNavn", "Navn") is { } navn)
                sager = MedPart(sager, MedNavn(navn), kunPrimaer);
        }

        foreach (var (felt, kunPrimaer) in new[] { ("PrimaertFirma", true), ("AlleFirmaer", false) })
        {
            if (Parter.Cvr(krop.Objekt(felt)) is { } cvr)
                sager = MedPart(sager, db.Parter.Where(p => p.Cvr == cvr), kunPrimaer);
        }

        if (await MedOpsatAsync(sager, krop, ct) is not { } valgte)
            return null;
        return await MedNummerAsync(MedTitel(valgte, krop), krop, ct);
    }

    private IQueryable<Sag> MedPart(IQueryable<Sag> sager, IQueryable<Part> hvem, bool kunPrimaer)
    {
        // From the party to its cases: a person is on few, however many there are.
        var paa = db.Sagsparter.Where(p => p.Fratraadt == null && (p.ErPrimaer || !kunPrimaer) && hvem.Select(x => x.Id).Contains(p.PartId)).Select(p => p.SagId);
        return sager.Where(s => paa.Contains(s.Id));
    }

    private IQueryable<Part> MedNavn(string navn)
    {
        spor.Soegeord(navn);
        var led = Led(navn);
        return db.Parter.Where(p => EF.Functions.Like(p.Soegetekst, led, "\\"));
    }

    private async Task<IQueryable<Sag>?> MedOpsatAsync(IQueryable<Sag> sager, Krop krop, CancellationToken ct)
    {
        var typer = krop.Objekter("SagsTyper");
        if (typer.Count > 0)
        {
            List<Opsat.Typevalg> valg = [];
            foreach (var type in typer)
            {
                if (await opsat.TypevalgAsync(type.Tal("Id"), type.Tekst("Navn"), ct) is { } kendt)
                    valg.Add(kendt);
            }

            if (valg.Count == 0)
                return null;
            if (!(valg.Exists(v => v.Personale) && valg.Exists(v => v.Emne)))
            {
                var egne = valg.Where(v => v is { Personale: false, Emne: false }).SelectMany(v => v.Skabeloner).ToList();
                var almindelig = valg.Find(v => v.Personale || v.Emne);
                var (personale, andre, modulers) = (almindelig?.Personale == true, almindelig?.Emne == true, almindelig?.Skabeloner.ToList() ?? []);
                sager = sager.Where(s => (s.SkabelonId != null && egne.Contains(s.SkabelonId.Value))
                    || (personale && s.Emne == Opsat.Personaleemne && (s.SkabelonId == null || !modulers.Contains(s.SkabelonId.Value)))
                    || (andre && s.Emne != Opsat.Personaleemne && (s.SkabelonId == null || !modulers.Contains(s.SkabelonId.Value))));
            }
        }

        if (krop.Talliste("SagsSkabeloner") is { Count: > 0 } skabeloner)
        {
            var ider = (await opsat.SkabelonerAsync(ct)).Where(s => skabeloner.Contains(s.Nr)).Select(s => s.Id).ToList();
            if (ider.Count == 0)
                return null;
            sager = sager.Where(s => s.SkabelonId != null && ider.Contains(s.SkabelonId.Value));
        }

        var statusser = await opsat.StatusserAsync(ct);
        List<int> statusnumre = [.. krop.Talliste("SagsStatusIds"), .. krop.Tal("SagsStatusId", "SagsStatusID") is { } en ? [en] : Array.Empty<int>()];
        if (krop.Objekt("SagsStatus") is { } status)
        {
            if (status.Tekst("SagsTilstand") is { } tekst)
            {
                // Clients know the conditions by name or, as an enumeration, by number.
                if (!Enum.TryParse<Tilstand>(tekst, ignoreCase: true, out var tilstand) || !Enum.IsDefined(tilstand))
                    throw new InvalidException("SagsTilstand", "SagsTilstand skal være Aktiv, Hvilende eller Afsluttet.");
                sager = sager.Where(s => s.Tilstand == tilstand);
            }

            if (status.Tal("Id") is { } id)
                statusnumre.Add(id);
            if (status.Tekst("Navn") is { } navn)
                statusnumre.AddRange(statusser.Where(s => string.Equals(s.Navn, navn, StringComparison.OrdinalIgnoreCase)).Select(s => s.Nr).DefaultIfEmpty(-1));
        }

        if (statusnumre.Count == 0)
            return sager;
        var statusIder = statusser.Where(s => statusnumre.Contains(s.Nr)).Select(s => s.Id).ToList();
        return statusIder.Count == 0 ? null : sager.Where(s => statusIder.Contains(s.StatusId));
    }

    private IQueryable<Sag> MedTitel(IQueryable<Sag> sager, Krop krop)
    {
        if (krop.Tekst("Titel", "SagsTitel") is not { } titel)
            return sager;
        if (titel.Length > 255)
            throw new InvalidException("Titel", "Søg efter højst 255 tegn.");
        spor.Soegeord(titel);
        var led = Led(titel);
        return sager.Where(s => EF.Functions.Like(s.Soegetekst, led, "\\"));
    }

    private async Task<IQueryable<Sag>> MedNummerAsync(IQueryable<Sag> sager, Krop krop, CancellationToken ct)
    {
        if (krop.Tekst("Nummer", "SagsNummer") is { } nummer)
        {
            if (CaseNumber.TryParse(nummer, out _))
            {
                var id = await db.SagsIdAsync(nummer, ct); // also a number it had before
                sager = sager.Where(s => s.Id == id);
            }
            else
            {
                sager = MedBegyndelse(sager, nummer);
            }
        }

        if (krop.Objekt("NummerInterval") is { } interval)
        {
#pragma warning disable CA1309 // SQL compares: the column's order is binary
            if (interval.Tekst("From", "Fra") is { } fra && Orden(fra) is var mindst)
                sager = sager.Where(s => string.Compare(s.Nummerorden, mindst) >= 0);
            if (interval.Tekst("To", "Til") is { } til && Orden(til) + "\uffff" is var hoejst)
                sager = sager.Where(s => string.Compare(s.Nummerorden, hoejst) <= 0);
#pragma warning restore CA1309
        }

        return sager;
    }

    /// <summary>Cases whose number begins so: by subject and facet as far as they are whole, which there is an index on.</summary>
    private static IQueryable<Sag> MedBegyndelse(IQueryable<Sag> sager, string nummer)
    {
        var dele = nummer.Split('-', 3);
        if (KleSubject.TryParse(dele[0], out var emne) && dele[0].Length == 8)
        {
            var emnetekst = emne.ToString();
            sager = sager.Where(s => s.Emne == emnetekst);
            if (dele.Length > 1 && KleFacet.TryParse(dele[1], out var facet) && facet.ToString() is var facettekst)
                sager = sager.Where(s => s.Facet == facettekst);
            if (dele.Length == 1 || (dele.Length == 2 && KleFacet.TryParse(dele[1], out _)) || (dele.Length == 3 && dele[2].Length == 0))
                return sager;
        }

        return sager.Where(s => s.Sagsnummer.StartsWith(nummer));
    }

    /// <summary>The order of a number, or of the beginning of one.</summary>
    private static string Orden(string nummer) => CaseNumber.TryParse(nummer, out var n) ? $"{n.Subject}-{n.Facet}-{n.Year}-{n.Sequence:D9}" : nummer.ToUpperInvariant();

    private static string Led(string tekst) =>
        "%" + DanishText.Fold(tekst).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
