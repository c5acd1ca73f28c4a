using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes a case more or less sensitive. When it rises, its documents become at least as sensitive; lowering leaves them as they are.</summary>
internal sealed class SaetFoelsomhed(SagerDb db, ArvFoelsomhed arv, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Foelsomhed">IkkeFortrolig, Fortrolig, Foelsom or Vip.</param>
    /// <param name="Begrundelse">Needed when it is lowered.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Foelsomhed, string? Begrundelse = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Foelsomhed, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors().AddIf(k.Begrundelse?.Length > 2000, "begrundelse", "Begrundelsen må højst være 2000 tegn.");
        var ny = Laes(k.Foelsomhed, errors);
        errors.Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var fra = sag.Foelsomhed;
        if (ny != fra)
        {
            sag.SaetFoelsomhed(ny, k.Begrundelse, tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new SagsfoelsomhedAendret(fra.ToString(), ny.ToString(), k.Begrundelse.Renset()), sag.Id, null, ct);
            if (ny > fra)
                await arv.BegyndAsync(k.Aktoer, sag, ct);
        }

        return new(sag.Id, ny.ToString(), sag.Version);
    }

    internal const string Niveauer = "Følsomhed skal være IkkeFortrolig, Fortrolig, Foelsom eller Vip.";

    /// <summary>The level that a text names; one that is none where it names none, and that is an error.</summary>
    internal static Foelsomhed Laes(string? tekst, Errors errors)
    {
        if (Enum.TryParse<Foelsomhed>(tekst?.Trim(), ignoreCase: true, out var foelsomhed) && Enum.IsDefined(foelsomhed) && !char.IsDigit(tekst!.Trim()[0]))
            return foelsomhed;
        errors.Add("foelsomhed", Niveauer);
        return (Foelsomhed)(-1);
    }
}
