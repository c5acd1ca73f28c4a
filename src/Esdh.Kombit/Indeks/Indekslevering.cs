using System.Xml.Linq;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Kombit.Domain;
using Esdh.Kombit.Handlinger;
using Esdh.Kombit.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Kombit.Indeks;

/// <summary>
/// Keeps the Sags- og Dokumentindeks as the cases are: follows the events, notes what they concern, and tells the index whatever has become different there, documents before the cases that refer to them. What is noted is durable: an index that
/// is away for a week is told when it is back, and a server killed in the middle tells the same again. Of several servers on one database one delivers.
/// </summary>
internal sealed partial class Indekslevering(AuthorityRegistry registry, IServiceScopeFactory scopes, Indekskald kald, Kombitindstillinger indstillinger, TimeProvider tid, ILogger<Indekslevering> logger) : BackgroundService
{
    private const int Vindue = 1000, Portion = 50;

    /// <summary>The status code of what the index does not have.</summary>
    private const int FindesIkke = 44;

    private static readonly TimeSpan Mellemrum = TimeSpan.FromSeconds(2);

    private readonly Guid _server = Guid.CreateVersion7();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => registry.RepeatForEachAsync(
        m => indstillinger.Aftale(m.Key)?.Sagsindeks is not null, Mellemrum, SeAsync, LogFailed, stoppingToken);

    private async Task SeAsync(Authority myndighed, CancellationToken ct)
    {
        var stand = await StandAsync(myndighed, ct);
        myndighed.StandingWork("sagsindeks", stand?.Aktiv == true);
        if (stand is not { Aktiv: true } || (stand.HoldesAf is { } anden && anden != _server && stand.HoldesTil > tid.GetUtcNow()) || !await ErDerNogetAsync(myndighed, stand, ct))
            return;
        if (!await TagAsync(myndighed, ct))
            return;
        try
        {
            while (await SamlAsync(myndighed, ct))
            {
                if (!await TagAsync(myndighed, ct))
                    return;
            }

            while (await StandAsync(myndighed, ct) is { Aktiv: true } nu && !(nu.NaesteForsoeg > tid.GetUtcNow()) && await SendPortionAsync(myndighed, ct))
            {
                if (!await TagAsync(myndighed, ct))
                    return;
            }
        }
        finally
        {
            await myndighed.Queue.RunAsync((TagIndeks act) => act.Udfoer(new(_server, null), CancellationToken.None), CancellationToken.None);
        }
    }

    private Task<bool> TagAsync(Authority myndighed, CancellationToken ct) =>
        myndighed.Queue.RunAsync((TagIndeks act) => act.Udfoer(new(_server, (4 * indstillinger.Svartid) + TimeSpan.FromSeconds(30)), ct), ct);

    private async Task<Indeksstand?> StandAsync(Authority myndighed, CancellationToken ct)
    {
        await using var scope = Scope(myndighed);
        return await scope.ServiceProvider.GetRequiredService<KombitDb>().Stande.SingleOrDefaultAsync(ct);
    }

    private async Task<bool> ErDerNogetAsync(Authority myndighed, Indeksstand stand, CancellationToken ct)
    {
        await using var scope = Scope(myndighed);
        if (await scope.ServiceProvider.GetRequiredService<CoreDb>().Haendelser.AnyAsync(h => h.Nr > stand.Efter, ct))
            return true;
        return !(stand.NaesteForsoeg > tid.GetUtcNow()) && await scope.ServiceProvider.GetRequiredService<KombitDb>().Objekter.AnyAsync(o => o.Venter, ct);
    }

    /// <summary>Looks one window of events through; whether there may be more.</summary>
    private async Task<bool> SamlAsync(Authority myndighed, CancellationToken ct)
    {
        HashSet<Guid> sager = [], dokumenter = [];
        long sidste;
        int antal;
        await using (var scope = Scope(myndighed))
        {
            var (core, db, kombit) = (scope.ServiceProvider.GetRequiredService<CoreDb>(), scope.ServiceProvider.GetRequiredService<SagerDb>(), scope.ServiceProvider.GetRequiredService<KombitDb>());
            var efter = await kombit.Stande.Select(s => s.Efter).SingleAsync(ct);
            var haendelser = await core.Haendelser.Where(h => h.Nr > efter).OrderBy(h => h.Nr).Take(Vindue).Select(h => new { h.Nr, h.Type, h.SagId, h.ObjektId }).ToListAsync(ct);
            if (haendelser.Count == 0)
                return false;
            (sidste, antal) = (haendelser[^1].Nr, haendelser.Count);
            sager.UnionWith(haendelser.Where(h => h.SagId is not null).Select(h => h.SagId!.Value));
            dokumenter.UnionWith(haendelser.Where(h => h.SagId is not null && h.ObjektId is not null && Haendelsesfeed.ErDokument(h.Type)).Select(h => h.ObjektId!.Value));
            await MedfoelgendeAsync(db, [.. haendelser.Where(h => h.SagId is null && h.ObjektId is not null).Select(h => h.ObjektId!.Value).Distinct()], sager, dokumenter, ct);
        }

        await myndighed.Queue.RunAsync((NoterIndeksbehov act) => act.Udfoer(new(sidste, sager, dokumenter), ct), ct);
        return antal == Vindue;
    }

    /// <summary>A party's data have changed; and documents of the cases that may no longer be shown.</summary>
    private static async Task MedfoelgendeAsync(SagerDb db, List<Guid> objekter, HashSet<Guid> sager, HashSet<Guid> dokumenter, CancellationToken ct)
    {
        if (objekter.Count > 0)
        {
            sager.UnionWith(await db.Sagsparter.Where(s => objekter.Contains(s.PartId)).Select(s => s.SagId).ToListAsync(ct));
            dokumenter.UnionWith(await db.Korrespondenter.Where(k => k.PartId != null && objekter.Contains(k.PartId.Value)).Select(k => k.DokumentId).ToListAsync(ct));
        }

        var paa = sager.ToList();
        dokumenter.UnionWith(await (from r in db.Registreringer
            // Uden for adgang: only ids, to see whether the index may still know them.
            join d in db.Dokumenter on r.DokumentId equals d.Id
            where paa.Contains(r.SagId) && (d.Kasseret != null || d.AdgangslisteNr != null || d.Tilstand == Dokumenttilstand.Fejljournaliseret)
            select d.Id).ToListAsync(ct));
    }

    /// <summary>Tells the index of some that wait; whether there may be more, and it takes them.</summary>
    private async Task<bool> SendPortionAsync(Authority myndighed, CancellationToken ct)
    {
        List<NoterIndekssvar.Post> svar = [];
        List<Ventende> nye = [], kendte = [];
        List<Indeksobjekt> vaek = [];
        int antal;
        await using (var scope = Scope(myndighed))
        {
            var kombit = scope.ServiceProvider.GetRequiredService<KombitDb>();
            var art = await kombit.Objekter.Where(o => o.Venter).OrderBy(o => o.Art).Select(o => (Indeksart?)o.Art).FirstOrDefaultAsync(ct);
            if (art is null)
                return false;
            var venter = await kombit.Objekter.Where(o => o.Venter && o.Art == art).OrderBy(o => o.Id).Take(Portion).ToListAsync(ct);
            antal = venter.Count;
            var beskeder = scope.ServiceProvider.GetRequiredService<Indeksbeskeder>();
            foreach (var o in venter)
            {
                try
                {
                    var billede = await beskeder.LaesAsync(o.Art, o.Id, ct);
                    if (billede is null && o.Hash is not null)
                        vaek.Add(o);
                    else if (billede is not null && o.Hash != billede.Hash)
                        (o.Hash is null ? nye : kendte).Add(new(o, billede, Besked(billede, null, []), Besked(billede, beskeder, Ophoerte(o, billede))));
                    else
                        svar.Add(Som(o, billede));
                }
                catch (ManglerIKlassifikationen mangler)
                {
                    svar.Add(new(o.Id, o.Aendring, o.Nr, null, null, null, mangler.Message));
                }
            }

            var adresse = indstillinger.Aftale(myndighed.Key)!.Sagsindeks!;
            if (nye.Count > 0) // killed or unanswered from here on, the index may hold them: then they are removed, should they not be shown any more
                await myndighed.Queue.RunAsync((NoterIndeksafsendelse act) => act.Udfoer(new([.. nye.Select(x => x.Objekt.Id)]), ct), ct);
            var nede = await SendAsync(adresse, "importer", nye, x => x.Ny, (_, x) => x.Opdatering, svar, ct)
                ?? await SendAsync(adresse, "opdater", kendte, x => x.Opdatering, (kode, x) => kode == FindesIkke ? x.Ny : null, svar, ct)
                ?? await FjernAsync(adresse, vaek, myndighed, svar, ct);
            if (svar.Count > 0)
                await myndighed.Queue.RunAsync((NoterIndekssvar act) => act.Udfoer(new(svar), ct), ct);
            if (nede is not null)
            {
                await myndighed.Queue.RunAsync((NoterIndeksstand act) => act.Udfoer(new(nede, indstillinger.Pause), ct), ct);
                return false;
            }
        }

        if (await StandAsync(myndighed, ct) is { FejlerSiden: not null })
            await myndighed.Queue.RunAsync((NoterIndeksstand act) => act.Udfoer(new(null, default), ct), ct);
        return antal > 0;
    }

    private static IReadOnlyList<Indekspeger> Ophoerte(Indeksobjekt o, Indeksbillede nu) =>
        [.. Indeksbillede.Laes(o.Relationer).ExceptBy(nu.Peger.Select(p => (p.Liste, p.Rolle, p.Indeks)), p => (p.Liste, p.Rolle, p.Indeks))];

    private static NoterIndekssvar.Post Som(Indeksobjekt o, Indeksbillede? b) => new(o.Id, o.Aendring, b?.Nr ?? o.Nr, b?.Hash, b?.Dokumentpraeg, b?.Skrevet, null);

    /// <summary>Sends many at once. Refused as a whole, each is tried alone; refused alone, the other operation is tried where <paramref name="ellers"/> knows one. Answers why the index is away, if it is.</summary>
    private async Task<string?> SendAsync(
        Uri adresse, string operation, List<Ventende> mange, Func<Ventende, XElement> besked, Func<int, Ventende, XElement?> ellers, List<NoterIndekssvar.Post> svar, CancellationToken ct)
    {
        if (mange.Count == 0)
            return null;
        var s = await kald.SendAsync(adresse, operation, Kuvert(operation, mange.Select(besked)), ct);
        if (s.Nede)
            return s.Fejl;
        if (s.Fejl is not null && mange.Count > 1)
        {
            foreach (var een in mange)
            {
                if (await SendAsync(adresse, operation, [een], besked, ellers, svar, ct) is { } nede)
                    return nede;
            }

            return null;
        }

        foreach (var x in mange)
        {
            var afvist = s.Afvist.GetValueOrDefault(x.Objekt.Id) ?? (s.Fejl is null ? null : new(0, s.Fejl));
            if (afvist is not null && ellers(afvist.Kode, x) is { } anden)
            {
                var andenOperation = operation == "importer" ? "opdater" : "importer";
                var s2 = await kald.SendAsync(adresse, andenOperation, Kuvert(andenOperation, [anden]), ct);
                if (s2.Nede)
                    return s2.Fejl;
                if (s2.Fejl is null && s2.Afvist.Count == 0)
                    afvist = null;
            }

            svar.Add(afvist is null ? Som(x.Objekt, x.Billede) : new(x.Objekt.Id, x.Objekt.Aendring, 0, null, null, null, afvist.Tekst));
        }

        return null;
    }

    /// <summary>What may no longer be shown is removed: a case by its UUID, a document by its number and this system, since the operation knows no UUID of documents.</summary>
    private async Task<string?> FjernAsync(Uri adresse, List<Indeksobjekt> vaek, Authority myndighed, List<NoterIndekssvar.Post> svar, CancellationToken ct)
    {
        foreach (var o in vaek)
        {
            var hvad = o.Art == Indeksart.Sag ? new XElement(Oio.Sdi + "SagUuid", Oio.Unik(o.Id.ToString()))
                : new XElement(Oio.Sdi + "SoegUdtryk", new XElement(Oio.Sdi + "SoegDokument",
                    new XElement(Oio.Dokument + "AttributListe", new XElement(Oio.Dokument + "Egenskaber", new XElement(Oio.Dokument + "BrugervendtNoegle", $"{o.Nr}"))), new XElement(Oio.Dokument + "TilstandListe"),
                    new XElement(Oio.Dokument + "RelationListe", new XElement(Oio.Generel + "LokalUdvidelseListe", new XElement(Oio.Dokument + "DokumentitsystemRelation",
                        new XElement(Oio.Generel + "ReferenceID", Oio.Unik(indstillinger.Aftale(myndighed.Key)!.ItSystem.ToString())))))));
            var s = await kald.SendAsync(adresse, "fjern", new XElement(Oio.Sdi + "FjernSagDokumentIndeksInput", hvad, new XElement(Oio.Sdi + "EfterladSagsloeseDokumenter", "true")), ct);
            if (s.Nede)
                return s.Fejl;
            var afvist = s.Fejl ?? s.Afvist.Values.FirstOrDefault(a => a.Kode != FindesIkke)?.Tekst;
            svar.Add(afvist is null ? Som(o, null) : new(o.Id, o.Aendring, 0, null, null, null, afvist));
        }

        return null;
    }

    private static XElement Kuvert(string operation, IEnumerable<XElement> beskeder) => new(Oio.Sdi + (operation == "importer" ? "ImporterSagDokumentIndeksInput" : "OpdaterSagDokumentIndeksInput"), beskeder);

    /// <param name="beskeder">Null for an object that is new to the index.</param>
    /// <param name="ophoerte">What it referred to before.</param>
    private static XElement Besked(Indeksbillede b, Indeksbeskeder? beskeder, IReadOnlyList<Indekspeger> ophoerte)
    {
        var ns = b.Art == Indeksart.Sag ? Oio.Sag : Oio.Dokument;
        var relationer = new XElement(b.Relationer);
        foreach (var p in ophoerte)
        {
            var element = beskeder!.Ophoert(ns, p);
            if (relationer.Elements(element.Name).LastOrDefault() is { } sidste)
                sidste.AddAfterSelf(element);
            else if (p.Liste == "Sagsrelation" && relationer.Elements(ns + "Journalpost").FirstOrDefault() is { } journalpost)
                journalpost.AddBeforeSelf(element);
            else if (p.Liste == "Dokumentrelation")
                relationer.AddFirst(element);
            else
                relationer.Element(Oio.Generel + "LokalUdvidelseListe")!.AddBeforeSelf(element);
        }

        var navn = b.Art == Indeksart.Sag ? "SagIndeks" : "DokumentIndeks";
        var id = new XElement(Oio.Grund + "UUIDIdentifikator", b.Id.ToString());
        return beskeder is null
            ? new(Oio.Sdi + navn, id, new XElement(ns + "Registrering", new XElement(Oio.Grund + "Tidspunkt", Oio.Tid(b.Tid)), new XElement(Oio.Grund + "LivscyklusKode", "Importeret"),
                new XElement(Oio.Grund + "BrugerRef", Oio.Unik(b.BrugerRef)), b.Attributter, b.Tilstande, relationer))
            : new(Oio.Sdi + ("Opdater" + navn), id, b.Attributter, b.Tilstande, relationer, new XElement(Oio.Sdi + "Tidspunkt", Oio.Tid(b.Tid)));
    }

    private AsyncServiceScope Scope(Authority myndighed)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }

    /// <param name="Ny">As the index is told of something it does not have.</param>
    /// <param name="Opdatering">As it is told of something it has.</param>
    private sealed record Ventende(Indeksobjekt Objekt, Indeksbillede Billede, XElement Ny, XElement Opdatering);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: the Sags- og Dokumentindeks could not be looked after; it is tried again.")]
    private partial void LogFailed(Exception error, string key);
}
