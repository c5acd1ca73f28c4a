using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>What the acts on post share: finding the piece, and who has it in words.</summary>
internal sealed class Indbakkefordeling(SagerDb db, Adgangslister adgangslister, Personer personer)
{
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    /// <exception cref="StaleException">Someone was there first: who and how is told.</exception>
    public async Task<Indbakkepost> FindAsync(Aktoer aktoer, Guid id, long? ifMatch, CancellationToken ct)
    {
        var post = await db.FindPostAsync(aktoer, id, ct);
        if (ifMatch is { } set && set != post.Version)
            throw new StaleException($"En anden var der først. {await StandAsync(post, ct)} Se på posten igen.");
        return post;
    }

    /// <summary>How far the post has come, in a sentence.</summary>
    public async Task<string> StandAsync(Indbakkepost post, CancellationToken ct) => post.Tilstand switch
    {
        Indbakketilstand.Journaliseret => $"Posten er journaliseret af {await personer.NavnAsync(post.AfgjortAf ?? Guid.Empty, ct)}.",
        Indbakketilstand.Afvist => $"Posten er afvist som uden betydning af {await personer.NavnAsync(post.AfgjortAf ?? Guid.Empty, ct)}.",
        Indbakketilstand.Taget => $"Posten er taget af {await personer.NavnAsync(post.BrugerId ?? Guid.Empty, ct)}.",
        _ when post.BrugerId is { } bruger => $"Posten ligger hos {await personer.NavnAsync(bruger, ct)}.",
        _ => $"Posten ligger i indbakken for {await personer.EnhedsnavnAsync(post.EnhedId, ct)}.",
    };

    public Task<int> ListeAsync(Guid enhed, CancellationToken ct) => adgangslister.InternAsync([Adgangspost.Enhed(enhed)], ct);

    /// <exception cref="InvalidException">Too long.</exception>
    public static void KraevNote(string? note, string felt = "note")
    {
        if (note?.Length > Indbakkepost.LaengsteNote)
            throw new InvalidException(felt, $"Skriv højst {Indbakkepost.LaengsteNote} tegn.");
    }

    /// <exception cref="InvalidException">Empty or too long.</exception>
    public static string KraevGrund(string? grund, string saetning)
    {
        if (string.IsNullOrWhiteSpace(grund))
            throw new InvalidException("begrundelse", saetning);
        KraevNote(grund, "begrundelse");
        return grund.Trim();
    }
}
