using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Byggesager.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Contract;

namespace Esdh.Byggesager.Indhold;

/// <summary>Merges the letter that asks for what is missing, and has it sent: the file first, then the act.</summary>
internal sealed class Mangelbrevsskrivning(Sagsopslag sager, Byggesagsopslag opslag, Sagsbreve breve, Authority myndighed)
{
    /// <param name="nye">What is missing besides what was asked for before and has not come.</param>
    public async Task<SendMangelbrev.Svar> SendAsync(Aktoer aktoer, string sag, IReadOnlyList<string> nye, long? ifMatch, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        SendMangelbrev.Kontroller(kort, nye);
        var aabne = (await opslag.ManglerAsync(kort, ct)).Where(m => m.Tilstand == nameof(Mangeltilstand.Aaben)).Select(m => m.Tekst).ToList();
        var liste = SendMangelbrev.Liste(aabne.Concat(nye.Except(aabne, StringComparer.OrdinalIgnoreCase)));
        var brev = await breve.FletAsync(aktoer, kort.Id, new(Byggesagstype.Mangelbrev) { Felter = new Dictionary<string, string> { ["felt.mangler"] = liste } }, ct);
        return await myndighed.Queue.RunAsync((SendMangelbrev act) => act.Udfoer(new(aktoer, kort.Id, nye, brev, liste, ifMatch), ct), ct);
    }
}
