using System.Globalization;
using System.Xml;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>
/// Reads a table once, row by row: held against the schema that tableIndex.xml gives it (order, types, NULL), its characters, blanks and lengths, its marks; keys are
/// handed on to be sorted. Memory is what a row takes.
/// </summary>
internal sealed class Tabelkontrol
{
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private const int Proeveraekker = 200;
    private const int MaksProevetegn = 200_000;

    /// <summary>So much of a value is kept to be judged; all of it is counted and searched for what is forbidden.</summary>
    private const int MaksVaerdi = 16 * 1024;

    private readonly Forloeb forloeb;
    private readonly Tabel tabel;
    private readonly Fil fil;
    private readonly Tabelresultat resultat;
    private readonly Dokumentregister? dokumenter;
    private readonly Kolonnestand[] kolonner;
    private readonly int[] primaer;
    private readonly List<int[]> fremmede = [];
    private readonly long[] tomme;
    private readonly char[] del = new char[16 * 1024];
    private char[] raekke = new char[64 * 1024];
    private int brugt;
    private int proevetegn;
    private bool raaTegn;

    public Tabelkontrol(Forloeb forloeb, Tabelresultat resultat, Fil fil, Tabelindeks indeks, Dokumentregister? dokumenter, string arbejdsmappe)
    {
        (this.forloeb, this.resultat, tabel, this.fil, this.dokumenter) = (forloeb, resultat, resultat.Tabel, fil, dokumenter);
        kolonner = [.. tabel.Kolonner.Select(k => new Kolonnestand(k))];
        primaer = [.. tabel.Primaer.Kolonner.Select(Plads)];
        var noegler = 1 + indeks.Tabeller.Sum(t => t.Fremmede.Count + 1);
        var portion = Math.Clamp(3_000_000 / noegler, 4096, 500_000);
        if (primaer.Length > 0 && !primaer.Contains(-1))
        {
            resultat.Primaer = new(arbejdsmappe, portion);
            foreach (var i in primaer)
                kolonner[i].ErNoegle = true;
        }

        foreach (var f in tabel.Fremmede)
        {
            var anden = indeks.Tabeller.FirstOrDefault(t => Sqlnavn.Ens(t.Navn, f.Tabel));
            // Only a key that points at the other's whole primary key can be followed; of the rest something else is said.
            if (anden is null || anden.Primaer.Kolonner.Count != f.Referencer.Count)
                continue;
            int[] pladser = [.. anden.Primaer.Kolonner.Select(p => f.Referencer.FirstOrDefault(r => Sqlnavn.Ens(r.Refereret, p)) is { Kolonne: { } k } ? Plads(k) : -1)];
            if (pladser.Contains(-1))
                continue;
            fremmede.Add(pladser);
            resultat.Fremmede.Add((f, anden, new(arbejdsmappe, portion)));
            foreach (var i in pladser)
                kolonner[i].ErFremmed = true;
        }

        tomme = new long[fremmede.Count];
    }

    public void Laes()
    {
        try
        {
            using var stroem = new Laesestroem(fil.Sti, forloeb, Raa);
            var (erklaeret, utf8) = Xmlerklaering.Laes(stroem.Begyndelse());
            if (!erklaeret || !utf8)
                forloeb.Fund.Meld(Tabelpunkter.Tegnsaet, fil.Vist, tabel.Navn);
            try
            {
                using var laeser = XmlReader.Create(stroem, Indekslaeser.Sikker());
                resultat.Hel = Raekker(laeser, stroem);
            }
            catch (XmlException e)
            {
                Indekslaeser.MeldXml(forloeb, Tabelpunkter.Form, fil.Vist, e, tabel.Navn);
            }
            catch (ForStortException e)
            {
                forloeb.Fund.Meld(Egnepunkter.ForStortElement, fil.Vist, tabel.Navn, forklaring: e.Message);
            }

            Filkontrol.Holdt(forloeb, fil, stroem.Md5());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            forloeb.Register.Set(fil.Indekssti);
            forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, fil.Vist, tabel.Navn, forklaring: e.Message);
        }

        Afslut();
    }

    private int Plads(string navn)
    {
        for (var i = 0; i < tabel.Kolonner.Count; i++)
        {
            if (Sqlnavn.Ens(tabel.Kolonner[i].Navn, navn))
                return i;
        }

        return -1;
    }

    private void Raa(ReadOnlyMemory<byte> bytes, long sted)
    {
        if (raaTegn || Tegnkontrol.RaaStyretegn(bytes.Span) is var i && i < 0)
            return;
        raaTegn = true;
        forloeb.Fund.Meld(Egnepunkter.Tegn, fil.Vist, tabel.Navn, forklaring: string.Create(CultureInfo.InvariantCulture, $"styretegn ved byte {sted + i}"));
    }

    private bool Raekker(XmlReader laeser, Laesestroem stroem)
    {
        var rod = string.Create(CultureInfo.InvariantCulture, $"http://www.sa.dk/xmlns/siard/1.0/schema0/table{tabel.Nummer}.xsd");
        var navne = kolonner.Select(k => laeser.NameTable.Add(k.Kolonne.Id)).ToArray();
        var raekkenavn = laeser.NameTable.Add("row");
        long nr = 0;
        var iRaekke = false;
        var naeste = 0;
        while (laeser.Read())
        {
            stroem.Kommet();
            switch (laeser.NodeType)
            {
                case XmlNodeType.Element when laeser.Depth == 0:
                    if (laeser.LocalName != "table" || laeser.NamespaceURI != rod)
                    {
                        forloeb.Fund.Meld(Tabelpunkter.Rod, fil.Vist, tabel.Navn, forklaring: $"{laeser.LocalName} i {laeser.NamespaceURI}");
                        return false;
                    }

                    break;
                case XmlNodeType.Element when laeser.Depth == 1:
                    if (!ReferenceEquals(laeser.LocalName, raekkenavn) || laeser.NamespaceURI != rod)
                    {
                        Ugyldig(nr, null, $"elementet {laeser.LocalName} mellem rækkerne");
                        Forbi(laeser, stroem, 0);
                        break;
                    }

                    nr++;
                    (iRaekke, naeste, brugt) = (true, 0, 0);
                    if (laeser.HasAttributes)
                        Attributter(laeser, nr, null);
                    if (laeser.IsEmptyElement)
                    {
                        EfterRaekke(nr, naeste);
                        iRaekke = false;
                    }

                    break;
                case XmlNodeType.Element when laeser.Depth == 2 && iRaekke:
                    if (naeste < navne.Length && ReferenceEquals(laeser.LocalName, navne[naeste]) && laeser.NamespaceURI == rod)
                    {
                        Felt(laeser, stroem, nr, kolonner[naeste]);
                        naeste++;
                        break;
                    }

                    // Out of order: go on from there where it is a later column.
                    var her = Array.IndexOf(navne, laeser.LocalName, Math.Min(naeste, navne.Length));
                    Ugyldig(nr, naeste < kolonner.Length ? kolonner[naeste] : null, her < 0 ? $"elementet {laeser.LocalName} hører ikke til her" : $"{laeser.LocalName} kommer før {navne[naeste]}");
                    if (her < 0)
                    {
                        Forbi(laeser, stroem, 1);
                        break;
                    }

                    for (; naeste < her; naeste++)
                        kolonner[naeste].Tom(brugt);
                    Felt(laeser, stroem, nr, kolonner[naeste]);
                    naeste++;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    Ugyldig(nr, null, "tekst uden for felterne");
                    break;
                case XmlNodeType.EndElement when laeser.Depth == 1 && iRaekke:
                    EfterRaekke(nr, naeste);
                    iRaekke = false;
                    break;
            }
        }

        resultat.Raekker = nr;
        if (tabel.Raekker >= 0 && nr != tabel.Raekker)
            forloeb.Fund.Meld(Maerkepunkter.Raekketal, fil.Vist, tabel.Navn, forklaring: string.Create(CultureInfo.InvariantCulture, $"{nr} rækker, tableIndex.xml siger {tabel.Raekker}"));
        return true;
    }

    private void Ugyldig(long raekke, Kolonnestand? kolonne, string hvad) =>
        forloeb.Fund.Meld(Tabelpunkter.Ugyldig, fil.Vist, tabel.Navn, raekke > 0 ? raekke : null, kolonne?.Kolonne.Navn, hvad);

    /// <summary>Reads past an element with all it holds, until the reader stands on its end.</summary>
    private static void Forbi(XmlReader laeser, Laesestroem stroem, int over)
    {
        if (laeser.IsEmptyElement)
            return;
        while (laeser.Read())
        {
            stroem.Kommet();
            if (laeser.Depth > 64)
                throw new ForStortException("mere end 64 elementer i hinanden");
            if (laeser.NodeType == XmlNodeType.EndElement && laeser.Depth == over + 1)
                return;
        }
    }

    private bool Attributter(XmlReader laeser, long raekke, Kolonnestand? kolonne)
    {
        var nul = false;
        while (laeser.MoveToNextAttribute())
        {
            if (kolonne is not null && laeser.LocalName == "nil" && laeser.NamespaceURI == Xsi)
                nul = laeser.Value is "true" or "1";
            else if (laeser.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                Ugyldig(raekke, kolonne, $"attributten {laeser.Name}");
        }

        laeser.MoveToElement();
        return nul;
    }

    private void Felt(XmlReader laeser, Laesestroem stroem, long raekke, Kolonnestand k)
    {
        var erNul = laeser.HasAttributes && Attributter(laeser, raekke, k);
        k.Begynd(brugt);
        if (!laeser.IsEmptyElement)
        {
            while (laeser.Read() && laeser.NodeType != XmlNodeType.EndElement)
            {
                if (laeser.NodeType == XmlNodeType.Element)
                {
                    Ugyldig(raekke, k, $"elementet {laeser.LocalName} i et felt");
                    Forbi(laeser, stroem, 2);
                    continue;
                }

                if (laeser.NodeType == XmlNodeType.CDATA)
                    forloeb.Fund.Meld(Egnepunkter.Cdata, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn);
                Tekst(laeser, stroem, raekke, k);
            }
        }

        stroem.Kommet();
        if (erNul && k.Laengde > 0)
            Ugyldig(raekke, k, "feltet er mærket NULL og har indhold");
        k.ErNul = erNul;
        Vaerdi(raekke, k);
    }

    private void Tekst(XmlReader laeser, Laesestroem stroem, long raekke, Kolonnestand k)
    {
        for (int n; (n = laeser.ReadValueChunk(del, 0, del.Length)) > 0;)
        {
            stroem.Kommet();
            var tekst = del.AsSpan(0, n);
            if (Tegnkontrol.Forbudt(tekst) is { } forbudt)
                forloeb.Fund.Meld(Egnepunkter.Tegn, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn, forbudt);
            foreach (var par in tekst.IndexOfAnyInRange('\uD800', '\uDBFF') < 0 ? default : tekst)
                k.Par += char.IsHighSurrogate(par) ? 1 : 0;
            k.Laengde += n;
            var gemt = Math.Min(n, Math.Max(0, MaksVaerdi - k.Gemt));
            // A row of very many columns keeps less of each.
            if (brugt > 4 << 20)
                gemt = Math.Min(gemt, Math.Max(0, 64 - k.Gemt));
            if (brugt + gemt > this.raekke.Length)
                Array.Resize(ref this.raekke, Math.Max(this.raekke.Length * 2, brugt + gemt));
            tekst[..gemt].CopyTo(this.raekke.AsSpan(brugt));
            brugt += gemt;
            k.Gemt += gemt;
            k.Sidste = tekst[^1];
        }
    }

    private void Vaerdi(long raekke, Kolonnestand k)
    {
        if (k.ErNul)
        {
            // Of a key another check says so.
            if (!k.Kolonne.Nullable && !(k.ErNoegle && resultat.Primaer is not null))
                forloeb.Fund.Meld(Egnepunkter.Null, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn);
            return;
        }

        ReadOnlySpan<char> vaerdi = this.raekke.AsSpan(k.Start, k.Gemt);
        if (k.Laengde > 0 && (char.IsWhiteSpace(vaerdi[0]) || char.IsWhiteSpace(k.Sidste)))
        {
            if (k.ErNoegle)
                forloeb.Fund.Meld(Noeglepunkter.BlankINoegle, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn);
            else if (k.ErFremmed)
                forloeb.Fund.Meld(Noeglepunkter.BlankIFremmed, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn);
            else
                forloeb.Fund.Meld(Tabelpunkter.Blanktegn, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn);
        }

        var form = k.Kolonne.Form;
        if (form.Art != Typeart.Tekst)
        {
            vaerdi = vaerdi.Trim();
            if (k.Laengde > MaksVaerdi || !form.Passer(vaerdi))
            {
                forloeb.Fund.Meld(Egnepunkter.Type, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn, $"»{Kort(vaerdi)}« er ikke {k.Kolonne.Type}");
                return;
            }

            k.Yderdato(vaerdi);
        }
        else if (TegnkontrolOpmaerkning(vaerdi))
        {
            forloeb.Fund.Meld(Egnepunkter.Opmaerkning, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn);
        }

        if (form.ErForLang(vaerdi, k.Laengde - k.Par))
            forloeb.Fund.Meld(Maerkepunkter.ForLangt, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn, form.Art == Typeart.Tekst ? string.Create(CultureInfo.InvariantCulture, $"{k.Laengde - k.Par} tegn i {k.Kolonne.Type}") : $"{Kort(vaerdi)} i {k.Kolonne.Type}");
        if (k.ErLagringsform && vaerdi is not ("1" or "2" or "3"))
            forloeb.Fund.Meld(Maerkepunkter.Lagringsform, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn, $"»{Kort(vaerdi)}«");
        if (k.ErAfleveret && vaerdi is not ("1" or "2"))
            forloeb.Fund.Meld(Egnepunkter.Afleveret, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn, $"»{Kort(vaerdi)}«");
        if (k.ErDokumentid && dokumenter is not null && !vaerdi.IsEmpty && !(long.TryParse(vaerdi, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && dokumenter.Tabel(id)))
            forloeb.Fund.Meld(Indekspunkter.IkkeIIndeks, fil.Vist, tabel.Navn, raekke, k.Kolonne.Navn, $"dokument {Kort(vaerdi)}");
    }

    private static bool TegnkontrolOpmaerkning(ReadOnlySpan<char> vaerdi) => vaerdi.IndexOfAny('<', '{') >= 0 && Tegnkontrol.LignerOpmaerkning(vaerdi);

    private static string Kort(ReadOnlySpan<char> vaerdi) => vaerdi.Length > 60 ? string.Concat(vaerdi[..60], "…") : vaerdi.ToString();

    private void EfterRaekke(long nr, int felter)
    {
        if (felter < kolonner.Length)
        {
            Ugyldig(nr, kolonner[felter], string.Create(CultureInfo.InvariantCulture, $"rækken har {felter} af {kolonner.Length} kolonner"));
            for (; felter < kolonner.Length; felter++)
                kolonner[felter].Tom(brugt);
        }

        if (resultat.Primaer is { } p)
        {
            if (Noegle(primaer) is { } noegle)
                p.Tilfoej(noegle, nr);
            else
                forloeb.Fund.Meld(Noeglepunkter.NulINoegle, fil.Vist, tabel.Navn, nr, tabel.Kolonner[primaer.First(i => kolonner[i].ErNul)].Navn);
        }

        for (var i = 0; i < fremmede.Count; i++)
        {
            if (Noegle(fremmede[i]) is { } noegle)
                resultat.Fremmede[i].Vaerdier.Tilfoej(noegle, nr);
            else
                tomme[i]++;
        }

        if (resultat.Proever.Count < Proeveraekker && proevetegn < MaksProevetegn)
        {
            resultat.Proever.Add([.. kolonner.Select(k => k.ErNul ? null : this.raekke.AsSpan(k.Start, Math.Min(k.Gemt, 400)).ToString())]);
            proevetegn += resultat.Proever[^1].Sum(v => v?.Length ?? 1);
        }
    }

    /// <summary>The key of the row, or null where a part of it is NULL.</summary>
    private UInt128? Noegle(int[] pladser)
    {
        var hash = Noeglehash.Ny();
        foreach (var i in pladser)
        {
            var k = kolonner[i];
            if (k.ErNul)
                return null;
            hash.Tilfoej(k.Kolonne.Form.Ens(this.raekke.AsSpan(k.Start, k.Gemt)));
            if (k.Laengde > k.Gemt)
                hash.Tilfoej(k.Laengde.ToString(CultureInfo.InvariantCulture));
        }

        return hash.Vaerdi;
    }

    private void Afslut()
    {
        resultat.Primaer?.Faerdig();
        for (var i = 0; i < fremmede.Count; i++)
        {
            resultat.Fremmede[i].Vaerdier.Faerdig();
            if (tomme[i] > 0)
            {
                forloeb.Fund.Meld(Noeglepunkter.TomFremmed, fil.Vist, tabel.Navn, forklaring: string.Create(CultureInfo.InvariantCulture, $"{resultat.Fremmede[i].Noegle.Navn}: {tomme[i]} af {resultat.Raekker} rækker"));
            }
        }

        foreach (var k in kolonner.Where(k => k.Foerste is not null))
        {
            forloeb.Fund.Meld(k.Kolonne.Maerker.Contains("Dokumentdato") ? Maerkepunkter.Dokumentdatoer : Tabelpunkter.Yderdatoer, fil.Vist, tabel.Navn, kolonne: k.Kolonne.Navn, forklaring: $"{k.Foerste} til {k.Seneste}");
        }
    }

    /// <summary>A column and what the row at hand has in it.</summary>
    private sealed class Kolonnestand(Kolonne kolonne)
    {
        private char[] foerste = [];
        private char[] seneste = [];

        public Kolonne Kolonne { get; } = kolonne;

        public bool ErNoegle { get; set; }

        public bool ErFremmed { get; set; }

        public bool ErLagringsform { get; } = kolonne.Maerker.Contains("Lagringsform");

        public bool ErAfleveret { get; } = kolonne.Maerker.Contains("Afleveret");

        public bool ErDokumentid { get; } = kolonne.Maerker.Contains("Dokumentidentifikation");

        public int Start { get; private set; }

        /// <summary>Characters kept in the row's buffer.</summary>
        public int Gemt { get; set; }

        /// <summary>Characters of two units each, which count once.</summary>
        public int Par { get; set; }

        public long Laengde { get; set; }

        public char Sidste { get; set; }

        public bool ErNul { get; set; }

        public string? Foerste => foerste.Length == 0 ? null : new(foerste);

        public string? Seneste => seneste.Length == 0 ? null : new(seneste);

        public void Begynd(int start) => (Start, Gemt, Par, Laengde, ErNul, Sidste) = (start, 0, 0, 0, false, '\0');

        public void Tom(int start)
        {
            Begynd(start);
            ErNul = true;
        }

        public void Yderdato(ReadOnlySpan<char> vaerdi)
        {
            if (!Kolonne.Form.ErDato)
                return;
            vaerdi = vaerdi[..10];
            if (foerste.Length == 0)
                (foerste, seneste) = (vaerdi.ToArray(), vaerdi.ToArray());
            else if (vaerdi.SequenceCompareTo(foerste) < 0)
                vaerdi.CopyTo(foerste);
            else if (vaerdi.SequenceCompareTo(seneste) > 0)
                vaerdi.CopyTo(seneste);
        }
    }
}
