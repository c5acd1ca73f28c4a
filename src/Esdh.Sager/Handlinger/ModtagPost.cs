using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Puts what came into an inbox. Its files are on disk already. The same file met again in the same mailbox, after a server that was killed before it
/// could be moved aside, is the piece that is there.
/// </summary>
internal sealed class ModtagPost(SagerDb db, Adgangslister adgangslister, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Fil">What came, with what was attached to it.</param>
    /// <param name="Noegle">The same for the same file in the same mailbox, or in the same drop folder.</param>
    /// <param name="PostkasseId">Null for an upload, and for an employee's own drop folder.</param>
    /// <param name="EnhedId">Whose inbox; null with a mailbox, whose unit it is then.</param>
    /// <param name="BrugerId">The employee's own inbox; the unit is the employee's.</param>
    /// <param name="MedSkanner">It waits for a virus scanner.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Indbakkekanal Kanal, OpretDokument.Nyfil Fil, string Noegle, bool MedSkanner, Guid? PostkasseId = null, Guid? EnhedId = null, Guid? BrugerId = null)
    {
        /// <summary>A personnummer that was told beside the file; like those that stand in it, it is forgotten once its party is found.</summary>
        public string? Cpr { get; init; }
    }

    /// <param name="Ny">False where it was there already.</param>
    public sealed record Svar(Guid Id, bool Ny, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var samme = k.PostkasseId is not null ? db.Indbakkeposter.Where(p => p.PostkasseId == k.PostkasseId && p.Noegle == k.Noegle)
            : k.Kanal == Indbakkekanal.Scan ? db.Indbakkeposter.Where(p => p.PostkasseId == null && p.Kanal == Indbakkekanal.Scan && p.Noegle == k.Noegle) : null;
        if (samme is not null && await samme.Select(p => new { p.Id, p.Version }).SingleOrDefaultAsync(ct) is { } kendt)
            return new(kendt.Id, false, kendt.Version);
        var enhed = await EnhedAsync(k, ct);
        var mail = k.Fil.Mail;
        var afsender = mail?.Korrespondenter.FirstOrDefault(x => x.Art == Korrespondentart.Afsender);
        var fund = Postspor.Find([("emnet", mail?.Emne), ("teksten", mail?.Tekst), .. Filer(k.Fil).Select(f => ("et filnavn", (string?)f.Fil.Filnavn))]);
        List<(string Cpr, string Sted)> personnumre = [.. fund.Personnumre, .. k.Cpr is { } cpr ? [(cpr, "afleveringen")] : Array.Empty<(string, string)>()];
        var post = Indbakkepost.Modtag(
            new(k.Kanal, k.PostkasseId, k.Noegle, mail?.Sendt, afsender?.Navn, afsender?.Email, Emne(k.Fil), Uddrag(mail?.Tekst), mail?.BeskedId, mail?.Traad ?? [],
                [.. fund.Spor, .. await PersonerAsync(personnumre, ct)], k.Fil.Indhold.Sha256, k.Fil.Indhold.Length, k.MedSkanner, enhed,
                await adgangslister.InternAsync([Adgangspost.Enhed(enhed)], ct), k.BrugerId),
            tid.GetUtcNow());
        db.Add(post);
        await db.SaveChangesAsync(ct);
        db.AddRange(Filer(k.Fil).Select((f, i) => new Indbakkefil
        {
            PostId = post.Id, Nummer = i + 1, Foraelder = f.Foraelder, Filnavn = f.Fil.Filnavn, Sha256 = f.Fil.Indhold.Sha256, Stoerrelse = f.Fil.Indhold.Length,
            Mimetype = f.Fil.Mimetype, Bemaerkning = f.Fil.Bemaerkning, ErOmsat = f.ErOmsat,
        }));
        if (k.PostkasseId is { } postkasse && await db.Postkassestande.SingleOrDefaultAsync(s => s.PostkasseId == postkasse, ct) is { } stand)
            stand.SenestModtaget = post.Modtaget;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostModtaget(k.Kanal.ToString(), k.PostkasseId, enhed, k.BrugerId, post.Sha256, post.Stoerrelse), null, post.Id, ct);
        return new(post.Id, true, post.Version);
    }

    private async Task<Guid> EnhedAsync(Kommando k, CancellationToken ct)
    {
        if (k.PostkasseId is { } postkasse)
            return await db.Postkasser.Where(p => p.Id == postkasse).Select(p => (Guid?)p.EnhedId).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Postkassen findes ikke.");
        if (k.BrugerId is { } bruger)
            return await personer.BrugerAsync(bruger, ct) is { Aktiv: true } b ? b.EnhedId : throw new InvalidException("brugerId", "Vælg en medarbejder, der er aktiv.");
        return k.EnhedId is { } enhed && await personer.ErEnhedAsync(enhed, ct) ? enhed : throw new InvalidException("enhedId", "Vælg en enhed, der er aktiv.");
    }

    /// <summary>The parties whose personnumre stand there; the numbers themselves are forgotten.</summary>
    private async Task<List<Indbakkespor>> PersonerAsync(IReadOnlyList<(string Cpr, string Sted)> fundne, CancellationToken ct)
    {
        var numre = fundne.Select(f => f.Cpr).ToList();
        if (numre.Count == 0)
            return [];
        var parter = await db.Parter.Where(p => p.Cpr != null && numre.Contains(p.Cpr)).Select(p => new { p.Id, p.Cpr }).ToListAsync(ct);
        return parter.ConvertAll(p => new Indbakkespor("part", p.Id.ToString(), fundne.First(f => f.Cpr == p.Cpr).Sted));
    }

    private static string Emne(OpretDokument.Nyfil fil)
    {
        var emne = fil.Mail is null ? Path.GetFileNameWithoutExtension(fil.Filnavn) : fil.Mail.Emne;
        return Titeltekst.ErTom(emne) ? fil.Mail is null ? fil.Filnavn : "(intet emne)" : emne!.Length > OpretDokument.LaengsteTitel ? emne[..OpretDokument.LaengsteTitel] : emne;
    }

    private static string? Uddrag(string? tekst)
    {
        const int Laengst = 200;
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        var ren = CprFinder.Mask(Titeltekst.Ren(tekst.Length > 2000 ? tekst[..2000] : tekst));
        return ren.Length == 0 ? null : ren.Length > Laengst ? ren[..Laengst].TrimEnd() + "…" : ren;
    }

    /// <summary>What came, what it was made into and what was attached, parents first.</summary>
    private static List<(OpretDokument.Nyfil Fil, int? Foraelder, bool ErOmsat)> Filer(OpretDokument.Nyfil fil)
    {
        List<(OpretDokument.Nyfil, int?, bool)> alle = [];
        Tilfoej(fil, null);
        return alle;

        void Tilfoej(OpretDokument.Nyfil f, int? foraelder)
        {
            alle.Add((f, foraelder, false));
            var nummer = alle.Count;
            if (f.Omsat is { } omsat)
                alle.Add((omsat, nummer, true));
            foreach (var bilag in f.Mail?.Bilag ?? [])
                Tilfoej(bilag, nummer);
        }
    }
}
