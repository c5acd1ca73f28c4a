using System.Globalization;
using System.Text;
using System.Text.Json;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Esdh.Byggesager.Indhold;

/// <summary>
/// Takes applications in, from wherever they come: the message is stored, read, its files taken in, and an act makes the case or puts it on the list of those that somebody must
/// complete. Whatever the message is, nothing of it is lost and nothing is half done.
/// </summary>
internal sealed class Ansoegningsmodtagelse(ByggesagerDb db, Authority myndighed, Sagsfiler filer, IConfiguration konfiguration)
{
    /// <summary>Numbers in quotes are taken too; what is not known is passed over.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString };

    private long StoersteMeddelelse => (long)(double.TryParse(konfiguration["Esdh:Byggesager:StoersteMeddelelseMb"], CultureInfo.InvariantCulture, out var mb) ? mb : 200) * 1024 * 1024;

    /// <param name="id">What it is to be called here, for the demonstration; a new id when null.</param>
    /// <exception cref="ContentTooLargeException">Past the limit (<c>Esdh:Byggesager:StoersteMeddelelseMb</c>, 200 unless set).</exception>
    /// <exception cref="InvalidException">It is empty.</exception>
    public async Task<ModtagAnsoegning.Svar> ModtagAsync(Aktoer aktoer, Stream meddelelse, Ansoegningskanal kanal, CancellationToken ct, Guid? id = null)
    {
        var gemt = await myndighed.Content.SaveAsync(meddelelse, StoersteMeddelelse, ct);
        if (gemt.Length == 0)
            throw new InvalidException("ansoegning", "Ansøgningen er tom.");
        var laest = await LaesAsync(gemt.Sha256, ct);
        if (laest.Id is { } nummer && await db.Ansoegninger.AsNoTracking().SingleOrDefaultAsync(a => a.AnsoegningId == nummer, ct) is { } kendt && (kendt.Tilstand != Ansoegningstilstand.Venter || kendt.Sha256 == gemt.Sha256))
            return new(kendt.Id, kendt.Tilstand, kendt.SagId, Ny: false);
        List<string> grunde = [.. laest.Grunde];
        var tagne = laest.Ansoegning is { } a && a.Filer is not { Count: > Ansoegning.FlestFiler } ? await FilerAsync(a, grunde, ct) : [];
        ModtagAnsoegning.Kommando Kommando(IReadOnlyList<string> hvorfor) => new(aktoer, kanal, laest.Id, gemt.Sha256, laest.Ansoegning, tagne, hvorfor, NytId: id);
        try
        {
            return await myndighed.Queue.RunAsync((ModtagAnsoegning act) => act.Udfoer(Kommando(grunde), ct), ct);
        }
        catch (Exception e) when (grunde.Count == 0 && e is InvalidException or RegelbrudException)
        {
            grunde.AddRange(e is InvalidException fejl ? fejl.Errors.SelectMany(f => f.Value) : [e.Message, .. ((RegelbrudException)e).Detaljer]);
            return await myndighed.Queue.RunAsync((ModtagAnsoegning act) => act.Udfoer(Kommando(grunde), ct), ct);
        }
    }

    /// <summary>Makes the case of one that waits, with what a caseworker has typed. Files that cannot be taken in are left out: the message is kept no longer than its case needs it.</summary>
    /// <param name="rettet">The application as it should have been.</param>
    public async Task<ModtagAnsoegning.Svar> GoerFaerdigAsync(Aktoer aktoer, ByggesagAnsoegning post, Ansoegning rettet, string? adresse, CancellationToken ct)
    {
        ByggesagRegler.AnsoegningenVenter.Kraev(post.Tilstand == Ansoegningstilstand.Venter);
        List<string> udenfor = [];
        var tagne = await FilerAsync(rettet, udenfor, ct);
        return await myndighed.Queue.RunAsync((ModtagAnsoegning act) => act.Udfoer(new(aktoer, post.Kanal, post.AnsoegningId, post.Sha256, rettet, tagne, [], post.Id, adresse), ct), ct);
    }

    /// <summary>What a message says.</summary>
    /// <param name="Id">The application's number, also where the rest cannot be read.</param>
    internal sealed record Laest(string? Id, Ansoegning? Ansoegning, IReadOnlyList<string> Grunde);

    internal async Task<Laest> LaesAsync(string sha256, CancellationToken ct)
    {
        await using var fil = myndighed.Content.OpenRead(sha256);
        try
        {
            var ansoegning = await JsonSerializer.DeserializeAsync<Ansoegning>(fil, Json, ct);
            if (ansoegning is null)
                return new(null, null, ["Meddelelsen er tom."]);
            return new(Ansoegningsform.Id(ansoegning.AnsoegningId) ? ansoegning.AnsoegningId : null, ansoegning, ansoegning.Grunde());
        }
        catch (JsonException e)
        {
            fil.Position = 0;
            var (id, felt) = (await IdAsync(fil, ct), e.Path is { Length: > 2 } sti && sti.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '$' or '[' or ']') ? sti[2..] : null);
            return new(id, null, [felt is null || id is null && e.Path == "$" ? "Meddelelsen kan ikke læses: den er ikke JSON, som det er beskrevet." : $"Meddelelsen kan ikke læses: feltet {felt} har ikke den rette form."]);
        }
    }

    private static async Task<string?> IdAsync(Stream fil, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(fil, new() { MaxDepth = 16 }, ct);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("ansoegningId", out var v) && v.ValueKind == JsonValueKind.String && Ansoegningsform.Id(v.GetString()) ? v.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The files as they lie on disk, after a readable summary of the application.</summary>
    private async Task<IReadOnlyList<Sagsfil>> FilerAsync(Ansoegning a, List<string> grunde, CancellationToken ct)
    {
        List<Sagsfil> tagne = [];
        using (var resume = new MemoryStream(Encoding.UTF8.GetBytes(Resume(a))))
            tagne.Add(await filer.ModtagAsync("Ansøgning.txt", resume, ct));
        var nr = 0;
        foreach (var fil in a.Filer ?? [])
        {
            nr++;
            var navn = string.IsNullOrWhiteSpace(fil?.Navn) ? $"fil {nr}" : fil.Navn;
            byte[]? indhold = null;
            try
            {
                indhold = Convert.FromBase64String(fil?.Indhold ?? "");
            }
            catch (FormatException)
            {
                // Said below.
            }

            if (indhold is null or { Length: 0 })
            {
                grunde.Add($"Filen »{navn}« er {(indhold is null ? "ødelagt på vejen" : "tom")}.");
                continue;
            }

            try
            {
                using var stroem = new MemoryStream(indhold, writable: false);
                tagne.Add(await filer.ModtagAsync(navn, stroem, ct));
            }
            catch (Exception e) when (e is InvalidException or ContentTooLargeException)
            {
                grunde.Add($"Filen »{navn}« kan ikke tages ind: {(e is InvalidException fejl ? string.Join(' ', fejl.Errors.SelectMany(f => f.Value)) : "den er for stor.")}");
            }
        }

        return tagne;
    }

    private static string Resume(Ansoegning a)
    {
        var t = new StringBuilder("Ansøgning fra Byg og Miljø\n\n");
        void Linje(string navn, string? vaerdi)
        {
            if (!string.IsNullOrWhiteSpace(vaerdi))
                t.Append(navn).Append(": ").Append(vaerdi.Trim()).Append('\n');
        }

        Linje("Ansøgning", a.AnsoegningId);
        Linje("Titel", a.Titel);
        Linje("Adresse", a.Ejendom?.Paa);
        Linje("BFE-nummer", a.Ejendom?.Bfe);
        Linje("Matrikel", a.Ejendom?.Matrikel);
        Linje("Arbejdets art", Byggesagstype.Valgnavn("art", a.Art));
        Linje("Kategori", Byggesagstype.Valgnavn("kategori", a.Kategori));
        Linje("Areal", a.Areal is { } m2 ? $"{m2} m²" : null);
        Linje("Konstruktionsklasse", Byggesagstype.Valgnavn("konstruktionsklasse", a.Konstruktionsklasse));
        Linje("Brandklasse", Byggesagstype.Valgnavn("brandklasse", a.Brandklasse));
        Linje("Ansøger", a.Ansoeger?.Navn ?? (a.Ansoeger?.Cvr is { } cvr ? $"CVR {cvr}" : null));
        Linje("Ejer", a.Ejer?.Navn);
        foreach (var r in a.Raadgivere ?? [])
            Linje(r?.Rolle ?? "Rådgiver", r?.Navn);
        if (!string.IsNullOrWhiteSpace(a.Beskrivelse))
            t.Append('\n').Append(a.Beskrivelse.Trim()).Append('\n');
        return t.ToString();
    }
}
