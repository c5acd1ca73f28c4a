using System.Text.Encodings.Web;
using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;

namespace Esdh.Aktindsigt.Indhold;

/// <summary>
/// Gathers what the authority has registered of a person: the register of parties now and before, each case with roles, fields, documents and notes, and who has looked. As a PDF to read and as
/// JSON for a machine, filed as a draft. Documents themselves are given by the request's answer, where what concerns others can be hidden.
/// </summary>
internal sealed class Personsamling(Indsigtssag indsigt, Personindsigt personer, Indsigtslog log, Sagsfiler filer, Authority myndighed, TimeProvider tid) : IIndsigtsarbejde
{
    /// <summary>Most look-ups that are printed; the file for machines has up to <see cref="FlestOpslag"/>.</summary>
    private const int FlestTrykt = 2000;

    private const int FlestOpslag = 100_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Personsagsindhold> _sager = [];
    private BestilIndsigtsarbejde.Bestilling _bestilling = null!;
    private Sagkort _anmodning = null!;
    private Registerperson _person = null!;
    private IReadOnlyList<Guid> _ider = [];

    public int Naaet { get; private set; }

    public int IAlt => _ider.Count;

    /// <exception cref="RegelbrudException">AKT-18, AKT-21, AKT-22.</exception>
    public async Task BegyndAsync(Aktoer aktoer, BestilIndsigtsarbejde.Bestilling bestilling, CancellationToken ct)
    {
        _bestilling = bestilling;
        _anmodning = await indsigt.FindAabenAsync(aktoer, bestilling.SagId.ToString(), ct);
        _person = await personer.PersonAsync(aktoer, _anmodning.Id, bestilling.SagspartId!.Value, ct) ?? throw new RegelbrudException(AktindsigtRegler.PersonenHarPersonnummer);
        var (synlige, skjulte) = await personer.SagerAsync(aktoer, _person.Id, ct);
        AktindsigtRegler.DuSerAllePersonensSager.Kraev(skjulte == 0);
        _ider = synlige;
    }

    public async Task NaesteAsync(Aktoer aktoer, CancellationToken ct)
    {
        // Hidden since it began: what is left out must be said by someone.
        var sag = await personer.SagAsync(aktoer, _person.Id, _ider[Naaet], ct) ?? throw new RegelbrudException(AktindsigtRegler.DuSerAllePersonensSager);
        if (!_bestilling.Udeladt.Contains(sag.Sagsnummer))
            _sager.Add(sag);
        Naaet++;
    }

    public async Task GemAsync(Aktoer aktoer, Guid jobId, CancellationToken ct)
    {
        var register = await personer.RegistretAsync(_person.Id, ct);
        List<Opslagslinje> opslag = [];
        var flere = false;
        await foreach (var o in log.LaesAsync(_person.Id, ct))
        {
            if (flere = opslag.Count == FlestOpslag)
                break;
            // A case that is left out is not told by its number either.
            opslag.Add(o.Sag is not null && _bestilling.Udeladt.Contains(o.Sag) ? o with { Sag = null } : o);
        }

        _sager.Sort((a, b) => a.Oprettet.CompareTo(b.Oprettet));
        using var pdf = new MemoryStream();
        Skriv(pdf, register, opslag, flere);
        pdf.Position = 0;
        var laeselig = await filer.ModtagAsync($"oplysninger-om-dig-{_anmodning.Sagsnummer}.pdf", pdf, ct);
        using var json = new MemoryStream();
        await JsonSerializer.SerializeAsync(json, new
        {
            myndighed = myndighed.Info.Name, samlet = tid.GetUtcNow(), anmodning = _anmodning.Sagsnummer, register, sager = _sager, opslag, flereOpslag = flere,
            udeladt = _bestilling.Udeladt.Count == 0 ? null : new { sager = _bestilling.Udeladt.Count, hjemmel = _bestilling.Hjemmel, begrundelse = _bestilling.Begrundelse },
        }, Json, ct);
        json.Position = 0;
        var maskinel = await filer.ModtagAsync($"oplysninger-om-dig-{_anmodning.Sagsnummer}.json", json, ct);
        await myndighed.Queue.RunAsync((ArkiverPersonoplysninger act) => act.Udfoer(new(aktoer, _anmodning.Id.ToString(), jobId, [laeselig, maskinel], _sager.Count, opslag.Count), ct), ct);
    }

    private void Skriv(Stream til, IReadOnlyList<Persontilstand> register, List<Opslagslinje> opslag, bool flere)
    {
        using var pdf = new PdfWriter($"Oplysninger om dig, {_anmodning.Sagsnummer}", $"{myndighed.Info.Name} · sag {_anmodning.Sagsnummer}");
        pdf.Heading("Oplysninger om dig").Paragraph($"{myndighed.Info.Name}, {DanishTime.LongDate(tid.GetUtcNow())}. Sag {_anmodning.Sagsnummer}.")
            .Paragraph("Du har bedt om at få at vide, hvilke oplysninger vi har om dig, hvad de bruges til, og hvem der har set dem (databeskyttelsesforordningens artikel 15). Her er det, vores sags- og dokumentsystem har. De samme oplysninger er vedlagt som en fil, en computer kan læse.")
            .Paragraph("Oplysningerne bruges til at behandle de sager, der står nedenfor. De kommer fra dig selv, fra andre parter og myndigheder, og fra det, vi har skrevet i sagerne. Du kan bede om at få urigtige oplysninger rettet, og du kan klage til Datatilsynet.");
        if (_bestilling.Udeladt.Count > 0)
            pdf.Paragraph($"{(_bestilling.Udeladt.Count == 1 ? "Oplysninger fra 1 sag er" : $"Oplysninger fra {_bestilling.Udeladt.Count} sager er")} udeladt efter {_bestilling.Hjemmel}. {_bestilling.Begrundelse}");

        pdf.Heading("Det, vi har registreret om dig", 2);
        foreach (var r in register)
        {
            if (r.Erstattet is { } dag)
                pdf.Heading($"Indtil {DanishTime.ShortDate(DanishTime.DateOf(dag))}", 3);
            pdf.Table(
                [
                    .. Raekke("Navn", r.Navn), .. Raekke("Personnummer", r.Cpr is { Length: 10 } cpr ? $"{cpr[..6]}-{cpr[6..]}" : r.Cpr), .. Raekke("Adresse", Adresse(r.Adresse, r.Postnummer, r.By)),
                    .. Raekke("E-mail", r.Email), .. Raekke("Telefon", r.Telefon), .. Raekke("Beskyttet navn og adresse", !r.ErBeskyttet ? null : r.BeskyttetTil is { } slut ? $"Ja, til {DanishTime.ShortDate(slut)}" : "Ja"),
                ], false, [1, 3]);
        }

        pdf.Heading("Sager, du er eller har været part i", 2);
        if (_sager.Count == 0)
            pdf.Paragraph("Der er ingen.");
        foreach (var s in _sager)
            Skriv(pdf, s);
        pdf.Heading("Hvem har set oplysninger om dig", 2)
            .Paragraph("Medarbejderes navne oplyses ikke. Opslag i en beskyttet sag står uden sagens nummer.");
        if (opslag.Count == 0)
            pdf.Paragraph("Adgangsloggen har ingen opslag.");
        else
        {
            pdf.Table(
                [["Tidspunkt", "Hvad", "Sag", "Enhed og rolle", "Begrundelse"], .. opslag.Take(FlestTrykt).Select(o => (IReadOnlyList<string>)[DanishTime.ShortDateTime(o.Tid), o.Hvad, o.Sag ?? (o.ErBeskyttet ? "Beskyttet" : ""), o.Hvem, o.Begrundelse ?? ""])],
                true, [3, 4, 3, 4, 3]);
            if (opslag.Count > FlestTrykt || flere)
                pdf.Paragraph($"Her står de seneste {FlestTrykt}. De øvrige står i den vedlagte fil{(flere ? $", som har de seneste {FlestOpslag}" : "")}.");
        }

        pdf.Save(til);
    }

    private static void Skriv(PdfWriter pdf, Personsagsindhold s)
    {
        pdf.Heading($"{s.Sagsnummer} {CprFinder.Mask(s.Titel)}", 3)
            .Paragraph($"KLE {s.Emne} {s.Facet}. {s.Status}. Oprettet {DanishTime.ShortDate(DanishTime.DateOf(s.Oprettet))}{(s.Afsluttet is { } slut ? $", afsluttet {DanishTime.ShortDate(DanishTime.DateOf(slut))}" : "")}.");
        foreach (var r in s.Roller)
        {
            pdf.Paragraph($"Du {(r.Til is null ? "er" : "var")} {r.Rolle.ToLowerInvariant()} fra {DanishTime.ShortDate(DanishTime.DateOf(r.Fra))}{(r.Til is { } til ? $" til {DanishTime.ShortDate(DanishTime.DateOf(til))}" : "")}: "
                + string.Join(", ", new[] { r.Navn, Adresse(r.Adresse, r.Postnummer, r.By), r.Email, r.Telefon }.Where(x => !string.IsNullOrEmpty(x))) + ".");
        }

        if (s.Felter.Count > 0)
            pdf.Table([.. s.Felter.Select(f => (IReadOnlyList<string>)[f.Navn, f.Vaerdi])], false, [1, 2]);
        if (s.Akter.Count > 0)
        {
            pdf.Table(
                [["Akt", "Dato", "Titel", ""], .. s.Akter.Select(a => (IReadOnlyList<string>)[a.Akt, DanishTime.ShortDate(a.Dato), CprFinder.Mask(a.Titel), a.Retning switch { Dokumentretning.Indgaaende => a.ErKorrespondent ? "Fra dig" : "Modtaget", Dokumentretning.Udgaaende => a.ErKorrespondent ? "Til dig" : "Sendt", _ => "Internt" }])],
                true, [1, 2, 6, 2]);
        }

        foreach (var n in s.Notater)
        {
            pdf.Paragraph($"Notat {DanishTime.ShortDate(DanishTime.DateOf(n.Tid))}: {n.Overskrift}");
            if (n.Tekst is not null)
                pdf.Html(n.Tekst);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Raekke(string navn, string? vaerdi) => string.IsNullOrEmpty(vaerdi) ? [] : [[navn, vaerdi]];

    private static string Adresse(string? adresse, string? postnummer, string? by) => string.Join(", ", new[] { adresse, $"{postnummer} {by}".Trim() }.Where(x => !string.IsNullOrEmpty(x)));
}
