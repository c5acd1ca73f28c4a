using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Notes what a disposal rests on: the analysis, the archive's answer and the council's decision. Any of it may be missing until it is sent to approval.</summary>
internal sealed class NoterKassationsgrundlag(ArkivDb arkiv, SagerDb sager, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Beslutning">Id of a journalised document that the actor sees.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid KassationId, string? Analyse, string? Hoering, DateOnly? HoeringDag, Guid? Beslutning, DateOnly? BeslutningDag, long? IfMatch = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var kassation = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == k.KassationId, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        Preconditions.Check(kassation.Version, k.IfMatch);
        var idag = DanishTime.Today(tid);
        new Errors()
            .AddIf(k.Analyse?.Length > Kassation.LaengsteTekst, "analyse", "Skriv højst 20.000 tegn.").AddIf(k.Hoering?.Length > Kassation.LaengsteTekst, "hoering", "Skriv højst 20.000 tegn.")
            .AddIf(CprFinder.Contains($"{k.Analyse}\n{k.Hoering}"), "analyse", "Skriv ikke et personnummer.")
            .AddIf(k.HoeringDag > idag, "hoeringDag", "Dagen ligger efter i dag.").AddIf(k.BeslutningDag > idag, "beslutningDag", "Dagen ligger efter i dag.").Throw();
        if (k.Beslutning is { } id)
            KassationRegler.ErJournaliseret.Kraev(await sager.Dokumenter.SynligeFor(sager, k.Aktoer).AnyAsync(d => d.Id == id && d.Tilstand == Dokumenttilstand.Journaliseret && d.Kasseret == null, ct));
        kassation.NoterGrundlag(Ren(k.Analyse), Ren(k.Hoering), k.HoeringDag, k.Beslutning, k.BeslutningDag);
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new KassationsgrundlagNoteret(kassation.Nr, kassation.Analyse is not null, kassation.Hoering is not null, k.Beslutning), null, kassation.Id, ct);
    }

    private static string? Ren(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.ReplaceLineEndings("\n").Trim();
}
