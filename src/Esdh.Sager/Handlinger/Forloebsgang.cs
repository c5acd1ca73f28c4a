using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Handlinger;

/// <summary>What the acts on cases of a module's type share: where the case stands, its fields, what a step demands, and what follows from one.</summary>
internal sealed class Forloebsgang(SagerDb db, Sagstyper typer, Authority myndighed, IServiceProvider tjenester, EventLog haendelser, TimeProvider tid)
{
    /// <summary>A case's course with the edition it follows.</summary>
    internal sealed record Fundet(Sagsforloeb Forloeb, Sagstype Type)
    {
        public Sagstrin Trin => Type.TrinMed(Forloeb.Trin);
    }

    /// <summary>The type that new cases of a template get; null where it makes ordinary cases.</summary>
    internal Sagstype? Type(Sagsskabelon? skabelon, DateOnly idag) =>
        skabelon?.Sagstype is { } noegle && typer.Modul(noegle) is { } modul && myndighed.IsOn(modul) ? typer.Gaeldende(noegle, idag) : null;

    /// <summary>Null where the case is an ordinary one, and where its module is switched off or gone.</summary>
    internal async Task<Fundet?> FindAsync(Guid sagId, CancellationToken ct) =>
        await db.Sagsforloeb.SingleOrDefaultAsync(f => f.SagId == sagId, ct) is { } forloeb && typer.Modul(forloeb.Sagstype) is { } modul && myndighed.IsOn(modul)
            && typer.Find(forloeb.Sagstype, forloeb.Udgave) is { } type ? new(forloeb, type) : null;

    /// <exception cref="RegelbrudException">TRIN-6.</exception>
    internal async Task<Fundet> KraevAsync(Guid sagId, CancellationToken ct)
    {
        var fundet = await FindAsync(sagId, ct);
        SagsforloebRegler.SagenHarIngenTrin.Kraev(fundet is not null);
        return fundet!;
    }

    /// <summary>Status follows the steps.</summary>
    /// <exception cref="RegelbrudException">TRIN-5.</exception>
    internal async Task KraevUdenTrinAsync(Guid sagId, CancellationToken ct) => SagsforloebRegler.SagenHarTrin.Kraev(await FindAsync(sagId, ct) is null);

    internal async Task<Dictionary<string, string>> FelterAsync(Guid sagId, CancellationToken ct) =>
        await db.Feltvaerdier.Where(v => v.SagId == sagId).ToDictionaryAsync(v => v.Felt, v => v.Vaerdi, ct);

    /// <summary>The values as they will be, with an error for each that cannot be.</summary>
    /// <param name="type">The edition.</param>
    /// <param name="nu">As they are.</param>
    /// <param name="nye">By key; blank empties. Null changes nothing.</param>
    /// <param name="alt">Also those that a case cannot be opened without.</param>
    internal Dictionary<string, string> Laes(Sagstype type, IReadOnlyDictionary<string, string> nu, IReadOnlyDictionary<string, string?>? nye, bool alt, Errors errors)
    {
        var idag = DanishTime.Today(tid);
        var bliver = new Dictionary<string, string>(nu, StringComparer.Ordinal);
        foreach (var (noegle, tekst) in nye ?? new Dictionary<string, string?>())
        {
            if (type.Felter.FirstOrDefault(f => f.Noegle == noegle) is not { } felt)
            {
                errors.Add($"felter.{noegle}", $"»{type.Navn}« har intet felt »{noegle}«.");
                continue;
            }

            var (vaerdi, fejl) = Feltform.Laes(felt, tekst, idag);
            if (fejl is not null)
                errors.Add($"felter.{noegle}", fejl);
            else if (vaerdi is null)
                bliver.Remove(noegle);
            else
                bliver[noegle] = vaerdi;
        }

        foreach (var felt in type.Felter.Where(f => f.Kraevet && (alt || nye?.ContainsKey(f.Noegle) == true) && !bliver.ContainsKey(f.Noegle) && !errors.Has($"felter.{f.Noegle}")))
            errors.Add($"felter.{felt.Noegle}", $"Udfyld »{felt.Etiket}«.");
        if (nye is { Count: > 0 } || alt)
        {
            foreach (var (noegle, fejl) in Kroge(type).SelectMany(k => k.Feltfejl(bliver)))
                errors.Add($"felter.{noegle}", fejl);
        }

        return bliver;
    }

    /// <summary>Writes what became different, and tells of it as people read it.</summary>
    internal async Task<IReadOnlyList<Feltrettelse>> SkrivAsync(Guid sagId, Sagstype type, Dictionary<string, string> nu, Dictionary<string, string> bliver, CancellationToken ct)
    {
        List<Feltrettelse> rettet = [];
        var raekker = nu.Count == 0 ? [] : await db.Feltvaerdier.Where(v => v.SagId == sagId).ToDictionaryAsync(v => v.Felt, ct);
        foreach (var felt in type.Felter)
        {
            var (foer, efter) = (nu.GetValueOrDefault(felt.Noegle), bliver.GetValueOrDefault(felt.Noegle));
            if (foer == efter)
                continue;
            rettet.Add(new(felt.Etiket, foer is null ? null : Feltform.Vis(felt, foer), efter is null ? null : Feltform.Vis(felt, efter)));
            if (efter is null)
                db.Remove(raekker[felt.Noegle]);
            else if (raekker.TryGetValue(felt.Noegle, out var raekke))
                raekke.Vaerdi = efter;
            else
                db.Add(new Feltvaerdi { SagId = sagId, Felt = felt.Noegle, Vaerdi = efter });
        }

        return rettet;
    }

    /// <summary>The authority's status of a step: of its name and condition, else made.</summary>
    internal async Task<Sagsstatus> StatusAsync(Sagstype type, Sagstrin trin, CancellationToken ct)
    {
        var tilstand = trin.Tilstand switch { Trintilstand.Aktiv => Tilstand.Aktiv, Trintilstand.Hvilende => Tilstand.Hvilende, _ => Tilstand.Afsluttet };
        string[] navne = [trin.Navn, $"{trin.Navn} ({type.Navn})"];
        var kendte = await db.Statusser.Where(s => navne.Contains(s.Navn)).ToListAsync(ct);
        kendte.AddRange(db.ChangeTracker.Entries<Sagsstatus>().Where(e => e.State == EntityState.Added && navne.Contains(e.Entity.Navn)).Select(e => e.Entity));
        if (navne.Select(n => kendte.Find(s => s.Navn == n && s.Tilstand == tilstand && s.Aktiv)).FirstOrDefault(s => s is not null) is { } fundet)
            return fundet;
        var navn = navne.FirstOrDefault(n => kendte.TrueForAll(s => s.Navn != n)) ?? $"{trin.Navn} ({type.Noegle} {trin.Noegle})";
        var orden = Math.Max(await db.Statusser.MaxAsync(s => (int?)s.Orden, ct) ?? 0, db.Statusser.Local.Select(s => s.Orden).DefaultIfEmpty(0).Max());
        var ny = new Sagsstatus { Navn = navn, Orden = orden + 1, Tilstand = tilstand };
        db.Add(ny);
        return ny;
    }

    /// <summary>A new case stands at the first step: its clocks, its tasks, and what the module does.</summary>
    internal async Task BegyndAsync(Aktoer aktoer, Sag sag, Sagstype type, Dictionary<string, string> felter, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        db.Add(Sagsforloeb.Begynd(sag.Id, type, nu));
        await SkrivAsync(sag.Id, type, [], felter, ct);
        await FoelgeAsync(aktoer, sag, type, type.Trin[0], felter, ct);
        await db.SaveChangesAsync(ct);
        foreach (var krog in Kroge(type))
            await krog.TagetAsync(new(aktoer, sag.Id, null, type.Trin[0].Noegle, felter, DanishTime.Today(tid)) { OversagId = sag.OversagId }, ct);
    }

    /// <summary>What follows when a step is taken: clocks and tasks. The caller saves.</summary>
    internal async Task FoelgeAsync(Aktoer aktoer, Sag sag, Sagstype type, Sagstrin trin, Dictionary<string, string> felter, CancellationToken ct)
    {
        var (nu, idag) = (tid.GetUtcNow(), DanishTime.Today(tid));
        await UreneAsync(aktoer, sag.Id, type, trin, felter, idag, ct);
        if (trin.Opgaver.Count == 0)
            return;
        var opgavetype = await OpgavetypeAsync(ct);
        foreach (var opgave in trin.Opgaver)
        {
            var frist = DanishCalendar.MoveToWorkday(opgave.Arbejdsdage ? DanishCalendar.AddWorkdays(idag, opgave.Dage) : idag.AddDays(opgave.Dage));
            var erindring = new Erindring
            {
                SagId = sag.Id, TypeId = opgavetype.Id, Titel = opgave.Titel, Frist = frist, SynligFra = idag < frist.AddDays(-3) ? frist.AddDays(-3) : idag,
                AnsvarligId = sag.BehandlerId ?? aktoer.Skrivebord, OprettetAf = aktoer.Id, Oprettet = nu,
            };
            db.Add(erindring);
            await haendelser.AppendAsync(aktoer, new ErindringOprettet(erindring.Titel, opgavetype.Navn, erindring.Frist, erindring.AnsvarligId), sag.Id, erindring.Id, ct);
        }
    }

    /// <summary>The type of the tasks that steps and modules give; made when it is first needed.</summary>
    internal async Task<Erindringstype> OpgavetypeAsync(CancellationToken ct)
    {
        var type = await db.Erindringstyper.SingleOrDefaultAsync(t => t.Noegle == Erindringstype.Trinopgave, ct);
        if (type is null)
            db.Add(type = new Erindringstype { Noegle = Erindringstype.Trinopgave, Navn = "Opgave", Fristdage = 7, Synligdage = 3 });
        return type;
    }

    /// <summary>The clocks start, stand still, go on and end as the step says.</summary>
    private async Task UreneAsync(Aktoer aktoer, Guid sagId, Sagstype type, Sagstrin trin, Dictionary<string, string> felter, DateOnly idag, CancellationToken ct)
    {
        var kendte = await db.Urstande.Where(u => u.SagId == sagId).ToDictionaryAsync(u => u.Ur, ct);
        foreach (var ur in type.Ure)
        {
            var slutter = trin.Tilstand == Trintilstand.Afsluttet || ur.SlutterVed.Contains(trin.Noegle);
            if (!kendte.TryGetValue(ur.Noegle, out var stand))
            {
                if (slutter || !ur.StarterVed.Contains(trin.Noegle))
                    continue;
                db.Add(stand = Urstand.Start(sagId, ur, Dage(ur, felter), Startdag(ur, felter, idag)));
                await haendelser.AppendAsync(aktoer, new UrStartet(ur.Noegle, ur.Navn, stand.Frist!.Value), sagId, null, ct);
            }

            if (stand.Slut is not null)
                continue;
            var stille = ur.StaarStilleVed.Contains(trin.Noegle);
            if (slutter)
            {
                await AfslutAsync(stand, idag, ct);
                await haendelser.AppendAsync(aktoer, new UrAfsluttet(ur.Noegle, ur.Navn, stand.Brugt(idag), stand.Dage), sagId, null, ct);
            }
            else if (stille && stand.StillesSiden is null)
            {
                await StopAsync(stand, $"Sagen står på »{trin.Navn}«.", iHaanden: false, idag, ct);
                await haendelser.AppendAsync(aktoer, new UrStoppet(ur.Noegle, ur.Navn, stand.Grund!, false), sagId, null, ct);
            }
            else if (!stille && stand is { StillesSiden: not null, ErStoppetIHaanden: false })
            {
                var dage = await GaaVidereAsync(stand, idag, ct);
                await haendelser.AppendAsync(aktoer, new UrGenoptaget(ur.Noegle, ur.Navn, dage, stand.Frist!.Value), sagId, null, ct);
            }
        }
    }

    /// <summary>The limits follow the fields that decide them.</summary>
    internal async Task UrdageAsync(Aktoer aktoer, Guid sagId, Sagstype type, Dictionary<string, string> felter, CancellationToken ct)
    {
        foreach (var stand in await db.Urstande.Where(u => u.SagId == sagId && u.Slut == null).ToListAsync(ct))
        {
            if (type.Ure.FirstOrDefault(u => u.Noegle == stand.Ur) is not { } ur || Dage(ur, felter) is var dage && dage == stand.Dage)
                continue;
            var foer = stand.Dage;
            stand.SaetDage(dage);
            await haendelser.AppendAsync(aktoer, new UrDageAendret(ur.Noegle, ur.Navn, foer, dage), sagId, null, ct);
        }
    }

    /// <summary>The case ends otherwise than by a step: merged into another.</summary>
    internal async Task SlutUreneAsync(Guid sagId, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        foreach (var stand in await db.Urstande.Where(u => u.SagId == sagId && u.Slut == null).ToListAsync(ct))
            await AfslutAsync(stand, idag, ct);
    }

    /// <summary>Stops a clock, and remembers the stretch.</summary>
    internal async Task StopAsync(Urstand stand, string grund, bool iHaanden, DateOnly dag, CancellationToken ct)
    {
        stand.Stop(grund, iHaanden, dag);
        var nr = await db.Urstop.CountAsync(u => u.SagId == stand.SagId && u.Ur == stand.Ur, ct) + 1;
        db.Add(new Urstop { SagId = stand.SagId, Ur = stand.Ur, Nr = nr, Fra = dag, Grund = grund });
    }

    /// <summary>Lets a clock go on.</summary>
    /// <returns>How many days it stood still.</returns>
    internal async Task<int> GaaVidereAsync(Urstand stand, DateOnly dag, CancellationToken ct)
    {
        var dage = stand.GaaVidere(dag);
        await SlutStoppetAsync(stand, dag, ct);
        return dage;
    }

    private async Task AfslutAsync(Urstand stand, DateOnly dag, CancellationToken ct)
    {
        if (stand.StillesSiden is not null)
            await SlutStoppetAsync(stand, dag, ct);
        stand.Afslut(dag);
    }

    private async Task SlutStoppetAsync(Urstand stand, DateOnly dag, CancellationToken ct)
    {
        if (await db.Urstop.SingleOrDefaultAsync(u => u.SagId == stand.SagId && u.Ur == stand.Ur && u.Til == null, ct) is { } stop)
            stop.Til = dag;
    }

    /// <summary>A closed case is opened again at the last step where it was open, and the clocks that ended with it go on.</summary>
    /// <returns>The status of the step.</returns>
    internal async Task<Sagsstatus> GenaabnAsync(Sag sag, Fundet f, CancellationToken ct)
    {
        var lukket = DanishTime.DateOf(f.Forloeb.Siden);
        f.Forloeb.Genaabn(tid.GetUtcNow());
        foreach (var stand in await db.Urstande.Where(u => u.SagId == sag.Id && u.Slut == lukket).ToListAsync(ct))
        {
            if (f.Type.Ure.FirstOrDefault(u => u.Noegle == stand.Ur) is { } ur && !ur.SlutterVed.Contains(f.Forloeb.Trin))
                stand.Genaabn();
        }

        return await StatusAsync(f.Type, f.Trin, ct);
    }

    /// <summary>The day it began: that of its field where that is earlier than today, within a year.</summary>
    private static DateOnly Startdag(Sagsur ur, Dictionary<string, string> felter, DateOnly idag) =>
        ur.StartFelt is { } felt && felter.TryGetValue(felt, out var tekst) && DateOnly.TryParseExact(tekst, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var dag) && dag < idag && dag >= idag.AddYears(-1)
            ? dag : idag;

    private static int Dage(Sagsur ur, Dictionary<string, string> felter) =>
        ur.Felt is { } felt && felter.TryGetValue(felt, out var valg) && ur.DageFor.TryGetValue(valg, out var dage) ? dage : ur.Dage;

    /// <summary>The modules' own hands in cases of the type.</summary>
    internal IReadOnlyList<ISagsforloeb> Kroge(Sagstype type) => [.. tjenester.GetServices<ISagsforloeb>().Where(k => k.Sagstype == type.Noegle)];

    /// <summary>All that is missing before a step may be taken, one sentence each, with the fields it asks for.</summary>
    internal async Task<IReadOnlyList<Trinmangel>> ManglerAsync(Aktoer aktoer, Guid sagId, Fundet f, Sagstrin til, Dictionary<string, string> felter, CancellationToken ct)
    {
        List<Trinmangel> mangler = [];
        List<string> tomme = [];
        foreach (var krav in til.Krav)
        {
            switch (krav)
            {
                case Trinkrav.Feltkrav k:
                    tomme.AddRange(k.Noegler.Where(n => !felter.ContainsKey(n)));
                    break;
                case Trinkrav.Dokumentkrav k:
                    // Uden for adgang: kravet gælder sagen, som aktøren har fundet; intet om dokumentet siges.
                    if (!await db.Registreringer.AnyAsync(r => r.SagId == sagId && r.FlyttetTilId == null && db.Dokumenter.Any(d => d.Id == r.DokumentId && d.Dokumenttype == k.Dokumenttype && d.Tilstand == Dokumenttilstand.Journaliseret), ct))
                        mangler.Add(new($"Et journaliseret dokument af typen »{k.Dokumenttype}«.", k.Brev is null ? "/dokumenter" : $"/dokumenter/fra-skabelon?skabelon={k.Brev}"));
                    break;
                case Trinkrav.Hoeringskrav k:
                    mangler.AddRange(await HoeringAsync(sagId, k.ErNaboer, ct));
                    break;
                case Trinkrav.Afgoerelseskrav k:
                    if (!await db.Afgoerelser.AnyAsync(a => a.SagId == sagId && db.Afgoerelsestyper.Any(t => t.Id == a.AfgoerelsestypeId && k.Typer.Contains(t.Noegle)), ct))
                        mangler.Add(new($"En registreret afgørelse: {string.Join(" eller ", k.Typer.Select(n => $"»{f.Type.Afgoerelser.First(a => a.Noegle == n).Navn}«"))}.", "/afgoerelse"));
                    break;
                case Trinkrav.Partskrav k:
                    if (!await db.Sagsparter.AnyAsync(p => p.SagId == sagId && p.Fratraadt == null && p.Rolle == k.Rolle, ct))
                        mangler.Add(new($"En part med rollen »{k.Rolle}«.", "/parter"));
                    break;
                case Trinkrav.Godkendelseskrav:
                    var navne = new[] { til.Navn, $"{til.Navn} ({f.Type.Navn})" };
                    var status = await db.Statusser.Where(s => s.Aktiv && navne.Contains(s.Navn) && s.KaedeId != null).Select(s => s.Id).ToListAsync(ct);
                    if (status.Count == 0)
                        mangler.Add(new($"En godkendelseskæde på statussen »{til.Navn}«. En administrator sætter den.", ""));
                    else if (!await db.Godkendelser.AnyAsync(g => g.SagId == sagId && g.Emne == Godkendelsesemne.Status && status.Contains(g.TrinId!.Value) && g.Udfald == Godkendelsesudfald.Godkendt && g.Brugt == null, ct))
                        mangler.Add(new("En godkendelse af trinnet.", "/godkendelse"));
                    break;
            }
        }

        foreach (var felt in tomme)
            mangler.Add(new($"»{f.Type.Felter.First(x => x.Noegle == felt).Etiket}« er ikke udfyldt.", "", felt));
        foreach (var krog in Kroge(f.Type))
            mangler.AddRange((await krog.ManglerAsync(new(aktoer, sagId, f.Forloeb.Trin, til.Noegle, felter, DanishTime.Today(tid)), ct)).Select(m => new Trinmangel(m, "")));
        return mangler;
    }

    private async Task<List<Trinmangel>> HoeringAsync(Guid sagId, bool naboer, CancellationToken ct)
    {
        var art = naboer ? Hoeringsart.Naboorientering : Hoeringsart.Partshoering;
        var hoeringer = await db.Hoeringer.Where(h => h.SagId == sagId && h.Art == art).Select(h => new { h.Afsluttet, h.Afbrudt, h.Emne }).ToListAsync(ct);
        if (hoeringer.Find(h => h.Afsluttet is null) is { } aaben)
            return [new($"Høringen »{aaben.Emne}« er ikke afsluttet.", "#hoeringer")];
        if (hoeringer.Exists(h => h.Afbrudt is null) || (!naboer && await db.Hoeringsundladelser.AnyAsync(u => u.SagId == sagId, ct)))
            return [];
        return [naboer ? new("Naboerne er ikke orienteret.", "/naboorientering") : new("Parterne er ikke hørt, og det er ikke begrundet, hvorfor de ikke er.", "/partshoering")];
    }
}

/// <summary>Something that is missing before a step.</summary>
/// <param name="Tekst">A Danish sentence.</param>
/// <param name="Sti">Where on the case it is mended; empty when the step's own form does it, or nobody here can.</param>
/// <param name="Felt">The field that is empty, if that is what is missing.</param>
internal sealed record Trinmangel(string Tekst, string Sti, string? Felt = null);
