using Esdh.Core.Calendar;

namespace Esdh.Dagtilbud.Domain;

/// <summary>A group as anvisning sees it.</summary>
/// <param name="Gruppe">What it is called.</param>
/// <param name="Aabner">The first day.</param>
/// <param name="Lukker">The first day it is closed for good.</param>
/// <param name="Ledige">Free places by month, the month that is allocated first: capacity less those enrolled and those offered. The last counts for all later months. May be below 0.</param>
internal sealed record Anvisningsgruppe(
    Guid Id, Guid InstitutionId, string Institution, string Gruppe, string Distrikt, Institutionsart Art, DateOnly Aabner, DateOnly? Lukker, int FraMaaneder, int TilMaaneder, IReadOnlyList<int> Ledige)
{
    public string Navn => $"{Institution}, {Gruppe}";

    public bool AnvisesDen(DateOnly dag) => Art != Institutionsart.Privat && Aabner <= dag && (Lukker is null || dag < Lukker);

    public bool Passer(DateOnly foedt, DateOnly dag) => Alder.IMaaneder(foedt, dag) is var m && m >= FraMaaneder && m < TilMaaneder;

    public int LedigeI(int maaned) => Ledige.Count == 0 ? 0 : Ledige[Math.Min(maaned, Ledige.Count - 1)];
}

/// <summary>A child as anvisning sees it.</summary>
/// <param name="Ansoegt">The day of the application, or the later day that its seniority counts from.</param>
/// <param name="Garantidato">Null where there is no guarantee.</param>
/// <param name="Soeskende">Institutions where it has siblings.</param>
/// <param name="Oensker">Institutions, the first is wished for most.</param>
/// <param name="Tvilling">The same for children that are offered together; null for the others and for twins that may be apart.</param>
/// <param name="MedTvilling">How many it is to be offered together with, itself counted.</param>
internal sealed record Anvisningsbarn(
    Guid SagId, DateOnly Foedt, DateOnly Oensket, DateOnly Ansoegt, DateOnly? Garantidato, string? Distrikt, bool SaerligtBehov, IReadOnlyCollection<Guid> Soeskende, IReadOnlyList<Guid> Oensker, Guid? Tvilling = null, int MedTvilling = 1);

/// <summary>The order of claims.</summary>
internal sealed record Anvisningsregler(IReadOnlyList<Kriterium> Kriterier, Anciennitetsart Anciennitet, Uafgjort Uafgjort)
{
    public static Anvisningsregler Af(DagtilbudRegelsaet r) => new(r.Raekkefoelge, r.Anciennitet, r.Uafgjort);
}

/// <summary>A child's claim to a place in one institution: less is better.</summary>
internal readonly struct Rang(long[] vaerdier, Guid id) : IComparable<Rang>
{
    private readonly long[] _vaerdier = vaerdier;
    private readonly Guid _id = id;

    /// <param name="barn">The child.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="distrikt">Its district.</param>
    /// <param name="regler">The rules.</param>
    /// <param name="maaned">The month that is allocated: a guarantee that falls due in it, or before, counts.</param>
    public static Rang Af(Anvisningsbarn barn, Guid institution, string distrikt, Anvisningsregler regler, int maaned)
    {
        var v = new long[regler.Kriterier.Count + 2];
        for (var i = 0; i < regler.Kriterier.Count; i++)
        {
            v[i] = regler.Kriterier[i] switch
            {
                Kriterium.SaerligtBehov => barn.SaerligtBehov ? 0 : 1,
                Kriterium.Garanti => ErForfalden(barn, maaned) ? 0 : 1,
                Kriterium.Soeskende => barn.Soeskende.Contains(institution) ? 0 : 1,
                Kriterium.Distrikt => ErEget(barn, distrikt) ? 0 : 1,
                _ => (regler.Anciennitet == Anciennitetsart.Ansoegningsdato ? barn.Ansoegt : barn.Foedt).DayNumber,
            };
        }

        (v[^2], v[^1]) = regler.Uafgjort == Uafgjort.AeldsteBarn ? (barn.Foedt.DayNumber, barn.Ansoegt.DayNumber) : (barn.Ansoegt.DayNumber, barn.Foedt.DayNumber);
        return new(v, barn.SagId);
    }

    public static bool ErForfalden(Anvisningsbarn barn, int maaned) => barn.Garantidato is { } g && Maaneder.Nr(g) <= maaned;

    public static bool ErEget(Anvisningsbarn barn, string distrikt) => barn.Distrikt is { } d && string.Equals(d, distrikt, StringComparison.OrdinalIgnoreCase);

    /// <summary>The claim in words.</summary>
    public static string Ord(Anvisningsbarn barn, Guid institution, string distrikt, Anvisningsregler regler, int maaned)
    {
        List<string> ord = [];
        foreach (var k in regler.Kriterier)
        {
            if (k == Kriterium.SaerligtBehov && barn.SaerligtBehov)
                ord.Add("særligt behov");
            else if (k == Kriterium.Garanti && ErForfalden(barn, maaned))
                ord.Add($"garantidato {DanishTime.ShortDate(barn.Garantidato!.Value)}");
            else if (k == Kriterium.Soeskende && barn.Soeskende.Contains(institution))
                ord.Add("søskende i institutionen");
            else if (k == Kriterium.Distrikt && ErEget(barn, distrikt))
                ord.Add("bor i distriktet");
            else if (k == Kriterium.Anciennitet)
                ord.Add(regler.Anciennitet == Anciennitetsart.Ansoegningsdato ? $"anciennitet fra {DanishTime.ShortDate(barn.Ansoegt)}" : $"født {DanishTime.ShortDate(barn.Foedt)}");
        }

        return string.Join(", ", ord);
    }

    public int CompareTo(Rang anden)
    {
        for (var i = 0; i < _vaerdier.Length; i++)
        {
            if (_vaerdier[i] != anden._vaerdier[i])
                return _vaerdier[i].CompareTo(anden._vaerdier[i]);
        }

        return _id.CompareTo(anden._id);
    }
}

/// <summary>What is proposed for one child.</summary>
/// <param name="GruppeId">Null where there is no place.</param>
/// <param name="Oenske">Which wish, from 1; null for a guarantee place and for none.</param>
/// <param name="Hvorfor">Danish sentences, without names of children.</param>
/// <param name="Foran">Those that came before in the queue to the place, the first first.</param>
internal sealed record Anvisningsforslag(Guid SagId, Guid? GruppeId, int? Oenske, bool ErGarantiplads, string Hvorfor, IReadOnlyList<Guid> Foran);

/// <summary>
/// Who is proposed a place in a month. Children propose by the order of their wishes, a group keeps those with the best claims that it has room for in every month they will be there, and
/// those it lets go propose to their next wish (deferred acceptance). So nobody has a place in a group before another with a better claim who wished it and got something worse: the other
/// would not have had room even then. Twins are one that needs several places; where they are next and there is not room for both, nobody after them is given the rest, which is said.
/// Afterwards children whose guarantee falls due, and who got no wish, get the nearest place that is left: own district first. It reads nothing and depends on no order of input.
/// </summary>
internal static class Anvisning
{
    /// <summary>One child, or twins.</summary>
    private sealed class Enhed(IReadOnlyList<Anvisningsbarn> boern)
    {
        public IReadOnlyList<Anvisningsbarn> Boern { get; } = boern;

        public int Antal => Boern.Count;

        public List<Valgmulighed> Valg { get; } = [];

        /// <summary>How many of <see cref="Valg"/> it has proposed to.</summary>
        public int Naaet { get; set; }

        public Valgmulighed? Plads { get; set; }

        public bool ErGarantiplads { get; set; }

        public string? Venter { get; set; }
    }

    /// <param name="Gruppe">Where.</param>
    /// <param name="Oenske">Which wish; 0 for none.</param>
    /// <param name="Slut">How many months it will be there.</param>
    private sealed record Valgmulighed(Gruppestand Gruppe, int Oenske, int Slut, Rang Rang);

    private sealed class Gruppestand(Anvisningsgruppe gruppe)
    {
        public Anvisningsgruppe Gruppe { get; } = gruppe;

        public List<(Enhed Enhed, Valgmulighed Valg)> Holder { get; set; } = [];

        public List<(Enhed Enhed, Valgmulighed Valg)> Nye { get; } = [];

        /// <summary>All that ever proposed.</summary>
        public List<(Enhed Enhed, Valgmulighed Valg)> Kendte { get; } = [];

        /// <summary>Twins were next and had not room.</summary>
        public bool Standset { get; set; }
    }

    public static IReadOnlyList<Anvisningsforslag> Foreslaa(int maaned, IEnumerable<Anvisningsgruppe> grupper, IEnumerable<Anvisningsbarn> boern, Anvisningsregler regler)
    {
        var dag = Maaneder.Foerste(maaned);
        var stande = grupper.OrderBy(g => g.FraMaaneder).ThenBy(g => g.Gruppe, StringComparer.Ordinal).ThenBy(g => g.Id).Select(g => new Gruppestand(g)).ToList();
        var iInstitution = stande.ToLookup(s => s.Gruppe.InstitutionId);
        List<Enhed> enheder = [];
        foreach (var g in boern.OrderBy(b => b.SagId).GroupBy(b => b.Tvilling ?? b.SagId))
        {
            var enhed = new Enhed([.. g]);
            enheder.Add(enhed);
            if (enhed.Antal < enhed.Boern.Max(b => b.MedTvilling))
                enhed.Venter = "Skal have plads sammen med sin tvilling, som ikke er med i måneden.";
            else
                TilfoejValg(enhed, iInstitution, dag, maaned, regler);
        }

        Uddel(enheder, stande);
        var pladserForGaranti = stande.Where(s => s.Gruppe.AnvisesDen(dag)).ToList();
        foreach (var enhed in enheder.Where(e => e.Plads is null && e.Venter is null && e.Boern.Any(b => Rang.ErForfalden(b, maaned))).OrderBy(e => e.Boern.Min(b => b.Garantidato ?? DateOnly.MaxValue)).ThenBy(e => e.Boern[0].SagId))
            GivGarantiplads(enhed, pladserForGaranti, dag, maaned, regler);
        return Svar(enheder, iInstitution, dag, maaned, regler);
    }

    private static void TilfoejValg(Enhed enhed, ILookup<Guid, Gruppestand> iInstitution, DateOnly dag, int maaned, Anvisningsregler regler)
    {
        var nr = 0;
        foreach (var institution in enhed.Boern[0].Oensker)
        {
            nr++;
            if (!enhed.Boern.All(b => b.Oensker.Contains(institution)))
                continue;
            foreach (var s in iInstitution[institution].Where(s => Passer(enhed, s.Gruppe, dag)))
                enhed.Valg.Add(Mulighed(enhed, s, nr, dag, maaned, regler));
        }
    }

    private static bool Passer(Enhed enhed, Anvisningsgruppe gruppe, DateOnly dag) => enhed.Boern.All(b => gruppe.AnvisesDen(Begynder(b, dag)) && gruppe.Passer(b.Foedt, Begynder(b, dag)));

    /// <summary>The day in the month that the child begins.</summary>
    public static DateOnly Begynder(Anvisningsbarn barn, DateOnly foerste) => barn.Oensket > foerste ? barn.Oensket : foerste;

    /// <summary>Twins have the claim of the one that has the weakest: nobody is passed over because of the other.</summary>
    private static Valgmulighed Mulighed(Enhed enhed, Gruppestand s, int nr, DateOnly dag, int maaned, Anvisningsregler regler)
    {
        var rang = enhed.Boern.Select(b => Rang.Af(b, s.Gruppe.InstitutionId, s.Gruppe.Distrikt, regler, maaned)).Max();
        return new(s, nr, enhed.Boern.Max(b => Ophold(b.Foedt, s.Gruppe.TilMaaneder, maaned)), rang);
    }

    /// <summary>In how many months, this one counted, a child is in a group.</summary>
    public static int Ophold(DateOnly foedt, int tilMaaneder, int maaned) => Math.Max(1, Maaneder.Nr(Alder.Ude(foedt, tilMaaneder).AddDays(-1)) - maaned + 1);

    private static void Uddel(List<Enhed> enheder, List<Gruppestand> stande)
    {
        var ledige = enheder.Where(e => e.Valg.Count > 0).ToList();
        while (ledige.Count > 0)
        {
            foreach (var e in ledige)
            {
                var valg = e.Valg[e.Naaet++];
                valg.Gruppe.Nye.Add((e, valg));
                valg.Gruppe.Kendte.Add((e, valg));
            }

            ledige = [];
            foreach (var s in stande.Where(s => s.Nye.Count > 0))
            {
                // Among all that ever proposed: twins for whom there was no room are waited for, also by those who come later. Whoever was let go before is let go again.
                HashSet<Enhed> aktuelle = [.. s.Holder.Select(h => h.Enhed), .. s.Nye.Select(n => n.Enhed)];
                s.Nye.Clear();
                s.Kendte.Sort((a, b) => a.Valg.Rang.CompareTo(b.Valg.Rang));
                (s.Holder, var afviste) = Vaelg(s, s.Kendte);
                foreach (var (e, v) in s.Holder)
                    e.Plads = v;
                foreach (var (e, _) in afviste.Where(a => aktuelle.Contains(a.Enhed)))
                {
                    e.Plads = null;
                    if (e.Naaet < e.Valg.Count)
                        ledige.Add(e);
                }
            }
        }
    }

    /// <summary>The best claims that there is room for. A child for whom there is no room in some month is passed; twins for whom there is none are waited for.</summary>
    private static (List<(Enhed Enhed, Valgmulighed Valg)> Holder, List<(Enhed Enhed, Valgmulighed Valg)> Afviste) Vaelg(Gruppestand s, List<(Enhed Enhed, Valgmulighed Valg)> alle)
    {
        var rest = Rest(s.Gruppe, alle.Max(a => a.Valg.Slut));
        List<(Enhed, Valgmulighed)> holder = [], afviste = [];
        s.Standset = false;
        foreach (var (e, v) in alle)
        {
            if (!s.Standset && Plads(rest, v.Slut, e.Antal))
            {
                Tag(rest, v.Slut, e.Antal);
                holder.Add((e, v));
                continue;
            }

            s.Standset |= e.Antal > 1;
            afviste.Add((e, v));
        }

        return (holder, afviste);
    }

    private static int[] Rest(Anvisningsgruppe gruppe, int maaneder)
    {
        var rest = new int[maaneder];
        for (var t = 0; t < maaneder; t++)
            rest[t] = gruppe.LedigeI(t);
        return rest;
    }

    private static bool Plads(int[] rest, int slut, int antal)
    {
        for (var t = 0; t < slut; t++)
        {
            if (rest[t] < antal)
                return false;
        }

        return true;
    }

    private static void Tag(int[] rest, int slut, int antal)
    {
        for (var t = 0; t < slut; t++)
            rest[t] -= antal;
    }

    private static void GivGarantiplads(Enhed enhed, List<Gruppestand> stande, DateOnly dag, int maaned, Anvisningsregler regler)
    {
        foreach (var s in stande.Where(s => Passer(enhed, s.Gruppe, dag)).OrderBy(s => enhed.Boern.All(b => Rang.ErEget(b, s.Gruppe.Distrikt)) ? 0 : 1).ThenBy(s => s.Gruppe.Institution, StringComparer.Ordinal).ThenBy(s => s.Gruppe.Id))
        {
            var valg = Mulighed(enhed, s, 0, dag, maaned, regler);
            // Those that wished it and got nothing better: where one of them has a better claim and there is room, the place is that one's to be offered.
            var venter = s.Kendte.Where(k => k.Enhed != enhed && k.Enhed.Plads?.Gruppe != s && (k.Enhed.Plads is null or { Oenske: 0 } || k.Enhed.Valg.IndexOf(k.Enhed.Plads) > k.Enhed.Valg.IndexOf(k.Valg))).ToList();
            var rest = Rest(s.Gruppe, Math.Max(valg.Slut, s.Holder.Concat(venter).Select(h => h.Valg.Slut).DefaultIfEmpty(0).Max()));
            foreach (var (e, v) in s.Holder)
                Tag(rest, v.Slut, e.Antal);
            if (!Plads(rest, valg.Slut, enhed.Antal) || venter.Exists(v => v.Valg.Rang.CompareTo(valg.Rang) < 0 && Plads(rest, v.Valg.Slut, v.Enhed.Antal)))
                continue;
            (enhed.Plads, enhed.ErGarantiplads) = (valg, true);
            s.Holder.Add((enhed, valg));
            return;
        }
    }

    private static List<Anvisningsforslag> Svar(List<Enhed> enheder, ILookup<Guid, Gruppestand> iInstitution, DateOnly dag, int maaned, Anvisningsregler regler)
    {
        Dictionary<Gruppestand, List<(Enhed Enhed, Valgmulighed Valg)>> koeer = [];
        List<(Enhed Enhed, Valgmulighed Valg)> Koe(Gruppestand s)
        {
            if (!koeer.TryGetValue(s, out var koe))
                koeer[s] = koe = [.. s.Kendte.OrderBy(k => k.Valg.Rang)];
            return koe;
        }

        List<Anvisningsforslag> svar = [];
        foreach (var e in enheder)
        {
            foreach (var b in e.Boern)
            {
                if (e.Plads is { } v)
                {
                    var foran = Koe(v.Gruppe).TakeWhile(k => k.Valg.Rang.CompareTo(v.Rang) < 0).Where(k => k.Enhed != e).SelectMany(k => k.Enhed.Boern).Select(x => x.SagId).ToList();
                    svar.Add(new(b.SagId, v.Gruppe.Gruppe.Id, e.ErGarantiplads ? null : v.Oenske, e.ErGarantiplads, HvorforPlads(e, b, v, foran.Count, iInstitution, maaned, regler), [.. foran.Take(DagtilbudForslag.FlestForan)]));
                }
                else
                {
                    svar.Add(new(b.SagId, null, null, false, e.Venter ?? HvorforIkke(e, b, iInstitution, dag, maaned), []));
                }
            }
        }

        return svar;
    }

    private static string HvorforPlads(Enhed e, Anvisningsbarn b, Valgmulighed v, int foran, ILookup<Guid, Gruppestand> iInstitution, int maaned, Anvisningsregler regler)
    {
        var g = v.Gruppe.Gruppe;
        var krav = Rang.Ord(b, g.InstitutionId, g.Distrikt, regler, maaned);
        List<string> ord = [e.ErGarantiplads ? $"Garantiplads: ingen af ønskerne er ledige, og garantidatoen er {(b.Garantidato is { } d ? DanishTime.ShortDate(d) : "nået for tvillingen")}." : $"Ønske {v.Oenske}."];
        ord.Add($"Nr. {foran + 1} i køen til {g.Navn}{(krav.Length > 0 ? $": {krav}" : "")}.");
        if (e.Antal > 1)
            ord.Add("Tilbydes sammen med sin tvilling.");
        if (!e.ErGarantiplads)
            ord.AddRange(e.Valg.Where(x => x.Oenske < v.Oenske).Select(x => Optaget(e, x, maaned)).Distinct());
        return string.Join(' ', ord);
    }

    private static string HvorforIkke(Enhed e, Anvisningsbarn b, ILookup<Guid, Gruppestand> iInstitution, DateOnly dag, int maaned)
    {
        List<string> ord = [];
        foreach (var institution in b.Oensker)
        {
            var valg = e.Valg.Where(v => v.Gruppe.Gruppe.InstitutionId == institution).ToList();
            var grupper = iInstitution[institution].Select(s => s.Gruppe).ToList();
            if (valg.Count > 0)
                ord.AddRange(valg.Select(v => Optaget(e, v, maaned)));
            else if (grupper.Count == 0)
                ord.Add("En ønsket institution har ingen grupper.");
            else if (grupper[0].Art == Institutionsart.Privat)
                ord.Add($"{grupper[0].Institution} er privat og anvises ikke af kommunen.");
            else if (!grupper[0].AnvisesDen(Begynder(b, dag)))
                ord.Add($"{grupper[0].Institution} er lukket.");
            else if (!e.Boern.All(x => x.Oensker.Contains(institution)))
                ord.Add($"{grupper[0].Institution} er ikke ønsket til begge tvillinger.");
            else
                ord.Add($"{grupper[0].Institution} har ingen gruppe til et barn på {Alder.IMaaneder(b.Foedt, Begynder(b, dag))} måneder.");
        }

        if (b.Oensker.Count == 0)
            ord.Add("Der er ingen ønsker.");
        if (Rang.ErForfalden(b, maaned))
            ord.Add("Garantidatoen nås, og der er ingen ledig plads i kommunen til barnets alder.");
        return string.Join(' ', ord);
    }

    /// <summary>Why a place that was asked for was not got.</summary>
    private static string Optaget(Enhed e, Valgmulighed v, int maaned)
    {
        var g = v.Gruppe.Gruppe;
        var fri = Enumerable.Range(0, v.Slut).Min(g.LedigeI);
        if (fri < e.Antal)
        {
            var naar = Enumerable.Range(0, v.Slut).First(t => g.LedigeI(t) < e.Antal);
            return $"{g.Navn} har ikke {(e.Antal == 1 ? "en ledig plads" : $"{e.Antal} ledige pladser")} i {Maaneder.Navn(maaned + naar)}.";
        }

        return v.Gruppe.Standset && e.Antal == 1
            ? $"{g.Navn}: tvillinger med bedre ret skal have plads sammen, og der er ikke plads til dem endnu."
            : $"{g.Navn}: {v.Gruppe.Holder.Where(h => h.Valg.Rang.CompareTo(v.Rang) < 0).Sum(h => h.Enhed.Antal)} med bedre ret fik de ledige pladser.";
    }
}
