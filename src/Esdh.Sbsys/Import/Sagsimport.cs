using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Storage;
using Esdh.Sbsys.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys.Import;

/// <summary>One case of the source with all that lies on it. What is here already is passed over; what is refused is told, and the rest goes on.</summary>
internal sealed class Sagsimport(
    Sbsyskilde kilde, Importopslag opslag, IServiceProvider services, Authority myndighed, Importrapport rapport, string system, Aktoer aktoer, TimeProvider tid)
{
    private const string Person = "person";

    private const string Firma = "firma";

    private readonly SagerDb _db = services.GetRequiredService<SagerDb>();
    private readonly SbsysDb _sbsys = services.GetRequiredService<SbsysDb>();
    private readonly Brugeropslag _brugere = services.GetRequiredService<Brugeropslag>();

    public Aktoer Aktoer => aktoer;

    public async Task KoerAsync(int nr, CancellationToken ct)
    {
        var noegle = nr.ToString(CultureInfo.InvariantCulture);
        try
        {
            var sag = await kilde.HentAsync("sag/" + noegle, ct);
            if (await SagAsync(noegle, sag, ct) is not { } id)
                return;
            await ParterAsync(noegle, id, sag, ct);
            await ListeAsync(noegle, Importslags.Dokument, $"sag/{noegle}/dokumenter", new Dokumentimport(kilde, services, myndighed, rapport, this, await DelforloebAsync(noegle, id, ct)).DokumentAsync, id, ct);
            await ListeAsync(noegle, Importslags.Kladde, $"sag/{noegle}/kladder", new Dokumentimport(kilde, services, myndighed, rapport, this, new Dictionary<string, Guid>()).KladdeAsync, id, ct);
            await ListeAsync(noegle, Importslags.Notat, $"sag/{noegle}/journalarknotes", NotatAsync, id, ct);
            await ListeAsync(noegle, Importslags.Erindring, $"erindring/sag/{noegle}", ErindringAsync, id, ct);
            await AfslutAsync(noegle, id, sag, ct);
        }
        catch (Exception e) when (Forklaring(e) is { } hvorfor)
        {
            rapport.Afvis(Importslags.Sag, noegle, hvorfor);
        }
    }

    /// <summary>Why one thing did not come over; null for what ends the run.</summary>
    internal static string? Forklaring(Exception e) => e switch
    {
        InvalidException i => string.Join(' ', i.Errors.SelectMany(f => f.Value)),
        RegelbrudException r => $"{r.Regel.Kode}: {r.Regel.Tekst} {string.Join(' ', r.Detaljer)}".Trim(),
        NotFoundException or KildenAfviserException => e.Message,
        ContentTooLargeException => "Filen er større, end serveren tager imod.",
        _ => null,
    };

    internal Importspor.Herkomst Herkomst(string noegle, string? nummer = null, DateTimeOffset? oprettet = null) => new(aktoer, system, noegle, nummer ?? noegle, oprettet);

    /// <summary>What it became in an earlier run; null where it has not come over.</summary>
    internal async Task<Guid?> FindAsync(string slags, string noegle, CancellationToken ct) =>
        (await _sbsys.Importerede.AsNoTracking().Where(i => i.Kilde == system && i.Slags == slags && i.Noegle == noegle).Select(i => new { i.MaalId }).SingleOrDefaultAsync(ct))?.MaalId;

    /// <summary>The text, cut where it is longer than it may be here; the report says so.</summary>
    internal string? Kort(string slags, string noegle, string felt, string? tekst, int hoejst)
    {
        if (tekst is null || tekst.Length <= hoejst)
            return tekst;
        rapport.Bemaerk(slags, noegle, $"{felt} er forkortet fra {tekst.Length} til {hoejst} tegn.");
        return tekst[..(char.IsHighSurrogate(tekst[hoejst - 1]) ? hoejst - 1 : hoejst)];
    }

    private async Task<Guid?> SagAsync(string noegle, Krop sag, CancellationToken ct)
    {
        if (await FindAsync(Importslags.Sag, noegle, ct) is { } kendt)
        {
            rapport[Importslags.Sag].Tidligere++;
            if (await _db.Sager.SynligeFor(aktoer).AnyAsync(s => s.Id == kendt, ct))
                return kendt;
            rapport.Afvis(Importslags.Sag, noegle, "Sagen er kommet over tidligere, men importens bruger ser den ikke mere. Nyt på den er ikke ført over.");
            return null;
        }

        var skabelonnavn = sag.Objekt("SagSkabelon")?.Tekst("Navn");
        var skabelon = opslag.Skabelon(skabelonnavn);
        List<string> anderledes = [];
        if (skabelon is null && skabelonnavn is not null)
            anderledes.Add($"Der er ingen skabelon »{skabelonnavn}« her.");
        if (skabelon is { Sagstype: not null })
        {
            anderledes.Add($"Skabelonen »{skabelonnavn}« styrer sagen i trin. Den er kommet over som en almindelig sag.");
            skabelon = null;
        }

        var behandler = await opslag.BrugerAsync(_brugere, sag.Objekt("Behandler"), ct);
        if (behandler is null)
            anderledes.Add(sag.Objekt("Behandler") is null ? "Sagen har ingen behandler. Importens bruger står som behandler." : "Behandleren er ikke en aktiv bruger her. Importens bruger står som behandler.");
        var enhedsnavn = sag.Objekt("Ansaettelsessted")?.Tekst("Navn");
        var enhed = opslag.Enhed(enhedsnavn);
        if (enhed is null && enhedsnavn is not null)
            anderledes.Add($"Der er ingen enhed »{enhedsnavn}« her.");
        var statusnavn = sag.Objekt("SagsStatus")?.Tekst("Navn");
        var status = opslag.Status(statusnavn);
        if (status is null && statusnavn is not null)
            anderledes.Add($"Der er ingen status »{statusnavn}« her.");
        var beskyttet = sag.Flag("ErBeskyttet") == true;
        if (beskyttet)
            anderledes.Add("Sagen er beskyttet, og snitfladen viser ikke for hvem. Her ser kun behandleren og importens bruger den.");
        var (emne, facet) = Emne(sag);
        var nummer = sag.Tekst("Nummer");
        var delforloeb = (await kilde.ListeAsync($"sag/{noegle}/delforloeb", ct)).Select(d => Kort(Importslags.Sag, noegle, "Et delforløbs titel", d.Tekst("Titel"), 100)).OfType<string>().ToList();
        if (delforloeb.Count > 50)
            anderledes.Add($"Sagen har {delforloeb.Count} delforløb. De første 50 er kommet over.");
        var opret = new OpretSag.Kommando(
            aktoer, Kort(Importslags.Sag, noegle, "Titlen", sag.Tekst("SagsTitel", "Titel"), 255), emne, facet, skabelon?.Id.ToString(), Beskrivelse: Kort(Importslags.Sag, noegle, "Kommentaren", sag.Tekst("Kommentar"), 4000),
            BehandlerId: behandler, EnhedId: enhed?.Id, HarPapir: sag.Flag("YderligereMaterialeFindes") == true, ErSamlesag: sag.Flag("ErSamlesag") == true, ErBeskyttet: beskyttet,
            Adgang: beskyttet ? [Adgangspost.Bruger(behandler ?? aktoer.Id)] : null, StatusId: status is null or { Tilstand: Tilstand.Afsluttet } ? null : status.Id, Delforloeb: [.. delforloeb.Take(50)], Erindringer: []);
        var foerste = skabelon is { Parter: Partsregel.Kraeves or Partsregel.PrimaerKraeves } ? Parter(noegle, sag).FirstOrDefault() : default;
        var fra = Herkomst(noegle, nummer, sag.Tid("Oprettet"));
        OpretFraSkabelon.Svar svar;
        try
        {
            svar = await myndighed.Queue.RunAsync((ImporterSag act) => act.Udfoer(new(fra, foerste.Ny is null ? opret : opret with { Parter = [foerste.Ny with { ErPrimaer = true }] }, foerste.Noegle), ct), ct);
        }
        catch (Exception e) when (skabelon is not null && Forklaring(e) is { } hvorfor)
        {
            anderledes.Add($"Skabelonen »{skabelonnavn}« afviser sagen her: {hvorfor} Den er kommet over uden skabelon.");
            svar = await myndighed.Queue.RunAsync((ImporterSag act) => act.Udfoer(new(fra, opret with { Skabelon = null }), ct), ct);
        }

        aktoer = svar.Aktoer;
        rapport[Importslags.Sag].Nu++;
        foreach (var hvad in anderledes)
            rapport.Bemaerk(Importslags.Sag, noegle, hvad);
        return svar.Id;
    }

    private static (string? Emne, string? Facet) Emne(Krop sag)
    {
        var nummer = sag.Objekt("SagsNummer", "SagNummer");
        var (emne, facet) = (nummer?.Objekt("EmneplanNummer")?.Tekst("Nummer"), nummer?.Objekt("Facet")?.Tekst("Nummer"));
        var dele = sag.Tekst("Nummer")?.Split('-') ?? [];
        return (emne ?? dele.ElementAtOrDefault(0), facet ?? dele.ElementAtOrDefault(1));
    }

    /// <summary>The parties of a case, the primary one first. What is protected there is not shown, and is protected here.</summary>
    private static List<(string? Noegle, TilfoejPart.Nypart? Ny, bool Skjult)> Parter(string sagsnoegle, Krop sag)
    {
        var primaer = sag.Objekt("PrimaryPart")?.Tal("PartId");
        List<(string? Noegle, TilfoejPart.Nypart? Ny, bool Skjult)> alle = [];
        foreach (var (felt, type) in new[] { ("Personer", Person), ("Firmaer", Firma) })
        {
            foreach (var p in sag.Objekter(felt))
            {
                if (p.Tal("Id") is not { } id)
                    continue;
                var adresse = p.Objekt("Adresse");
                var skjult = adresse?.Flag("ErBeskyttet") == true;
                alle.Add(($"{sagsnoegle}/{type}/{id}", new(
                    Navn: skjult ? Foresp.Parter.Unavngivet : p.Tekst("Navn") ?? Foresp.Parter.Unavngivet, Cpr: p.Tekst("CprNummer"), Cvr: p.Tekst("CvrNummer"), ErPrimaer: id == primaer,
                    Adresse: skjult ? null : adresse?.Tekst("Adresse1"), Postnummer: skjult ? null : adresse?.Tal("PostNummer")?.ToString("0000", CultureInfo.InvariantCulture), By: skjult ? null : adresse?.Tekst("PostDistrikt"),
                    Email: skjult ? null : adresse?.Tekst("PrivateEmailAdresse"), Telefon: skjult ? null : adresse?.Tekst("PrivateTelefonNummer"), ErBeskyttet: skjult), skjult));
            }
        }

        return [.. alle.OrderByDescending(p => p.Ny!.ErPrimaer)];
    }

    private async Task ParterAsync(string sagsnoegle, Guid sagId, Krop sag, CancellationToken ct)
    {
        var roller = (await kilde.ListeAsync($"sag/{sagsnoegle}/part", ct)).Where(p => p.Tal("PartId", "Id") is not null)
            .ToLookup(p => $"{sagsnoegle}/{(p.Tekst("PartType")?.ToLowerInvariant() is "firma" or "0" ? Firma : Person)}/{p.Tal("PartId", "Id")}", p => p.Tekst("Rolle"), StringComparer.Ordinal);
        var parter = Parter(sagsnoegle, sag);
        rapport[Importslags.Part].Kilde += parter.Count;
        foreach (var (noegle, ny, skjult) in parter)
        {
            await EnkeltAsync(Importslags.Part, noegle!, async () =>
            {
                await myndighed.Queue.RunAsync((ImporterPart act) => act.Udfoer(new(Herkomst(noegle!), sagId, ny! with { Rolle = roller[noegle!].FirstOrDefault() }), ct), ct);
                if (skjult)
                    rapport.Bemaerk(Importslags.Part, noegle!, "Navn og adresse er beskyttet, og kilden udleverer dem ikke. Parten er kommet over med sit nummer og er beskyttet her.");
            }, ct);
        }

        foreach (var ukendt in roller.Where(r => !parter.Exists(p => p.Noegle == r.Key)))
        {
            rapport[Importslags.Part].Kilde++;
            rapport.Afvis(Importslags.Part, ukendt.Key, "Parten står på sagens partsliste, men ikke blandt sagens personer og firmaer.");
        }
    }

    /// <summary>Our folder of each document of the source that lies in one.</summary>
    private async Task<IReadOnlyDictionary<string, Guid>> DelforloebAsync(string noegle, Guid sagId, CancellationToken ct)
    {
        Dictionary<string, Guid> fundet = new(StringComparer.Ordinal);
        var liste = await kilde.ListeAsync($"sag/{noegle}/delforloeb", ct);
        if (liste.Count == 0)
            return fundet;
        var her = await _db.Delforloeb.AsNoTracking().Where(d => d.SagId == sagId).OrderBy(d => d.Nummer).ToListAsync(ct);
        for (var i = 0; i < liste.Count; i++)
        {
            if (liste[i].Tekst("Titel") is not { } titel || liste[i].Tal("ID") is not { } id || (her.ElementAtOrDefault(i) is { } paaPlads && paaPlads.Titel == titel ? paaPlads : her.Find(d => d.Titel == titel)) is not { } mit)
                continue;
            foreach (var d in (await kilde.HentAsync($"delforloeb/{id}", ct)).Objekter("Dokumenter"))
            {
                if (d.Tekst("Id") is { } dokument)
                    fundet[dokument] = mit.Id;
            }
        }

        return fundet;
    }

    private async Task ListeAsync(string sagsnoegle, string slags, string sti, Func<Krop, string, Guid, CancellationToken, Task> foer, Guid sagId, CancellationToken ct)
    {
        IReadOnlyList<Krop> alle;
        try
        {
            alle = await kilde.ListeAsync(sti, ct);
        }
        catch (Exception e) when (e is KildenAfviserException or InvalidException)
        {
            rapport.Afvis(slags, "på sag " + sagsnoegle, $"Listen kan ikke læses. {Forklaring(e)}");
            return;
        }

        rapport[slags].Kilde += alle.Count;
        foreach (var en in alle)
        {
            var noegle = (slags == Importslags.Kladde ? en.Tekst("KladdeIdentity") : null) ?? en.Tekst("Id") ?? en.Tekst("DokumentID", "Uuid");
            if (noegle is null)
                rapport.Afvis(slags, "på sag " + sagsnoegle, "Kilden siger ikke, hvilket nummer det har.");
            else
                await EnkeltAsync(slags, noegle, () => foer(en, noegle, sagId, ct), ct);
        }
    }

    private async Task EnkeltAsync(string slags, string noegle, Func<Task> over, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (await FindAsync(slags, noegle, ct) is not null)
        {
            rapport[slags].Tidligere++;
            return;
        }

        try
        {
            await over();
            rapport[slags].Nu++;
        }
        catch (Exception e) when (Forklaring(e) is { } hvorfor)
        {
            rapport.Afvis(slags, noegle, hvorfor);
        }
    }

    private Task NotatAsync(Krop n, string noegle, Guid sagId, CancellationToken ct) => myndighed.Queue.RunAsync((ImporterNotat act) => act.Udfoer(new(
        Herkomst(noegle, oprettet: n.Tid("Oprettet")), sagId,
        new(Kort(Importslags.Notat, noegle, "Overskriften", n.Tekst("Overskrift"), 255) ?? "Uden overskrift", n.Tekst("Note"), n.Tid("KontaktTidspunkt") ?? n.Tid("Oprettet"), "Andet")), ct), ct);

    private async Task ErindringAsync(Krop e, string noegle, Guid sagId, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var typenavn = e.Objekt("ErindringType")?.Tekst("Navn");
        var type = opslag.Erindringstype(typenavn) ?? (opslag.Erindringstyper is [var foerste, ..] ? foerste : null) ?? throw new InvalidException("type", "Der er ingen aktive erindringstyper.");
        if (typenavn is not null && !string.Equals(type.Navn, typenavn, StringComparison.OrdinalIgnoreCase))
            rapport.Bemaerk(Importslags.Erindring, noegle, $"Der er ingen erindringstype »{typenavn}« her. Den er kommet over som »{type.Navn}«.");
        var (frist, synlig, klaret) = (e.Flag("HarDeadline") == false ? null : e.Dag("Deadline"), e.Dag("SynligFra"), e.Flag("ErAfsluttet") == true);
        var tekst = e.Tekst("Beskrivelse");
        if (frist < idag)
        {
            tekst = $"{tekst}\nFrist i {system}: {frist:yyyy-MM-dd}.".Trim();
            if (!klaret)
                rapport.Bemaerk(Importslags.Erindring, noegle, $"Fristen {frist:yyyy-MM-dd} er overskredet. Den er sat til i dag her.");
            frist = idag;
        }

        var ansvarlig = await opslag.BrugerAsync(_brugere, e.Objekt("Ansvarlig"), ct);
        if (ansvarlig is null && e.Objekt("Ansvarlig") is not null)
            rapport.Bemaerk(Importslags.Erindring, noegle, "Den ansvarlige er ikke en aktiv bruger her. Importens bruger står som ansvarlig.");
        var ny = new OpretErindring.Kommando(
            aktoer, sagId.ToString(), type.Id.ToString(), Kort(Importslags.Erindring, noegle, "Titlen", e.Tekst("Navn"), OpretErindring.LaengsteTitel), Kort(Importslags.Erindring, noegle, "Beskrivelsen", tekst, 2000), frist, null,
            synlig is { } s && frist is { } f ? (s > f ? f : s) : null, ansvarlig);
        var fra = Herkomst(noegle, oprettet: e.Tid("Oprettet"));
        try
        {
            await myndighed.Queue.RunAsync((ImporterErindring act) => act.Udfoer(new(fra, sagId, ny, klaret), ct), ct);
        }
        catch (Exception fejl) when (ansvarlig is not null && ansvarlig != aktoer.Id && Forklaring(fejl) is { } hvorfor)
        {
            await myndighed.Queue.RunAsync((ImporterErindring act) => act.Udfoer(new(fra, sagId, ny with { AnsvarligId = null }, klaret), ct), ct);
            rapport.Bemaerk(Importslags.Erindring, noegle, $"Den ansvarlige kan ikke have den her: {hvorfor} Importens bruger står som ansvarlig.");
        }
    }

    private async Task AfslutAsync(string noegle, Guid sagId, Krop sag, CancellationToken ct)
    {
        var status = sag.Objekt("SagsStatus");
        if (status?.Tekst("SagsTilstand") is not { } tilstand || !(tilstand is "2" || tilstand.Equals("Afsluttet", StringComparison.OrdinalIgnoreCase)))
            return;
        rapport[Importslags.Afslutning].Kilde++;
        var kommentar = Kort(Importslags.Afslutning, noegle, "Kommentaren", sag.Tekst("SenesteStatusAendringKommentar"), 1000) ?? $"Afsluttet i {system}.";
        await EnkeltAsync(Importslags.Afslutning, noegle, () => myndighed.Queue.RunAsync((AfslutImporteretSag act) => act.Udfoer(
            new(Herkomst(noegle), sagId, opslag.Status(status.Tekst("Navn")) is { Tilstand: Tilstand.Afsluttet } s ? s.Id : null, kommentar), ct), ct), ct);
    }
}
