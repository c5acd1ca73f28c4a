using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>A member says what it thinks of something in the library; one rating a member, the last counts.</summary>
internal sealed class GivKarakter(KlubDb db)
{
    /// <param name="Stjerner">1 to 5.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Ting, int? Stjerner);

    public sealed record Svar(int Stjerner);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddIf(k.Stjerner is null or < 1 or > 5, "stjerner", "Giv 1 til 5 stjerner.").Throw();
        var medlem = k.Aktoer.MedlemId ?? throw new ForbiddenException("Kun medlemmer giver karakter.");
        if (!await db.Biblioteksting.AnyAsync(t => t.Id == k.Ting, ct))
            throw new NotFoundException("Det findes ikke i biblioteket.");
        var karakter = await db.Bibliotekskarakterer.SingleOrDefaultAsync(x => x.TingId == k.Ting && x.MedlemId == medlem, ct);
        if (karakter is null)
            db.Add(karakter = new() { TingId = k.Ting, MedlemId = medlem });
        karakter.Stjerner = k.Stjerner!.Value;
        await db.SaveChangesAsync(ct);
        return new(karakter.Stjerner);
    }
}
