using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Files.Mail;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes or changes a mailbox that post is fetched from. Its folder lies below the operator's root and belongs to one mailbox alone.</summary>
internal sealed class GemPostkasse(SagerDb db, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Rod">The operator's root for this authority; null where there is none.</param>
    /// <param name="Art">Maildir or Scanmappe; not changed afterwards.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Rod, string? Navn, string? Art, string? Sti, Guid? EnhedId, bool Aktiv = true, long? IfMatch = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var postkasse = k.Id is { } id ? await db.Postkasser.SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("Postkassen findes ikke.") : null;
        if (postkasse is not null)
            Preconditions.Check(postkasse.Version, k.IfMatch);
        var (navn, sti) = (k.Navn?.Trim() ?? "", k.Sti?.Trim().TrimEnd('/') ?? "");
        var art = postkasse?.Art ?? Postkasseart.Maildir;
        new Errors()
            .AddIf(navn.Length is 0 or > 100, "navn", "Skriv et navn på højst 100 tegn.")
            .AddIf(k.Rod is null, "sti", "Serveren har ingen mappe til post. Driften skal sætte Esdh:Post:Rod.")
            .AddIf(k.Rod is not null && PostFolder.Resolve(k.Rod, sti) is null, "sti", "Skriv en mappe under serverens postmappe, for eksempel »teknik/post«: uden skråstreg forrest, uden punktum først i et led og ikke gennem et link.")
            .AddIf(postkasse is null && !(Enum.TryParse(k.Art, ignoreCase: true, out art) && Enum.IsDefined(art) && !char.IsAsciiDigit(k.Art![0])), "art", "Vælg Maildir eller Scanmappe.")
            .AddIf(k.EnhedId is not { } enhed || !await personer.ErEnhedAsync(enhed, ct), "enhedId", "Vælg den enhed, posten skal ligge hos.")
            .Throw();
        // One folder in another would have its archive, or its files, fetched twice.
        var andre = await db.Postkasser.Where(p => p.Id != (k.Id ?? Guid.Empty)).Select(p => p.Sti).ToListAsync(ct);
        IndbakkeRegler.StienErLedig.Kraev(!andre.Exists(a => a == sti || a.StartsWith(sti + "/", StringComparison.Ordinal) || sti.StartsWith(a + "/", StringComparison.Ordinal)));
        if (postkasse is null)
        {
            db.Add(postkasse = new Postkasse { Navn = navn, Art = art, Sti = sti, EnhedId = k.EnhedId!.Value, Aktiv = k.Aktiv, Oprettet = tid.GetUtcNow() });
            db.Add(new Postkassestand { PostkasseId = postkasse.Id });
        }
        else
        {
            (postkasse.Navn, postkasse.Sti, postkasse.EnhedId, postkasse.Aktiv) = (navn, sti, k.EnhedId!.Value, k.Aktiv);
            postkasse.Version++;
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PostkasseGemt(navn, postkasse.Art.ToString(), sti, postkasse.EnhedId, postkasse.Aktiv), null, postkasse.Id, ct);
        return new(postkasse.Id, postkasse.Version);
    }
}
