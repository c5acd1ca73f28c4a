using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>
/// Who sees what, asked of a random world: units in a tree, groups, roles, access lists, protected cases, documents with lists of their own,
/// broken glasses. What the rules say is worked out here in memory, from the words of the rules and not from the code; every list, search,
/// count, feed and report must agree for every user.
/// </summary>
[Collection("organisationsserver")]
public sealed class AdgangsmodelTests(Testserver server)
{
    private const Roller Arbejder = Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar | Roller.Revisor;

    private static readonly Aktoer Systemet = Aktoer.Systemet;

    private sealed record Enhed(Guid Id, Enhed? Over);

    private sealed record Gruppe(Guid Id, bool Aktiv, HashSet<Guid> Medlemmer);

    private sealed record Bruger(Guid Id, Enhed Enhed, Roller Roller);

    /// <param name="Poster">Whom template, unit or choice lets in; for a protected case the named ones.</param>
    private sealed record Model(Guid Id, Enhed Enhed, Guid Opretter, Guid Behandler, bool Beskyttet, IReadOnlyList<Adgangspost> Poster, bool Lukket)
    {
        public HashSet<Guid> Glas { get; } = [];
    }

    /// <param name="Poster">Its own list; null when it is seen as its case.</param>
    private sealed record Papir(Guid Id, Model Sag, IReadOnlyList<Adgangspost>? Poster, Guid SatAf);

    private sealed record Verden(string Ord, List<Enhed> Enheder, List<Gruppe> Grupper, List<Bruger> Brugere, List<Model> Sager, List<Papir> Papirer);

    // The rules, in the words of docs/adgang.md.

    /// <summary>A unit lets in those who work in it, and the leaders of the units above.</summary>
    private static bool Rammer(Verden v, Bruger b, Adgangspost post) => post.Art switch
    {
        "Alle" => (b.Roller & Arbejder) != 0, // all who work with cases
        "Bruger" => post.Reference == b.Id.ToString(),
        "Gruppe" => v.Grupper.Exists(g => g.Id.ToString() == post.Reference && g.Aktiv && g.Medlemmer.Contains(b.Id)),
        "Enhed" => (b.Roller & Arbejder) != 0 && (post.Reference == b.Enhed.Id.ToString() || (b.Roller.HasFlag(Roller.Leder) && Over(v, post.Reference).Contains(b.Enhed.Id))),
        "Rolle" => b.Roller.ToString().Split(", ").Contains(post.Reference),
        _ => false,
    };

    private static HashSet<Guid> Over(Verden v, string enhed)
    {
        HashSet<Guid> over = [];
        for (var e = v.Enheder.Find(x => x.Id.ToString() == enhed)?.Over; e is not null; e = e.Over)
            over.Add(e.Id);
        return over;
    }

    private static bool Ser(Verden v, Bruger b, Model s) =>
        s.Glas.Contains(b.Id) || b.Id == s.Opretter || b.Id == s.Behandler || s.Poster.Any(p => Rammer(v, b, p))
        || (!s.Beskyttet && (b.Roller & (Roller.Arkivar | Roller.Revisor)) != 0);

    private static bool Ser(Verden v, Bruger b, Papir d) =>
        Ser(v, b, d.Sag) && (d.Poster is null || b.Id == d.SatAf || d.Poster.Any(p => Rammer(v, b, p)) || (!d.Sag.Beskyttet && (b.Roller & (Roller.Arkivar | Roller.Revisor)) != 0));

    [Theory]
    [InlineData(20260417)]
    [InlineData(7)]
    [InlineData(null)]
    public async Task Hver_forespoergsel_viser_netop_det_reglerne_siger(int? froe)
    {
        var seed = froe ?? Random.Shared.Next();
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var v = await LavAsync(myndighed, new Random(seed));
        List<string> forskelle = [];
        foreach (var b in v.Brugere)
        {
            var sager = v.Sager.Where(s => Ser(v, b, s)).Select(s => s.Id).ToHashSet();
            var papirer = v.Papirer.Where(d => Ser(v, b, d)).Select(d => d.Id).ToHashSet();
            await SammenlignAsync(myndighed, v, b, sager, papirer, (hvad, ventet, talt) => forskelle.AddRange(ventet == talt ? [] : [$"{hvad} for {b.Roller}: {ventet} by the rules, {talt} counted"]), (hvad, ventet, fundet) =>
            {
                if (!ventet.SetEquals(fundet))
                    forskelle.Add($"{hvad} for {b.Roller} in {Nr(v.Enheder.ConvertAll(e => e.Id), b.Enhed.Id)}: too many {string.Join(", ", fundet.Except(ventet).Select(Beskriv))}; missing {string.Join(", ", ventet.Except(fundet).Select(Beskriv))}");
            });
        }

        Assert.True(forskelle.Count == 0, $"Seed {seed}, {forskelle.Count} differences:\n{string.Join('\n', forskelle.Take(20))}");

        string Beskriv(Guid id) => v.Sager.Find(s => s.Id == id) is { } s ? Sag(s) : v.Papirer.Find(d => d.Id == id) is { } d ? $"document [{Poster(d.Poster)}] on {Sag(d.Sag)}" : id.ToString();
        string Sag(Model s) => $"case {(s.Beskyttet ? "protected " : "")}[{Poster(s.Poster)}]";
        string Poster(IReadOnlyList<Adgangspost>? poster) => poster is null ? "as case" : string.Join(' ', poster.Select(p => p.Art + (p.Art == "Enhed" ? Nr(v.Enheder.ConvertAll(e => e.Id), Guid.Parse(p.Reference)) : "")));
        static int Nr(List<Guid> alle, Guid id) => alle.IndexOf(id);
    }

    private async Task SammenlignAsync(Authority myndighed, Verden v, Bruger b, HashSet<Guid> sager, HashSet<Guid> papirer, Action<string, int, int> tael, Action<string, HashSet<Guid>, HashSet<Guid>> hold)
    {
        var ct = CancellationToken.None;
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        T Hent<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();
        var aktoer = (await Hent<Aktoerkilde>().FindAsync(b.Id, ct))!;
        var db = Hent<SagerDb>();
        var (alle, allePapirer) = (v.Sager.ConvertAll(s => s.Id), v.Papirer.ConvertAll(d => d.Id));

        hold("SynligeFor", sager, [.. await db.Sager.SynligeFor(aktoer).Where(s => alle.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)]);
        hold("SynligeFor of documents", papirer, [.. await db.Dokumenter.SynligeFor(db, aktoer).Where(d => allePapirer.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct)]);

        var liste = Hent<Sagsliste>();
        foreach (var orden in Enum.GetValues<Sagsorden>())
        {
            HashSet<Guid> listet = [];
            for (string? efter = null; ;)
            {
                var side = await liste.HentAsync(aktoer, new() { Tekst = v.Ord, Sorter = orden }, efter, null, 7, ct);
                listet.UnionWith(side.Poster.Select(s => s.Id));
                if ((efter = side.Naeste) is null)
                    break;
            }

            hold($"The list by {orden}", sager, listet);
        }

        tael("The list's count", sager.Count, await liste.TaelAsync(aktoer, new() { Tekst = v.Ord }, ct));
        var svar = await Hent<ISoegning>().SoegAsync(aktoer, new(v.Ord) { Antal = 200 }, ct);
        hold("Search", [.. sager, .. papirer], [.. svar.Poster.Select(p => p.Id)]);
        tael("Hits", sager.Count + papirer.Count, svar.Antal);
        tael("The facet of cases", sager.Count, svar.Facetter["art"].FirstOrDefault(f => f.Vaerdi == Soegeart.Sag)?.Antal ?? 0);

        foreach (var enhed in v.Enheder)
        {
            var rapport = await Hent<Rapporter>().HentAsync(aktoer, enhed.Id, ct);
            tael("The report's open cases", v.Sager.Count(s => s.Enhed == enhed && !s.Lukket && sager.Contains(s.Id)), rapport.Aabne);
        }

        HashSet<Guid> haendt = [];
        for (long efter = v.Sager.Count == 0 ? 0 : await Hent<CoreDb>().Haendelser.Where(h => h.SagId == v.Sager[0].Id).MinAsync(h => h.Nr, ct) - 1; ;)
        {
            var side = await Haendelsesfeed.LaesAsync(db, Hent<CoreDb>(), () => Task.FromResult<Aktoer?>(aktoer), efter, 200, null, DanishTime.Today(server.Ur), ct);
            haendt.UnionWith(side.Poster.Where(h => h.SagId is not null).Select(h => h.SagId!.Value).Where(alle.Contains));
            haendt.UnionWith(side.Poster.Where(h => h.ObjektId is not null).Select(h => h.ObjektId!.Value).Where(allePapirer.Contains));
            efter = side.Sidste;
            if (!side.Flere)
                break;
        }

        hold("The feed", [.. sager, .. papirer], haendt);

        HashSet<Guid> journaliseret = [];
        for (string? efter = null; ;)
        {
            var side = await Hent<Journalopslag>().DagAsync(aktoer, DanishTime.Today(server.Ur), efter, 200, ct);
            journaliseret.UnionWith(side.Poster.Select(p => p.Id).Where(allePapirer.Contains));
            if ((efter = side.Naeste) is null)
                break;
        }

        hold("The journal", papirer, journaliseret);

        HashSet<Guid> paaSager = [];
        foreach (var sag in sager)
        {
            var akter = await Aktliste.SideAsync(db, aktoer, sag, Aktvalg.Alle, null, 200, null, DanishTime.Today(server.Ur), ct);
            paaSager.UnionWith(akter.Poster.Select(a => a.Id));
        }

        hold("The cases' documents", papirer, paaSager);
    }

    private static async Task<Verden> LavAsync(Authority myndighed, Random r)
    {
        var ct = CancellationToken.None;
        var v = new Verden(Provord.Nyt(), [], [], [], [], []);
        T En<T>(IReadOnlyList<T> liste) => liste[r.Next(liste.Count)];
        for (var i = 0; i < 7; i++)
        {
            var over = i == 0 || r.Next(4) == 0 ? null : En(v.Enheder);
            var ny = await myndighed.Queue.RunAsync((OpretEnhed act) => act.Udfoer(new(Systemet, $"Enhed {i} {v.Ord}", over?.Id), ct), ct);
            v.Enheder.Add(new(ny.Id, over));
        }

        Roller[] roller = [Roller.Sagsbehandler, Roller.Sagsbehandler, Roller.Leder | Roller.Sagsbehandler, Roller.Leder, Roller.Arkivar, Roller.Revisor, Roller.Administrator, Roller.Robot, Roller.Logkontrollant, Roller.Administrator | Roller.Sagsbehandler, Roller.Robot | Roller.Leder];
        for (var i = 0; i < 18; i++)
        {
            var (enhed, rolle) = (En(v.Enheder), i < roller.Length ? roller[i] : En(roller));
            var ny = await myndighed.Queue.RunAsync((OpretBruger act) => act.Udfoer(new(Systemet, $"b{i}{v.Ord.ToLowerInvariant()}", $"Bruger {i}", null, null, enhed.Id, rolle.ToString().Split(", "), null), ct), ct);
            v.Brugere.Add(new(ny.Id, enhed, rolle));
        }

        for (var i = 0; i < 4; i++)
        {
            var medlemmer = v.Brugere.Where(_ => r.Next(4) == 0).Select(b => b.Id).ToHashSet();
            var aktiv = i != 3;
            var ny = await myndighed.Queue.RunAsync((GemGruppe act) => act.Udfoer(new(Systemet, null, $"Gruppe {i} {v.Ord}", true, [.. medlemmer], null), ct), ct);
            v.Grupper.Add(new(ny.Id, aktiv, medlemmer));
        }

        var arbejdere = v.Brugere.Where(b => (b.Roller & (Roller.Sagsbehandler | Roller.Leder)) != 0).ToList();
        Adgangspost Post(bool navngiven) => r.Next(navngiven ? 2 : 4) switch
        {
            0 => Adgangspost.Bruger(En(v.Brugere).Id),
            1 => Adgangspost.Gruppe(En(v.Grupper).Id),
            2 => Adgangspost.Enhed(En(v.Enheder).Id),
            _ => r.Next(3) == 0 ? Adgangspost.Alle : Adgangspost.Enhed(En(v.Enheder).Id),
        };
        List<Adgangspost> Poster(bool navngiven) => [.. Enumerable.Range(0, 1 + r.Next(3)).Select(_ => Post(navngiven)).Distinct()];
        for (var i = 0; i < 36; i++)
        {
            var (opretter, behandler, enhed, beskyttet) = (En(arbejdere), En(arbejdere), En(v.Enheder), r.Next(4) == 0);
            var valgt = beskyttet || r.Next(2) == 0 ? Poster(beskyttet) : null;
            var ny = await myndighed.Queue.RunAsync((OpretSag act) => act.Udfoer(new(
                Systemet with { Id = opretter.Id, EnhedId = opretter.Enhed.Id, Roller = opretter.Roller }, $"{v.Ord} {i}", "02.34.02", "G01", BehandlerId: behandler.Id, EnhedId: enhed.Id,
                Foelsomhed: En(Enum.GetValues<Foelsomhed>()), ErBeskyttet: beskyttet, Adgang: valgt), ct), ct);
            v.Sager.Add(new(ny.Id, enhed, opretter.Id, behandler.Id, beskyttet, valgt ?? [Adgangspost.Enhed(enhed.Id)], false));
        }

        foreach (var sag in v.Sager)
        {
            for (var i = r.Next(3); i > 0; i--)
            {
                var aktoer = await AktoerAsync(myndighed, sag.Opretter, ct);
                using var indhold = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Provord.Nyt()));
                var gemt = await myndighed.Content.SaveAsync(indhold, 1000, ct);
                var dokument = await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(new(
                    aktoer, sag.Id.ToString(), $"{v.Ord} dokument", "internt", null, null, null, true, [new("a.txt", gemt, "text/plain", null)]), ct), ct);
                var poster = r.Next(3) == 0 ? Poster(true) : null;
                if (poster is not null)
                    await myndighed.Queue.RunAsync((SaetDokumentadgang act) => act.Udfoer(new(aktoer, dokument.Id, poster, "Prøve"), ct), ct);
                v.Papirer.Add(new(dokument.Id, sag, poster, sag.Opretter));
            }
        }

        // What happens afterwards: groups close, cases close, glasses are broken.
        foreach (var gruppe in v.Grupper.Where(g => !g.Aktiv))
            await myndighed.Queue.RunAsync((GemGruppe act) => act.Udfoer(new(Systemet, gruppe.Id, $"Gruppe lukket {v.Ord}", false, [.. gruppe.Medlemmer], null), ct), ct);
        for (var i = 0; i < v.Sager.Count; i += 5)
        {
            var aktoer = await AktoerAsync(myndighed, v.Sager[i].Opretter, ct);
            await myndighed.Queue.RunAsync((AfslutSag act) => act.Udfoer(new(aktoer, v.Sager[i].Id.ToString()), ct), ct);
            v.Sager[i] = Lukket(v, v.Sager[i]);
        }

        foreach (var bruger in v.Brugere.Where(b => (b.Roller & (Roller.Sagsbehandler | Roller.Arkivar)) != 0).Take(4))
        {
            var (sag, aktoer) = (En(v.Sager), await AktoerAsync(myndighed, bruger.Id, ct));
            if (Ser(v, bruger, sag))
                continue;
            await myndighed.Queue.RunAsync((TagNoedadgang act) => act.Udfoer(new(aktoer, sag.Id.ToString(), "Borger i skranken uden aftale"), ct), ct);
            sag.Glas.Add(bruger.Id);
        }

        return v;
    }

    private static Model Lukket(Verden v, Model sag)
    {
        var lukket = sag with { Lukket = true };
        for (var i = 0; i < v.Papirer.Count; i++)
        {
            if (v.Papirer[i].Sag == sag)
                v.Papirer[i] = v.Papirer[i] with { Sag = lukket };
        }

        return lukket;
    }

    private static async Task<Aktoer> AktoerAsync(Authority myndighed, Guid bruger, CancellationToken ct) =>
        await myndighed.Queue.RunAsync((Aktoerkilde kilde) => kilde.FindAsync(bruger, ct), ct) ?? throw new InvalidOperationException("No such user.");
}
