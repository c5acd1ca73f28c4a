using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;

namespace Esdh.Klub.Handlinger;

/// <summary>Calls an assembly with the agenda that the statutes demand.</summary>
internal sealed class IndkaldGeneralforsamling(KlubDb db, EventLog haendelser)
{
    private static readonly string[] FastDagsorden = ["Valg af dirigent", "Beretning", "Regnskab", "Budget og samarbejdsaftale", "Indkomne forslag", "Valg til bestyrelse", "Valg til forretningsledelse", "Eventuelt"];

    public sealed record Kommando(Klubaktoer Aktoer, string? Titel, DateOnly? Dato, string? Sted);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (titel, sted) = (OpretAfstemning.Ren(k.Titel), OpretAfstemning.Ren(k.Sted));
        new Errors().AddIf(titel.Length is 0 or > 150, "titel", "Skriv titlen, fx »Generalforsamling 2027«.").AddIf(k.Dato is not { Year: >= 2000 and <= 2100 }, "dato", "Skriv datoen.").AddIf(sted.Length is 0 or > 200, "sted", "Skriv, hvor den holdes.").Throw();
        var gf = new KlubGeneralforsamling { Titel = titel, Dato = k.Dato!.Value, Sted = sted };
        db.Add(gf);
        await db.SaveChangesAsync(ct);
        db.AddRange(FastDagsorden.Select((t, i) => new KlubDagsordenspunkt { GeneralforsamlingId = gf.Id, Nr = i + 1, Titel = t }));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new GeneralforsamlingIndkaldt(titel, gf.Dato, sted), null, gf.Id, ct);
        return new(gf.Id);
    }
}
