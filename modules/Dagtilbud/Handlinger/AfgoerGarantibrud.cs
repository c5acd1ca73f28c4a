using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Decides how a breach of the guarantee is dealt with, and why.</summary>
internal sealed class AfgoerGarantibrud(DagtilbudDb db, Ansoegningskontrol kontrol, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid BrudId, Brudfoelge? Foelge, string? Begrundelse);

    public sealed record Svar(Guid Id, string Foelge);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (sag, _) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        var brud = await db.Brud.SingleOrDefaultAsync(b => b.Id == k.BrudId && b.SagId == sag.Id, ct) ?? throw new NotFoundException("Bruddet findes ikke.");
        var begrundelse = k.Begrundelse?.Trim() ?? "";
        new Errors().AddIf(k.Foelge is null, "foelge", "Vælg, hvad der sker.").AddIf(begrundelse.Length is 0 or > 1000, "begrundelse", "Skriv hvorfor, højst 1.000 tegn.").Throw();
        brud.Afgoer(k.Foelge!.Value, begrundelse);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new GarantibrudAfgjort(brud.Foelge.ToString(), begrundelse), sag.Id, brud.Id, ct);
        return new(brud.Id, brud.Foelge.ToString());
    }
}
