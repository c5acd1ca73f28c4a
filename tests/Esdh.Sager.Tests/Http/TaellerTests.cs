using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Numbers are gapless whatever happens between and beside the acts that take them, on the real database.</summary>
[Collection("sagsserver")]
public sealed class TaellerTests(Testserver server)
{
    /// <summary>How an act that takes numbers ends.</summary>
    public enum Udfald
    {
        Lykkes,
        TagerTo,
        AfvisesFoer,
        AfvisesEfter,
        DatabasenSigerNej,
        ForladesUndervejs,
    }

    private static Gen<(int Serie, Udfald Udfald)[]> Forloeb { get; } =
        (from n in Gen.Choose(1, 60)
         from f in (from serie in Gen.Choose(0, 2) from udfald in Gen.Elements(Enum.GetValues<Udfald>()) select (serie, udfald)).ArrayOf(n)
         select f);

    [Fact]
    public async Task Taelleren_har_ingen_huller_uanset_raekkefoelge_og_fortrydelser()
    {
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        Prop.ForAll(Forloeb.ToArbitrary(), async forloeb =>
        {
            var navn = $"proeve/{Guid.CreateVersion7()}";
            var givet = await Task.WhenAll(forloeb.Select(f => TagAsync(myndighed, $"{navn}/{f.Serie}", f.Udfald)));
            for (var serie = 0; serie < 3; serie++)
            {
                var numre = givet.SelectMany((g, i) => forloeb[i].Serie == serie ? g : []).Order().ToList();
                Assert.Equal(Enumerable.Range(1, numre.Count), numre);
                Assert.Equal(numre.Count + 1, await myndighed.Queue.RunAsync((StorageScope s) => new Counters(s).NextAsync($"{navn}/{serie}", CancellationToken.None), CancellationToken.None));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    /// <summary>The numbers that stand afterwards.</summary>
    private static async Task<int[]> TagAsync(Authority myndighed, string noegle, Udfald udfald)
    {
        using var forlad = new CancellationTokenSource();
        try
        {
            return await myndighed.Queue.RunAsync(async (StorageScope scope) =>
            {
                var taellere = new Counters(scope);
                if (udfald == Udfald.AfvisesFoer)
                    throw new InvalidException("felt", "Afvist.");
                List<int> numre = [await taellere.NextAsync(noegle, CancellationToken.None)];
                if (udfald == Udfald.TagerTo)
                    numre.Add(await taellere.NextAsync(noegle, CancellationToken.None));
                if (udfald == Udfald.DatabasenSigerNej)
                {
                    await using var samme = scope.Command("insert into taeller (noegle, sidste) values (@noegle, 1)").With("@noegle", noegle);
                    await samme.ExecuteNonQueryAsync();
                }

                if (udfald == Udfald.AfvisesEfter)
                    throw new InvalidException("felt", "Afvist.");
                if (udfald == Udfald.ForladesUndervejs)
                {
                    await forlad.CancelAsync();
                    throw new OperationCanceledException(forlad.Token);
                }

                return numre.ToArray();
            }, CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidException or OperationCanceledException or System.Data.Common.DbException)
        {
            return [];
        }
    }

    [Fact]
    public async Task Sagsnumre_har_ingen_huller_naar_nogle_sager_afvises_undervejs()
    {
        const string Emne = "17.02.06";
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var aktoer = (await myndighed.Queue.RunAsync((Adgang.Contract.Aktoerkilde kilde) => kilde.FindAsync(Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), CancellationToken.None), CancellationToken.None))!;
        Prop.ForAll(Gen.Elements("god", "fejl efter nummeret", "fejl foer").ArrayOf(24).ToArbitrary(), async forloeb =>
        {
            var foer = await LoebenumreAsync(myndighed, aktoer, Emne);
            var oprettet = await Task.WhenAll(forloeb.Select(async slags =>
            {
                try
                {
                    var samme = Guid.CreateVersion7();
                    await myndighed.Queue.RunAsync((OpretSag act) => act.Udfoer(new(
                        aktoer, slags == "fejl foer" ? "" : "Tæller", Emne, "G01", Parter: slags == "fejl efter nummeret" ? [new(PartId: samme)] : null), CancellationToken.None), CancellationToken.None);
                    return 1;
                }
                catch (InvalidException)
                {
                    return 0;
                }
            }));

            var efter = await LoebenumreAsync(myndighed, aktoer, Emne);
            Assert.Equal(forloeb.Count(s => s == "god"), oprettet.Sum());
            Assert.Equal(foer.Count + oprettet.Sum(), efter.Count);
            Assert.Equal(Enumerable.Range(1, efter.Count), efter);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    private async Task<List<int>> LoebenumreAsync(Authority myndighed, Aktoer aktoer, string emne)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
        var numre = await db.Sagsnumre.Where(n => n.Sagsnummer.StartsWith(emne + "-G01-")).Select(n => n.Sagsnummer).ToListAsync();
        Assert.NotNull(aktoer);
        return [.. numre.Select(n => CaseNumber.TryParse(n, out var nummer) ? nummer : default).GroupBy(n => n.Year).SelectMany(g => g.Select(n => n.Sequence)).Order()];
    }
}
