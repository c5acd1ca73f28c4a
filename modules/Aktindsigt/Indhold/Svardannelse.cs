using System.Globalization;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Indhold;

/// <summary>
/// Makes the answer: the decision, the list, the documents that are given, and the time used, as one PDF. What is hidden is gone from it, and it is proved before the answer is filed.
/// </summary>
internal sealed class Svardannelse(Indsigtssag indsigt, Sagsdokumenter dokumenter, Sagsfiler filer, AktindsigtDb db, Authority myndighed, PdfRedactor redaktor, Qpdf qpdf, TimeProvider tid) : IIndsigtsarbejde, IAsyncDisposable
{
    private const string Udeladt = "Undtaget";

    /// <summary>A document with what is decided of it, and its number in the list.</summary>
    private sealed record Post(int Nr, Indsigtsvalg Valg, Sagkort Sag, Dokumentkort Dokument);

    /// <summary>A PDF on disk that is gone when disposed.</summary>
    private static FileStream Midlertidig()
    {
        var valg = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            valg.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), $"esdh-{Guid.CreateVersion7():N}"), valg);
    }

    private readonly List<FileStream> _dele = [];
    private readonly List<PdfAssemblyItem> _led = [];
    private readonly List<(Post Post, Stream Pdf)> _udleveret = [];
    private readonly List<string> _umulige = [];
    private readonly List<Post> _poster = [];
    private List<Post> _gives = [];
    private Sagkort _sag = null!;
    private bool _erDel;
    private int _tidligere;

    public int Naaet { get; private set; }

    public int IAlt => _gives.Count;

    /// <summary>Decides what is in it, and writes the decision.</summary>
    /// <exception cref="RegelbrudException">AKT-4, AKT-5, AKT-8, AKT-11, AKT-12, AKT-16, AKT-18.</exception>
    public async Task BegyndAsync(Aktoer aktoer, BestilIndsigtsarbejde.Bestilling bestilling, CancellationToken ct)
    {
        (_sag, _erDel) = (await indsigt.FindAabenAsync(aktoer, bestilling.SagId.ToString(), ct), bestilling.ErDel);
        var regime = Regime.Med(_sag.Felter.GetValueOrDefault("regime"));
        var materiale = await indsigt.MaterialeAsync(aktoer, _sag.Id, ct);
        AktindsigtRegler.DuSerAlleDokumenter.Kraev(materiale.Skjulte == 0);
        var valg = await db.Valg.AsNoTracking().Where(v => v.SagId == _sag.Id).ToDictionaryAsync(v => v.DokumentId, ct);
        _tidligere = await db.Svar.CountAsync(s => s.SagId == _sag.Id, ct);
        var anmodning = await db.Anmodninger.AsNoTracking().SingleOrDefaultAsync(a => a.SagId == _sag.Id, ct);
        foreach (var (kilde, dokument) in materiale.Dokumenter)
        {
            if (valg.GetValueOrDefault(dokument.Id) is { SvarNr: null } v)
                _poster.Add(new(_poster.Count + 1, v, kilde, dokument));
        }

        // A decision on a document that was moved or hidden since is not answered blindly.
        AktindsigtRegler.DuSerAlleDokumenter.Kraev(_poster.Count == valg.Values.Count(v => v.SvarNr is null));
        Indsigtssvar.Kraev(regime, [.. _poster.Select(p => p.Valg)], materiale.Dokumenter.Count(d => !valg.ContainsKey(d.Dokument.Id)), anmodning?.Overvejet is not null, _erDel, _tidligere);
        _gives = _poster.FindAll(p => p.Valg.Afgoerelse != Indsigtsafgoerelse.Undtag);
        var tider = await db.Tider.AsNoTracking().Where(t => t.SagId == _sag.Id).OrderBy(t => t.Dag).ThenBy(t => t.Nr).ToListAsync(ct);
        var afgoerelse = Ny();
        Afgoerelse(afgoerelse, _sag, regime, _poster, anmodning, tider, _erDel, _tidligere + 1, aktoer);
        _led.Add(new("", _erDel ? "Delafgørelse og aktliste" : "Afgørelse og aktliste", DanishTime.ShortDate(DanishTime.Today(tid)), Givet(afgoerelse)));
    }

    /// <summary>The next document as it is given.</summary>
    /// <exception cref="RegelbrudException">AKT-9.</exception>
    public async Task NaesteAsync(Aktoer aktoer, CancellationToken ct)
    {
        var p = _gives[Naaet];
        foreach (var fil in p.Dokument.Filer)
        {
            var ud = Ny();
            if (await LavAsync(aktoer, p, fil, ud, ct) is { } grund)
                _umulige.Add($"Nr. {p.Nr} »{p.Dokument.Titel}«, {fil.Filnavn}: {grund}");
            _udleveret.Add((p, ud));
            _led.Add(new(
                fil.Nummer == 1 ? p.Nr.ToString(CultureInfo.InvariantCulture) : $"{p.Nr}.{fil.Nummer - 1}", fil.Nummer == 1 ? Titel(p, _poster) : $"Bilag {fil.Nummer - 1}", DanishTime.ShortDate(p.Dokument.Dato), Givet(ud),
                $"Aktindsigt {_sag.Sagsnummer} · nr. {p.Nr}{(p.Valg.Afgoerelse == Indsigtsafgoerelse.Delvist ? " · delvist udleveret" : "")}", fil.Nummer == 1 ? 0 : 1));
        }

        Naaet++;
    }

    /// <summary>Puts it together, proves it, and files it.</summary>
    /// <exception cref="RegelbrudException">AKT-7, AKT-9, and those of <see cref="BegyndAsync"/> where something was changed since.</exception>
    public async Task GemAsync(Aktoer aktoer, Guid jobId, CancellationToken ct)
    {
        AktindsigtRegler.KanVisesSomPdf.KraevIntet(_umulige);
        var svar = Ny();
        PdfAssembly samlet;
        try
        {
            samlet = await PdfAssembler.AssembleAsync($"Aktindsigt {_sag.Sagsnummer}", [myndighed.Info.Name, DanishTime.LongDate(tid.GetUtcNow())], _led, svar, qpdf, ct: ct);
        }
        catch (PdfException e)
        {
            throw new RegelbrudException(AktindsigtRegler.KanVisesSomPdf, [e.Message]);
        }

        AktindsigtRegler.KanVisesSomPdf.KraevIntet([.. samlet.Missing.Select(m => $"Nr. {m} kunne ikke samles med de andre.")]);
        await ProevAsync(_poster, _udleveret, svar, ct);
        svar.Position = 0;
        var fil = await filer.ModtagAsync($"aktindsigt-{_sag.Sagsnummer}-{_tidligere + 1}.pdf", svar, ct);
        await myndighed.Queue.RunAsync((ArkiverSvar act) => act.Udfoer(new(aktoer, _sag.Id.ToString(), jobId, _erDel, fil, samlet.Pages, null, _poster.ToDictionary(p => p.Valg.DokumentId, p => p.Valg.Version)), ct), ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var del in _dele)
            await del.DisposeAsync();
    }

    private FileStream Ny()
    {
        var fil = Midlertidig();
        _dele.Add(fil);
        return fil;
    }

    /// <summary>A file as it is given: as it is, drawn anew where it holds what is not seen, or with parts hidden. Null, or why it cannot be.</summary>
    private async Task<string?> LavAsync(Aktoer aktoer, Post p, Dokumentfil fil, Stream ud, CancellationToken ct)
    {
        using var pdf = await dokumenter.PdfAsync(aktoer, p.Dokument.Id, fil.Nummer, ct);
        if (pdf.Pdf is not { } original)
            return pdf.Reason ?? "Filen kan ikke vises som PDF.";
        try
        {
            if (p.Valg.Afgoerelse == Indsigtsafgoerelse.Delvist)
            {
                List<string> ord = [.. p.Valg.Skjul.Select(s => s.Tekst)];
                await redaktor.RedactAsync(original, [.. p.Valg.Felter.Where(f => f.Fil == fil.Nummer).Select(f => new PdfArea(f.Side, f.X, f.Y, f.Bredde, f.Hoejde))], ord, ud, ct);
                AktindsigtRegler.DetSkjulteErVaek.KraevIntet([.. (await redaktor.ProveAsync(ud, ord, picturesOnly: true, ct)).Select(r => $"Nr. {p.Nr}: {r}")]);
            }
            else if (await redaktor.HoldsUnseenAsync(original, ct))
                await redaktor.RedactAsync(original, [], [], ud, ct);
            else
            {
                original.Position = 0;
                await original.CopyToAsync(ud, ct);
            }

            return null;
        }
        catch (PdfException e)
        {
            return e.Message;
        }
    }

    /// <summary>Nothing that is hidden in one document may stand elsewhere in the answer, save what is said to be hidden only there.</summary>
    private async Task ProevAsync(IReadOnlyList<Post> poster, IReadOnlyList<(Post Post, Stream Pdf)> udleveret, Stream svar, CancellationToken ct)
    {
        List<string> skjult = [.. poster.Where(p => p.Valg.Afgoerelse == Indsigtsafgoerelse.Delvist).SelectMany(p => p.Valg.Skjul).Where(s => !s.KunHer).Select(s => s.Tekst).Distinct(StringComparer.OrdinalIgnoreCase)];
        var fund = await redaktor.ProveAsync(svar, skjult, picturesOnly: false, ct);
        if (fund.Count == 0)
            return;
        List<string> hvor = [];
        foreach (var (post, pdf) in udleveret.Where(u => u.Post.Valg.Afgoerelse == Indsigtsafgoerelse.Udlever).Take(50))
            hvor.AddRange((await redaktor.ProveAsync(pdf, skjult, picturesOnly: false, ct)).Select(f => $"Nr. {post.Nr} »{post.Dokument.Titel}«: {f}"));
        AktindsigtRegler.DetSkjulteErVaek.KraevIntet([.. (hvor.Count > 0 ? hvor : fund.Select(f => $"Afgørelsen eller aktlisten: {f}")), "Skjul det også der, eller angiv, at det kun skjules i det ene dokument."]);
    }

    private void Afgoerelse(Stream til, Sagkort sag, Regime regime, IReadOnlyList<Post> poster, Indsigtsanmodning? anmodning, List<Indsigtstid> tider, bool erDel, int nr, Aktoer aktoer)
    {
        using var pdf = new PdfWriter($"Aktindsigt {sag.Sagsnummer}", $"{myndighed.Info.Name} · sag {sag.Sagsnummer}");
        var (undtaget, delvist) = (poster.Where(p => p.Valg.Afgoerelse == Indsigtsafgoerelse.Undtag).ToList(), poster.Where(p => p.Valg.Afgoerelse == Indsigtsafgoerelse.Delvist).ToList());
        pdf.Heading(erDel ? $"Delafgørelse {nr} om aktindsigt" : "Afgørelse om aktindsigt").Paragraph($"{myndighed.Info.Name}, {DanishTime.LongDate(tid.GetUtcNow())}. Sag {sag.Sagsnummer}.");
        pdf.Heading("Anmodningen", 2).Paragraph(sag.Felter.GetValueOrDefault("emne") ?? sag.Titel);
        pdf.Heading("Afgørelsen", 2).Paragraph(poster.Count == 0
            ? "Vi har ingen dokumenter, der er omfattet af anmodningen."
            : $"{Antal(poster.Count - undtaget.Count - delvist.Count)} udleveres, {Antal(delvist.Count)} udleveres delvist, og {Antal(undtaget.Count)} undtages.{(erDel ? " Det er en delafgørelse. Resten følger." : "")}");
        pdf.Paragraph($"Vi har truffet afgørelsen efter {regime.Grundlag}.");
        if (undtaget.Count + delvist.Count > 0)
        {
            pdf.Heading("Begrundelse", 2);
            foreach (var gruppe in undtaget.Concat(delvist).OrderBy(p => p.Nr).GroupBy(p => (p.Valg.Hjemmel, p.Valg.Begrundelse)))
                pdf.Paragraph($"Nr. {string.Join(", ", gruppe.Select(p => p.Nr))} er {(gruppe.All(p => p.Valg.Afgoerelse == Indsigtsafgoerelse.Undtag) ? "undtaget" : gruppe.All(p => p.Valg.Afgoerelse == Indsigtsafgoerelse.Delvist) ? "udleveret delvist" : "helt eller delvist undtaget")} efter {gruppe.Key.Hjemmel}. {gruppe.Key.Begrundelse}");
        }

        if (delvist.Count > 0)
            pdf.Paragraph("Det, der er undtaget i et dokument, er dækket med sort. Dokumentets sider er billeder, så det dækkede er ikke i filen.");
        if (regime.Meroffentlighed && anmodning?.Overvejet is { } overvejet && undtaget.Count + delvist.Count > 0)
            pdf.Heading("Om at give mere indsigt, end loven kræver", 2).Paragraph(overvejet);
        pdf.Heading("Klage", 2).Paragraph(regime.Klagevejledning);
        pdf.Paragraph($"Med venlig hilsen\n{aktoer.Navn}\n{myndighed.Info.Name}");
        pdf.Heading("Aktliste", 1);
        if (poster.Count == 0)
            pdf.Paragraph("Der er ingen dokumenter.");
        else
        {
            pdf.Table(
                [
                    ["Nr.", "Sag og akt", "Dato", "Titel", "Fra eller til", "Afgørelse"],
                    .. poster.Select(p => (IReadOnlyList<string>)
                    [
                        p.Nr.ToString(CultureInfo.InvariantCulture), $"{p.Sag.Sagsnummer} / {p.Dokument.Akt}", DanishTime.ShortDate(p.Dokument.Dato), Titel(p, poster), Korrespondent(p, poster),
                        p.Valg.Afgoerelse switch { Indsigtsafgoerelse.Udlever => "Udleveret", Indsigtsafgoerelse.Delvist => $"Delvist, {p.Valg.Hjemmel}", _ => $"Undtaget, {p.Valg.Hjemmel}" },
                    ]),
                ],
                true, [1, 3, 2, 5, 3, 3]);
        }

        pdf.Heading("Tid brugt på anmodningen", 1);
        if (tider.Count == 0)
            pdf.Paragraph("Der er ikke noteret tid.");
        else
        {
            pdf.Table([["Dag", "Hvad", "Minutter"], .. tider.Select(t => (IReadOnlyList<string>)[DanishTime.ShortDate(t.Dag), t.Hvad, t.Minutter.ToString(CultureInfo.InvariantCulture)])], true, [2, 6, 1]);
            var minutter = tider.Sum(t => t.Minutter);
            pdf.Paragraph($"I alt {minutter / 60} timer og {minutter % 60} minutter.");
        }

        pdf.Save(til);
    }

    private static string Antal(int n) => n == 1 ? "1 dokument" : $"{n} dokumenter";

    /// <summary>What is hidden anywhere is not told by a title.</summary>
    private static string Titel(Post p, IReadOnlyList<Post> poster) => p.Valg.Titel ?? (Roeber(p.Dokument.Titel, p, poster) ? Udeladt : CprMask(p.Dokument.Titel));

    private static string Korrespondent(Post p, IReadOnlyList<Post> poster) => Roeber(p.Dokument.Korrespondent, p, poster) ? Udeladt : p.Dokument.Korrespondent ?? "";

    private static bool Roeber(string? tekst, Post p, IReadOnlyList<Post> poster) => poster.Any(x => x.Valg.Skjul.Any(s => (!s.KunHer || x == p) && PdfRedactor.Finds(tekst, s.Tekst)));

    private static string CprMask(string tekst) => Core.Identity.CprFinder.Mask(tekst);

    private static Func<CancellationToken, Task<OfficeConversion>> Givet(FileStream fil) => _ => Task.FromResult(new OfficeConversion(File.Open(fil.Name, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete }), null));
}
