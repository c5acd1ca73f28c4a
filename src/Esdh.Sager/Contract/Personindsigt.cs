using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// What the authority has registered of one person across its cases (GDPR art. 15), for answering that person. It tells what the actor sees and how many of the person's cases the
/// actor does not see: an answer is made by someone who sees them all.
/// </summary>
public sealed class Personindsigt
{
    /// <summary>Most cases that are gathered.</summary>
    public const int FlestSager = 2000;

    /// <summary>Most documents and notes of one case.</summary>
    public const int FlestPaaSag = 2000;

    private readonly IServiceProvider _tjenester;

    internal Personindsigt(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>The person that a party of a case is; the looking is written to the access log under the person.</summary>
    /// <param name="sagspart">The party's id on the case.</param>
    /// <returns>Null where the party is a company, or has no personnummer: then it cannot be known whose data are whose.</returns>
    /// <exception cref="NotFoundException">The case or the party is not there, or not the actor's to know of.</exception>
    public async Task<Registerperson?> PersonAsync(Aktoer aktoer, Guid sag, Guid sagspart, CancellationToken ct)
    {
        var db = Db;
        await db.FindSagAsync(aktoer, sag.ToString(), ct);
        var part = await (from sp in db.Sagsparter where sp.Id == sagspart && sp.SagId == sag && sp.Fratraadt == null join p in db.Parter on sp.PartId equals p.Id select new { p.Id, p.Art, p.Cpr }).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException("Parten er ikke på sagen.");
        if (part is not { Art: Partsart.Person, Cpr: { } cpr })
            return null;
        _tjenester.GetRequiredService<Adgangsspor>().Person(part.Id.ToString());
        return new(part.Id, cpr);
    }

    /// <summary>How many of the person's cases the actor sees, and how many not.</summary>
    public async Task<(IReadOnlyList<Guid> Synlige, int Skjulte)> SagerAsync(Aktoer aktoer, Guid person, CancellationToken ct)
    {
        var db = Db;
        var alle = await db.Sagsparter.Where(p => p.PartId == person).Select(p => p.SagId).Distinct().Take(FlestSager + 1).ToListAsync(ct);
        if (alle.Count > FlestSager)
            throw new InvalidException("person", $"Personen er part i flere end {FlestSager} sager. Del anmodningen op.");
        List<Guid> skjulte = [];
        foreach (var portion in alle.Chunk(Sagsopslag.FlestIder))
            skjulte.AddRange(await db.SkjulteSagerAsync(aktoer, portion, ct));
        return ([.. alle.Except(skjulte)], skjulte.Count);
    }

    /// <summary>What the register of parties holds of the person, now and before.</summary>
    public async Task<IReadOnlyList<Persontilstand>> RegistretAsync(Guid person, CancellationToken ct)
    {
        var db = Db;
        var nu = await db.Parter.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person, ct) ?? throw new NotFoundException();
        var foer = await db.Partsudgaver.AsNoTracking().Where(u => u.PartId == person).OrderByDescending(u => u.Version).Take(200).ToListAsync(ct);
        return
        [
            new(null, nu.Navn, nu.Cpr, nu.Adresse, nu.Postnummer, nu.By, nu.Email, nu.Telefon, nu.ErBeskyttet, nu.BeskyttetTil),
            .. foer.Select(u => new Persontilstand(u.Erstattet, u.Navn, null, u.Adresse, u.Postnummer, u.By, u.Email, u.Telefon, u.ErBeskyttet, u.BeskyttetTil)),
        ];
    }

    /// <summary>One of the person's cases with what is registered there; null where the actor does not see it any longer.</summary>
    public async Task<Personsagsindhold?> SagAsync(Aktoer aktoer, Guid person, Guid sag, CancellationToken ct)
    {
        var db = Db;
        var idag = DanishTime.Today(_tjenester.GetRequiredService<TimeProvider>());
        var kort = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == sag)
            .Select(s => new { s.Sagsnummer, s.Titel, s.Emne, s.Facet, s.Oprettet, s.Afsluttet, Status = db.Statusser.Where(t => t.Id == s.StatusId).Select(t => t.Navn).First() }).SingleOrDefaultAsync(ct);
        if (kort is null)
            return null;
        var roller = await db.Sagsparter.AsNoTracking().Where(p => p.SagId == sag && p.PartId == person).OrderBy(p => p.Tilfoejet).ToListAsync(ct);
        var deres = roller.ConvertAll(r => (Guid?)r.Id);
        var forloeb = await db.Sagsforloeb.AsNoTracking().SingleOrDefaultAsync(f => f.SagId == sag, ct);
        var type = forloeb is null ? null : _tjenester.GetRequiredService<Sagstyper>().Find(forloeb.Sagstype, forloeb.Udgave);
        var vaerdier = type is null ? [] : await db.Feltvaerdier.AsNoTracking().Where(v => v.SagId == sag).ToDictionaryAsync(v => v.Felt, v => v.Vaerdi, ct);
        var akter = (await Aktliste.IRaekkefoelgeAsync(db, aktoer, sag, Aktvalg.Akter, FlestPaaSag, idag, ct)).Where(a => a.FlyttetTil is null && a.Tilstand == nameof(Dokumenttilstand.Journaliseret)).ToList();
        var ider = akter.ConvertAll(a => a.Id);
        HashSet<Guid> korrespondance = [];
        foreach (var portion in ider.Chunk(Sagsopslag.FlestIder))
            korrespondance.UnionWith(await db.Korrespondenter.Where(k => k.PartId == person && portion.Contains(k.DokumentId)).Select(k => k.DokumentId).ToListAsync(ct));
        var notater = await db.Notater.AsNoTracking().Where(n => n.SagId == sag && n.Endelig != null).OrderBy(n => n.Kontakttidspunkt).Take(FlestPaaSag)
            .Select(n => new { n.Kontakttidspunkt, n.Overskrift, n.Tekst, n.Kilde, n.SagspartId }).ToListAsync(ct);
        return new(
            kort.Sagsnummer, kort.Titel, kort.Emne, kort.Facet, kort.Status, kort.Oprettet, kort.Afsluttet,
            [.. roller.Select(r => new Personrolle(r.Rolle, r.Tilfoejet, r.Fratraadt, r.Navn, r.Adresse, r.Postnummer, r.By, r.Email, r.Telefon))],
            type is null ? [] : [.. type.Felter.Where(f => vaerdier.ContainsKey(f.Noegle)).Select(f => new Personfelt(f.Etiket, f.Enhed is null ? Feltform.Vis(f, vaerdier[f.Noegle]) : $"{Feltform.Vis(f, vaerdier[f.Noegle])} {f.Enhed}"))],
            [.. akter.Select(a => new Personakt(a.Akt!, a.Dato, a.Titel, Enum.Parse<Dokumentretning>(a.Retning), korrespondance.Contains(a.Id)))],
            [.. notater.Select(n => new Personnotat(n.Kontakttidspunkt, n.Overskrift, n.Kilde, deres.Contains(n.SagspartId) ? n.Tekst : null))]);
    }

    private SagerDb Db => _tjenester.GetRequiredService<SagerDb>();
}

/// <summary>What the register of parties held of a person.</summary>
/// <param name="Erstattet">When it was corrected; null of what it holds now.</param>
public sealed record Persontilstand(DateTimeOffset? Erstattet, string Navn, string? Cpr, string? Adresse, string? Postnummer, string? By, string? Email, string? Telefon, bool ErBeskyttet, DateOnly? BeskyttetTil);

/// <summary>A case and what it holds of a person who is or was its party.</summary>
/// <param name="Emne">KLE subject.</param>
/// <param name="Facet">KLE facet.</param>
/// <param name="Roller">What the person has been there, with the person's data as the case has them.</param>
/// <param name="Felter">The fields of its case type.</param>
/// <param name="Akter">Journalised documents that the actor sees.</param>
/// <param name="Notater">Final notes.</param>
public sealed record Personsagsindhold(
    string Sagsnummer, string Titel, string Emne, string Facet, string Status, DateTimeOffset Oprettet, DateTimeOffset? Afsluttet, IReadOnlyList<Personrolle> Roller, IReadOnlyList<Personfelt> Felter,
    IReadOnlyList<Personakt> Akter, IReadOnlyList<Personnotat> Notater);

/// <summary>What a person is or was on a case.</summary>
public sealed record Personrolle(string Rolle, DateTimeOffset Fra, DateTimeOffset? Til, string Navn, string? Adresse, string? Postnummer, string? By, string? Email, string? Telefon);

/// <summary>A field of a case and its value, as they are shown.</summary>
public sealed record Personfelt(string Navn, string Vaerdi);

/// <summary>A document on a person's case.</summary>
/// <param name="ErKorrespondent">The person sent or received it.</param>
public sealed record Personakt(string Akt, DateOnly Dato, string Titel, Dokumentretning Retning, bool ErKorrespondent);

/// <summary>A note on a person's case.</summary>
/// <param name="Tekst">Its text, in simple HTML, where it is of the contact with that person; null where it is of others.</param>
public sealed record Personnotat(DateTimeOffset Tid, string Overskrift, string Kilde, string? Tekst);
