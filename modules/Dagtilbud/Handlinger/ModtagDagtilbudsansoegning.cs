using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>
/// An application becomes a case with the child and its parents. A child has one application at a time: it is known by its CPR number, and a second one is refused with the number of the case there is.
/// A child that has a place already can be registered with it, so that a municipality can begin with the children it has.
/// </summary>
internal sealed class ModtagDagtilbudsansoegning(DagtilbudDb db, Ansoegningskontrol kontrol, Sagshandlinger sager, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    public const int FlestForaeldre = 4;

    /// <param name="Foedt">As the CPR number says when null.</param>
    /// <param name="Modtaget">The day it came, at most a year back; today when null.</param>
    /// <param name="Plads">The group that the child is in already, and since when.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Barnenavn, string? Barnecpr, DateOnly? Foedt, IReadOnlyList<NyPart> Foraeldre, Ansoegningskontrol.Oplysninger Oplysninger, DateOnly? Modtaget = null, (Guid GruppeId, DateOnly Fra)? Plads = null);

    /// <param name="Aktoer">The actor, who sees the new case.</param>
    public sealed record Svar(Guid SagId, string Sagsnummer, DateOnly? Garantidato, Aktoer Aktoer);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (errors, o) = (new Errors(), k.Oplysninger);
        var harCpr = Cpr.TryParse(k.Barnecpr, out var cpr, out var cprfejl);
        var foedt = k.Foedt ?? (harCpr ? cpr.BirthDate : null);
        errors.AddIf(!harCpr, "barnecpr", cprfejl ?? "").AddIf(harCpr && k.Foedt is { } sagt && !cpr.IsReplacement && sagt != cpr.BirthDate, "foedt", "Fødselsdatoen passer ikke til CPR-nummeret.")
            .AddIf(k.Barnenavn?.Trim().Length is null or 0 or > 200, "barnenavn", "Skriv barnets navn.")
            .AddIf(k.Foraeldre.Count is 0 or > FlestForaeldre, "foraeldre", $"Skriv 1 til {FlestForaeldre} forældre.").AddIf(k.Modtaget > idag || k.Modtaget < idag.AddYears(-1) && k.Plads is null, "modtaget", "Ansøgningen kom i dag eller højst et år tidligere.");
        for (var i = 0; i < k.Foraeldre.Count; i++)
        {
            var p = k.Foraeldre[i];
            var felt = i == 0 ? "foraelder1" : $"foraelder{i + 1}";
            errors.AddIf(string.IsNullOrWhiteSpace(p.Navn), felt, "Skriv forælderens navn.").AddIf(!string.IsNullOrWhiteSpace(p.Cpr) && !Cpr.TryParse(p.Cpr, out _), felt + "cpr", "CPR-nummeret er ikke gyldigt: skriv ti cifre.")
                .AddIf(harCpr && Cpr.TryParse(p.Cpr, out var pc) && pc.Digits == cpr.Digits, felt + "cpr", "Det er barnets CPR-nummer.");
        }

        await kontrol.KontrollerAsync(k.Plads is null ? o : o with { Oensker = o.Oensker.Count == 0 ? [await InstitutionAsync(k.Plads.Value.GruppeId, ct)] : o.Oensker }, foedt, idag, errors, ct);
        if (o.Oensket is { } oensket)
            await kontrol.KontrollerAabneAsync(o.Oensker, oensket, idag, errors, ct);
        errors.Throw();

        var (id, nummer) = await sager.OpretAsync(k.Aktoer, new(Dagtilbudstype.Noegle)
        {
            Parter = [.. k.Foraeldre.Select((p, i) => p with { Navn = p.Navn!.Trim(), Rolle = Dagtilbudstype.Foraelder, ErPrimaer = i == 0 }), new(k.Barnenavn!.Trim(), Cpr: cpr.Digits, Rolle: Dagtilbudstype.Barn)],
        }, ct);
        k = k with { Aktoer = sager.SomOpretter(k.Aktoer, id) };
        var barn = (await opslag.ParterAsync(k.Aktoer, id, ct)).Single(p => p.Rolle == Dagtilbudstype.Barn).PartId;
        if (await db.Ansoegninger.Where(a => a.BarnPartId == barn && a.Stand != Ansoegningsstand.Slut).Select(a => (Guid?)a.SagId).FirstOrDefaultAsync(ct) is { } kendt)
        {
            var anden = (await opslag.SynligeAsync(k.Aktoer, [kendt], ct)).GetValueOrDefault(kendt);
            DagtilbudRegler.EnAnsoegningPrBarn.KraevIntet([anden is null ? "Barnets ansøgning ligger på en sag, du ikke har adgang til." : $"Barnets ansøgning ligger på sag {anden.Sagsnummer}."]);
        }

        var a = new DagtilbudAnsoegning
        {
            SagId = id, BarnPartId = barn, Foedt = foedt!.Value, Modtaget = k.Modtaget ?? idag, Oensket = o.Oensket!.Value, Distrikt = Tom(o.Distrikt), Behov = Tom(o.Behov), SoeskendeId = o.Soeskende, HverForSig = o.HverForSig, RegistreretAf = k.Aktoer.Skrivebord,
        };
        db.Add(a);
        await kontrol.TvillingAsync(k.Aktoer, a, o.Tvilling, ct);
        await db.SaveChangesAsync(ct);
        db.AddRange(o.Oensker.Select((institution, i) => new DagtilbudOenske { SagId = id, Nr = i + 1, InstitutionId = institution }));
        await kontrol.ForaeldreAsync(k.Aktoer, id, ct);
        await db.SaveChangesAsync(ct);
        var navne = await db.Institutioner.Where(i => o.Oensker.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Navn, ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudAnsoegt(a.Modtaget, a.Oensket, a.Garantidato!.Value, [.. o.Oensker.Select(i => navne[i])]), id, null, ct);
        if (k.Plads is { } plads)
            await OptagAsync(k, a, plads.GruppeId, plads.Fra, ct);
        else
            await sager.RetFelterAsync(k.Aktoer, id, new Dictionary<string, string?> { ["garantidato"] = a.Garantidato.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, ct);
        return new(id, nummer, a.Garantidato, k.Aktoer);
    }

    /// <summary>The child has the place already: it is counted, also where the group is full by it.</summary>
    private async Task OptagAsync(Kommando k, DagtilbudAnsoegning a, Guid gruppeId, DateOnly fra, CancellationToken ct)
    {
        var gruppe = await db.Grupper.SingleAsync(g => g.Id == gruppeId, ct);
        var institution = await db.Institutioner.SingleAsync(i => i.Id == gruppe.InstitutionId, ct);
        db.Add(new DagtilbudPlads { SagId = a.SagId, GruppeId = gruppe.Id, Fra = fra, Vokser = Alder.Ude(a.Foedt, gruppe.TilMaaneder) is var ude && ude > fra ? ude : fra.AddDays(1) });
        a.Saet(Ansoegningsstand.Optaget);
        await db.SaveChangesAsync(ct);
        var plads = $"{institution.Navn}, {gruppe.Navn}";
        await sager.RetFelterAsync(k.Aktoer, a.SagId, new Dictionary<string, string?> { ["plads"] = plads, ["pladsfra"] = fra.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, ct);
        await haendelser.AppendAsync(k.Aktoer, new BarnOptaget(plads, fra), a.SagId, null, ct);
        foreach (var trin in new[] { Dagtilbudstype.Venteliste, Dagtilbudstype.Tilbudt, Dagtilbudstype.Optaget })
            await sager.TagTrinAsync(k.Aktoer, a.SagId, trin, null, ct);
    }

    private async Task<Guid> InstitutionAsync(Guid gruppe, CancellationToken ct) =>
        await db.Grupper.Where(g => g.Id == gruppe).Select(g => (Guid?)g.InstitutionId).SingleOrDefaultAsync(ct) ?? throw new InvalidException("plads", "Gruppen findes ikke.");

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}
