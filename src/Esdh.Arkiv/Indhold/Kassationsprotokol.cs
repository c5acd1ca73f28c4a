using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Identity;
using Esdh.Core.Seal;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Indhold;

/// <summary>
/// The proof of a disposal: who decided what by which rule, and what became of each document, with the hash of each file. As JSON, signed with the authority's key over the bytes of its member
/// <c>protokol</c> as they stand, and as PDF for people, which names the JSON's hash.
/// </summary>
internal sealed class Kassationsprotokol(ArkivDb arkiv, SagerDb sager, Personer personer, TimeProvider tid)
{
    private const int Portion = 500;

    /// <summary>Documents that the PDF names one by one; the JSON has them all.</summary>
    private const int FlestIPdf = 5_000;

    private static readonly byte[] Begyndelse = "{\"protokol\":"u8.ToArray();

    private static readonly JsonWriterOptions Skrivning = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private static readonly JsonSerializerOptions Ren = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Dokumentlinje(Kassationslinje Linje, string Sagsnummer, string? Akt, string Titel, IReadOnlyList<Kassationsfil> Filer);

    private sealed record Taelling(string Emne, string Facet, Kassationsudfald Udfald, int Dokumenter, int Filer, long Stoerrelse);

    /// <summary>Makes both and stores them.</summary>
    /// <returns>Their names in the store.</returns>
    public async Task<(string Json, string Pdf)> LavAsync(Authority myndighed, Kassation kassation, CancellationToken ct)
    {
        var tal = await TalAsync(kassation.Id, ct);
        using var json = new SpillStream(1024 * 1024);
        await SkrivAsync(json, myndighed, kassation, tal, ct);
        json.Position = 0;
        var gemt = await myndighed.Content.SaveAsync(json, long.MaxValue, ct);
        using var pdf = new SpillStream(1024 * 1024);
        await TegnAsync(pdf, myndighed, kassation, tal, gemt.Sha256, ct);
        pdf.Position = 0;
        return (gemt.Sha256, (await myndighed.Content.SaveAsync(pdf, long.MaxValue, ct)).Sha256);
    }

    /// <summary>Whether a protocol's signature is the key's, over the bytes that it holds.</summary>
    public static bool ErUnderskrevet(ReadOnlySpan<byte> protokol, ReadOnlySpan<byte> offentligNoegle)
    {
        var skel = protokol.LastIndexOf(",\"signatur\":"u8);
        if (!protokol.StartsWith(Begyndelse) || skel < 0)
            return false;
        using var dokument = JsonDocument.Parse(protokol.ToArray());
        var signatur = dokument.RootElement.GetProperty("signatur").GetProperty("vaerdi").GetBytesFromBase64();
        return SealKey.Verify(offentligNoegle, SHA256.HashData(protokol[Begyndelse.Length..skel]), signatur);
    }

    private async Task SkrivAsync(Stream ud, Authority myndighed, Kassation k, List<Taelling> tal, CancellationToken ct)
    {
        await ud.WriteAsync(Begyndelse, ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stykke = new MemoryStream();
        void Toem()
        {
            hash.AppendData(stykke.GetBuffer(), 0, (int)stykke.Length);
            ud.Write(stykke.GetBuffer(), 0, (int)stykke.Length);
            stykke.SetLength(0);
        }

        await using (var w = new Utf8JsonWriter(stykke, Skrivning))
        {
            w.WriteStartObject();
            w.WriteString("art", k.Art == Kassationsart.Sletning ? "sletning" : "kassation");
            w.WriteNumber("nr", k.Nr);
            w.WriteString("myndighed", myndighed.Info.Name);
            w.WriteString("cvr", myndighed.Info.Cvr);
            w.WriteString("titel", k.Titel);
            w.WriteString("skaeringsdag", k.Skaeringsdag.ToString("O", CultureInfo.InvariantCulture));
            foreach (var (navn, vaerdi) in await GrundlagAsync(k, ct))
                w.WriteString(navn, vaerdi);
            w.WriteString("udfaerdiget", tid.GetUtcNow());
            w.WriteStartArray("optaelling");
            foreach (var t in tal)
            {
                w.WriteStartObject();
                w.WriteString("emne", t.Emne);
                w.WriteString("facet", t.Facet);
                w.WriteString("udfald", Kode(t.Udfald, k.Art == Kassationsart.Sletning));
                w.WriteNumber(k.Art == Kassationsart.Sletning ? "sager" : "dokumenter", t.Dokumenter);
                w.WriteNumber("filer", t.Filer);
                w.WriteNumber("bytes", t.Stoerrelse);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteStartArray(k.Art == Kassationsart.Sletning ? "sager" : "dokumenter");
            await foreach (var side in SiderAsync(k.Id, ct))
            {
                foreach (var d in side)
                    Skriv(w, d);
                await w.FlushAsync(ct);
                Toem();
            }

            w.WriteEndArray();
            w.WriteEndObject();
            await w.FlushAsync(ct);
            Toem();
        }

        using var noegle = AuthorityKey.Load(myndighed);
        var sum = hash.GetHashAndReset();
        var signatur = JsonSerializer.Serialize(new { algoritme = "ECDSA P-256, SHA-256", noegle = noegle.Id, sha256 = Convert.ToHexStringLower(sum), vaerdi = Convert.ToBase64String(noegle.Sign(sum)) }, Ren);
        await ud.WriteAsync(Encoding.UTF8.GetBytes($",\"signatur\":{signatur}}}"), ct);
    }

    private static void Skriv(Utf8JsonWriter w, Dokumentlinje d)
    {
        w.WriteStartObject();
        w.WriteNumber("nr", d.Linje.Nr);
        w.WriteString("sag", d.Sagsnummer);
        if (d.Akt is not null)
            w.WriteString("akt", d.Akt);
        if (d.Linje.DokumentId is not null)
            w.WriteString("titel", CprFinder.Mask(d.Titel)); // a case that has been deleted has none
        w.WriteString("emne", d.Linje.Emne);
        w.WriteString("facet", d.Linje.Facet);
        w.WriteString("lukket", d.Linje.Lukket.ToString("O", CultureInfo.InvariantCulture));
        w.WriteString("udfald", Kode(d.Linje.Udfald, d.Linje.DokumentId is null));
        if (d.Linje.Grund is { } grund)
            w.WriteString("grund", grund);
        if (d.Linje.Udfald == Kassationsudfald.Kasseret)
        {
            w.WriteStartArray("filer");
            foreach (var f in d.Filer)
            {
                w.WriteStartObject();
                w.WriteString("sha256", f.Sha256);
                w.WriteNumber("bytes", f.Stoerrelse);
                w.WriteString("blev", f.Tilstand.ToString());
                w.WriteEndObject();
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private async Task<List<(string Navn, string Vaerdi)>> GrundlagAsync(Kassation k, CancellationToken ct)
    {
        await personer.HuskAsync([k.OprettetAf, k.SendtAf ?? k.OprettetAf, k.GodkendtAf ?? k.OprettetAf], ct);
        List<(string, string)> grundlag =
        [
            ("hjemmel", k.Art == Kassationsart.Sletning ? Core.Regel.Intern : KassationRegler.Grundlag.Hjemmel), ("analyse", k.Analyse ?? ""), ("arkivetsSvar", k.Hoering ?? ""), ("hoeringDag", k.HoeringDag?.ToString("O", CultureInfo.InvariantCulture) ?? ""),
            ("beslutningDag", k.BeslutningDag?.ToString("O", CultureInfo.InvariantCulture) ?? ""), ("beslutningDokument", k.BeslutningDokumentId?.ToString() ?? ""),
            ("listetAf", await personer.NavnAsync(k.OprettetAf, ct)), ("sendtAf", k.SendtAf is { } s ? await personer.NavnAsync(s, ct) : ""), ("godkendtAf", k.GodkendtAf is { } g ? await personer.NavnAsync(g, ct) : ""),
            ("godkendt", k.Godkendt?.ToString("O", CultureInfo.InvariantCulture) ?? ""),
        ];
        return grundlag;
    }

    private async Task<List<Taelling>> TalAsync(Guid kassation, CancellationToken ct) =>
        [.. (await arkiv.Kassationslinjer.Where(l => l.KassationId == kassation).GroupBy(l => new { l.Emne, l.Facet, l.Udfald })
            .Select(g => new { g.Key, Dokumenter = g.Count(), Filer = g.Sum(l => l.Filer), Stoerrelse = g.Sum(l => l.Stoerrelse) }).ToListAsync(ct))
            .OrderBy(t => t.Key.Emne, StringComparer.Ordinal).ThenBy(t => t.Key.Facet, StringComparer.Ordinal).ThenBy(t => t.Key.Udfald)
            .Select(t => new Taelling(t.Key.Emne, t.Key.Facet, t.Key.Udfald, t.Dokumenter, t.Filer, t.Stoerrelse))];

    private async IAsyncEnumerable<List<Dokumentlinje>> SiderAsync(Guid kassation, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (int? efter = 0; efter is { } sidste;)
        {
            var linjer = await arkiv.Kassationslinjer.AsNoTracking().Where(l => l.KassationId == kassation && l.Nr > sidste).OrderBy(l => l.Nr).Take(Portion).ToListAsync(ct);
            efter = linjer.Count < Portion ? null : linjer[^1].Nr;
            if (linjer.Count == 0)
                yield break;
            var (fra, til) = (linjer[0].Nr, linjer[^1].Nr);
            var ider = linjer.Select(l => l.DokumentId).OfType<Guid>().ToList();
            var sagsider = linjer.Select(l => l.SagId).Distinct().ToList();
            var filer = (await arkiv.Kassationsfiler.AsNoTracking().Where(f => f.KassationId == kassation && !f.ErAfledt && f.LinjeNr >= fra && f.LinjeNr <= til).OrderBy(f => f.Sha256).ToListAsync(ct)).ToLookup(f => f.LinjeNr);
            // Uden for adgang: the protocol is the archive's, of what two people have seen and approved.
            var numre = await sager.Sager.Where(s => sagsider.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer }).ToDictionaryAsync(s => s.Id, s => s.Sagsnummer, ct);
            var titler = await sager.AlleDokumenter(ider).Select(d => new { d.Id, d.Titel }).ToDictionaryAsync(d => d.Id, d => d.Titel, ct);
            var akter = (await sager.Registreringer.Where(r => ider.Contains(r.DokumentId)).Select(r => new { r.DokumentId, r.SagId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct)).ToLookup(r => (r.DokumentId, r.SagId));
            yield return linjer.ConvertAll(l =>
            {
                var akt = l.DokumentId is { } dokument ? akter[(dokument, l.SagId)].FirstOrDefault() : null;
                return new Dokumentlinje(l, numre[l.SagId], Aktnummer.Tekst(akt?.Aktnr, akt?.Bilagsnr), l.DokumentId is { } id ? titler.GetValueOrDefault(id, "") : "", [.. filer[l.Nr]]);
            });
        }
    }

    private async Task TegnAsync(Stream ud, Authority myndighed, Kassation k, List<Taelling> tal, string sha256, CancellationToken ct)
    {
        var (dansk, sletning) = (CultureInfo.GetCultureInfo("da-DK"), k.Art == Kassationsart.Sletning);
        var navn = sletning ? $"Sletteprotokol nr. {k.Nr}" : $"Kassationsprotokol nr. {k.Nr}";
        using var pdf = new PdfWriter(navn, $"{myndighed.Info.Name}. {navn}");
        pdf.Heading(navn).Paragraph($"{myndighed.Info.Name}. {k.Titel}. {(sletning ? "Sager, hvis personoplysninger skulle slettes" : "Dokumenter, der kunne kasseres")} senest den {DanishTime.LongDate(k.Skaeringsdag)}.");
        var g = (await GrundlagAsync(k, ct)).ToDictionary(x => x.Navn, x => x.Vaerdi);
        List<IReadOnlyList<string>> grundlag = [["Hjemmel", g["hjemmel"]]];
        if (!sletning)
            grundlag.AddRange([["Kommunalbestyrelsens beslutning", k.BeslutningDag is { } b ? DanishTime.LongDate(b) : ""], ["Arkivets svar", k.HoeringDag is { } h ? DanishTime.LongDate(h) : ""]]);
        grundlag.AddRange([["Listet af", g["listetAf"]], ["Sendt til godkendelse af", g["sendtAf"]], ["Godkendt af", $"{g["godkendtAf"]}{(k.Godkendt is { } t ? $", {DanishTime.LongDateTime(t)}" : "")}"]]);
        pdf.Heading("Grundlag", 2).Table(grundlag, hasHeader: false, weights: [1, 2]);
        if (!sletning)
            pdf.Heading("Analyse af registreringernes kvalitet", 3).PlainText(k.Analyse ?? "").Heading("Arkivets svar", 3).PlainText(k.Hoering ?? "");
        pdf.Heading("Optælling", 2).Table(
            [["Emne", "Facet", "Udfald", sletning ? "Sager" : "Dokumenter", "Filer"], .. tal.Select(t => (IReadOnlyList<string>)[t.Emne, t.Facet, Ord(t.Udfald, sletning), t.Dokumenter.ToString("N0", dansk), t.Filer.ToString("N0", dansk)])], weights: [2, 1, 2, 1, 1]);
        var staar = sletning ? "Sagernes numre, emner, dage og registreringer bliver stående." : "Registreringer af sager og dokumenter bliver stående.";
        pdf.Heading("Bevis", 2).PlainText($"Den underskrevne protokol har {(sletning ? "alle sager" : "alle dokumenter")} og hver fils kontrolsum. Dens egen er:\n{sha256}\n{staar} Hændelsernes segl er ubrudt: det slettede er erstattet af sin kontrolsum.");
        pdf.Heading(sletning ? "Sager" : "Dokumenter", 2);
        var talt = 0;
        await foreach (var side in SiderAsync(k.Id, ct))
        {
            if (talt >= FlestIPdf)
                break;
            pdf.Table(
                sletning ? [["Sag", "Lukket", "Udfald"], .. side.Select(d => (IReadOnlyList<string>)[d.Sagsnummer, DanishTime.ShortDate(d.Linje.Lukket), Udfald(d)])] : [["Sag", "Akt", "Titel", "Udfald"], .. side.Select(d => (IReadOnlyList<string>)[d.Sagsnummer, d.Akt ?? "", CprFinder.Mask(d.Titel), Udfald(d)])],
                weights: sletning ? [3, 2, 5] : [3, 1, 5, 4]);
            talt += side.Count;
        }

        if (talt < k.Linjer)
            pdf.Paragraph($"Her er de første {talt.ToString("N0", dansk)} af {k.Linjer.ToString("N0", dansk)}. Resten står i den underskrevne protokol.");
        pdf.Save(ud);

        string Udfald(Dokumentlinje d) => d.Linje.Grund is { } grund ? $"{Ord(d.Linje.Udfald, sletning)}: {grund}" : Ord(d.Linje.Udfald, sletning);
    }

    private static string Kode(Kassationsudfald udfald, bool sletning) => sletning && udfald == Kassationsudfald.Kasseret ? "Slettet" : udfald.ToString();

    internal static string Ord(Kassationsudfald udfald, bool sletning = false) => udfald switch
    {
        Kassationsudfald.Kasseret => sletning ? "Slettet" : "Kasseret", Kassationsudfald.Undtaget => "Undtaget", Kassationsudfald.SprungetOver => "Sprunget over", _ => "Venter",
    };
}
