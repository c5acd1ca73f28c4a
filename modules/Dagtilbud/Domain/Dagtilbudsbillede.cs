namespace Esdh.Dagtilbud.Domain;

/// <summary>All that decides who can have which place, as it is at one moment: what queue, anvisning, offers and figures have in common.</summary>
internal sealed class Dagtilbudsbillede
{
    /// <summary>Months ahead that places are counted in: the longest a child can stay.</summary>
    public const int Horisont = DagtilbudGruppe.FlestMaaneder;

    private readonly Dictionary<Guid, List<DagtilbudKapacitet>> _kapacitet;
    private readonly ILookup<Guid, (int Fra, int Til)> _optagne;
    private readonly ILookup<Guid, DagtilbudOenske> _oensker;
    private readonly ILookup<Guid, Guid> _foraeldre;
    private readonly ILookup<Guid, Guid> _boern;
    private readonly Dictionary<Guid, List<DagtilbudPlads>> _pladser;
    private readonly Dictionary<Guid, DagtilbudTilbud> _aabne;
    private readonly ILookup<Guid, DagtilbudAnsoegning> _tvillinger;

    public Dagtilbudsbillede(
        DateOnly idag, IReadOnlyCollection<DagtilbudInstitution> institutioner, IReadOnlyCollection<DagtilbudGruppe> grupper, IEnumerable<DagtilbudKapacitet> kapaciteter, IReadOnlyCollection<DagtilbudAnsoegning> ansoegninger,
        IEnumerable<DagtilbudOenske> oensker, IReadOnlyCollection<DagtilbudForaelder> foraeldre, IReadOnlyCollection<DagtilbudPlads> pladser, IReadOnlyCollection<DagtilbudTilbud> aabne, DagtilbudRegelsaet regler)
    {
        (Idag, Regler) = (idag, regler);
        Institutioner = institutioner.ToDictionary(i => i.Id);
        Grupper = grupper.ToDictionary(g => g.Id);
        GrupperI = grupper.OrderBy(g => g.FraMaaneder).ThenBy(g => g.Navn, StringComparer.Ordinal).ToLookup(g => g.InstitutionId);
        Ansoegninger = ansoegninger.ToDictionary(a => a.SagId);
        _kapacitet = kapaciteter.GroupBy(k => k.GruppeId).ToDictionary(g => g.Key, g => g.OrderBy(k => k.Fra).ToList());
        _optagne = pladser.Select(p => (p.GruppeId, Fra: Maaneder.Nr(p.Fra), Til: p.SidsteMaaned)).Concat(aabne.Select(t => (t.GruppeId, Fra: Maaneder.Nr(t.Fra), Til: t.SidsteMaaned))).ToLookup(x => x.GruppeId, x => (x.Fra, x.Til));
        _oensker = oensker.OrderBy(o => o.Nr).ToLookup(o => o.SagId);
        _foraeldre = foraeldre.ToLookup(f => f.SagId, f => f.PartId);
        _boern = foraeldre.ToLookup(f => f.PartId, f => f.SagId);
        _pladser = pladser.GroupBy(p => p.SagId).ToDictionary(g => g.Key, g => g.ToList());
        _aabne = aabne.GroupBy(t => t.SagId).ToDictionary(g => g.Key, g => g.First());
        _tvillinger = ansoegninger.Where(a => a.TvillingNoegle is not null).ToLookup(a => a.TvillingNoegle!.Value);
    }

    public DateOnly Idag { get; }

    public DagtilbudRegelsaet Regler { get; }

    public IReadOnlyDictionary<Guid, DagtilbudInstitution> Institutioner { get; }

    public IReadOnlyDictionary<Guid, DagtilbudGruppe> Grupper { get; }

    /// <summary>Groups of an institution, the youngest first.</summary>
    public ILookup<Guid, DagtilbudGruppe> GrupperI { get; }

    /// <summary>Those that are not over.</summary>
    public IReadOnlyDictionary<Guid, DagtilbudAnsoegning> Ansoegninger { get; }

    public string Navn(Guid gruppe) => Grupper.TryGetValue(gruppe, out var g) ? $"{Institutioner[g.InstitutionId].Navn}, {g.Navn}" : "";

    public IReadOnlyList<DagtilbudOenske> Oensker(Guid sag) => [.. _oensker[sag]];

    public DagtilbudTilbud? AabentTilbud(Guid sag) => _aabne.GetValueOrDefault(sag);

    /// <summary>The place that the child has on a day, or will have.</summary>
    public DagtilbudPlads? Plads(Guid sag) => _pladser.TryGetValue(sag, out var p) ? p.Where(x => x.SidsteMaaned >= Maaneder.Nr(Idag)).MaxBy(x => x.Fra) : null;

    public int Kapacitet(Guid gruppe, int maaned)
    {
        var g = Grupper[gruppe];
        var i = Institutioner[g.InstitutionId];
        return Maaneder.Sidste(maaned) < i.Aabner || i.Lukker <= Maaneder.Foerste(maaned) || !_kapacitet.TryGetValue(gruppe, out var k) ? 0 : k.LastOrDefault(x => Maaneder.Nr(x.Fra) <= maaned)?.Antal ?? 0;
    }

    /// <summary>Enrolled, or offered and not answered.</summary>
    public int Taget(Guid gruppe, int maaned) => _optagne[gruppe].Count(o => o.Fra <= maaned && maaned <= o.Til);

    /// <summary>Free places in each of so many months.</summary>
    public int[] Ledige(Guid gruppe, int maaned, int antal)
    {
        var ledige = new int[antal];
        for (var t = 0; t < antal; t++)
            ledige[t] = Kapacitet(gruppe, maaned + t);
        foreach (var (fra, til) in _optagne[gruppe])
        {
            for (var t = Math.Max(0, fra - maaned); t < antal && t <= til - maaned; t++)
                ledige[t]--;
        }

        return ledige;
    }

    /// <summary>The first month in which there is not room for so many as long as the child will be in the group; null where there is.</summary>
    public int? FuldtI(Guid gruppe, DateOnly foedt, DateOnly fra, int antal = 1)
    {
        var maaned = Maaneder.Nr(fra);
        var ledige = Ledige(gruppe, maaned, Anvisning.Ophold(foedt, Grupper[gruppe].TilMaaneder, maaned));
        var fuld = Array.FindIndex(ledige, l => l < antal);
        return fuld < 0 ? null : maaned + fuld;
    }

    public IReadOnlyList<Anvisningsgruppe> Anvisningsgrupper(int maaned) =>
        [.. Grupper.Values.Select(g => Institutioner[g.InstitutionId] is var i ? new Anvisningsgruppe(g.Id, i.Id, i.Navn, g.Navn, i.Distrikt, i.Art, i.Aabner, i.Lukker, g.FraMaaneder, g.TilMaaneder, Ledige(g.Id, maaned, Horisont)) : null!)];

    /// <summary>Those that a month is allocated to: on the waiting list, wanted in the month or before, without an open offer.</summary>
    public IReadOnlyList<Anvisningsbarn> Boern(int maaned)
    {
        var sidste = Maaneder.Sidste(maaned);
        return [.. Ansoegninger.Values.Where(a => a.Stand == Ansoegningsstand.Venter && a.Oensket <= sidste && !_aabne.ContainsKey(a.SagId)).Select(Barn)];
    }

    public Anvisningsbarn Barn(DagtilbudAnsoegning a)
    {
        // A twin that has a place, or has been offered one, is not waited for.
        var sammen = a is { TvillingNoegle: { } n, HverForSig: false } ? _tvillinger[n].Count(t => t is { HverForSig: false, Stand: Ansoegningsstand.Venter or Ansoegningsstand.Modtaget }) : 1;
        return new(
            a.SagId, a.Foedt, a.Oensket, a.AnciennitetFra ?? a.Modtaget, a.Garantidato, a.Distrikt, a.Behov is not null, Soeskende(a), [.. _oensker[a.SagId].Select(o => o.InstitutionId)],
            sammen > 1 ? a.TvillingNoegle : null, sammen);
    }

    /// <summary>Institutions where a child with a parent in common has a place, or where one is said to be.</summary>
    public IReadOnlySet<Guid> Soeskende(DagtilbudAnsoegning a)
    {
        HashSet<Guid> steder = [];
        if (a.SoeskendeId is { } sagt)
            steder.Add(sagt);
        foreach (var sag in _foraeldre[a.SagId].SelectMany(p => _boern[p]).Where(s => s != a.SagId).Distinct())
        {
            if (Plads(sag) is { } plads)
                steder.Add(Grupper[plads.GruppeId].InstitutionId);
        }

        return steder;
    }

    /// <summary>The group of an institution that fits the child when it begins, at the earliest today; null where there is none.</summary>
    public DagtilbudGruppe? Gruppe(DagtilbudAnsoegning a, Guid institution)
    {
        var dag = a.Oensket > Idag ? a.Oensket : Idag;
        var alder = Alder.IMaaneder(a.Foedt, dag);
        return GrupperI[institution].FirstOrDefault(g => alder >= g.FraMaaneder && alder < g.TilMaaneder);
    }

    /// <summary>The queues to all groups, the best claim first: those who wait for a place and wish for the institution.</summary>
    public IReadOnlyDictionary<Guid, List<Guid>> Koeer()
    {
        var (regler, maaned) = (Anvisningsregler.Af(Regler), Maaneder.Nr(Idag));
        Dictionary<Guid, List<(Rang Rang, Guid Sag)>> koeer = [];
        foreach (var a in Ansoegninger.Values.Where(a => a.ErAktiv))
        {
            var barn = Barn(a);
            foreach (var o in _oensker[a.SagId])
            {
                if (Gruppe(a, o.InstitutionId) is not { } gruppe || !Institutioner[o.InstitutionId].AnvisesDen(a.Oensket > Idag ? a.Oensket : Idag))
                    continue;
                if (!koeer.TryGetValue(gruppe.Id, out var koe))
                    koeer[gruppe.Id] = koe = [];
                koe.Add((Rang.Af(barn, o.InstitutionId, Institutioner[o.InstitutionId].Distrikt, regler, maaned), a.SagId));
            }
        }

        return koeer.ToDictionary(k => k.Key, k => k.Value.OrderBy(x => x.Rang).Select(x => x.Sag).ToList());
    }

    /// <summary>
    /// Children with a better claim to a group than the one who is to have its place: they wait for it, there is room for them, and they have nothing that they wish for more.
    /// </summary>
    /// <param name="a">The one who is to have it.</param>
    /// <param name="gruppe">The group.</param>
    /// <param name="fra">When the place begins.</param>
    /// <param name="foreslaaet">What others are proposed by the run: their wish's number, by case.</param>
    public IReadOnlyList<Guid> BedreRet(DagtilbudAnsoegning a, Guid gruppe, DateOnly fra, IReadOnlyDictionary<Guid, int> foreslaaet)
    {
        var g = Grupper[gruppe];
        var i = Institutioner[g.InstitutionId];
        var (maaned, regler) = (Maaneder.Nr(fra), Anvisningsregler.Af(Regler));
        var egen = Rang.Af(Barn(a), i.Id, i.Distrikt, regler, maaned);
        List<(Rang Rang, Guid Sag)> bedre = [];
        foreach (var anden in Boern(maaned))
        {
            if (anden.SagId == a.SagId || (anden.Tvilling is { } t && t == a.TvillingNoegle))
                continue;
            var nr = anden.Oensker.ToList().IndexOf(i.Id) + 1;
            var alder = Alder.IMaaneder(anden.Foedt, Anvisning.Begynder(anden, Maaneder.Foerste(maaned)));
            if (nr == 0 || alder < g.FraMaaneder || alder >= g.TilMaaneder || (foreslaaet.TryGetValue(anden.SagId, out var faar) && faar <= nr) || FuldtI(gruppe, anden.Foedt, fra, anden.MedTvilling) is not null)
                continue;
            var rang = Rang.Af(anden, i.Id, i.Distrikt, regler, maaned);
            if (rang.CompareTo(egen) < 0)
                bedre.Add((rang, anden.SagId));
        }

        return [.. bedre.OrderBy(b => b.Rang).Select(b => b.Sag)];
    }
}
