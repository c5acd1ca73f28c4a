using System.Text;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Esdh.Sager.Api;

/// <summary>Reads a multipart body part by part, straight into the content store: a huge file is refused while it streams.</summary>
internal sealed class Upload(Filmodtagelse modtagelse)
{
    /// <summary>Most bytes of the fields that are not files.</summary>
    private const int StoersteFelt = 1024 * 1024;

    /// <param name="Felter">Fields by name; the last of a name counts.</param>
    /// <param name="Filer">What the store holds now, in the order sent.</param>
    /// <param name="Filfejl">What is wrong with a file that was not taken in, for an act that also says what is wrong with the fields.</param>
    internal sealed record Forsendelse(IReadOnlyDictionary<string, string> Felter, IReadOnlyList<OpretDokument.Nyfil> Filer, string? Filfejl = null)
    {
        public string? this[string felt] => Felter.TryGetValue(felt, out var vaerdi) && !string.IsNullOrWhiteSpace(vaerdi) ? vaerdi.Trim() : null;

        /// <summary>The <c>json</c> part; null where there is none.</summary>
        /// <exception cref="InvalidException">It cannot be read.</exception>
        public T? Json<T>() where T : class
        {
            if (!Felter.TryGetValue("json", out var json))
                return null;
            try
            {
                return JsonSerializer.Deserialize<T>(json, RequestJson.Options);
            }
            catch (JsonException e) when (e.Path is { Length: > 2 } sti)
            {
                throw new InvalidException(sti[2..], "Feltet har ikke den rette form.");
            }
            catch (JsonException e)
            {
                throw new InvalidException("json", $"Feltet json kan ikke læses som JSON (linje {e.LineNumber + 1}).");
            }
        }
    }

    /// <summary>All fields and files, in any order.</summary>
    /// <param name="request">multipart/form-data.</param>
    /// <param name="myndighed">Whose store the files go to.</param>
    /// <param name="ct">Stops; the file being read leaves nothing behind.</param>
    /// <param name="foerFil">Called before the first file is read, with the fields so far: for what must be in order before anything is taken in.</param>
    /// <param name="samlFejl">An empty or forbidden file is answered as <see cref="Forsendelse.Filfejl"/> and not thrown.</param>
    /// <param name="tilIndbakke">For an inbox: what the virus scanner has not answered on waits there, and is not refused here.</param>
    /// <exception cref="InvalidException">Not multipart, broken off, or a file that is not taken in.</exception>
    public async Task<Forsendelse> LaesAsync(HttpRequest request, Authority myndighed, CancellationToken ct, Func<IReadOnlyDictionary<string, string>, Task>? foerFil = null, bool samlFejl = false, bool tilIndbakke = false)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new InvalidException("fil", "Send som multipart/form-data med fil og json.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } graense)
            graense.MaxRequestBodySize = 5 * modtagelse.StoersteFil + StoersteFelt; // each file has its own limit

        Dictionary<string, string> felter = new(StringComparer.Ordinal);
        List<OpretDokument.Nyfil> filer = [];
        string? filfejl = null;
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            var iAlt = 0;
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    continue;
                var felt = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (!disposition.IsFileDisposition() || felt == "json")
                {
                    var tekst = await TekstAsync(section.Body, felt, StoersteFelt - iAlt, ct);
                    iAlt += tekst.Length;
                    felter[felt] = tekst;
                    continue;
                }

                var navn = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
                if (filer.Count == 0 && foerFil is not null)
                    await foerFil(felter);
                if (filer.Count == GemFilversion.FlestFiler)
                    throw new InvalidException("fil", $"Send højst {GemFilversion.FlestFiler} filer ad gangen.");
                try
                {
                    if (await (tilIndbakke ? modtagelse.ProevPostAsync(myndighed, navn, section.Body, ct) : modtagelse.ProevAsync(myndighed, navn, section.Body, ct)) is { } fil)
                        filer.Add(fil);
                    else if (!string.IsNullOrEmpty(navn)) // else a form's file field where nothing was chosen
                        throw new InvalidException("fil", $"Filen »{Core.Files.CleanFileName.From(navn).Name}« er tom.");
                }
                catch (InvalidException e) when (samlFejl)
                {
                    filfejl ??= e.Errors.Values.First()[0];
                }
            }
        }
        catch (Exception e) when ((e is IOException && e is not BadHttpRequestException && e.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal)) || e is InvalidDataException)
        {
            throw new InvalidException("fil", "Forsendelsen blev afbrudt eller kan ikke læses. Intet er lagt ind. Send den igen.");
        }

        if (filer.Count == 0 && foerFil is not null)
            await foerFil(felter);
        return new(felter, filer, filfejl);
    }

    private static async Task<string> TekstAsync(Stream body, string felt, int hoejst, CancellationToken ct)
    {
        using var tekst = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int n; (n = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (tekst.Length + n > hoejst)
                throw new InvalidException(felt.Length == 0 ? "json" : felt, "Feltet er for stort.");
            tekst.Write(buffer, 0, n);
        }

        return Encoding.UTF8.GetString(tekst.ToArray()).Replace("\0", "", StringComparison.Ordinal);
    }
}
