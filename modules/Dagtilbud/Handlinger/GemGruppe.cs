using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Sets up a group of an institution, or changes one. Children who are in it stay as long as they were to stay.</summary>
internal sealed class GemGruppe(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="FraMaaneder">Youngest, 0 to 83.</param>
    /// <param name="TilMaaneder">The age at which children leave, up to 84.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid InstitutionId, Guid? Id, string? Navn, int? FraMaaneder, int? TilMaaneder);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = k.Navn?.Trim() ?? "";
        var errors = new Errors().AddIf(navn.Length is 0 or > 60, "navn", "Skriv gruppens navn, 1 til 60 tegn.")
            .AddIf(k.FraMaaneder is null or < 0 or >= DagtilbudGruppe.FlestMaaneder, "fraMaaneder", "Skriv alderen i måneder, fra 0 til 83.")
            .AddIf(k.TilMaaneder is null or <= 0 or > DagtilbudGruppe.FlestMaaneder || k.TilMaaneder <= k.FraMaaneder, "tilMaaneder", "Skriv alderen i måneder, højere end den yngste og højst 84.");
        errors.AddIf(await db.Grupper.AnyAsync(g => g.InstitutionId == k.InstitutionId && g.Navn == navn && g.Id != k.Id, ct), "navn", "Institutionen har allerede en gruppe af det navn.").Throw();
        var institution = await db.Institutioner.SingleOrDefaultAsync(i => i.Id == k.InstitutionId, ct) ?? throw new NotFoundException("Institutionen findes ikke.");
        DagtilbudRegler.InstitutionenErAaben.Kraev(institution.Lukker is null || institution.Lukker > DanishTime.Today(tid));
        var gruppe = k.Id is { } id ? await db.Grupper.SingleOrDefaultAsync(g => g.Id == id && g.InstitutionId == institution.Id, ct) ?? throw new NotFoundException("Gruppen findes ikke.") : null;
        if (gruppe is null)
            db.Add(gruppe = new() { InstitutionId = institution.Id, Navn = navn });
        (gruppe.Navn, gruppe.FraMaaneder, gruppe.TilMaaneder) = (navn, k.FraMaaneder!.Value, k.TilMaaneder!.Value);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudGruppeGemt(institution.Navn, navn, gruppe.FraMaaneder, gruppe.TilMaaneder), null, gruppe.Id, ct);
        return new(gruppe.Id);
    }
}
