using Esdh.Dagtilbud.Domain;

namespace Esdh.Dagtilbud.Tests.Domaene;

/// <summary>What holds for every proposal, whatever the institutions, children and rules: drawn by a seed that a failure names.</summary>
[Trait("Database", "nej")]
public sealed class AnvisningTests
{
    private const int Maaned = (2027 * 12) + 2;

    private sealed record Verden(List<Anvisningsgruppe> Grupper, List<Anvisningsbarn> Boern, Anvisningsregler Regler);

    private static readonly string[] Distrikter = ["Nord", "Syd", "Vest"];

    private static Guid Id(Random r)
    {
        var b = new byte[16];
        r.NextBytes(b);
        return new(b);
    }

#pragma warning disable CA5394 // drawn worlds, not secrets
    private static Verden Traek(int froe)
    {
        var r = new Random(froe);
        List<Anvisningsgruppe> grupper = [];
        List<Guid> institutioner = [];
        for (var i = 0; i < r.Next(1, 8); i++)
        {
            var id = Id(r);
            institutioner.Add(id);
            var art = (Institutionsart)r.Next(4);
            var (aabner, lukker) = (r.Next(8) == 0 ? new DateOnly(2027, 6, 1) : new(2020, 1, 1), r.Next(8) == 0 ? new DateOnly(2027, 1, 1) : (DateOnly?)null);
            for (var g = 0; g < r.Next(0, 4); g++)
            {
                var fra = g == 0 ? 6 : r.Next(0, 40);
                var ledige = new int[DagtilbudGruppe.FlestMaaneder];
                var nu = r.Next(-1, 6);
                for (var t = 0; t < ledige.Length; t++)
                {
                    if (r.Next(6) == 0)
                        nu = Math.Clamp(nu + r.Next(-2, 3), -2, 8);
                    ledige[t] = nu;
                }

                grupper.Add(new(Id(r), id, $"Institution {i}", $"Gruppe {g}", Distrikter[r.Next(3)], art, aabner, lukker, fra, fra + r.Next(6, 50), ledige));
            }
        }

        List<Anvisningsbarn> boern = [];
        for (var n = r.Next(1, 60); boern.Count < n;)
        {
            var foedt = new DateOnly(2027, 3, 1).AddDays(-r.Next(150, 1900));
            var sammen = r.Next(7) == 0 ? r.Next(2, 4) : 1;
            var noegle = sammen > 1 ? Id(r) : (Guid?)null;
            List<Guid> oensker = [.. institutioner.OrderBy(_ => r.Next()).Take(r.Next(0, 4))];
            for (var t = 0; t < sammen; t++)
            {
                boern.Add(new(
                    Id(r), foedt, new DateOnly(2027, 3, 1).AddDays(r.Next(-60, 30)), new DateOnly(2026, 1, 1).AddDays(r.Next(300)), r.Next(3) == 0 ? null : new DateOnly(2027, 1, 1).AddDays(r.Next(200)), r.Next(5) == 0 ? null : Distrikter[r.Next(3)],
                    r.Next(6) == 0, institutioner.Where(_ => r.Next(6) == 0).ToHashSet(), r.Next(4) == 0 ? [.. oensker.OrderBy(_ => r.Next())] : oensker, noegle, r.Next(12) == 0 && sammen > 1 ? sammen + 1 : sammen));
            }
        }

        var kriterier = Enum.GetValues<Kriterium>().OrderBy(_ => r.Next()).Take(r.Next(1, 6)).ToList();
        return new(grupper, boern, new(kriterier, (Anciennitetsart)r.Next(2), (Uafgjort)r.Next(2)));
    }

    private static List<T> Blandet<T>(IEnumerable<T> alle, int froe)
    {
        var r = new Random(froe);
        return [.. alle.OrderBy(_ => r.Next())];
    }
#pragma warning restore CA5394

    private static void ForAlle(Action<Verden, IReadOnlyList<Anvisningsforslag>> proev)
    {
        for (var froe = 1; froe <= 700; froe++)
        {
            var verden = Traek(froe);
            try
            {
                proev(verden, Anvisning.Foreslaa(Maaned, verden.Grupper, verden.Boern, verden.Regler));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Frø {froe}: {e.Message}", e);
            }
        }
    }

    private static DateOnly Dag => Maaneder.Foerste(Maaned);

    private static int Ophold(Anvisningsbarn b, Anvisningsgruppe g) => Anvisning.Ophold(b.Foedt, g.TilMaaneder, Maaned);

    private static bool Plads(Anvisningsgruppe g, IEnumerable<Anvisningsbarn> inde) =>
        inde.ToList() is var boern && Enumerable.Range(0, DagtilbudGruppe.FlestMaaneder).All(t => boern.Count(b => Ophold(b, g) > t) is var n && (n == 0 || n <= g.LedigeI(t)));

    [Fact]
    public void Hvert_barn_faar_et_svar_og_en_grund_og_ingen_gruppe_faar_flere_end_den_har_plads_til_i_nogen_maaned() => ForAlle((v, svar) =>
    {
        Assert.Equal(v.Boern.Select(b => b.SagId).Order(), svar.Select(s => s.SagId).Order());
        Assert.All(svar, s => Assert.False(string.IsNullOrWhiteSpace(s.Hvorfor)));
        var boern = v.Boern.ToDictionary(b => b.SagId);
        foreach (var g in v.Grupper)
            Assert.True(Plads(g, svar.Where(s => s.GruppeId == g.Id).Select(s => boern[s.SagId])), $"{g.Navn} er overfyldt");
    });

    [Fact]
    public void Ingen_anvises_privat_lukket_eller_uden_for_sin_alder_og_kun_garantiboern_faar_andet_end_deres_oensker() => ForAlle((v, svar) =>
    {
        var (boern, grupper) = (v.Boern.ToDictionary(b => b.SagId), v.Grupper.ToDictionary(g => g.Id));
        foreach (var s in svar.Where(s => s.GruppeId is not null))
        {
            var (b, g) = (boern[s.SagId], grupper[s.GruppeId!.Value]);
            var begynder = b.Oensket > Dag ? b.Oensket : Dag;
            Assert.NotEqual(Institutionsart.Privat, g.Art);
            Assert.True(g.Aabner <= begynder && (g.Lukker is null || begynder < g.Lukker));
            Assert.InRange(Alder.IMaaneder(b.Foedt, begynder), g.FraMaaneder, g.TilMaaneder - 1);
            if (s.ErGarantiplads)
                Assert.Contains(v.Boern, x => (x.SagId == b.SagId || (b.Tvilling is not null && x.Tvilling == b.Tvilling)) && Rang.ErForfalden(x, Maaned));
            else
                Assert.Contains(g.InstitutionId, b.Oensker);
        }
    });

    [Fact]
    public void Tvillinger_faar_plads_i_samme_gruppe_eller_slet_ikke() => ForAlle((v, svar) =>
    {
        var plads = svar.ToDictionary(s => s.SagId, s => s.GruppeId);
        foreach (var par in v.Boern.Where(b => b.Tvilling is not null).GroupBy(b => b.Tvilling))
        {
            Assert.Single(par.Select(b => plads[b.SagId]).Distinct());
            if (par.Count() < par.Max(b => b.MedTvilling))
                Assert.All(par, b => Assert.Null(plads[b.SagId]));
        }
    });

    /// <summary>
    /// For each group and each child in it: whoever wished it, got something worse or nothing, and has a better claim, would not have had room beside those with a better claim still. Twins claim as the weaker of
    /// them. And where twins stand aside for want of room, nobody after them has a place by a wish.
    /// </summary>
    [Fact]
    public void Ingen_faar_plads_foer_en_anden_med_bedre_ret_der_oenskede_den_og_fik_noget_daarligere() => ForAlle((v, svar) =>
    {
        var (efter, enheder) = (svar.ToDictionary(s => s.SagId), v.Boern.GroupBy(b => b.Tvilling ?? b.SagId).Select(g => g.OrderBy(b => b.SagId).ToList()).ToList());
        foreach (var g in v.Grupper)
        {
            Rang Ret(List<Anvisningsbarn> e) => e.Select(b => Rang.Af(b, g.InstitutionId, g.Distrikt, v.Regler, Maaned)).Max();
            var inde = enheder.Where(e => efter[e[0].SagId].GruppeId == g.Id).OrderBy(Ret).ToList();
            if (inde.Count == 0)
                continue;
            foreach (var a in enheder.Where(e => !inde.Contains(e) && e.Count >= e.Max(b => b.MedTvilling)))
            {
                var nr = a[0].Oensker.ToList().IndexOf(g.InstitutionId) + 1;
                if (nr == 0 || !a.All(b => b.Oensker.Contains(g.InstitutionId)) || !a.All(b => (b.Oensket > Dag ? b.Oensket : Dag) is var d && g.AnvisesDen(d) && g.Passer(b.Foedt, d)))
                    continue;
                var fik = efter[a[0].SagId];
                if (fik.GruppeId is not null && !fik.ErGarantiplads && fik.Oenske <= nr)
                    continue;
                var foran = inde.Where(e => Ret(e).CompareTo(Ret(a)) < 0).ToList();
                if (foran.Count == inde.Count)
                    continue;
                var ophold = a.Max(b => Ophold(b, g));
                var fylder = foran.ConvertAll(e => (Ophold: e.Max(b => Ophold(b, g)), e.Count));
                Assert.True(Enumerable.Range(0, ophold).Any(t => fylder.Where(f => f.Ophold > t).Sum(f => f.Count) + a.Count > g.LedigeI(t)), $"{a[0].SagId} har bedre ret til {g.Navn} end {inde[^1][0].SagId}");
            }
        }
    });

    [Fact]
    public void Svaret_er_det_samme_uanset_raekkefoelgen_af_boern_og_grupper() => ForAlle((v, svar) =>
    {
        var igen = Anvisning.Foreslaa(Maaned, Blandet(v.Grupper, 7), Blandet(v.Boern, 11), v.Regler);
        Assert.Equal(svar.OrderBy(s => s.SagId).Select(s => (s.SagId, s.GruppeId, s.Oenske, s.Hvorfor, string.Join(',', s.Foran))), igen.OrderBy(s => s.SagId).Select(s => (s.SagId, s.GruppeId, s.Oenske, s.Hvorfor, string.Join(',', s.Foran))));
    });

    [Fact]
    public void Verdenerne_er_ikke_tomme()
    {
        var (placeret, garanti, uden, tvillinger) = (0, 0, 0, 0);
        ForAlle((v, svar) =>
        {
            placeret += svar.Count(s => s is { GruppeId: not null, ErGarantiplads: false });
            garanti += svar.Count(s => s.ErGarantiplads);
            uden += svar.Count(s => s.GruppeId is null);
            tvillinger += svar.Count(s => s.GruppeId is not null && s.Hvorfor.Contains("tvilling", StringComparison.Ordinal));
        });
        Assert.True(placeret > 900 && garanti > 80 && uden > 2000 && tvillinger > 20, $"{placeret}, {garanti}, {uden}, {tvillinger}");
    }
}
