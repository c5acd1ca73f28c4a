using System.Data.Common;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;

namespace Esdh.Sager.Storage;

/// <summary>
/// Takes what tells who a case was about out of it, inside the act that the retention schedule asks for it in: rows by <see cref="Sletteregel"/>, what events said, and parties that nothing else names. Number,
/// subject, days and the registration of each document stay. The files of its documents are gone before.
/// </summary>
internal sealed class Sagssletning(StorageScope scope, EventLog haendelser, IEnumerable<Sletteregel> modulers, IEnumerable<Partshenvisning> modulersParter)
{
    /// <summary>Events whose data goes in one act.</summary>
    private const int Portion = 500;

    private const string Dokumentets = "dokument_id " + Sletteregel.SagensDokumenter;

    private const string Slettet = "'Slettet'";

    /// <summary>The engine's own tables, children first.</summary>
    internal static IReadOnlyList<Sletteregel> Motorens { get; } =
    [
        Sletteregel.Slet("hoeringspart", "hoering_id in (select id from hoering where sag_id = @sag)"), Sletteregel.Slet("hoeringsbilag", "hoering_id in (select id from hoering where sag_id = @sag)"),
        Sletteregel.Slet("massebrev", "masseforsendelse_id in (select id from masseforsendelse where sag_id = @sag)"), Sletteregel.Slet("masseforsendelse"), Sletteregel.Slet("hoering"),
        Sletteregel.Slet("hoeringsundladelse"), Sletteregel.Slet("afgoerelsespart", "afgoerelse_id in (select id from afgoerelse where sag_id = @sag)"), Sletteregel.Slet("afgoerelse"), Sletteregel.Slet("beslutning"),
        Sletteregel.Slet("godkendelsesled", "godkendelse_id in (select id from godkendelse where sag_id = @sag)", "bevis_sha256"), Sletteregel.Slet("godkendelse"),
        Sletteregel.Slet("forsendelsesmodtager", "forsendelse_id in (select id from forsendelse where sag_id = @sag)"), Sletteregel.Slet("forsendelsesdel", "forsendelse_id in (select id from forsendelse where sag_id = @sag)", "pdf_sha256"),
        Sletteregel.Slet("forsendelse"), Sletteregel.Slet("journalnotat"), Sletteregel.Slet("erindring"), Sletteregel.Slet("feltvaerdi"), Sletteregel.Slet("urstop"), Sletteregel.Ryd("urstand", "grund = null"),
        Sletteregel.Slet("sagsudtraek", indhold: "sha256"), Sletteregel.Slet("indbakkefil", "post_id in (select id from indbakkepost where sag_id = @sag)", "sha256"), Sletteregel.Slet("indbakkepost", indhold: "sha256"),
        Sletteregel.Slet("korrespondent", Dokumentets), Sletteregel.Slet("dokumentmail", Dokumentets), Sletteregel.Ryd("fejljournalisering", "grund = " + Slettet, Dokumentets),
        Sletteregel.Ryd("endeliggoerelse", "modtagere = null", Dokumentets), Sletteregel.Ryd("postlistepost", "titel = " + Slettet, Dokumentets), Sletteregel.Ryd("postlisteafvisning", "begrundelse = " + Slettet, Dokumentets),
        Sletteregel.Slet("redigeringsfil", "redigering_id in (select id from redigering where " + Dokumentets + ")", "sha256"), Sletteregel.Slet("redigering", Dokumentets),
        Sletteregel.Ryd("dokument", "titel = 'Slettet dokument', offentlig_titel = null, aktindsigt_note = null, soegetekst = '', version = version + 1", "id " + Sletteregel.SagensDokumenter),
        Sletteregel.Slet("sagspart"), Sletteregel.Ryd("delforloeb", "titel = " + Slettet), Sletteregel.Slet("favorit"), Sletteregel.Slet("senest_set"), Sletteregel.Ryd("sagsproeve", "note = null, opfoelgning = null"),
        Sletteregel.Bevar("fil", "gone before, a portion of documents at a time"), Sletteregel.Bevar("part", "goes when nothing names it"), Sletteregel.Bevar("partsudgave", "goes with the party"),
        Sletteregel.Bevar("sag", "cleared by the case itself"), Sletteregel.Bevar("sag_nummer", "numbers lead to the case for ever"), Sletteregel.Bevar("sag_maerke", "a mark is of the case, not of a person"),
        Sletteregel.Bevar("sag_relation", "ids only"), Sletteregel.Bevar("sagsforloeb", "type and step"), Sletteregel.Bevar("dokumentregistrering", "the journal's numbers"),
        Sletteregel.Bevar("kassationsstop", "none holds the case"), Sletteregel.Bevar("kassationsstopomfang", "the history of stops, by id"),
    ];

    private static readonly Partshenvisning[] MotorensParter = [new("sagspart", "part_id"), new("korrespondent", "part_id"), new("forsendelsesmodtager", "part_id"), new("kassationsstopomfang", "part_id")];

    /// <summary>All rules, a module's before the engine's.</summary>
    public IReadOnlyList<Sletteregel> Regler { get; } = [.. modulers, .. Motorens];

    public IReadOnlyList<Partshenvisning> Parter { get; } = [.. MotorensParter, .. modulersParter];

    /// <summary>Destroys what events said of the case and of what lies on it alone, a portion at a time. Answers whether more is left.</summary>
    public async Task<bool> RydHaendelserAsync(Guid sag, CancellationToken ct)
    {
        const string hvilke = "h.type not in ('SagsletningBegyndt', 'SagSlettet', 'DokumentSlettet')) and (h.sag_id = @sag or h.objekt_id = @sag or h.objekt_id " + Sletteregel.SagensDokumenter;
        await using var find = scope.Command($"select h.nr from haendelse h where ({hvilke}) and exists (select 1 from haendelse_data d where d.nr = h.nr) order by h.nr limit {Portion}").With("@sag", sag);
        var numre = await ListeAsync(find, r => r.GetInt64(0), ct);
        await haendelser.EraseDataAsync(numre, ct);
        return numre.Count == Portion;
    }

    /// <summary>The rows, and the parties that are on no other case.</summary>
    /// <param name="sag">The case; its own words are gone.</param>
    /// <param name="ct">Stops before it is done.</param>
    /// <returns>Names of contents whose rows are gone and whose bytes are to follow where nothing else names them.</returns>
    public async Task<IReadOnlyCollection<string>> SletAsync(Guid sag, CancellationToken ct)
    {
        var parter = await ParterAsync(sag, ct);
        HashSet<string> indhold = [];
        foreach (var regel in Regler.Where(r => r.Behold is null))
        {
            if (regel.Indhold is { } kolonne)
            {
                await using var find = scope.Command($"select {kolonne} from {regel.Tabel} where {regel.Hvilke} and {kolonne} is not null").With("@sag", sag);
                indhold.UnionWith(await ListeAsync(find, r => r.GetString(0), ct));
            }

            await using var goer = scope.Command(regel.Saet is { } saet ? $"update {regel.Tabel} set {saet} where {regel.Hvilke}" : $"delete from {regel.Tabel} where {regel.Hvilke}").With("@sag", sag);
            await goer.ExecuteNonQueryAsync(ct);
        }

        foreach (var part in parter)
            await FjernPartAsync(part, ct);
        return indhold;
    }

    private async Task<List<Guid>> ParterAsync(Guid sag, CancellationToken ct)
    {
        await using var find = scope.Command($"select part_id from sagspart where sag_id = @sag union select part_id from korrespondent where part_id is not null and {Dokumentets}").With("@sag", sag);
        return await ListeAsync(find, r => r.GuidOrNull(0)!.Value, ct);
    }

    /// <summary>A party that is on no other case goes from the register, with its history.</summary>
    private async Task FjernPartAsync(Guid part, CancellationToken ct)
    {
        var ledig = string.Join("", Parter.Select(p => $" and not exists (select 1 from {p.Tabel} where {p.Kolonne} = @part)"));
        await using (var udgaver = scope.Command("delete from partsudgave where part_id = @part" + ledig).With("@part", part))
            await udgaver.ExecuteNonQueryAsync(ct);
        await using (var fjern = scope.Command("delete from part where id = @part" + ledig).With("@part", part))
        {
            if (await fjern.ExecuteNonQueryAsync(ct) == 0)
                return;
        }

        await using var find = scope.Command("select nr from haendelse where objekt_id = @part").With("@part", part);
        await haendelser.EraseDataAsync(await ListeAsync(find, r => r.GetInt64(0), ct), ct);
    }

    private static async Task<List<T>> ListeAsync<T>(DbCommand command, Func<DbDataReader, T> vaerdi, CancellationToken ct)
    {
        List<T> fundne = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            fundne.Add(vaerdi(reader));
        return fundne;
    }
}
