using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Soegeindeks;
using Esdh.Sager.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Laesemodel;

/// <summary>One answer, and all in it that belongs to something of the world: words, ids, numbers and hashes, in body and headers, in zip entries and PDF streams.</summary>
internal sealed partial record Svar(int Status, string Tekst, IReadOnlyCollection<string> Ord)
{
    [GeneratedRegex("zq[bcdfghjklmnpqrstvwxz]{6}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[A-Z][0-9]{2}-[0-9]+-[0-9]+|[0-9a-f]{64}", RegexOptions.IgnoreCase)]
    private static partial Regex Kendetegn();

    public static HashSet<string> Find(string tekst) => Kendetegn().Matches(tekst).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public static async Task<Svar> HentAsync(HttpClient klient, HttpRequestMessage request)
    {
        var adresse = request.RequestUri!.ToString();
        if (!adresse.StartsWith("/api/", StringComparison.Ordinal))
            request.Headers.Accept.ParseAdd("text/html");
        using (request)
        {
            using var svar = await klient.SendAsync(request);
            var krop = Laes(await svar.Content.ReadAsByteArrayAsync());
            var hoveder = string.Join('\n', svar.Headers.Concat(svar.Content.Headers).Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));
            var egne = Find(Uri.UnescapeDataString(adresse)); // what was asked for is no news
            return new((int)svar.StatusCode, $"{hoveder}\n\n{krop}", [.. Find(hoveder).Union(Find(krop)).Except(egne, StringComparer.OrdinalIgnoreCase)]);
        }
    }

    private static string Laes(byte[] krop)
    {
        if (krop is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            using var zip = new ZipArchive(new MemoryStream(krop));
            return string.Join('\n', zip.Entries.Select(e =>
            {
                using var til = new MemoryStream();
                using (var fra = e.Open())
                    fra.CopyTo(til);
                return e.FullName + "\n" + Laes(til.ToArray());
            }));
        }

        return krop is [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] ? Pdf(krop) : Encoding.UTF8.GetString(krop);
    }

    /// <summary>The bytes, and each packed stream unpacked.</summary>
    private static string Pdf(byte[] pdf)
    {
        var tekst = Encoding.Latin1.GetString(pdf);
        StringBuilder alt = new(tekst);
        for (var i = tekst.IndexOf("stream", StringComparison.Ordinal); i >= 0; i = tekst.IndexOf("stream", i + 6, StringComparison.Ordinal))
        {
            var fra = i + 6;
            while (fra < pdf.Length && pdf[fra] is (byte)'\r' or (byte)'\n')
                fra++;
            try
            {
                using var pakket = new ZLibStream(new MemoryStream(pdf, fra, pdf.Length - fra), CompressionMode.Decompress);
                using var laeser = new StreamReader(pakket, Encoding.Latin1);
                alt.Append('\n').Append(laeser.ReadToEnd());
            }
            catch (InvalidDataException)
            {
                // not packed
            }
        }

        return alt.ToString();
    }
}

/// <summary>Asks everything as everyone, and holds the answers against the oracle.</summary>
internal sealed partial class Laesning(Testserver server, Verden verden, int froe, int runde, int hverTing)
{
    private readonly System.Collections.Concurrent.ConcurrentBag<(string Rute, string Hvad)> _fund = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _spurgt = [];
    private readonly Random _terning = new(froe * 31 + runde);
    private static readonly Bruger Ingen = new(Guid.Empty, "the public", new(Guid.Empty, "none"), Core.Access.Roller.Ingen);
    private readonly HttpClient _anonym = server.Anonym();
    private IReadOnlyList<Rute> _ruter = [];

    public IReadOnlyCollection<(string Rute, string Hvad)> Fund => _fund;

    /// <summary>How often each route was asked.</summary>
    public IReadOnlyDictionary<string, int> Spurgt => _spurgt;

    private void Meld(Laeser l, string adresse, string hvad) => _fund.Add((Ider().Replace(adresse.Split('?')[0], "{}"), $"seed {froe}, round {runde}, {l}: GET {adresse}: {hvad}"));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[A-Z0-9-]+")]
    private static partial Regex Ider();

    private async Task<Svar> HentAsync(Laeser l, string moenster, string adresse)
    {
        _spurgt.AddOrUpdate(moenster, 1, (_, n) => n + 1);
        var svar = await Svar.HentAsync(l.Person == Ingen ? _anonym : verden.Klient(l.Person), Verden.Foresp(l, HttpMethod.Get, adresse));
        if (svar.Status >= 500)
            Meld(l, adresse, $"{svar.Status} {svar.Tekst[..Math.Min(600, svar.Tekst.Length)]}");
        foreach (var ord in svar.Ord)
        {
            var hvis = verden.Hvis(ord).ToList();
            if (hvis.Count > 0 && !hvis.Exists(t => l.Ser(t) || ErUndtaget(moenster, adresse, l, t, ord)))
                Meld(l, adresse, $"shows {ord} of {hvis[0]}, which is not theirs to know of: …{Omkring(svar.Tekst, ord)}…");
        }

        return svar;
    }

    private static string Omkring(string tekst, string ord)
    {
        var i = tekst.IndexOf(ord, StringComparison.OrdinalIgnoreCase);
        return i < 0 ? "" : tekst[Math.Max(0, i - 130)..Math.Min(tekst.Length, i + ord.Length + 90)].ReplaceLineEndings(" ");
    }

    /// <summary>What is shown of a kind is exactly what there should be.</summary>
    /// <param name="maaVaere">May be there too.</param>
    private void Sammenlign<T>(Laeser l, string adresse, IEnumerable<string> ord, IEnumerable<T> skal, Func<T, bool>? maaVaere = null) where T : Ting
    {
        var fundet = ord.Select(o => verden.Hvis(o).ToList()).ToList();
        var vist = fundet.Where(h => h.Count == 1).Select(h => h[0]).OfType<T>().ToHashSet();
        var ventet = skal.ToHashSet();
        foreach (var t in ventet.Except(fundet.SelectMany(h => h).OfType<T>())) // a number may be of two that were merged
            Meld(l, adresse, $"is missing {t}");
        foreach (var t in vist.Except(ventet).Where(t => maaVaere?.Invoke(t) != true))
            Meld(l, adresse, $"has {t}, which does not belong there");
    }

    private void Tal(Laeser l, string adresse, string hvad, int skal, int er)
    {
        if (skal != er)
            Meld(l, adresse, $"counts {er} {hvad}, should be {skal}");
    }

    /// <summary>A busy machine's index may be a second behind, and an answer says so.</summary>
    private async Task SoegeindeksetAsync()
    {
        var klient = verden.Klient(verden.Laesere.First(l => l.Har(AccessRules.Laesning) && l.Person.Aktiv).Person);
        for (var i = 0; i < 60 && !(await klient.HentAsync($"/api/v1/soegning?q={Verden.Faelles}&antal=1")).GetProperty("erFrisk").GetBoolean(); i++)
        {
            // the search itself waits a second
        }
    }

    /// <summary>New hits are told of within seconds: what was written has been looked at, and those with other rights have had all gone through.</summary>
    private async Task AnnonceringAsync()
    {
        var myndighed = (await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"))!;
        var indeks = await server.Services.GetRequiredService<Indeksering>().ForAsync(myndighed, CancellationToken.None);
        List<(Guid, Guid)> venter = [.. from s in verden.Alle<Gemtsoegning>() from b in s.Foelgere where b.Aktiv && new Laeser(b).Har(AccessRules.Laesning) && new Laeser(b).Ser(s) select (s.Id, b.Id)];

        // A row about nothing comes off the list in a round that began after all that was answered, rights given without a row of their own included.
        await indeks.Lager.SkrivAsync(async kommando =>
        {
            await using var tom = kommando("insert into {s}soegenyt (post) values (0)");
            return await tom.ExecuteNonQueryAsync();
        }, CancellationToken.None);
        await myndighed.Queue.RunAsync((RydSoegninger act) => act.Udfoer(new(Aktoer.Systemet), default), default); // wakes it
        for (var (i, rolige) = (0, 0); rolige < 3; i++)
        {
            var (udgave, nye) = await indeks.Lager.LaesAsync(async kommando =>
            {
                await using var antal = kommando("select count(*) from {s}soegenyt");
                return ((await Soegemaskine.UdgaveAsync(kommando, CancellationToken.None)).Udgave, Convert.ToInt64(await antal.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
            }, CancellationToken.None);
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
            var gennemgaaet = (await scope.ServiceProvider.GetRequiredService<SagerDb>().Soegningsfoelgere.Where(f => f.Udgave == udgave).Select(f => new { f.SoegningId, f.BrugerId }).ToListAsync()).Select(f => (f.SoegningId, f.BrugerId)).ToHashSet();
            rolige = nye == 0 && venter.TrueForAll(gennemgaaet.Contains) ? rolige + 1 : 0;
            await Task.Delay(i < 800 ? 150 : throw new TimeoutException($"Seed {froe}: {nye} rows and {venter.Count(v => !gennemgaaet.Contains(v))} readers still wait for new hits."));
        }
    }

    public async Task KoerAsync()
    {
        _ruter = [.. Rute.Alle(server).Where(r => r.Metode == "GET")];
        await SoegeindeksetAsync();
        await AnnonceringAsync();
        List<Func<Task>> spoergsmaal = [];
        var grundigt = hverTing > 1;
        var laesere = verden.Laesere.ToList();
        foreach (var l in laesere)
        {
            spoergsmaal.AddRange(Lister(l).Select(x => (Func<Task>)(() => ListeAsync(l, x))));
            spoergsmaal.Add(() => TalAsync(l));
            spoergsmaal.Add(() => HaendelserAsync(l));
            spoergsmaal.AddRange(Opslag(l));
        }

        foreach (var rute in _ruter)
        {
            if (!rute.Moenster.Contains('{', StringComparison.Ordinal))
            {
                if (Udenfor(rute.Moenster) is null)
                    spoergsmaal.AddRange(laesere.Append(new(Ingen)).Where(l => !KendteLister.Contains(rute.Moenster) && (grundigt || _terning.Next(20) < (!l.Har(rute.Regel.Roles) && rute.Regel.Roles != Core.Access.Roller.Ingen ? 1 : runde == 1 ? 5 : 9))).Select(l => (Func<Task>)(() => UdenTingAsync(l, rute))));
                continue;
            }

            var steder = Steder(rute).ToList();
            if (steder.Count == 0)
            {
                if (Udenfor(rute.Moenster) is null && !HarTing(rute.Moenster))
                    _fund.Add((rute.Moenster, "has no place in the model: say in Laeseveje.cs what its address names, or why it tells of no case."));
                continue;
            }

            foreach (var (l, sted) in Par(laesere, steder, AlleMedAlle.Contains(rute.Moenster)).Where(_ => grundigt || !AlleMedAlle.Contains(rute.Moenster) || _terning.Next(10) < runde * 2))
                spoergsmaal.Add(() => TingAsync(l, rute, sted.Ting, sted.Adresse));
        }

        spoergsmaal.Add(PostlistenAsync);
        spoergsmaal.Add(() => RedigeringerAsync(runde == 1)); // the check-outs end while the nine hours go by
        var blandet = spoergsmaal.ToArray();
        _terning.Shuffle(blandet);
        await Parallel.ForEachAsync(blandet, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (f, _) => await f());
    }

    /// <summary>All with all, or some pairs of each kind: one who may see and one who may not.</summary>
    private List<(Laeser, (Ting Ting, string Adresse))> Par(List<Laeser> laesere, List<(Ting Ting, string Adresse)> steder, bool alle)
    {
        if (alle)
            return [.. from l in laesere from s in steder select (l, s)];
        List<(Laeser, (Ting Ting, string Adresse))> par = [];
        var (ser, serIkke) = (0, 0);
        for (var i = 0; i < hverTing * 20 && (ser < hverTing || serIkke < hverTing); i++)
        {
            var (l, s) = (laesere[_terning.Next(laesere.Count)], steder[_terning.Next(steder.Count)]);
            ref var talt = ref (l.Ser(s.Ting) ? ref ser : ref serIkke);
            if (talt < hverTing)
            {
                talt++;
                par.Add((l, s));
            }
        }

        return par;
    }

    private async Task TingAsync(Laeser l, Rute rute, Ting ting, string adresse)
    {
        var svar = await HentAsync(l, rute.Moenster, adresse);
        var maa = rute.Regel.Anonymous || rute.Regel.Roles == Core.Access.Roller.Ingen || l.Har(rute.Regel.Roles);
        if (!maa)
        {
            if (svar.Status is not (403 or 404))
                Meld(l, adresse, $"answers {svar.Status} to a role that may not ask");
            return;
        }

        if (!l.Ser(ting))
        {
            if (svar.Status != 404 && !ErUndtaget(rute.Moenster, adresse, l, ting, ""))
                Meld(l, adresse, $"answers {svar.Status} of {ting}, which is not theirs to know of");
            else if (_terning.Next(6) == 0)
                await SomOmDenIkkeVarDerAsync(l, rute, ting, adresse, svar);
            return;
        }

        if (svar.Status is 401 or 403 or 404 && !KanMangle(rute.Moenster))
            Meld(l, adresse, $"answers {svar.Status} of {ting}, which they see");
        if (svar.Status == 200)
            Indhold(l, rute.Moenster, adresse, ting, svar);
    }

    /// <summary>What one may not see is answered as what there is not.</summary>
    private async Task SomOmDenIkkeVarDerAsync(Laeser l, Rute rute, Ting ting, string adresse, Svar svar)
    {
        var (rigtig, opdigtet) = adresse.Contains(ting.Id.ToString(), StringComparison.Ordinal) ? (ting.Id.ToString(), Guid.CreateVersion7().ToString())
            : ting is Sag s && adresse.Contains(s.Nummer, StringComparison.Ordinal) ? (s.Nummer, "02.34.02-G01-99999-26") : ("", "");
        if (rigtig.Length == 0)
            return;
        var uden = await Svar.HentAsync(verden.Klient(l.Person), Verden.Foresp(l, HttpMethod.Get, adresse.Replace(rigtig, opdigtet, StringComparison.Ordinal)));
        string Ens(Svar x, string id) => SporId().Replace(x.Tekst[(x.Tekst.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace(id, "ID", StringComparison.OrdinalIgnoreCase), "");
        if (uden.Status != svar.Status || Ens(uden, opdigtet) != Ens(svar, rigtig))
            Meld(l, adresse, $"answers otherwise of {ting} than of nothing: {svar.Status} {Ens(svar, rigtig)[..Math.Min(200, Ens(svar, rigtig).Length)]} against {uden.Status} {Ens(uden, opdigtet)[..Math.Min(200, Ens(uden, opdigtet).Length)]}");
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"|nonce(-|=\")[^\"' ]+|__RequestVerificationToken\" value=\"[^\"]*\"|name=\"__[A-Za-z]+\" value=\"[^\"]*\"|00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")]
    private static partial Regex SporId();

    private async Task UdenTingAsync(Laeser l, Rute rute)
    {
        var svar = await HentAsync(l, rute.Moenster, rute.Moenster);
        var maa = rute.Regel.Anonymous || (l.Person != Ingen && (rute.Regel.Roles == Core.Access.Roller.Ingen || l.Har(rute.Regel.Roles)));
        if (!maa && svar.Status is not (302 or 401 or 403 or 404))
            Meld(l, rute.Moenster, $"answers {svar.Status} to a role that may not ask");
        if (maa && svar.Status is 401 or 403 && l.ForAnden is null)
            Meld(l, rute.Moenster, $"answers {svar.Status} to a role that may ask");
        if (svar.Status == 200 && !ViserNoget.Contains(rute.Moenster) && svar.Ord.FirstOrDefault(o => verden.Hvis(o).Any()) is { } ord)
            _fund.Add((rute.Moenster, $"shows {verden.Hvis(ord).First()}: say in Laeseveje.cs what it must show, or that it shows a part only."));
    }

    /// <summary>A list, page after page, holds what there should be and no more.</summary>
    private async Task ListeAsync(Laeser l, Liste liste)
    {
        var rute = _ruter.Single(r => r.Moenster == liste.Moenster);
        if (!l.Har(rute.Regel.Roles) && rute.Regel.Roles != Core.Access.Roller.Ingen)
        {
            if ((await HentAsync(l, liste.Moenster, liste.Adresse)).Status is not (403 or 404))
                Meld(l, liste.Adresse, "answers a role that may not ask");
            return;
        }

        HashSet<string> ord = new(StringComparer.OrdinalIgnoreCase);
        for (var (adresse, sider) = ((string?)liste.Adresse, 0); adresse is not null && sider < 50; sider++)
        {
            var svar = await HentAsync(l, liste.Moenster, adresse);
            if (svar.Status != 200)
                Meld(l, adresse, $"answers {svar.Status}");
            ord.UnionWith(svar.Ord);
            adresse = Naeste().Match(svar.Tekst) is { Success: true } m ? $"{liste.Adresse}{(liste.Adresse.Contains('?', StringComparison.Ordinal) ? '&' : '?')}efter={Uri.EscapeDataString(m.Groups[1].Value)}" : null;
        }

        liste.Kontrol(this, l, liste.Adresse, ord);
    }

    [GeneratedRegex("\"naeste\":\"([^\"]+)\"")]
    private static partial Regex Naeste();

    private static string I(int tal) => tal.ToString(CultureInfo.InvariantCulture);
}
