using System.Diagnostics;
using System.Text.Json;

namespace Esdh.Benchmarks;

/// <summary>
/// What a robot does on a case (opened from a template with a party, a file journalised, a note, a reminder, the case read), over the SBSYS surface and over
/// <c>/api/v1</c> in turn against the same server, so that neither meets a warmer one. Aim: the surface costs at most a fifth more.
/// </summary>
internal sealed class Sbsysscenarie : IScenarie
{
    private const int Filstoerrelse = 20 * 1024;

    private const int Klientantal = 8;

    public string Navn => "sbsys";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var antal = n ?? 400;
        await using var server = await Klienter.StartAsync(Path.Combine(folder, "data"), preload);
        using var klient = Klienter.Lav(server.Adresse);
        var verden = await Verden.LavAsync(klient);
        await Maaling.VarmOpAsync(server.Id, Math.Max(20, antal / 2), i => i % 2 == 0 ? EgenAsync(klient, verden) : SbsysAsync(klient, verden));
        List<double> egen = [], sbsys = [];
        var (egenCpu, sbsysCpu) = (0.0, 0.0);
        const int Runder = 4;
        for (var runde = 0; runde < Runder; runde++)
        {
            egenCpu += await MaalAsync(server.Id, antal / Runder, egen, _ => EgenAsync(klient, verden));
            sbsysCpu += await MaalAsync(server.Id, antal / Runder, sbsys, _ => SbsysAsync(klient, verden));
        }

        Maaling.Skriv("sbsys", $"{Klientantal} klienter, median over /api/v1", "ms", Maaling.Median(egen), null);
        Maaling.Skriv("sbsys", $"{Klientantal} klienter, median", "ms", Maaling.Median(sbsys), 1.2 * Maaling.Median(egen));
        Maaling.Skriv("sbsys", $"{Klientantal} klienter, 99 %", "ms", Maaling.Percentile(sbsys, 99), 1.2 * Maaling.Percentile(egen, 99));
        Maaling.Skriv("sbsys", "serverens CPU pr. sag", "ms", sbsysCpu / antal, 1.2 * egenCpu / antal);
        await SoegAsync(klient, verden, antal);
        await RobotterAsync(klient, verden);
        await server.StopAsync();
    }

    private static async Task<double> MaalAsync(int server, int antal, List<double> tider, Func<int, Task> en)
    {
        var cpu = Maaling.Cpu(server);
        tider.AddRange((await Maaling.BelastAsync(Klientantal, Math.Max(1, antal), en)).Milliseconds);
        return (Maaling.Cpu(server) - cpu).TotalMilliseconds;
    }

    /// <summary>By CPR number, whole number and title, among those that this run has made. Aim: 50 ms for 99 %.</summary>
    private static async Task SoegAsync(HttpClient klient, Verden verden, int antal)
    {
        foreach (var (hvad, krop) in new (string, object)[]
        {
            ("CPR", new { PrimaerPerson = new { CprNummer = Verden.Enlig } }), ("nummer", new { Nummer = verden.Nummer }), ("titel", new { Titel = Verden.Enestaaende, Limit = 100 }),
        })
        {
            var (_, tider) = await Maaling.BelastAsync(1, Math.Max(20, antal / 4), _ => PostAsync(klient, "/sbsys/api/sag/search", krop));
            Maaling.Skriv("sbsys", $"søg på {hvad}, 99 %", "ms", Maaling.Percentile(tider, 99), 50);
        }
    }

    /// <summary>Twenty robots for a minute: each looks for the person's case, makes one and works on it, again and again. A call that is refused or fails ends the run.</summary>
    private static async Task RobotterAsync(HttpClient klient, Verden verden)
    {
        const int Robotter = 20;
        System.Collections.Concurrent.ConcurrentBag<double> tider = [];
        var ur = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Robotter).Select(_ => Task.Run(async () =>
        {
            while (ur.Elapsed < TimeSpan.FromMinutes(1))
            {
                var begyndt = Stopwatch.GetTimestamp();
                await PostAsync(klient, "/sbsys/api/sag/search", new { PrimaerPerson = new { CprNummer = Verden.Enlig } });
                await SbsysAsync(klient, verden);
                tider.Add(Stopwatch.GetElapsedTime(begyndt).TotalMilliseconds);
            }
        })));
        Maaling.Skriv("sbsys", $"{Robotter} robotter i et minut uden fejl, sager", "pr. s", tider.Count / ur.Elapsed.TotalSeconds, null);
        Maaling.Skriv("sbsys", $"{Robotter} robotter, en hel sag (6 kald), 99 %", "ms", Maaling.Percentile([.. tider], 99), null);
    }

    private static async Task EgenAsync(HttpClient klient, Verden verden)
    {
        var sag = await PostAsync(klient, "/api/v1/sager", new { titel = "Måling", skabelon = verden.Skabelonnoegle, parter = new[] { new { partId = verden.PartId, erPrimaer = true } } });
        var sti = $"/api/v1/sager/{sag.GetProperty("id").GetString()}";
        using var dokument = await klient.PostAsync(new Uri(sti + "/dokumenter", UriKind.Relative), Klienter.Fil(Filstoerrelse, new { titel = "Ansøgning", retning = "indgaaende", journaliser = true }));
        await Klienter.SvarAsync(dokument);
        await PostAsync(klient, sti + "/notater", new { overskrift = "Opkald", tekst = "<p>Aftalt</p>", endeligt = true });
        await PostAsync(klient, sti + "/erindringer", new { type = verden.Typenoegle, titel = "Ring op" });
        using var hentet = await klient.GetAsync(new Uri(sti, UriKind.Relative));
        await Klienter.SvarAsync(hentet);
        using var parter = await klient.GetAsync(new Uri(sti + "/parter", UriKind.Relative)); // the surface answers them with the case
        await Klienter.SvarAsync(parter);
    }

    private static async Task SbsysAsync(HttpClient klient, Verden verden)
    {
        var part = new { PartId = verden.PartNr, PartType = "Person" };
        var sag = (await PostAsync(klient, "/sbsys/api/sag/template", new { SagsTitel = "Måling", SkabelonId = verden.SkabelonNr, PrimaryPart = part, Parts = new[] { part } })).GetProperty("Id").GetInt32();
        using var form = Klienter.Fil(Filstoerrelse, new { SagID = sag, DokumentNavn = "Ansøgning", DokumentArt = new { Id = 1 } });
        using var dokument = await klient.PostAsync(new Uri("/sbsys/api/dokument/journaliser", UriKind.Relative), form);
        await Klienter.SvarAsync(dokument);
        await PostAsync(klient, "/sbsys/api/journalarknote/create", new { SagID = sag, Overskrift = "Opkald", Note = "<p>Aftalt</p>", KontaktTidspunkt = "2026-01-05T10:00:00Z" });
        await PostAsync(klient, "/sbsys/api/erindring", new { SagId = sag, Navn = "Ring op", HarDeadline = false, ErindringType = new { Id = verden.TypeNr } });
        using var hentet = await klient.GetAsync(new Uri($"/sbsys/api/sag/{sag}", UriKind.Relative));
        await Klienter.SvarAsync(hentet);
    }

    private static async Task<JsonElement> PostAsync(HttpClient klient, string sti, object krop)
    {
        using var svar = await klient.PostAsync(new Uri(sti, UriKind.Relative), Klienter.Json(krop));
        return await Klienter.SvarAsync(svar);
    }

    /// <summary>What both ways work on.</summary>
    private sealed record Verden(string Skabelonnoegle, int SkabelonNr, string PartId, int PartNr, string Typenoegle, int TypeNr, string Nummer)
    {
        public const string Enlig = "020180-4003";

        public const string Enestaaende = "Kvistaltan ved stationen";

        public static async Task<Verden> LavAsync(HttpClient klient)
        {
            async Task<JsonElement> HentAsync(string sti)
            {
                using var svar = await klient.GetAsync(new Uri(sti, UriKind.Relative));
                return await Klienter.SvarAsync(svar);
            }

            var skabelon = (await HentAsync("/sbsys/api/sagsskabelon"))[0];
            var noegle = (await HentAsync("/api/v1/sagsskabeloner")).EnumerateArray().First(s => s.GetProperty("nr").GetInt32() == skabelon.GetProperty("Id").GetInt32()).GetProperty("noegle").GetString()!;
            var type = (await HentAsync("/api/v1/erindringstyper"))[0];
            var person = await PostAsync(klient, "/sbsys/api/person", new { CprNummer = "020180-4001", Navn = "Anna Opfundet" });
            var enlig = (await PostAsync(klient, "/sbsys/api/person", new { CprNummer = Enlig, Navn = "Bodil Opfundet" })).GetProperty("Id").GetInt32();
            var sag = await PostAsync(klient, "/sbsys/api/sag/template", new { SagsTitel = Enestaaende, SkabelonId = skabelon.GetProperty("Id").GetInt32(), PrimaryPart = new { PartId = enlig, PartType = "Person" } });
            return new(
                noegle, skabelon.GetProperty("Id").GetInt32(), person.GetProperty("Uuid").GetString()!, person.GetProperty("Id").GetInt32(), type.GetProperty("noegle").GetString()!, type.GetProperty("nr").GetInt32(), sag.GetProperty(nameof(Nummer)).GetString()!);
        }
    }
}
