using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Sider;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>
/// What a parent is shown: of the own cases alone, which the actor's query has found. Of other children there are numbers in queues and nothing else; of the other parent nothing.
/// </summary>
internal sealed class Foraeldreopslag(DagtilbudDb db, Billedlaesning billeder, Sagsopslag sager, Borgeradgang borgere, TimeProvider tid)
{
    /// <summary>Where the register protects the child's name, and the parent has not written it.</summary>
    private const string UdenNavn = "Dit barn";

    public async Task<DagtilbudForaeldreside> IndstillingAsync(CancellationToken ct) => await db.Foraeldresider.AsNoTracking().SingleOrDefaultAsync(s => s.Id == DagtilbudForaeldreside.Eneste, ct) ?? new();

    public async Task<IReadOnlyList<Foraeldrebarn>> BoernAsync(Aktoer foraelder, CancellationToken ct)
    {
        var synlige = await sager.SynligeAsync(foraelder, [.. foraelder.Noedsager], ct);
        List<Guid> ider = [.. synlige.Keys];
        var ansoegninger = await db.Ansoegninger.AsNoTracking().Where(a => ider.Contains(a.SagId)).ToListAsync(ct);
        var skrevne = await db.Foraeldreansoegninger.AsNoTracking().Where(a => ider.Contains(a.SagId)).ToDictionaryAsync(a => a.SagId, a => a.Barnenavn, ct);
        var parter = await sager.ParterAsync(foraelder, ider, ct);
        var frister = await db.Tilbud.AsNoTracking().Where(t => ider.Contains(t.SagId) && t.Tilstand == Tilbudstilstand.Tilbudt).ToDictionaryAsync(t => t.SagId, t => t.Frist, ct);
        return [.. ansoegninger.OrderBy(a => a.Stand == Ansoegningsstand.Slut).ThenByDescending(a => a.Foedt).ThenBy(a => a.SagId).Select(a => new Foraeldrebarn(
            a.SagId, synlige[a.SagId].Sagsnummer, skrevne.GetValueOrDefault(a.SagId) ?? Navn(parter[a.SagId]), a.Foedt, a.Stand.ToString(), a.ErAktiv ? a.Garantidato : null,
            a.Stand == Ansoegningsstand.Optaget ? synlige[a.SagId].Felter.GetValueOrDefault("plads") : null, frister.TryGetValue(a.SagId, out var frist) ? frist : null))];
    }

    /// <exception cref="NotFoundException">Not there, or not this parent's.</exception>
    public async Task<Foraeldrebarnvisning> BarnAsync(Aktoer foraelder, Guid id, CancellationToken ct)
    {
        var sag = await sager.FindAsync(foraelder, id.ToString(), ct);
        var barn = (await BoernAsync(foraelder, ct)).SingleOrDefault(b => b.Id == sag.Id) ?? throw new NotFoundException();
        var a = await db.Ansoegninger.AsNoTracking().SingleAsync(x => x.SagId == sag.Id, ct);
        var billede = await billeder.HentAsync(ct);
        var tilbud = await db.Tilbud.AsNoTracking().Where(t => t.SagId == sag.Id).OrderByDescending(t => t.Sendt).ThenByDescending(t => t.Id).Take(20).ToListAsync(ct);
        var pladser = await db.Pladser.AsNoTracking().Where(p => p.SagId == sag.Id).OrderByDescending(p => p.Fra).Take(20).ToListAsync(ct);
        return new(
            barn, a.Oensket, barn.Garantidato is null ? null : Garanti.Hvorfor(a.Foedt, a.Oensket, a.Modtaget), a.ErAktiv ? Oensker(a, billede) : [],
            [.. tilbud.Select(t => new Foraeldretilbud(t.Id, billede.Navn(t.GruppeId), t.Fra, t.Frist, t.Tilstand.ToString(), t.ErAabent && billede.Idag <= t.Frist))],
            [.. (await borgere.BreveAsync(foraelder, sag.Id, ct)).Select(b => new Foraeldrebrev(b.Id, b.Titel, b.Dato))],
            [.. pladser.Select(p => $"{billede.Navn(p.GruppeId)} fra {DanishTime.LongDate(p.Fra)}{(p.Til is { } til ? $" til {DanishTime.LongDate(til)}" : "")}")], a.ErAktiv, (await IndstillingAsync(ct)).Kontakt);
    }

    /// <summary>What the answer to an offer means, by the rules that count now.</summary>
    public async Task<IReadOnlyList<string>> BetyderAsync(Foraeldretilbud tilbud, bool ja, CancellationToken ct)
    {
        if (ja)
            return [$"Barnet får pladsen i {tilbud.Plads} fra {DanishTime.LongDate(tilbud.Fra)}.", "I går ud af køen til de andre institutioner.", "I betaler for pladsen fra den dag."];
        var regler = await billeder.ReglerAsync(DanishTime.Today(tid), ct);
        return
        [
            "Pladsen går videre til et andet barn, og I kan ikke fortryde.",
            regler.VedNej switch
            {
                Nejfoelge.Beholder => "I bliver på ventelisten med den plads i køen, I har.",
                Nejfoelge.MisterAnciennitet => "I bliver på ventelisten, men jeres plads i køen regnes fra i dag.",
                _ => "I går ud af køen. Vil I have en plads senere, skal I søge igen.",
            },
            regler.GarantienSlutter ? "Jeres pasningsgaranti er opfyldt med tilbuddet, og garantidatoen gælder ikke længere." : "Jeres garantidato gælder stadig.",
        ];
    }

    /// <summary>Institutions that can be wished for on a day, by name.</summary>
    public async Task<(IReadOnlyList<Mulighed> Institutioner, int Flest)> ValgAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var alle = await db.Institutioner.AsNoTracking().Where(i => i.Lukker == null || i.Lukker > idag).ToListAsync(ct);
        return ([.. alle.OrderBy(i => Core.Text.DanishText.SortKey(i.Navn), StringComparer.Ordinal).Select(i => new Mulighed(i.Id.ToString(), i.Art == Institutionsart.Privat ? $"{i.Navn} (privat: I skal også skrive jer op der)" : i.Navn))], (await billeder.ReglerAsync(idag, ct)).FlestOensker);
    }

    private static IReadOnlyList<Foraeldreoenske> Oensker(DagtilbudAnsoegning a, Dagtilbudsbillede billede)
    {
        var koeer = billede.Koeer();
        return [.. billede.Oensker(a.SagId).Select(o =>
        {
            var (i, gruppe) = (billede.Institutioner[o.InstitutionId], billede.Gruppe(a, o.InstitutionId));
            var koe = gruppe is null ? null : koeer.GetValueOrDefault(gruppe.Id);
            var plads = koe?.IndexOf(a.SagId) ?? -1;
            var hvorfor = plads >= 0 ? null : i.Art == Institutionsart.Privat ? "Kommunen anviser ikke plads her. Skriv jer også op hos institutionen."
                : !i.AnvisesDen(a.Oensket > billede.Idag ? a.Oensket : billede.Idag) ? "Institutionen er lukket, når I ønsker pladsen." : "Der er ingen gruppe til et barn på den alder, når I ønsker pladsen.";
            return new Foraeldreoenske(o.Nr, i.Navn, plads < 0 ? null : plads + 1, koe?.Count ?? 0, hvorfor);
        })];
    }

    private static string Navn(IEnumerable<Partkort> parter) => parter.FirstOrDefault(p => p.Rolle == Dagtilbudstype.Barn)?.Navn is { } navn && navn != "Beskyttet navn" ? navn : UdenNavn;
}
