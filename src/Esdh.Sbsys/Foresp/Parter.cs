using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Former;
using Esdh.Sbsys.Storage;
using Esdh.Sbsys.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>
/// Persons and companies as clients know them. They are found by whole CPR numbers and expect them back, so a number that is shown is told to the access log as an unmasking, and
/// the answer waits for its line; one that the caller itself gave is not. A protected name and address are shown to nobody here.
/// </summary>
internal sealed class Parter(SagerDb db, SbsysDb sbsys, Adgangsspor spor, TimeProvider tid)
{
    public const string Person = "Person";

    public const string Firma = "Firma";

    /// <summary>What a person is called whom nobody has named yet.</summary>
    public const string Unavngivet = "Unavngivet";

    private readonly HashSet<string> _oplyst = new(StringComparer.Ordinal);

    /// <summary>The caller gave this number, so it is no secret in the answer.</summary>
    public void Oplyst(string cifre) => _oplyst.Add(cifre);

    /// <summary>Ten digits of a CPR number in a body; null where there is none.</summary>
    /// <exception cref="InvalidException">It is none.</exception>
    public string? Cpr(Krop? krop)
    {
        if (krop?.Tekst("CprNummer", "CPRnummer") is not { } tekst || tekst == "000000-0000")
            return null;
        if (!Core.Identity.Cpr.TryParse(tekst, out var cpr, out var fejl))
            throw new InvalidException("CprNummer", fejl);
        Oplyst(cpr.Digits);
        spor.Person(cpr.Digits);
        return cpr.Digits;
    }

    public static string? Cvr(Krop? krop)
    {
        if (krop?.Tekst("CvrNummer", "CVRnummer") is not { } tekst)
            return null;
        return Core.Identity.Cvr.TryParse(tekst, out var cvr, allowTestNumber: true) ? cvr.ToString() : throw new InvalidException("CvrNummer", "CVR-nummeret er ikke gyldigt. Kontrollér de 8 cifre.");
    }

    /// <summary>A row of a case's parties as far as it is shown.</summary>
    internal sealed record Raekke(Guid SagId, bool ErPrimaer, string Rolle, string Navn, string? Adresse, string? Postnummer, string? By, string? Email, string? Telefon, Part Part);

    /// <summary>Those who are on these cases now, the primary one first.</summary>
    public async Task<ILookup<Guid, Raekke>> PaaSagerAsync(IReadOnlyCollection<Guid> sager, bool kunPrimaer, CancellationToken ct)
    {
        var raekker = await (
            from sp in db.Sagsparter.Where(s => sager.Contains(s.SagId) && s.Fratraadt == null && (s.ErPrimaer || !kunPrimaer))
            join p in db.Parter.AsNoTracking() on sp.PartId equals p.Id
            orderby sp.ErPrimaer descending, sp.Tilfoejet
            select new Raekke(sp.SagId, sp.ErPrimaer, sp.Rolle, sp.Navn, sp.Adresse, sp.Postnummer, sp.By, sp.Email, sp.Telefon, p)).ToListAsync(ct);
        return raekker.ToLookup(r => r.SagId);
    }

    public PartDto Part(Raekke r, bool liste = false) => new()
    {
        Id = liste ? r.Part.Nr : null, PartId = r.Part.Nr, PartType = Type(r.Part), CPRnummer = CprVist(r.Part), CVRnummer = r.Part.Cvr, Navn = Navn(r.Part, r.Navn),
        ErPrimaer = liste ? r.ErPrimaer : null, Rolle = liste ? r.Rolle : null,
    };

    public PersonDto PersonPaa(Raekke r) => Personen(r.Part, r.Navn, r.Adresse, r.Postnummer, r.By, r.Email, r.Telefon);

    public FirmaDto FirmaPaa(Raekke r) => Firmaet(r.Part, r.Navn, r.Adresse, r.Postnummer, r.By, r.Email, r.Telefon);

    /// <summary>A person of the register; of one that the actor only knows by its number nothing but that.</summary>
    public PersonDto PersonVist(Part p, bool ses) => ses ? Personen(p, p.Navn, p.Adresse, p.Postnummer, p.By, p.Email, p.Telefon)
        : new() { Uuid = p.Id, PersonIdentity = p.Id, Id = p.Nr, CprNummer = CprVist(p), Navn = Unavngivet };

    public FirmaDto FirmaVist(Part p, bool ses) => ses ? Firmaet(p, p.Navn, p.Adresse, p.Postnummer, p.By, p.Email, p.Telefon) : new() { Uuid = p.Id, Id = p.Nr, CvrNummer = p.Cvr, Navn = Unavngivet };

    /// <summary>Parties with this number that the actor sees or has named before.</summary>
    public async Task<IReadOnlyList<(Part Part, bool Ses)>> MedNummerAsync(Aktoer aktoer, string? cpr, string? cvr, CancellationToken ct)
    {
        if (await db.Parter.AsNoTracking().SingleOrDefaultAsync(p => cpr != null ? p.Cpr == cpr : p.Cvr == cvr, ct) is not { } part)
            return [];
        var ses = await db.Parter.SynligeFor(db, aktoer).AnyAsync(p => p.Id == part.Id, ct);
        return ses || await KenderAsync(aktoer, part.Id, ct) ? [(part, ses)] : [];
    }

    /// <summary>A party by its number or UUID, as the actor may name it.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<(Part Part, bool Ses)> FindAsync(Aktoer aktoer, string noegle, Partsart art, CancellationToken ct)
    {
        var (nr, id) = Noegler.Noegle(noegle);
        var fundet = await FindAsync(aktoer, p => p.Art == art && (p.Nr == nr || p.Id == id), ct);
        return fundet ?? throw new NotFoundException(art == Partsart.Person ? "Personen findes ikke, eller du har ikke adgang til den." : "Firmaet findes ikke, eller du har ikke adgang til det.");
    }

    /// <summary>
    /// The party that a client names in a body, by its number here (<c>PartId</c>) or by CPR or CVR number, as the engine's act takes it.
    /// </summary>
    /// <param name="felt">Where it stands in the body.</param>
    /// <exception cref="InvalidException">It names nobody.</exception>
    public async Task<TilfoejPart.Nypart> NypartAsync(Aktoer aktoer, Krop krop, bool erPrimaer, string felt, CancellationToken ct)
    {
        var (cpr, cvr) = (Cpr(krop), Cvr(krop));
        if (krop.Tal("PartId") is not { } nr)
        {
            return cpr is null && cvr is null && krop.Tekst("Navn") is null ? throw new InvalidException(felt + ".PartId", "Angiv partens PartId, CPRnummer eller CVRnummer.")
                : new(Navn: krop.Tekst("Navn") ?? Unavngivet, Cpr: cpr, Cvr: cvr, ErPrimaer: erPrimaer);
        }

        var art = krop.Tekst("PartType")?.ToLowerInvariant() switch
        {
            null => (Partsart?)null, "person" or "1" => Partsart.Person, "firma" or "0" or "virksomhed" => Partsart.Virksomhed,
            _ => throw new InvalidException(felt + ".PartType", "PartType skal være Person eller Firma."),
        };
        if (await FindAsync(aktoer, p => p.Nr == nr && (art == null || p.Art == art), ct) is not { } fundet)
            throw new InvalidException(felt + ".PartId", $"Der er ingen part med id {nr}.");
        return fundet.Ses ? new(PartId: fundet.Part.Id, ErPrimaer: erPrimaer) : new(Cpr: fundet.Part.Cpr, Cvr: fundet.Part.Cvr, ErPrimaer: erPrimaer);
    }

    /// <summary>The party that a document is from or to, if it is one that the actor may name; else its name alone.</summary>
    public async Task<(Guid? Id, string? Navn)> KorrespondentAsync(Aktoer aktoer, Krop? krop, CancellationToken ct)
    {
        if (krop is null)
            return (null, null);
        var (cpr, cvr) = (Cpr(krop), Cvr(krop));
        (Part Part, bool Ses)? fundet = krop.Tal("PartId") is { } nr ? await FindAsync(aktoer, p => p.Nr == nr, ct)
            : cpr is not null || cvr is not null ? (await MedNummerAsync(aktoer, cpr, cvr, ct)).Select(f => ((Part, bool)?)f).FirstOrDefault() : null;
        return fundet is { Ses: true, Part: var part } ? (part.Id, krop.Tekst("Navn") ?? part.Navn) : (null, krop.Tekst("Navn"));
    }

    private async Task<(Part Part, bool Ses)?> FindAsync(Aktoer aktoer, System.Linq.Expressions.Expression<Func<Part, bool>> hvem, CancellationToken ct)
    {
        if (await db.Parter.SynligeFor(db, aktoer).AsNoTracking().SingleOrDefaultAsync(hvem, ct) is { } set)
            return (set, true);
        return await db.Parter.AsNoTracking().SingleOrDefaultAsync(hvem, ct) is { } kendt && await KenderAsync(aktoer, kendt.Id, ct) ? (kendt, false) : null;
    }

    private Task<bool> KenderAsync(Aktoer aktoer, Guid part, CancellationToken ct) => sbsys.Kendskaber.AnyAsync(k => k.BrugerId == aktoer.Id && k.PartId == part, ct);

    private PersonDto Personen(Part p, string navn, string? adresse, string? postnummer, string? by, string? email, string? telefon)
    {
        var kendt = Core.Identity.Cpr.TryParse(p.Cpr, out var cpr);
        return new()
        {
            Uuid = p.Id, PersonIdentity = p.Id, Id = p.Nr, CprNummer = CprVist(p), Navn = Navn(p, navn), FoedeDato = kendt ? DanishTime.StartOfDay(cpr.BirthDate) : null,
            Koen = kendt ? (cpr.Digits[9] - '0') % 2 == 1 ? "Mand" : "Kvinde" : null, Adresse = Adresse(p, adresse, postnummer, by, email, telefon),
        };
    }

    private FirmaDto Firmaet(Part p, string navn, string? adresse, string? postnummer, string? by, string? email, string? telefon)
    {
        spor.Person(p.Id.ToString());
        return new() { Uuid = p.Id, Id = p.Nr, CvrNummer = p.Cvr, Navn = Navn(p, navn), Adresse = Adresse(p, adresse, postnummer, by, email, telefon) };
    }

    private bool ErBeskyttet(Part p) => p.ErBeskyttetDen(DanishTime.Today(tid));

    private string Navn(Part p, string navn) => Navnebeskyttelse.Vist(navn, ErBeskyttet(p));

    private AdresseDto Adresse(Part p, string? adresse, string? postnummer, string? by, string? email, string? telefon) => ErBeskyttet(p) ? new() { Id = p.Nr, ErBeskyttet = true } : new()
    {
        Id = p.Nr, Adresse1 = adresse, PostNummer = int.TryParse(postnummer, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? nr : null, PostDistrikt = by,
        PrivateEmailAdresse = email, PrivateTelefonNummer = telefon,
    };

    private static string Type(Part p) => p.Art == Partsart.Person ? Person : Firma;

    private string? CprVist(Part p)
    {
        if (!Core.Identity.Cpr.TryParse(p.Cpr, out var cpr))
            return null;
        spor.Person(cpr.Digits);
        if (!_oplyst.Contains(cpr.Digits))
        {
            spor.Begrundelse("Vist i SBSYS-snitfladen");
            spor.Beskyttet();
        }

        return cpr.Full;
    }
}
