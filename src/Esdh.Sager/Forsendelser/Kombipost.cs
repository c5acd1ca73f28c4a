using System.Text;
using System.Xml;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Sager.Domain;
using static Esdh.Sager.Handlinger.NoterForsendelse;

namespace Esdh.Sager.Forsendelser;

/// <summary>
/// Digital Post and remote print by Serviceplatformen's SF1601 KombiPostAfsend: a MeMo 1.1 message in a <c>kombi_request</c>. The message's UUID is the
/// same each time, so that an interrupted one can be sent again.
/// </summary>
internal sealed class Kombipost(Forsendelsesindstillinger indstillinger, Httpkanal http) : IForsendelseskanal
{
    private const string Ns = "https://DigitalPost.dk/MeMo-1";
    private const int LaengsteTekst = 256;

    public bool Sender(Forsendelseskanal kanal) => indstillinger.Kombipost is not null && kanal is Forsendelseskanal.DigitalPost or Forsendelseskanal.Fjernprint;

    public async Task<Kanalsvar> SendAsync(Authority myndighed, Forsendelsesbesked besked, CancellationToken ct)
    {
        if (indstillinger.Kombipost is not { } adresse)
            return new(Udfald.Udskudt, "Digital Post er ikke længere sat op.") { ErNede = true };
        if (besked.Dele.Sum(d => d.Stoerrelse) > indstillinger.StoersteDigitalePost)
            return new(Udfald.Afvist, $"Beskeden fylder {Indhold.Ord.Stoerrelse(besked.Dele.Sum(d => d.Stoerrelse))}, og grænsen i Digital Post er {Indhold.Ord.Stoerrelse(indstillinger.StoersteDigitalePost)}.");
        using var xml = new SpillStream(1024 * 1024);
        await SkrivAsync(myndighed, besked, xml, ct);
        return await http.SendAsync(adresse, xml, "application/xml", "Serviceplatformen", ct);
    }

    /// <summary>The request as it is sent.</summary>
    internal static async Task SkrivAsync(Authority myndighed, Forsendelsesbesked b, Stream til, CancellationToken ct)
    {
        await using var w = XmlWriter.Create(til, new() { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        await w.WriteStartDocumentAsync();
        await w.WriteStartElementAsync(null, "kombi_request", null);
        await w.WriteElementStringAsync(null, "KombiValgKode", null, b.Kanal == Forsendelseskanal.Fjernprint ? "Fysisk Post" : "Digital Post");
        await w.WriteStartElementAsync("memo", "Message", Ns);
        await w.WriteAttributeStringAsync(null, "memoVersion", null, "1.1");
        await w.WriteAttributeStringAsync(null, "memoSchVersion", null, "1.1.0");
        await w.WriteStartElementAsync("memo", "MessageHeader", Ns);
        await FeltAsync(w, "messageType", "DIGITALPOST");
        await FeltAsync(w, "messageUUID", b.BeskedId);
        await FeltAsync(w, "label", b.Titel);
        await FeltAsync(w, "mandatory", "false");
        await FeltAsync(w, "legalNotification", "false");
        await AktoerAsync(w, "Sender", "senderID", myndighed.Info.Cvr, "CVR", myndighed.Info.Name);
        await AktoerAsync(w, "Recipient", "recipientID", b.Adresse, b.Adresse.Length == 10 ? "CPR" : "CVR", b.Navn);
        await w.WriteStartElementAsync("memo", "ContentData", Ns);
        await w.WriteStartElementAsync("memo", "CaseID", Ns);
        await FeltAsync(w, "caseID", b.Sagsnummer);
        await FeltAsync(w, "caseSystem", "Esdh");
        await w.WriteEndElementAsync();
        await w.WriteEndElementAsync();
        await w.WriteEndElementAsync(); // MessageHeader
        await w.WriteStartElementAsync("memo", "MessageBody", Ns);
        await FeltAsync(w, "createdDateTime", b.Bestilt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        var hoved = true;
        foreach (var del in Mailkanal.Navngivet(b.Dele))
        {
            await w.WriteStartElementAsync("memo", hoved ? "MainDocument" : "AdditionalDocument", Ns);
            await FeltAsync(w, "label", del.Titel);
            await w.WriteStartElementAsync("memo", "File", Ns);
            await FeltAsync(w, "encodingFormat", "application/pdf");
            await FeltAsync(w, "filename", del.Filnavn);
            await FeltAsync(w, "language", "da");
            await w.WriteStartElementAsync("memo", "content", Ns);
            await using (var fil = myndighed.Content.OpenRead(del.Sha256))
            {
                var buffer = new byte[48 * 1024]; // a multiple of three: pieces of Base64 that fit together
                for (int n; (n = await fil.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0;)
                    await w.WriteBase64Async(buffer, 0, n);
            }

            await w.WriteEndElementAsync();
            await w.WriteEndElementAsync();
            await w.WriteEndElementAsync();
            hoved = false;
        }

        await w.WriteEndElementAsync(); // MessageBody
        await w.WriteEndElementAsync(); // Message
        await w.WriteEndElementAsync();
        await w.WriteEndDocumentAsync();
    }

    private static async Task AktoerAsync(XmlWriter w, string element, string id, string nummer, string type, string navn)
    {
        await w.WriteStartElementAsync("memo", element, Ns);
        await FeltAsync(w, id, nummer);
        await FeltAsync(w, "idType", type);
        await FeltAsync(w, "label", navn);
        await w.WriteEndElementAsync();
    }

    /// <summary>Text that XML can hold, and no longer than MeMo takes.</summary>
    private static Task FeltAsync(XmlWriter w, string navn, string tekst)
    {
        var ren = string.Concat(tekst.EnumerateRunes().Where(r => r.Value is >= 0x20 and not (>= 0x7F and < 0xA0) and not 0xFFFE and not 0xFFFF).Select(r => r.ToString()));
        return w.WriteElementStringAsync("memo", navn, Ns, ren.Length <= LaengsteTekst ? ren : ren[..(char.IsHighSurrogate(ren[LaengsteTekst - 1]) ? LaengsteTekst - 1 : LaengsteTekst)]);
    }
}
