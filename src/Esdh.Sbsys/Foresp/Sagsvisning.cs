using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Api;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Former;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>Cases as clients know them: a fixed number of questions, however many cases.</summary>
internal sealed class Sagsvisning(SagerDb db, CoreDb core, Opsat opsat, Parter parter, Brugeropslag brugere, Klassifikationsopslag plan, Aktoerkilde aktoerer, Adgangsspor spor, TimeProvider tid)
{
    private static readonly string[] Statushaendelser = [nameof(SagOprettet), nameof(SagsstatusSkiftet), nameof(SagAfsluttet), nameof(SagGenaabnet), nameof(TrinTaget)];

    /// <summary>One case with all that is known of it.</summary>
    public async Task<SagDto> EnAsync(Sag sag, CancellationToken ct)
    {
        var vist = (await AlleAsync([sag], true, ct))[0];
        var (status, kommentar) = await SenesteStatusAsync(sag.Id, ct);
        var beslutning = await db.Beslutninger.AsNoTracking().Where(b => b.SagId == sag.Id).OrderByDescending(b => b.Dato).FirstOrDefaultAsync(ct);
        return vist with
        {
            SenesteStatusAendring = status ?? sag.Oprettet, SenesteStatusAendringKommentar = kommentar ?? $"Sagsstatus ændret til {vist.SagsStatus?.Navn}",
            ErBesluttet = beslutning is not null, Besluttet = beslutning is null ? null : DanishTime.StartOfDay(beslutning.Dato), BeslutningNotat = beslutning?.Notat,
            BeslutningHarDeadline = beslutning?.Frist is not null, BeslutningDeadline = beslutning?.Frist is { } frist ? DanishTime.StartOfDay(frist) : null,
        };
    }

    /// <summary>A case that was opened in this request: its status has never changed, and nothing is decided.</summary>
    public async Task<SagDto> NyAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var sag = await FindAsync(aktoer, id, ct) ?? throw Synlighed.Ukendt();
        spor.Paa(sag);
        var vist = (await AlleAsync([sag], true, ct))[0];
        return vist with { SenesteStatusAendring = sag.Oprettet, SenesteStatusAendringKommentar = $"Sagsstatus ændret til {vist.SagsStatus?.Navn}" };
    }

    /// <summary>
    /// A case after an act of the same request, which may have changed who sees it. One that has left the actor's sight by it is answered by its numbers alone.
    /// </summary>
    public async Task<SagDto> EfterAsync(Aktoer aktoer, Guid id, (int Nr, string Sagsnummer)? kendt, CancellationToken ct)
    {
        if (await FindAsync(aktoer, id, ct) is { } sag || (await aktoerer.FindAsync(aktoer.Id, ct, aktoer.PaaVegneAf?.Id) is { } nu && (sag = await FindAsync(nu, id, ct)) is not null))
        {
            spor.Paa(sag);
            return await EnAsync(sag, ct);
        }

        return kendt is { } k ? new() { Id = k.Nr, SagIdentity = id, Nummer = k.Sagsnummer } : throw Synlighed.Ukendt();
    }

    public async Task<IReadOnlyList<SagDto>> AlleAsync(IReadOnlyList<Sag> sager, bool medParter, CancellationToken ct)
    {
        if (sager.Count == 0)
            return [];
        var idag = DanishTime.Today(tid);
        var statusser = (await opsat.StatusserAsync(ct)).ToDictionary(s => s.Id);
        var alleSkabeloner = await opsat.SkabelonerAsync(ct);
        var skabeloner = alleSkabeloner.ToDictionary(s => s.Id);
        var folk = await brugere.FlereAsync(sager.SelectMany(s => new[] { s.BehandlerId, s.OprettetAf }).OfType<Guid>(), ct);
        var enheder = (await brugere.EnhederAsync(ct)).ToDictionary(e => e.Id);
        var (emner, facetter) = await opsat.PlanAsync(await plan.GaeldendeAsync(idag, ct), [.. sager.Select(s => s.Emne).Distinct()], [.. sager.Select(s => s.Facet).Distinct()], idag, ct);
        var paa = medParter ? await parter.PaaSagerAsync([.. sager.Select(s => s.Id)], false, ct) : null;
        return [.. sager.Select(s =>
        {
            var (status, skabelon) = (statusser[s.StatusId], s.SkabelonId is { } k ? skabeloner.GetValueOrDefault(k) : null);
            var primaer = paa?[s.Id].FirstOrDefault(p => p.ErPrimaer);
            var nummer = CaseNumber.Parse(s.Sagsnummer);
            return new SagDto
            {
                SagsTyper = [Opsat.Type(s.Emne, skabelon, alleSkabeloner)], SagsTitel = s.Titel, Id = s.Nr, SagIdentity = s.Id, Opstaaet = DanishTime.StartOfDay(DanishTime.DateOf(s.Oprettet)), Nummer = s.Sagsnummer,
                Personer = paa is null ? null : [.. paa[s.Id].Where(p => p.Part.Art == Partsart.Person).Select(parter.PersonPaa)],
                Firmaer = paa is null ? null : [.. paa[s.Id].Where(p => p.Part.Art == Partsart.Virksomhed).Select(parter.FirmaPaa)],
                PrimaryPart = primaer is null ? null : parter.Part(primaer),
                Kommentar = s.Beskrivelse, ErSamlesag = s.ErSamlesag, YderligereMaterialeFindes = s.HarPapir, Oprettet = s.Oprettet, SenestAendret = s.SenestAendret, ErBeskyttet = s.ErBeskyttet,
                SagsNummerId = s.Nr, SecuritySetId = s.AdgangslisteNr, SagsStatus = Opsat.Vis(status),
                Ansaettelsessted = enheder.TryGetValue(s.EnhedId, out var enhed) ? new() { Uuid = enhed.Id, Id = enhed.Nr, Navn = enhed.Navn } : null,
                Behandler = s.BehandlerId is { } b && folk.TryGetValue(b, out var behandler) ? Vis(behandler) : null,
                OprettetAf = folk.TryGetValue(s.OprettetAf, out var opretter) ? Vis(opretter) : null,
                SagSkabelon = skabelon is null ? null : new() { Uuid = skabelon.Id, Id = skabelon.Nr, Navn = skabelon.Navn },
                SagsNummer = new() { EmneplanNummer = emner.GetValueOrDefault(s.Emne), Facet = facetter.GetValueOrDefault(s.Facet), Aarstal = nummer.Year, SekvensNummer = nummer.Sequence },
            };
        })];
    }

    public static BrugerDto Vis(Brugerkort b) => new() { LogonId = b.Brugernavn, Uuid = b.Id, Id = b.Nr, Navn = b.Navn };

    private Task<Sag?> FindAsync(Aktoer aktoer, Guid id, CancellationToken ct) => db.Sager.SynligeFor(aktoer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);

    /// <summary>When the status last changed and what was said then; the words are gone where disposal has taken them.</summary>
    private async Task<(DateTimeOffset? Tid, string? Kommentar)> SenesteStatusAsync(Guid sag, CancellationToken ct)
    {
        var seneste = await core.Haendelser.AsNoTracking().Where(h => h.SagId == sag && Statushaendelser.Contains(h.Type)).OrderByDescending(h => h.Nr)
            .Select(h => new { h.Tid, Data = h.Data == null ? null : h.Data.Data }).FirstOrDefaultAsync(ct);
        if (seneste?.Data is not { } data)
            return (seneste?.Tid, null);
        using var json = JsonDocument.Parse(data);
        return (seneste.Tid, json.RootElement.TryGetProperty("kommentar", out var kommentar) ? kommentar.GetString() : null);
    }
}
