using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Sends a letter that was rejected, or is uncertain, once more: as it was, to another address, or by another channel. It is a new message; what was tried stands.</summary>
internal sealed class GensendForsendelse(SagerDb db, BestilForsendelse bestil, NoterForsendelse noter, Authority myndighed, Forsendelsesindstillinger indstillinger, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Kanal">As before when not said.</param>
    /// <param name="Email">Another address; likewise the others. What is not said is the party's now, or as before.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid ForsendelseId, Guid ModtagerId, string? Kanal = null, string? Email = null, string? Adresse = null, string? Postnummer = null, string? By = null, string? Note = null, long? IfMatch = null);

    public sealed record Svar(Guid ModtagerId, string Kanal, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var forsendelse = await db.FindForsendelseAsync(k.Aktoer, k.ForsendelseId, ct);
        Preconditions.Check(forsendelse.Version, k.IfMatch);
        var foer = await db.FindModtagerAsync(forsendelse, k.ModtagerId, ct);
        ForsendelseRegler.VenterPaaEtMenneske.Kraev(foer.VenterPaaEtMenneske);
        var kanaler = indstillinger.Kanaler(myndighed.Key);
        var kanal = foer.Kanal;
        new Errors()
            .AddIf((k.Kanal.Renset() is { } valgt && !Kanalord.TryParse(valgt, out kanal)) || !kanaler.Contains(kanal), "kanal", $"Vælg en af: {string.Join(", ", kanaler)}.")
            .AddIf(k.Note?.Length > 1000, "note", "Noten må højst være 1000 tegn.").Throw();
        var kender = await UaendretAsync(forsendelse, ct);
        ForsendelseRegler.DokumentetErUaendret.Kraev(kender);
        var adresse = await AdresseAsync(k, foer, kanal, ct);
        foer.Haandter(Afvisningshaandtering.SendtIgen, k.Note.Renset(), k.Aktoer.Id, nu);
        var ny = bestil.Ny(forsendelse.Id, foer.Navn, foer.SagspartId, foer.PartId, kanal, adresse, foer.Id);
        ny.AnsvarligId = foer.AnsvarligId;
        db.Add(ny);
        await noter.RoerAsync(forsendelse, nu, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForsendelseHaandteret(forsendelse.Titel, await noter.NavnAsync(foer, ct), nameof(Afvisningshaandtering.SendtIgen), k.Note.Renset()), forsendelse.SagId, forsendelse.DokumentId, ct);
        return new(ny.Id, kanal.ToString(), forsendelse.Version);
    }

    /// <summary>What would leave is what the draft still holds. Once something has left, the document is locked and cannot differ.</summary>
    private async Task<bool> UaendretAsync(Forsendelse forsendelse, CancellationToken ct)
    {
        if (forsendelse.Forberedt is null || await db.Forsendelsesdele.AnyAsync(d => d.ForsendelseId == forsendelse.Id && d.PdfSha256 == null, ct))
            return false;
        if (forsendelse.FoerstSendt is not null)
            return true;
        var dele = await db.Forsendelsesdele.Where(d => d.ForsendelseId == forsendelse.Id && d.DokumentId != null).Select(d => new { d.DokumentId, d.Filversion }).Distinct().ToListAsync(ct);
        foreach (var del in dele)
        {
            if ((await db.DokumentIForsendelseAsync(del.DokumentId!.Value, ct)).Filversion != del.Filversion)
                return false;
        }

        return true;
    }

    private async Task<string> AdresseAsync(Kommando k, Forsendelsesmodtager foer, Forsendelseskanal kanal, CancellationToken ct)
    {
        var nyt = k.Email.Renset() ?? k.Adresse.Renset() ?? k.Postnummer.Renset() ?? k.By.Renset();
        if (nyt is null && kanal == foer.Kanal)
            return foer.Adresse;
        var part = foer.SagspartId is { } sp ? await db.Sagsparter.SingleOrDefaultAsync(p => p.Id == sp, ct) : null;
        var register = foer.PartId is { } p ? await db.Parter.SingleOrDefaultAsync(x => x.Id == p, ct) : null;
        var m = new Modtageroplysninger(
            foer.Navn, k.Email.Renset() ?? part?.Email ?? (foer.Kanal == Forsendelseskanal.Email ? foer.Adresse : null), register?.Cpr ?? (foer is { Kanal: Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint, Adresse.Length: 10 } ? foer.Adresse : null),
            register?.Cvr ?? (foer is { Kanal: Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint, Adresse.Length: 8 } ? foer.Adresse : null), k.Adresse.Renset() ?? part?.Adresse, k.Postnummer.Renset() ?? part?.Postnummer, k.By.Renset() ?? part?.By);
        return Kanalvalg.Adresse(kanal, m, out var fejl) ?? throw new InvalidException(kanal == Forsendelseskanal.Email ? "email" : "adresse", fejl);
    }
}
