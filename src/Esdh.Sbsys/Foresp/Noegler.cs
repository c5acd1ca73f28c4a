using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>Finds what a client names by whole number or by UUID, as far as the actor sees it, and tells the access log.</summary>
internal sealed class Noegler(SagerDb db, Brugeropslag brugere, Adgangsspor spor)
{
    /// <summary>Added to a document's own number, so that it is never mistaken for a registration's: clients pass one or the other to the same address.</summary>
    public const int Dokumentserie = 1_000_000_000;

    public static int DokumentId(int nr) => Dokumentserie + nr;

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Sag> SagAsync(Aktoer aktoer, string noegle, CancellationToken ct)
    {
        var synlige = db.Sager.SynligeFor(aktoer).AsNoTracking();
        Sag? sag;
        if (Tal(noegle) is { } nr)
        {
            sag = await synlige.SingleOrDefaultAsync(s => s.Nr == nr, ct);
        }
        else
        {
            var id = await db.SagsIdAsync(noegle, ct);
            sag = await synlige.SingleOrDefaultAsync(s => s.Id == id, ct);
        }

        spor.Paa(sag ?? throw Synlighed.Ukendt());
        return sag;
    }

    /// <summary>The case that a body names, by number or UUID.</summary>
    public async Task<Sag> SagAsync(Aktoer aktoer, Web.Krop krop, CancellationToken ct, string felt = "SagID")
    {
        var noegle = krop.Tal("SagID", "SagsID")?.ToString(CultureInfo.InvariantCulture) ?? krop.Id("SagIdentity", "SagUuid", "Uuid")?.ToString()
            ?? throw new InvalidException(felt, $"Angiv {felt}.");
        return await SagAsync(aktoer, noegle, ct);
    }

    public async Task<Delforloeb> DelforloebAsync(Aktoer aktoer, string noegle, CancellationToken ct)
    {
        var (nr, id) = Noegle(noegle);
        var fundet = await db.Delforloeb.AsNoTracking().Where(d => (d.Nr == nr || d.Id == id) && db.Sager.SynligeFor(aktoer).Any(s => s.Id == d.SagId)).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException("Delforløbet findes ikke, eller du har ikke adgang til det.");
        spor.Sag(fundet.SagId);
        return fundet;
    }

    public async Task<Erindring> ErindringAsync(Aktoer aktoer, string noegle, CancellationToken ct)
    {
        var (nr, id) = Noegle(noegle);
        var fundet = await db.Erindringer.AsNoTracking().Where(e => (e.Nr == nr || e.Id == id) && db.Sager.SynligeFor(aktoer).Any(s => s.Id == e.SagId)).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException("Erindringen findes ikke, eller du har ikke adgang til den.");
        spor.Sag(fundet.SagId);
        return fundet;
    }

    /// <summary>A document by its registration, by its own number or by either's UUID; on the case of the registration, else on the first that the actor sees.</summary>
    public async Task<(Guid DokumentId, Dokumentregistrering Plads)> DokumentAsync(Aktoer aktoer, string noegle, CancellationToken ct)
    {
        var (nr, id) = Noegle(noegle);
        var sager = db.Sager.SynligeFor(aktoer);
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var pladser = db.Registreringer.AsNoTracking().Where(r => r.FlyttetTilId == null && sager.Any(s => s.Id == r.SagId) && synlige.Any(d => d.Id == r.DokumentId));
        var dokumentNr = nr > Dokumentserie ? nr - Dokumentserie : -1;
        pladser = id is null
            ? dokumentNr > 0 ? pladser.Where(r => synlige.Any(d => d.Id == r.DokumentId && d.Nr == dokumentNr)) : pladser.Where(r => r.Nr == nr)
            : pladser.Where(r => r.Id == id || r.DokumentId == id);
        var plads = await pladser.OrderBy(r => r.Nr).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("Dokumentet findes ikke, eller du har ikke adgang til det.");
        spor.Dokument(plads.DokumentId);
        spor.Sag(plads.SagId);
        return (plads.DokumentId, plads);
    }

    /// <summary>A user by number, UUID or user name; null where nothing is said.</summary>
    /// <exception cref="InvalidException">There is none.</exception>
    public async Task<Guid?> BrugerAsync(int? nr, Guid? id, string? logonId, string felt, CancellationToken ct)
    {
        if (nr is null && id is null && logonId is null)
            return null;
        var bruger = nr is { } n ? await brugere.FindAsync(n, ct) : id is { } i ? await brugere.FindAsync(i, ct) : await brugere.FindAsync(logonId!, ct);
        return bruger is { Aktiv: true } ? bruger.Id : throw new InvalidException(felt, $"{felt}: Brugeren findes ikke eller er ikke aktiv.");
    }

    public Task<Guid?> BrugerAsync(Web.Krop? krop, string felt, CancellationToken ct) =>
        krop is null ? Task.FromResult<Guid?>(null) : BrugerAsync(krop.Tal("Id"), krop.Id("Uuid"), krop.Tekst("LogonId", "Brugernavn"), felt, ct);

    /// <summary>A unit by number, UUID or name; null where nothing is said.</summary>
    /// <exception cref="InvalidException">There is none.</exception>
    public async Task<Guid?> EnhedAsync(int? nr, Guid? id, string? navn, string felt, CancellationToken ct)
    {
        if (nr is null && id is null && navn is null)
            return null;
        var enheder = (await brugere.EnhederAsync(ct)).Where(e => e.Aktiv).ToList();
        var enhed = nr is { } n ? enheder.Find(e => e.Nr == n) : id is { } i ? enheder.Find(e => e.Id == i) : enheder.Find(e => string.Equals(e.Navn, navn, StringComparison.OrdinalIgnoreCase));
        return enhed?.Id ?? throw new InvalidException(felt, $"{felt}: Ansættelsesstedet findes ikke eller er ikke aktivt.");
    }

    public Task<Guid?> EnhedAsync(Web.Krop? krop, string felt, CancellationToken ct) =>
        krop is null ? Task.FromResult<Guid?>(null) : EnhedAsync(krop.Tal("Id"), krop.Id("Uuid"), krop.Tekst("Navn"), felt, ct);

    public static int? Tal(string noegle) => int.TryParse(noegle, NumberStyles.None, CultureInfo.InvariantCulture, out var tal) ? tal : null;

    /// <summary>A number or a UUID.</summary>
    public static (int Nr, Guid? Id) Noegle(string noegle) => Tal(noegle) is { } nr ? (nr, null) : (-1, Guid.TryParse(noegle, out var id) ? id : Guid.Empty);
}
