using Esdh.Adgang.Contract;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Former;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>Notes and reminders of a case, as clients know them.</summary>
internal sealed class Notatformer(SagerDb db, Brugeropslag brugere, TimeProvider tid)
{
    private List<Erindringstype>? _typer;

    /// <summary>Final notes of a case that the actor was found to see, the oldest first.</summary>
    public async Task<IReadOnlyList<JournalarkNoteDto>> NotaterAsync(Sag sag, CancellationToken ct) =>
        await VisAsync(await db.Notater.AsNoTracking().Where(n => n.SagId == sag.Id && n.Endelig != null).OrderBy(n => n.Nr).ToListAsync(ct), sag.Nr, ct);

    public async Task<JournalarkNoteDto> NotatAsync(Sag sag, Guid id, CancellationToken ct) =>
        (await VisAsync([await db.Notater.AsNoTracking().SingleAsync(n => n.Id == id && n.SagId == sag.Id, ct)], sag.Nr, ct))[0];

    /// <summary>Reminders of a case that the actor was found to see, also those that are seen to.</summary>
    public async Task<IReadOnlyList<ErindringDto>> ErindringerAsync(Guid sag, int sagNr, Guid? ene, CancellationToken ct)
    {
        var alle = await db.Erindringer.AsNoTracking().Where(e => e.SagId == sag && (ene == null || e.Id == ene)).OrderBy(e => e.Nr).ToListAsync(ct);
        var typer = (await TyperAsync(ct)).ToDictionary(t => t.Id);
        var folk = await brugere.FlereAsync(alle.SelectMany(e => new[] { e.AnsvarligId, e.OprettetAf }), ct);
        var idag = DanishTime.Today(tid);
        return alle.ConvertAll(e => new ErindringDto
        {
            Id = e.Nr, SagId = sagNr, Navn = e.Titel, Beskrivelse = e.Beskrivelse, HarDeadline = true, Deadline = DanishTime.StartOfDay(e.Frist), SynligFra = DanishTime.StartOfDay(e.SynligFra),
            DeadlineStatus = e.Afsluttet is not null ? "Afsluttet" : e.Frist < idag ? "Overskredet" : "IkkeOverskredet", ErAfsluttet = e.Afsluttet is not null,
            ErindringType = typer.TryGetValue(e.TypeId, out var type) ? Vis(type) : null, Ansvarlig = folk.TryGetValue(e.AnsvarligId, out var a) ? Sagsvisning.Vis(a) : null,
            Opretter = folk.TryGetValue(e.OprettetAf, out var o) ? Sagsvisning.Vis(o) : null, Oprettet = e.Oprettet,
        });
    }

    /// <summary>Asked for once in a request.</summary>
    public async Task<List<Erindringstype>> TyperAsync(CancellationToken ct) => _typer ??= await db.Erindringstyper.AsNoTracking().OrderBy(t => t.Nr).ToListAsync(ct);

    public static ErindringTypeDto Vis(Erindringstype t) => new() { Id = t.Nr, Navn = t.Navn, DisplayName = t.Navn, SynlighedIDage = Math.Max(0, t.Fristdage - t.Synligdage), DeadlineIDage = t.Fristdage };

    private async Task<IReadOnlyList<JournalarkNoteDto>> VisAsync(List<Journalnotat> notater, int sagNr, CancellationToken ct)
    {
        var folk = await brugere.FlereAsync(notater.Select(n => n.ForfatterId), ct);
        return notater.ConvertAll(n => new JournalarkNoteDto
        {
            Id = n.Nr, Uuid = n.Id, SagID = sagNr, Overskrift = n.Overskrift, Note = n.Tekst, KontaktTidspunkt = n.Kontakttidspunkt, Oprettet = n.Oprettet,
            OprettetAf = folk.TryGetValue(n.ForfatterId, out var forfatter) ? Sagsvisning.Vis(forfatter) : null,
        });
    }
}
