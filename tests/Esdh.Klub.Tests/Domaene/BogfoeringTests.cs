using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Klub.Tests.Domaene;

/// <summary>Whatever happens in whatever order, the ledger balances to the øre, and says of each invoice what a reckoning of its own says.</summary>
[Trait("Database", "nej")]
public sealed class BogfoeringTests
{
    private sealed record Haendelse(int Slags, int Hvilken, int Andel, int Oere);

    private static readonly Gen<Haendelse> En =
        from slags in Gen.Choose(0, 6)
        from hvilken in Gen.Choose(0, 1000)
        from andel in Gen.Choose(1, 130)
        from oere in Gen.Choose(1, 99_999_999)
        select new Haendelse(slags, hvilken, andel, oere);

    [Fact]
    public void Regnskabet_balancerer_paa_oeren_uanset_raekkefoelgen() =>
        Prop.ForAll(En.ListOf().ToArbitrary(), haendelser => Spil([.. haendelser])).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Spil(List<Haendelse> haendelser)
    {
        List<Postering> bog = [];
        List<Guid> fakturaer = [];
        Dictionary<Guid, long> skyldigt = [];
        Dictionary<Guid, long> krediteret = [];
        Dictionary<Guid, (long Netto, long Moms)> hel = [];
        var (frit, bank) = (0L, 0L);
        void Bog(IReadOnlyList<Postering> linjer)
        {
            Assert.Equal(0, linjer.Sum(l => l.BeloebOere));
            bog.AddRange(linjer);
        }

        foreach (var h in haendelser)
        {
            if (h.Slags == 0 || fakturaer.Count == 0)
            {
                var id = Guid.CreateVersion7();
                var moms = Klubkroner.Moms(h.Oere, h.Andel % 2 == 0 ? 2500 : 0);
                fakturaer.Add(id);
                (skyldigt[id], krediteret[id], hel[id]) = (h.Oere + moms, 0, (h.Oere, moms));
                Bog(Bogfoering.Udstedelse(Fakturaart.Faktura, id, fakturaer.Count, [(Fakturalinjeart.Licens, h.Oere - (h.Oere / 3)), (Fakturalinjeart.Faellesprojekt, h.Oere / 3)], moms, null));
                continue;
            }

            var f = fakturaer[h.Hvilken % fakturaer.Count];
            var beloeb = Math.Max(1, skyldigt[f] * h.Andel / 100);
            switch (h.Slags)
            {
                case 1: // paid in part, exactly, or too much
                    Bog(Bogfoering.Betaling(beloeb, f, skyldigt[f], "b"));
                    var paa = Math.Clamp(skyldigt[f], 0, beloeb);
                    (skyldigt[f], frit, bank) = (skyldigt[f] - paa, frit + beloeb - paa, bank + beloeb);
                    break;
                case 2: // paid, and nobody knows what for
                    Bog(Bogfoering.Betaling(h.Oere, null, 0, "b"));
                    (frit, bank) = (frit + h.Oere, bank + h.Oere);
                    break;
                case 3 when hel[f].Netto - krediteret[f] is > 0 and var rest: // credited, also after it was paid
                    var netto = Math.Min(rest, Math.Max(1, rest * h.Andel / 100));
                    var moms = Klubkroner.Moms(netto, hel[f].Moms == 0 ? 0 : 2500);
                    Bog(Bogfoering.Udstedelse(Fakturaart.Kreditnota, Guid.CreateVersion7(), 1, [(Fakturalinjeart.Licens, netto)], moms, f));
                    (krediteret[f], skyldigt[f]) = (krediteret[f] + netto, skyldigt[f] - netto - moms);
                    break;
                case 4 when frit > 0 && skyldigt[f] > 0:
                    var ud = Math.Min(frit, skyldigt[f]);
                    Bog(Bogfoering.Udligning(ud, null, f, "u"));
                    (frit, skyldigt[f]) = (frit - ud, skyldigt[f] - ud);
                    break;
                case 5 when frit > 0:
                    var til = Math.Min(frit, h.Oere);
                    Bog(Bogfoering.Tilbagebetaling(til, null, "t"));
                    (frit, bank) = (frit - til, bank - til);
                    break;
                case 6 when skyldigt[f] > 0:
                    Bog(Bogfoering.Gebyr(10_000, f, "g"));
                    Bog(Bogfoering.Tab(skyldigt[f] + 10_000, f, "a"));
                    skyldigt[f] = 0;
                    break;
            }
        }

        Assert.Equal(0, bog.Sum(p => p.BeloebOere));
        Assert.Equal(bank, bog.Where(p => p.Konto == Klubkonto.Bank).Sum(p => p.BeloebOere));
        Assert.Equal(-frit, bog.Where(p => p.Konto == Klubkonto.Debitorer && p.FakturaId == null).Sum(p => p.BeloebOere));
        Assert.All(fakturaer, f => Assert.Equal(skyldigt[f], bog.Where(p => p.Konto == Klubkonto.Debitorer && p.FakturaId == f).Sum(p => p.BeloebOere)));
    }

    [Fact]
    public void En_deling_summer_altid_til_det_hele() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(x => (long)x).ToArbitrary(), Gen.Choose(0, 700_000).Select(x => (long)x).NonEmptyListOf().ToArbitrary(),
        (beloeb, vaegte) =>
        {
            var v = vaegte.ToList();
            if (v.Sum() == 0)
                v.Add(1);
            var dele = Klubkroner.Del(beloeb, v);
            Assert.Equal(beloeb, dele.Sum());
            Assert.All(dele.Zip(v), d => Assert.True(Math.Abs(d.First - ((decimal)beloeb * d.Second / v.Sum())) < 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
