using System.Diagnostics;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;

namespace Esdh.Benchmarks;

/// <summary>A year's invoices for a club of the 98 municipalities: the licence worked out, and each invoice written as Peppol, OIOUBL and PDF. Compiled into Esdh.Benchmarks; it lies with the club's tests.</summary>
internal sealed class Faktureringsmaaling : IScenarie
{
    /// <summary>The aim, in seconds.</summary>
    private const double Maal = 10;

    public string Navn => "fakturer";

    public Task RunAsync(string folder, int? n, string? preload)
    {
        var takster = Klubtakster.Laes(Takstfil.Medfoelgende("takster.json"));
        var kommuner = Folketalskilde.Kommuner.Take(n ?? 98).ToList();
        var tal = kommuner.ToDictionary(k => k.Kode, k => k.Folketal2020);
        var k = takster.Klub;
        var klub = new Fakturapart(k.Navn, k.Cvr, k.Gln, k.Adresse, k.Postnummer, k.By, k.Kontakt, k.Email, k.Registreringsnummer, k.Kontonummer);
        Directory.CreateDirectory(folder);
        for (var gang = 0; gang < 3; gang++)
        {
            var ur = Stopwatch.StartNew();
            var bytes = 0L;
            foreach (var (kommune, nr) in kommuner.Select((x, i) => (x, i + 1)))
            {
                var medlem = new KlubMedlem
                {
                    Id = Guid.CreateVersion7(), Nr = nr, Navn = kommune.Navn, Art = Medlemsart.Kommune, Cvr = kommune.Cvr, Gln = "9520000000011", Grundlagskode = kommune.Kode, Adresse = "Rådhuspladsen 1", Postnummer = "1000", By = kommune.Navn,
                    Reference = "Måling", Indtraadt = new(2020, 1, 1),
                };
                var licens = Licens.Beregn(medlem, takster.For(2026), takster.RegionBetalerSom, (kode, _) => new(tal[kode], 2020));
                var moms = Klubkroner.Moms(licens.NettoOere, takster.MomsBasispoint);
                var billede = new Fakturabillede(
                    medlem.Id, nr, Fakturaart.Faktura, 2026, new(2026, 1, 15), new(2026, 2, 14), klub, new(medlem.Navn, medlem.Cvr, medlem.Gln, medlem.Adresse, medlem.Postnummer, medlem.By, medlem.Reference),
                    [new(1, licens.Tekst, licens.Grundlag!.Antal, licens.PrisOere, 1, licens.NettoOere, licens.Fra, licens.Til)], takster.MomsBasispoint, null, licens.NettoOere, moms, licens.NettoOere + moms, null, null, null, false);
                foreach (var (endelse, skriv) in new (string, Action<Stream, Fakturabillede>)[] { ("-peppol.xml", PeppolFaktura.Skriv), ("-oioubl.xml", OioublFaktura.Skriv), (".pdf", FakturaPdf.Skriv) })
                {
                    using var fil = File.Create(Path.Combine(folder, billede.Nummer + endelse));
                    skriv(fil, billede);
                    bytes += fil.Length;
                }
            }

            Maaling.Skriv("fakturer", $"et års fakturaer som Peppol, OIOUBL og PDF, {kommuner.Count} medlemmer, {(gang == 0 ? "den første gang" : "igen")}, {bytes / 1024} KB", "s", ur.Elapsed.TotalSeconds, Maal);
        }

        return Task.CompletedTask;
    }
}
