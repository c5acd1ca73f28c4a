using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Core.Text;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>The club's members as pages and REST show them.</summary>
internal sealed class Medlemsopslag(KlubDb db, Fakturaliste fakturaer, Ledger ledger, StorageScope scope, TimeProvider tid)
{
    private const int FlestHaendelser = 50;

    public async Task<IReadOnlyList<Medlemslinje>> AlleAsync(CancellationToken ct) =>
        [.. (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).OrderBy(m => DanishText.SortKey(m.Navn), StringComparer.Ordinal).Select(Linje)];

    /// <summary>Keys of the authorities here whose member has left.</summary>
    public async Task<IReadOnlySet<string>> TidligereAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        return (await db.Medlemmer.AsNoTracking().Where(m => m.Myndighed != null && m.Udtraeder != null && m.Udtraeder < idag).Select(m => m.Myndighed!).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Authorities of former members whose data the club has certified to be deleted.</summary>
    public async Task<IReadOnlyList<string>> SlettedeAsync(CancellationToken ct) =>
        await db.Medlemmer.AsNoTracking().Where(m => m.Myndighed != null && m.Slettet != null).Select(m => m.Myndighed!).Distinct().ToListAsync(ct);

    /// <exception cref="NotFoundException">No such member.</exception>
    public async Task<Medlemsvisning> EnAsync(Klubaktoer a, int nr, Formular? formular, CancellationToken ct)
    {
        var m = await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(x => x.Nr == nr, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        var penge = a.MaaSe(m.Id);
        var mandater = await db.Mandater.AsNoTracking().Where(x => x.MedlemId == m.Id).OrderBy(x => x.Fra).ToListAsync(ct);
        return new(
            Linje(m), m.Version, new(m.Cvr, m.Gln, m.Grundlagskode, m.Adresse, m.Postnummer, m.By, m.Reference, m.Myndighed), penge ? m.Businesscase : null, m.Besluttet, m.Beslutning, m.Kvitteret, m.KvitteretAf, m.Arkivversion, m.ArkivGodkendt,
            m.Slettet, m.Attest, [.. mandater.Select(x => new Mandatlinje(x.Id, x.Navn, x.Rolle, x.Fra, x.Til, x.Gaelder(idag)))], penge ? await HistorikAsync(m.Id, ct) : [], penge ? await fakturaer.MedlemmetsAsync(a, m.Id, ct) : [],
            penge ? await ledger.FritAsync(m.Id, ct) : 0, a.ErSekretariat, penge, m.Myndighed == a.Myndighed && m.Laeser(idag) && m.Kvitteret is null, m.Udtraeder < idag, formular ?? new());
    }

    /// <exception cref="NotFoundException">No such member, or nothing of its is certified deleted.</exception>
    public async Task<KlubMedlem> SlettetAsync(int nr, CancellationToken ct) => await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(m => m.Nr == nr && m.Slettet != null, ct) ?? throw new NotFoundException();

    private async Task<List<Klubhistorik>> HistorikAsync(Guid medlem, CancellationToken ct)
    {
        await using var laes = scope.Command("select h.tid, d.data from haendelse h join haendelse_data d on d.nr = h.nr where h.objekt_id = @id order by h.nr desc limit @antal").With("@id", medlem).With("@antal", FlestHaendelser);
        if (scope.Connection.State != System.Data.ConnectionState.Open)
            await scope.Connection.OpenAsync(ct);
        List<Klubhistorik> historik = [];
        await using var raekker = await laes.ExecuteReaderAsync(ct);
        while (await raekker.ReadAsync(ct))
        {
            using var data = JsonDocument.Parse(raekker.GetString(1));
            if (data.RootElement.TryGetProperty("saetning", out var saetning))
                historik.Add(new(raekker.GetValue(0) is long mikro ? DbValue.FromMicroseconds(mikro) : raekker.GetFieldValue<DateTimeOffset>(0), saetning.GetString()!));
        }

        return historik;
    }

    private static Medlemslinje Linje(KlubMedlem m) => new(m.Id, m.Nr, m.Navn, m.Art, m.Fase, m.Indtraadt, m.Udtraeder, m.ErDemonstration);
}
