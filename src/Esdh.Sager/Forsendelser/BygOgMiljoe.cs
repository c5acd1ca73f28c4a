using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Sager.Domain;
using static Esdh.Sager.Handlinger.NoterForsendelse;

namespace Esdh.Sager.Forsendelser;

/// <summary>Letters to an applicant in Byg og Miljø, as a message of our own to whatever the authority has between (docs/forsendelse.md).</summary>
internal sealed class BygOgMiljoe(Forsendelsesindstillinger indstillinger, Httpkanal http) : IForsendelseskanal
{
    public bool Sender(Forsendelseskanal kanal) => indstillinger.BygOgMiljoe is not null && kanal == Forsendelseskanal.BygOgMiljoe;

    public async Task<Kanalsvar> SendAsync(Authority myndighed, Forsendelsesbesked besked, CancellationToken ct)
    {
        if (indstillinger.BygOgMiljoe is not { } adresse)
            return new(Udfald.Udskudt, "Byg og Miljø er ikke længere sat op.") { ErNede = true };
        using var json = new SpillStream(1024 * 1024);
        await using (var w = new Utf8JsonWriter(json))
        {
            w.WriteStartObject();
            w.WriteString("beskedId", besked.BeskedId);
            w.WriteString("myndighedCvr", myndighed.Info.Cvr);
            w.WriteString("sagsnummer", besked.Sagsnummer);
            w.WriteString("modtager", besked.Navn);
            w.WriteString("adresse", besked.Adresse);
            w.WriteString("emne", besked.Titel);
            w.WriteString("tekst", besked.Tekst ?? Mailkanal.Standardtekst(myndighed, besked));
            w.WriteStartArray("filer");
            foreach (var del in Mailkanal.Navngivet(besked.Dele))
            {
                w.WriteStartObject();
                w.WriteString("filnavn", del.Filnavn);
                w.WriteString("titel", del.Titel);
                w.WriteString("sha256", del.Sha256);
                w.WriteBase64String("indhold", await File.ReadAllBytesAsync(myndighed.Content.PathOf(del.Sha256), ct));
                w.WriteEndObject();
                await w.FlushAsync(ct);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        return await http.SendAsync(adresse, json, "application/json", "Byg og Miljø", ct);
    }
}
