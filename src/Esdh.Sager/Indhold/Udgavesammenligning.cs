using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
using Esdh.Core.Files.Mime;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Files.Word;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;

namespace Esdh.Sager.Indhold;

/// <summary>What is new in the text of one version of a draft's file beside another: line by line, and word by word where a line was changed.</summary>
internal sealed partial class Udgavesammenligning(
    SagerDb db, Authority myndighed, Personer personer, Filudlevering udlevering, Pdfdannelse pdf, PdfTextReader pdftekst, Visningskoe koe, Adgangsspor spor, TimeProvider tid)
{
    private const int MestTekst = 400_000;

    /// <summary>Equal lines shown on each side of a change.</summary>
    private const int Omkring = 3;

    /// <summary>Most lines shown.</summary>
    private const int FlestLinjer = 4000;

    private sealed record Tekst(string? Indhold, string? Grund, bool Dannes);

    public async Task<Sammenligningsvisning> VisAsync(Aktoer aktoer, Guid id, int? fra, int? til, int fil, CancellationToken ct)
    {
        var d = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(tid), ct);
        if (d.Tilstand == nameof(Dokumenttilstand.Fejljournaliseret))
            throw new NotFoundException("Indholdet vises ikke.");
        foreach (var s in d.Sager)
            spor.Sag(s.Id, s.Sagsnummer);
        var udgaver = await Dokumentforesp.UdgaverAsync(db, aktoer, id, ct);
        var ny = til ?? d.Filversion;
        var gammel = fra ?? udgaver.Where(u => u.Filversion < ny).Select(u => (int?)u.Filversion).FirstOrDefault() ?? ny;
        var (a, b) = (await TekstAsync(aktoer, id, gammel, fil, ct), await TekstAsync(aktoer, id, ny, fil, ct));
        await personer.HuskAsync(udgaver.Select(u => u.Af), ct);
        var navne = new Dictionary<int, string>();
        foreach (var u in udgaver)
            navne[u.Filversion] = $"Udgave {u.Filversion}, {DanishTime.ShortDateTime(u.Tid)}, {await personer.NavnAsync(u.Af, ct)}{(u.ErGaeldende ? " (gælder)" : "")}";
        var linjer = a.Indhold is null || b.Indhold is null ? [] : Sammenlign(a.Indhold, b.Indhold);
        var sted = d.Sager[0];
        var udtjekketAfAnden = d.UdtjekketAf is { } har && har != aktoer.Id && d.UdtjekketTil > tid.GetUtcNow();
        return new(
            id, d.Titel,
            [new("Sager", "/sager"), new(sted.Sagsnummer, $"/sager/{sted.Sagsnummer}"), new(sted.Akt is null ? "Kladde" : $"Akt {sted.Akt}", $"/dokumenter/{id}"), new("Sammenligning")],
            [.. udgaver.Select(u => new Mulighed(u.Filversion.ToString(CultureInfo.InvariantCulture), navne[u.Filversion]))],
            [.. udgaver.SelectMany(u => u.Filer).DistinctBy(f => f.Nummer).OrderBy(f => f.Nummer).Select(f => new Mulighed(f.Nummer.ToString(CultureInfo.InvariantCulture), f.Filnavn))],
            gammel, ny, fil, navne.GetValueOrDefault(gammel, $"Udgave {gammel}"), navne.GetValueOrDefault(ny, $"Udgave {ny}"),
            linjer.Count(l => !l.ErEns && l.Til is not null), linjer.Count(l => !l.ErEns && l.Fra is not null), linjer.Count > FlestLinjer ? linjer[..FlestLinjer] : linjer,
            a.Grund ?? b.Grund ?? (linjer.Count > FlestLinjer ? "Resten af forskellene er ikke vist." : null), a.Dannes || b.Dannes,
            aktoer.Har(AccessRules.Sagsarbejde) && d.Tilstand == nameof(Dokumenttilstand.Kladde) && !udtjekketAfAnden && gammel != d.Filversion);
    }

    /// <summary>The readable text of one file. What can only be read as the PDF made of it waits for that.</summary>
    private async Task<Tekst> TekstAsync(Aktoer aktoer, Guid id, int udgave, int nummer, CancellationToken ct)
    {
        var fil = await udlevering.FindAsync(aktoer, id, nummer, udgave, null, ct);
        var type = Path.GetExtension(fil.Filnavn).ToLowerInvariant();
        try
        {
            await using var indhold = myndighed.Content.OpenRead(fil.Sha256);
            if (type == ".docx")
                return new(TextExtract.FromDocx(indhold, MestTekst), null, false);
            if (fil.Mimetype == "message/rfc822")
            {
                using var mail = MimeReader.Read(indhold, null, ct);
                return new(TextExtract.FromMail(mail), null, false);
            }

            if (fil.Mimetype is "text/html" or "application/xhtml+xml")
                return new(TextExtract.FromHtml(await Filvisning.LaesTekstAsync(indhold, MestTekst, ct)), null, false);
            if (fil.Mimetype.StartsWith("text/", StringComparison.Ordinal) || fil.Mimetype is "application/xml" or "application/json")
                return new(await Filvisning.LaesTekstAsync(indhold, MestTekst, ct), null, false);
        }
        catch (DocxException e)
        {
            return new(null, e.Message, false);
        }

        if (fil.Mimetype != "application/pdf" && !OfficeConverter.CanConvert(type))
            return new(null, $"»{fil.Filnavn}« har ingen tekst, der kan sammenlignes. Hent udgaverne, og sammenlign dem i deres eget program.", false);
        if (!pdftekst.IsAvailable)
            return new(null, $"Teksten i »{fil.Filnavn}« kan ikke læses på denne server. Hent udgaverne, og sammenlign dem i deres eget program.", false);
        if (await pdf.FindAsync(fil.Sha256, fil.Mimetype, ct) is not { } kendt)
        {
            koe.Bestil(myndighed, fil.Sha256, fil.Filnavn, fil.Mimetype);
            return new(null, "Teksten læses ud af filen. Siden følger selv med.", true);
        }

        return kendt.Sha256 is null ? new(null, kendt.Grund, false)
            : await pdftekst.ReadAsync(myndighed.Content.PathOf(kendt.Sha256), MestTekst, ct) is { } tekst ? new(tekst, null, false) : new(null, $"Teksten i »{fil.Filnavn}« kan ikke læses.", false);
    }

    internal static List<Sammenlignet> Sammenlign(string fra, string til)
    {
        var (a, b) = (Linjer(fra), Linjer(til));
        List<Sammenlignet> alle = [];
        List<int> fjernet = [], tilfoejet = [];
        foreach (var s in TextDiff.Compare(a, b))
        {
            switch (s.Kind)
            {
                case DiffKind.Removed:
                    fjernet.Add(s.Before);
                    break;
                case DiffKind.Added:
                    tilfoejet.Add(s.After);
                    break;
                default:
                    Udskriv();
                    alle.Add(new(s.Before + 1, [new(a[s.Before], false)], s.After + 1, [new(b[s.After], false)], true));
                    break;
            }
        }

        Udskriv();
        return Forkort(alle);

        void Udskriv()
        {
            for (var i = 0; i < Math.Max(fjernet.Count, tilfoejet.Count); i++)
            {
                if (i < fjernet.Count && i < tilfoejet.Count)
                {
                    var (venstre, hoejre) = Ord(a[fjernet[i]], b[tilfoejet[i]]);
                    alle.Add(new(fjernet[i] + 1, venstre, tilfoejet[i] + 1, hoejre, false));
                }
                else if (i < fjernet.Count)
                {
                    alle.Add(new(fjernet[i] + 1, [new(a[fjernet[i]], true)], null, null, false));
                }
                else
                {
                    alle.Add(new(null, null, tilfoejet[i] + 1, [new(b[tilfoejet[i]], true)], false));
                }
            }

            fjernet.Clear();
            tilfoejet.Clear();
        }
    }

    private static List<string> Linjer(string tekst) => [.. tekst.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => l.TrimEnd())];

    /// <summary>Two lines that stand for each other, word by word.</summary>
    private static (List<Forskelsstykke> Fra, List<Forskelsstykke> Til) Ord(string fra, string til)
    {
        List<string> a = [.. Ordform().Matches(fra).Select(m => m.Value)], b = [.. Ordform().Matches(til).Select(m => m.Value)];
        List<Forskelsstykke> venstre = [], hoejre = [];
        foreach (var s in TextDiff.Compare(a, b))
        {
            if (s.Kind != DiffKind.Added)
                Laeg(venstre, a[s.Before], s.Kind == DiffKind.Removed);
            if (s.Kind != DiffKind.Removed)
                Laeg(hoejre, b[s.After], s.Kind == DiffKind.Added);
        }

        return (venstre, hoejre);

        static void Laeg(List<Forskelsstykke> side, string ord, bool forskel)
        {
            if (side.Count > 0 && side[^1].ErForskel == forskel)
                side[^1] = new(side[^1].Tekst + ord, forskel);
            else
                side.Add(new(ord, forskel));
        }
    }

    /// <summary>Long stretches without a change become one line that says so.</summary>
    private static List<Sammenlignet> Forkort(List<Sammenlignet> alle)
    {
        List<Sammenlignet> viste = [];
        for (var i = 0; i < alle.Count;)
        {
            if (!alle[i].ErEns)
            {
                viste.Add(alle[i++]);
                continue;
            }

            var slut = i;
            while (slut < alle.Count && alle[slut].ErEns)
                slut++;
            var (foer, efter) = (i == 0 ? 0 : Omkring, slut == alle.Count ? 0 : Omkring);
            if (slut - i <= foer + efter + 1)
            {
                viste.AddRange(alle[i..slut]);
            }
            else
            {
                viste.AddRange(alle[i..(i + foer)]);
                viste.Add(new(null, null, null, null, true, slut - i - foer - efter));
                viste.AddRange(alle[(slut - efter)..slut]);
            }

            i = slut;
        }

        return viste;
    }

    [GeneratedRegex(@"\s+|\w+|[^\s\w]", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex Ordform();
}
