using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>
/// Reads KLE's own XML (emneplan and handlingsfacetter) as it comes: with or without namespace, elements in any order, empty
/// or unknown, groups nested or side by side. Levels are put together by number and not by nesting, so a misplaced subject
/// still lands in its group. What is wrong is told in Danish with the line, all of it and not only the first; only XML that
/// is itself broken ends the reading. DTDs are refused, nothing outside the file is opened, and <see cref="KleGraenser"/> bounds it.
/// </summary>
internal sealed partial class KleLaeser
{
    private readonly KleGraenser _graenser;
    private readonly List<KleMelding> _meldinger = [];
    private readonly SortedDictionary<string, Post>[] _poster = [.. Enum.GetValues<Niveau>().Select(_ => new SortedDictionary<string, Post>(StringComparer.Ordinal))];
    private int _antal;
    private DateOnly? _udgivelsesdato;
    private string? _titel;
    private string _fil = "";

    private KleLaeser(KleGraenser graenser) => _graenser = graenser;

    private enum Niveau
    {
        Hovedgruppe,
        Gruppe,
        Emne,
        HandlingsfacetKategori,
        Handlingsfacet,
    }

    /// <summary>
    /// Reads the subject file and, where given, the facet file, in any order. Never throws because of their content; an
    /// I/O error of a stream is the caller's.
    /// </summary>
    public static KleLaesning Laes(IEnumerable<KleFil> filer, KleGraenser? graenser = null)
    {
        var laeser = new KleLaeser(graenser ?? KleGraenser.Standard);
        foreach (var fil in filer)
        {
            laeser.LaesFil(fil);
        }

        return new(laeser.Saml(), laeser._meldinger);
    }

    private void LaesFil(KleFil fil)
    {
        _fil = fil.Navn;
        var kilde = new AfgraensetStroem(fil.Indhold, _graenser.Bytes);
        var indstillinger = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        var foer = _antal;
        try
        {
            using var xml = XmlReader.Create(kilde, indstillinger);
            LaesDokument(xml);
            if (_antal == foer)
            {
                Fejl(0, "Filen indeholder hverken hovedgrupper eller handlingsfacetter. Er det en KLE-fil?");
            }
        }
        catch (AfbrudtException e)
        {
            Fejl(e.Linje, e.Message);
        }
        catch (XmlException e)
        {
            Fejl(e.LineNumber, kilde switch
            {
                { ErTom: true } => "Filen er tom.",
                { HarDoctype: true } => "Filen indeholder en DOCTYPE. Det er ikke tilladt, og resten af filen er ikke læst.",
                { ErSlut: true } => "Filen slutter, før den er færdig. Den er formentlig afbrudt under overførslen.",
                _ => "Filen er ikke gyldig XML på dette sted, og resten af den er ikke læst.",
            });
        }
    }

    private void LaesDokument(XmlReader xml)
    {
        var aabne = new Stack<(Post Post, int Dybde)>();
        var videre = xml.Read();
        while (videre)
        {
            KraevDybde(xml);
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (aabne.TryPeek(out var top) && top.Dybde == xml.Depth)
                {
                    aabne.Pop();
                    Modtag(top.Post);
                }
            }
            else if (xml.NodeType == XmlNodeType.Element)
            {
                if (Enum.TryParse<Niveau>(xml.LocalName, ignoreCase: true, out var niveau) && char.IsLetter(xml.LocalName[0]))
                {
                    var post = new Post(niveau, _fil, Linje(xml), aabne.TryPeek(out var over) ? over.Post : null);
                    if (xml.IsEmptyElement)
                    {
                        Advarsel(post.Linje, $"Et tomt {niveau}-element er sprunget over.");
                    }
                    else
                    {
                        aabne.Push((post, xml.Depth));
                    }
                }
                else if (aabne.TryPeek(out var top) ? xml.Depth == top.Dybde + 1 && top.Post.Felt(xml.LocalName) is not null : ErPlanfelt(xml))
                {
                    var knude = LaesKnude(xml);
                    if (aabne.Count > 0)
                    {
                        Udfyld(top.Post, top.Post.Felt(knude.Navn)!, knude);
                    }
                    else if (Er(knude.Navn, "UdgivelsesDato"))
                    {
                        SaetUdgivelsesdato(knude);
                    }
                    else
                    {
                        _titel ??= knude.Alt().Length > 0 ? Afkort(knude.Alt(), 200) : null;
                    }

                    // LaesKnude leaves the reader on the node after the element.
                    videre = !xml.EOF;
                    continue;
                }
            }

            videre = xml.Read();
        }
    }

    private static bool ErPlanfelt(XmlReader xml) =>
        xml.Depth > 0 && (Er(xml.LocalName, "UdgivelsesDato") || Er(xml.LocalName, "EmneplanTitel"));

    /// <summary>The newest of the files' dates: the facets change more seldom and are delivered with an older one.</summary>
    private void SaetUdgivelsesdato(Knude knude)
    {
        if (Dato(knude, "Udgivelsesdatoen") is { } dato && (_udgivelsesdato is null || dato > _udgivelsesdato))
        {
            _udgivelsesdato = dato;
        }
    }

    private void Udfyld(Post post, string felt, Knude knude)
    {
        switch (felt)
        {
            case "nr":
                post.Nummer ??= IngenHvis(knude.Alt(), "");
                break;
            case "titel":
                post.Titel ??= IngenHvis(Afkort(knude.Alt(), 250), "");
                break;
            case "vejledning":
                post.Vejledning ??= IngenHvis(knude.Afsnit(), "");
                break;
            case "uuid":
                if (Guid.TryParse(knude.Alt(), out var uuid))
                {
                    post.Uuid ??= uuid;
                }
                else if (knude.Alt().Length > 0)
                {
                    Advarsel(knude.Linje, "Et UUID kan ikke læses og er udeladt.");
                }

                break;
            case "bevaring":
                post.Bevaring ??= knude;
                break;
            case "sletning":
                LaesSletning(post, knude);
                break;
            case "administrativinfo":
                LaesAdministration(post, knude);
                break;
            case "retskildereference":
                LaesRetskilde(post, knude);
                break;
            case "stikord":
                var tekst = Afkort(knude.Find("Tekst")?.Alt() ?? knude.EgenTekst(), 250);
                if (tekst.Length > 0)
                {
                    post.Stikord.Add(new(tekst, IngenHvis(knude.Find("HandlingsfacetNr")?.Alt() ?? "", "")));
                }

                break;
        }
    }

    private void LaesSletning(Post post, Knude knude)
    {
        var tekst = knude.Alt();
        if (tekst.Length == 0 || Er(tekst, "tom"))
        {
            return;
        }

        if (Slettefrist.TryParse(tekst, out var frist))
        {
            post.Sletning ??= frist;
        }
        else
        {
            Advarsel(knude.Linje, $"Slettefristen “{Afkort(tekst, 40)}” er ikke en varighed som P1825D og er udeladt.");
        }
    }

    private void LaesAdministration(Post post, Knude info)
    {
        post.Oprettet ??= info.Find("OprettetDato") is { } oprettet ? Dato(oprettet, "Oprettelsesdatoen") : null;
        foreach (var historisk in info.Boern.Where(b => Er(b.Navn, "Historisk")))
        {
            post.Udgaaet ??= historisk.Find("UdgaaetDato") is { } udgaaet ? Dato(udgaaet, "Udgåetdatoen") : null;
            foreach (var flyttet in historisk.Boern.Where(b => Er(b.Navn, "Flyttet")))
            {
                post.Flyttet ??= flyttet.Find("FlyttetDato") is { } dato ? Dato(dato, "Flyttedatoen") : null;
                foreach (var nummer in flyttet.Boern.Where(b => Er(b.Navn, "AfloestAf")).SelectMany(a => a.Boern))
                {
                    if (nummer.Navn.EndsWith("Nr", StringComparison.OrdinalIgnoreCase) && nummer.Alt() is { Length: > 0 } tekst)
                    {
                        post.Afloesere.Add((Afkort(tekst, 20), nummer.Linje));
                    }
                }
            }
        }
    }

    private void LaesRetskilde(Post post, Knude knude)
    {
        string? Felt(string navn) => IngenHvis(Afkort(knude.Find(navn)?.Alt() ?? "", 500), "");

        if (Felt("RetskildeTitel") is not { } titel)
        {
            return;
        }

        var url = Felt("RetsinfoURL");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var adresse) && adresse.Scheme is "http" or "https"))
        {
            Advarsel(knude.Linje, "Henvisningen til en retskilde har ikke en webadresse med http eller https, og adressen er udeladt.");
            url = null;
        }

        post.Retskilder.Add(new(titel, Felt("ParagrafEllerKapitel"), Felt("RetsinfoAccessionsNr"), url));
    }

    /// <summary>Takes a finished element in, under its number.</summary>
    private void Modtag(Post post)
    {
        if (++_antal > _graenser.Numre)
        {
            throw new AfbrudtException(post.Linje, $"Filen har over {_graenser.Numre} numre. Resten af den er ikke læst.");
        }

        if (post.Nummer is null)
        {
            Fejl(post.Linje, $"{Betegnelse(post.Niveau)} mangler et nummer og er sprunget over.");
            return;
        }

        var nummer = post.Nummer.ToUpperInvariant();
        if (!Moenster(post.Niveau).IsMatch(nummer))
        {
            Fejl(post.Linje, $"“{Afkort(post.Nummer, 20)}” er ikke et gyldigt nummer på {Betegnelse(post.Niveau, bestemt: true)}, som er sprunget over. {Form(post.Niveau)}");
            return;
        }

        post.Nummer = nummer;
        if (!_poster[(int)post.Niveau].TryAdd(nummer, post))
        {
            Fejl(post.Linje, $"{Betegnelse(post.Niveau)} {nummer} findes to gange. Den første (linje {_poster[(int)post.Niveau][nummer].Linje}) er beholdt.");
            return;
        }

        post.Udgaaet ??= post.Flyttet;
        if (post.Udgaaet is null && post.Afloesere.Count > 0)
        {
            post.Udgaaet = _udgivelsesdato;
            Advarsel(post.Linje, $"{nummer} har en afløser, men ingen dato. Det regnes som udgået, da planen blev udgivet.");
        }

        if (post.Titel is null)
        {
            post.Titel = "(uden titel)";
            if (post.Udgaaet is null)
            {
                Advarsel(post.Linje, $"{nummer} har ingen titel.");
            }
        }

        SaetBevaring(post);
    }

    private void SaetBevaring(Post post)
    {
        if (post.Niveau is not (Niveau.Emne or Niveau.Handlingsfacet))
        {
            return;
        }

        var kode = post.Bevaring?.Alt() ?? "";
        if (kode.Length > 0 && char.IsLetter(kode[0]) && Enum.TryParse<Bevaring>(kode, ignoreCase: true, out var bevaring))
        {
            post.Bevaringskode = bevaring;
            return;
        }

        if (kode.Length > 0)
        {
            Advarsel(post.Bevaring!.Linje, $"Bevaringskoden “{Afkort(kode, 20)}” på {post.Nummer} kendes ikke. Den regnes som tom, så intet kasseres efter den.");
        }
        else if (post.Udgaaet is null)
        {
            Advarsel(post.Linje, $"{post.Nummer} har ingen bevaringskode. Den regnes som tom, så intet kasseres efter den.");
        }
    }

    private Emneplan? Saml()
    {
        if (Alle(Niveau.Emne).Count == 0)
        {
            if (_meldinger.Count == 0 || Alle(Niveau.Hovedgruppe).Count + Alle(Niveau.Handlingsfacet).Count > 0)
            {
                Fejl(0, "Der er ingen emner i det, der er læst. Emneplanens egen fil mangler.");
            }

            if (Alle(Niveau.Handlingsfacet).Count == 0)
            {
                return null;
            }
        }

        if (_udgivelsesdato is null)
        {
            Fejl(0, "Emneplanen mangler en udgivelsesdato.");
        }

        foreach (var post in Alle(Niveau.Emne).Values.Concat(Alle(Niveau.Handlingsfacet).Values))
        {
            KontrollerAfloesere(post);
        }

        foreach (var emne in Alle(Niveau.Emne).Values)
        {
            Overordnet(emne, Niveau.Gruppe, emne.Nummer![..5]);
        }

        foreach (var gruppe in Alle(Niveau.Gruppe).Values.ToList())
        {
            Overordnet(gruppe, Niveau.Hovedgruppe, gruppe.Nummer![..2]);
        }

        foreach (var facet in Alle(Niveau.Handlingsfacet).Values)
        {
            Overordnet(facet, Niveau.HandlingsfacetKategori, facet.Nummer![..1]);
        }

        var emner = Alle(Niveau.Emne).Values.ToLookup(e => e.Nummer![..5], SomEmne);
        var grupper = Alle(Niveau.Gruppe).Values.ToLookup(g => g.Nummer![..2], g => SomGruppe(g, emner[g.Nummer!]));
        var facetter = Alle(Niveau.Handlingsfacet).Values.ToLookup(f => f.Nummer![..1], SomFacet);
        return new(
            _udgivelsesdato ?? DateOnly.MinValue,
            _titel ?? $"Emneplan {_udgivelsesdato:dd.MM.yyyy}".TrimEnd(),
            [.. Alle(Niveau.Hovedgruppe).Values.Select(h => SomHovedgruppe(h, grupper[h.Nummer!]))],
            [.. Alle(Niveau.HandlingsfacetKategori).Values.Select(k => SomKategori(k, facetter[k.Nummer!]))]);
    }

    private SortedDictionary<string, Post> Alle(Niveau niveau) => _poster[(int)niveau];

    /// <summary>Makes the level above when the file forgot it, and tells when the element stood under another.</summary>
    private void Overordnet(Post post, Niveau niveau, string nummer)
    {
        if (post.Over is { Nummer: not null } over && over.Niveau == niveau && over.Nummer != nummer)
        {
            Meld(KleMeldingsart.Advarsel, post.Fil, post.Linje, $"{post.Nummer} står under {Afkort(over.Nummer, 20)} i filen, men hører efter sit nummer til {nummer} og er flyttet dertil.");
        }

        if (!Alle(niveau).ContainsKey(nummer))
        {
            Alle(niveau).Add(nummer, new(niveau, post.Fil, post.Linje, null) { Nummer = nummer, Titel = "(uden titel)" });
            Meld(KleMeldingsart.Advarsel, post.Fil, post.Linje, $"{Betegnelse(niveau)} {nummer} findes ikke i filen og er oprettet uden titel til {post.Nummer}.");
        }
    }

    private void KontrollerAfloesere(Post post)
    {
        var godkendte = new List<(string Nummer, int Linje)>();
        foreach (var (tekst, linje) in post.Afloesere)
        {
            var nummer = tekst.ToUpperInvariant();
            if (nummer == post.Nummer)
            {
                Meld(KleMeldingsart.Advarsel, post.Fil, linje, $"{nummer} er sat til at afløse sig selv. Det er udeladt.");
            }
            else if (post.Niveau == Niveau.Emne && Moenster(Niveau.Gruppe).IsMatch(nummer) && Alle(Niveau.Emne).ContainsKey(nummer + ".00"))
            {
                // A subject may be followed by a whole group; its general subject is then the nearest.
                godkendte.Add((nummer + ".00", linje));
            }
            else if (!Alle(post.Niveau).ContainsKey(nummer))
            {
                Meld(KleMeldingsart.Advarsel, post.Fil, linje, $"{post.Nummer} afløses af “{nummer}”, som ikke findes i planen. Det er udeladt.");
            }
            else if (godkendte.TrueForAll(g => g.Nummer != nummer))
            {
                godkendte.Add((nummer, linje));
            }
        }

        post.Afloesere.Clear();
        post.Afloesere.AddRange(godkendte);
    }

    private static Hovedgruppe SomHovedgruppe(Post p, IEnumerable<Gruppe> grupper) => new()
    {
        Nummer = p.Nummer!, Titel = p.Titel!, Vejledning = p.Vejledning ?? "", Uuid = p.Uuid,
        OprettetDato = p.Oprettet, UdgaaetDato = p.Udgaaet, Grupper = [.. grupper],
    };

    private static Gruppe SomGruppe(Post p, IEnumerable<Emne> emner) => new()
    {
        Nummer = p.Nummer!, Titel = p.Titel!, Vejledning = p.Vejledning ?? "", Uuid = p.Uuid,
        OprettetDato = p.Oprettet, UdgaaetDato = p.Udgaaet, Retskilder = p.Retskilder, Emner = [.. emner],
    };

    private static Emne SomEmne(Post p) => new()
    {
        Nummer = p.Nummer!, Titel = p.Titel!, Vejledning = p.Vejledning ?? "", Stikord = p.Stikord, Uuid = p.Uuid,
        OprettetDato = p.Oprettet, UdgaaetDato = p.Udgaaet, Afloesere = [.. p.Afloesere.Select(a => a.Nummer)],
        Bevaring = p.Bevaringskode, Sletning = p.Sletning, Retskilder = p.Retskilder,
    };

    private static Facetkategori SomKategori(Post p, IEnumerable<Facet> facetter) => new()
    {
        Nummer = p.Nummer!, Titel = p.Titel!, Vejledning = p.Vejledning ?? "", Uuid = p.Uuid,
        OprettetDato = p.Oprettet, UdgaaetDato = p.Udgaaet, Facetter = [.. facetter],
    };

    private static Facet SomFacet(Post p) => new()
    {
        Nummer = p.Nummer!, Titel = p.Titel!, Vejledning = p.Vejledning ?? "", Uuid = p.Uuid,
        OprettetDato = p.Oprettet, UdgaaetDato = p.Udgaaet, Afloesere = [.. p.Afloesere.Select(a => a.Nummer)],
        Bevaring = p.Bevaringskode,
    };

    /// <summary>The whole element as a small tree; the reader is left on the node after it.</summary>
    private Knude LaesKnude(XmlReader xml)
    {
        var rod = new Knude(xml.LocalName, Linje(xml));
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return rod;
        }

        var sti = new Stack<Knude>([rod]);
        var (knuder, tegn, afkortet) = (1, 0, false);
        var buffer = new char[4096];
        while (sti.Count > 0)
        {
            if (!xml.Read())
            {
                return rod;
            }

            KraevDybde(xml);
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    var knude = new Knude(xml.LocalName, Linje(xml));
                    if (++knuder <= 5_000)
                    {
                        sti.Peek().Tilfoej(knude);
                    }

                    if (!xml.IsEmptyElement)
                    {
                        sti.Push(knude);
                    }

                    break;
                case XmlNodeType.EndElement:
                    sti.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    // In chunks, so that one enormous text never becomes one enormous string.
                    for (int antal; (antal = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                    {
                        var plads = Math.Min(antal, _graenser.Tekst - tegn);
                        tegn += plads;
                        afkortet |= plads < antal;
                        sti.Peek().Tilfoej(buffer.AsSpan(0, plads));
                    }

                    break;
            }
        }

        if (afkortet || knuder > 5_000)
        {
            Advarsel(rod.Linje, $"Indholdet af {Afkort(rod.Navn, 60)} er for langt og er afkortet.");
        }

        xml.Read();
        return rod;
    }

    private void KraevDybde(XmlReader xml)
    {
        if (xml.Depth > _graenser.Dybde)
        {
            throw new AfbrudtException(Linje(xml), $"Filen har elementer i over {_graenser.Dybde} lag. Resten af den er ikke læst.");
        }
    }

    private DateOnly? Dato(Knude knude, string navn)
    {
        var tekst = knude.Alt();
        if (tekst.Length == 0)
        {
            return null;
        }

        // xs:date may carry a time zone, and some exports write a time as well.
        var dag = tekst.Length > 10 ? tekst[..10] : tekst;
        if (DateOnly.TryParseExact(dag, ["yyyy-MM-dd", "dd-MM-yyyy", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var dato))
        {
            return dato;
        }

        Advarsel(knude.Linje, $"{navn} “{Afkort(tekst, 40)}” er ikke en dato og er udeladt.");
        return null;
    }

    private void Fejl(int linje, string tekst) => Meld(KleMeldingsart.Fejl, _fil, linje, tekst);

    private void Advarsel(int linje, string tekst) => Meld(KleMeldingsart.Advarsel, _fil, linje, tekst);

    private void Meld(KleMeldingsart art, string fil, int linje, string tekst)
    {
        if (_meldinger.Count < _graenser.Meldinger)
        {
            _meldinger.Add(new(art, fil, linje, tekst));
        }
        else if (art == KleMeldingsart.Fejl || _meldinger.Count == _graenser.Meldinger)
        {
            // One more than the limit, kept as an error as soon as one of those left out was one.
            _meldinger.RemoveRange(_graenser.Meldinger, _meldinger.Count - _graenser.Meldinger);
            _meldinger.Add(new(art, fil, linje, "Der er flere meldinger end dem, der er vist her."));
        }
    }

    private static int Linje(XmlReader xml) => xml is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;

    private static bool Er(string navn, string andet) => string.Equals(navn, andet, StringComparison.OrdinalIgnoreCase);

    private static string? IngenHvis(string tekst, string tom) => tekst == tom ? null : tekst;

    private static string Afkort(string tekst, int laengde)
    {
        if (tekst.Length <= laengde)
        {
            return tekst;
        }

        // Never through a surrogate pair.
        var slut = char.IsHighSurrogate(tekst[laengde - 2]) ? laengde - 2 : laengde - 1;
        return string.Concat(tekst.AsSpan(0, slut), "…");
    }

    private static string Betegnelse(Niveau niveau, bool bestemt = false) => (niveau, bestemt) switch
    {
        (Niveau.Hovedgruppe, false) => "Hovedgruppe",
        (Niveau.Gruppe, false) => "Gruppe",
        (Niveau.Emne, false) => "Emne",
        (Niveau.HandlingsfacetKategori, false) => "Facetkategori",
        (_, false) => "Facet",
        (Niveau.Hovedgruppe, _) => "hovedgruppen",
        (Niveau.Gruppe, _) => "gruppen",
        (Niveau.Emne, _) => "emnet",
        (Niveau.HandlingsfacetKategori, _) => "facetkategorien",
        _ => "facetten",
    };

    private static string Form(Niveau niveau) => niveau switch
    {
        Niveau.Hovedgruppe => "Det skal have to cifre, fx 02.",
        Niveau.Gruppe => "Det skal have formen 02.34.",
        Niveau.Emne => "Det skal have formen 02.34.02.",
        Niveau.HandlingsfacetKategori => "Det skal være et bogstav, fx G.",
        _ => "Det skal have formen G01.",
    };

    private static Regex Moenster(Niveau niveau) => niveau switch
    {
        Niveau.Hovedgruppe => Hovedgruppenummer(),
        Niveau.Gruppe => Gruppenummer(),
        Niveau.Emne => Emnenummer(),
        Niveau.HandlingsfacetKategori => Kategorinummer(),
        _ => Facetnummer(),
    };

    [GeneratedRegex(@"^[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hovedgruppenummer();

    [GeneratedRegex(@"^[0-9]{2}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Gruppenummer();

    [GeneratedRegex(@"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Emnenummer();

    [GeneratedRegex(@"^[A-ZÆØÅ]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kategorinummer();

    [GeneratedRegex(@"^[A-ZÆØÅ][0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Facetnummer();

    private sealed class Post(Niveau niveau, string fil, int linje, Post? over)
    {
        public Niveau Niveau => niveau;

        public string Fil => fil;

        public int Linje => linje;

        public Post? Over => over;

        public string? Nummer { get; set; }

        public string? Titel { get; set; }

        public string? Vejledning { get; set; }

        public Guid? Uuid { get; set; }

        public DateOnly? Oprettet { get; set; }

        public DateOnly? Udgaaet { get; set; }

        public DateOnly? Flyttet { get; set; }

        public Knude? Bevaring { get; set; }

        public Bevaring Bevaringskode { get; set; }

        public Slettefrist? Sletning { get; set; }

        public List<(string Nummer, int Linje)> Afloesere { get; } = [];

        public List<Stikord> Stikord { get; } = [];

        public List<Retskildereference> Retskilder { get; } = [];

        /// <summary>The field an element fills, with or without the level's name before it (EmneTitel, Titel); null when unknown.</summary>
        public string? Felt(string element)
        {
            var praefiks = niveau.ToString();
            var navn = element.StartsWith(praefiks, StringComparison.OrdinalIgnoreCase) ? element[praefiks.Length..] : element;
            var felt = navn.ToLowerInvariant();
            return felt switch
            {
                "nr" or "titel" or "vejledning" or "uuid" or "administrativinfo" or "retskildereference" => felt,
                _ when felt.EndsWith("stikord", StringComparison.Ordinal) => "stikord",
                _ when felt.StartsWith("bevaringjaevnfoer", StringComparison.Ordinal) => "bevaring",
                _ when felt.StartsWith("sletningjaevnfoer", StringComparison.Ordinal) => "sletning",
                _ => null,
            };
        }
    }

    /// <summary>A small element read whole: children and text in the order they came.</summary>
    private sealed partial class Knude(string navn, int linje)
    {
        private readonly List<object> _indhold = [];

        public string Navn => navn;

        public int Linje => linje;

        public IEnumerable<Knude> Boern => _indhold.OfType<Knude>();

        public void Tilfoej(Knude knude) => _indhold.Add(knude);

        public void Tilfoej(ReadOnlySpan<char> tekst)
        {
            if (_indhold is [.., StringBuilder sidste])
            {
                sidste.Append(tekst);
            }
            else if (!tekst.IsEmpty)
            {
                _indhold.Add(new StringBuilder().Append(tekst));
            }
        }

        public Knude? Find(string barn) => Boern.FirstOrDefault(b => Er(b.Navn, barn));

        /// <summary>All text within, on one line.</summary>
        public string Alt() => Mellemrum().Replace(Raat(medAfsnit: false), " ").Trim();

        /// <summary>The text outside any child, on one line.</summary>
        public string EgenTekst() => Mellemrum().Replace(string.Concat(_indhold.OfType<StringBuilder>()), " ").Trim();

        /// <summary>All text within; a paragraph, list item or break begins a new line, a list item with a dash.</summary>
        public string Afsnit() => string.Join(
            '\n',
            Raat(medAfsnit: true).Split('\u2029').Select(linje => Mellemrum().Replace(linje, " ").Trim()).Where(linje => linje.Length > 0 && linje != "–"));

        private string Raat(bool medAfsnit)
        {
            var tekst = new StringBuilder();
            Skriv(tekst, medAfsnit);
            return tekst.ToString();
        }

        private void Skriv(StringBuilder tekst, bool medAfsnit)
        {
            foreach (var del in _indhold)
            {
                if (del is StringBuilder bid)
                {
                    tekst.Append(bid);
                    continue;
                }

                var barn = (Knude)del;
                var skel = medAfsnit && barn.Navn.ToLowerInvariant() is "p" or "div" or "li" or "ul" or "ol" or "br" or "h1" or "h2" or "h3" or "h4" or "tr" or "vejledningtekst";
                tekst.Append(skel ? "\u2029" : "");
                tekst.Append(skel && Er(barn.Navn, "li") ? "– " : "");
                barn.Skriv(tekst, medAfsnit);
                tekst.Append(skel ? "\u2029" : "");
            }
        }

        // Control characters other than white space cannot stand in XML 1.0; invisible direction marks can.
        [GeneratedRegex(@"[\s\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+", RegexOptions.CultureInvariant)]
        private static partial Regex Mellemrum();
    }

    private sealed class AfbrudtException(int linje, string besked) : Exception(besked)
    {
        public int Linje => linje;
    }

    /// <summary>Refuses what is too large while it is read, and remembers what explains why the XML was refused.</summary>
    private sealed class AfgraensetStroem(Stream indre, long graense) : Stream
    {
        private readonly StringBuilder _start = new();
        private long _laest;

        public bool ErSlut { get; private set; }

        public bool ErTom => ErSlut && _laest == 0;

        public bool HarDoctype => _start.ToString().Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var antal = indre.Read(buffer);
            _laest += antal;
            ErSlut |= antal == 0 && !buffer.IsEmpty;
            if (_laest > graense)
            {
                throw new AfbrudtException(0, $"Filen er større end {graense / 1024 / 1024} MB og er ikke læst til ende.");
            }

            for (var i = 0; i < antal && _start.Length < 4096; i++)
            {
                // Without the zero bytes UTF-16 reads like ASCII, which is enough to see a DOCTYPE.
                if (buffer[i] != 0)
                {
                    _start.Append((char)buffer[i]);
                }
            }

            return antal;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
