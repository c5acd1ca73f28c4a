using System.Globalization;
using System.Security.Cryptography;
using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>
/// Takes a member's paper. The clock is asked here, on the writer, so that a vote which was begun in time and comes too late is refused. Sent again with the same code and content it answers the same and
/// does nothing. The code is never stored and never answered by an act, since answers may be remembered.
/// </summary>
internal sealed class AfgivStemme(KlubDb db, Mandatopslag mandater, EventLog haendelser, TimeProvider tid)
{
    /// <param name="For">The member whose vote it is; the actor's own when null.</param>
    /// <param name="Kode">Known to the one who votes alone.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Afstemning, Guid? For, Stemmeindhold Indhold, Stemmekvittering Kode);

    /// <param name="Maerke">What will be published of the receipt.</param>
    public sealed record Svar(string Nummer, string Medlem, string Maerke, bool Aendret);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, a) = (tid.GetUtcNow(), await db.AfstemningAsync(k.Afstemning, ct));
        var egen = await EgetMedlemAsync(k.Aktoer, mandater, ct);
        AfstemningRegler.ErAaben.Kraev(a.ErAabenTil(nu));
        var hvis = k.For ?? egen;
        var vaelger = await db.Stemmeberettigede.SingleOrDefaultAsync(v => v.AfstemningId == a.Id && v.MedlemId == hvis, ct);
        AfstemningRegler.ErBerettiget.Kraev(vaelger is not null);
        Guid? ved = hvis == egen ? null : egen;
        if (ved is not null)
            AfstemningRegler.HarFuldmagt.Kraev(await db.Fuldmagter.AnyAsync(f => f.AfstemningId == a.Id && f.FraMedlemId == hvis && f.TilMedlemId == egen, ct));
        var muligheder = await db.Afstemningsmuligheder.Where(m => m.AfstemningId == a.Id).Select(m => m.Noegle).ToListAsync(ct);
        if (k.Indhold.Fejl(a.Form, muligheder, a.Pladser, a.Point) is { } fejl)
            throw new InvalidException("valg", fejl);

        var (maerke, indhold) = (k.Kode.Maerke(a.Id), k.Indhold.ToString());
        var foer = vaelger.Stemte;
        if (a.Hemmelig)
        {
            var noegle = k.Kode.Noegle(a.Id, hvis);
            if (foer)
            {
                AfstemningRegler.StemmerEnGang.Kraev(await db.Stemmesedler.AnyAsync(s => s.Noegle == noegle && s.Indhold == indhold, ct)); // the same, sent again
                return new(a.Nummer, vaelger.Navn, maerke, false);
            }

            db.Add(new KlubStemmeseddel { Noegle = noegle, AfstemningId = a.Id, Sporing = await SporingAsync(a.Id, ct), Indhold = indhold });
            db.Add(new KlubStemmekvittering { AfstemningId = a.Id, Maerke = maerke });
        }
        else
        {
            var seddel = await db.Stemmesedler.SingleOrDefaultAsync(s => s.AfstemningId == a.Id && s.MedlemId == hvis, ct);
            if (seddel is not null && seddel.Maerke == maerke && seddel.Indhold == indhold)
                return new(a.Nummer, vaelger.Navn, maerke, false);
            AfstemningRegler.EgenStemmeGaarForan.Kraev(seddel is null || ved is null || vaelger.VedMedlemId == ved);
            if (seddel is null)
                db.Add(new KlubStemmeseddel { Noegle = maerke, AfstemningId = a.Id, MedlemId = hvis, Indhold = indhold, Maerke = maerke });
            else
                (seddel.Indhold, seddel.Maerke) = (indhold, maerke);
        }

        (vaelger.Stemte, vaelger.Tid, vaelger.VedMedlemId) = (true, nu, ved);
        await db.SaveChangesAsync(ct);
        var fuldmaegtig = ved is null ? null : await db.Stemmeberettigede.Where(v => v.AfstemningId == a.Id && v.MedlemId == ved).Select(v => v.Navn).SingleOrDefaultAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new StemmeAfgivet(a.Nummer, vaelger.Navn, fuldmaegtig, foer), null, a.Id, ct);
        return new(a.Nummer, vaelger.Navn, maerke, foer);
    }

    /// <summary>The member that the actor speaks for, now: the mandate may have ended while the page was open.</summary>
    internal static async Task<Guid> EgetMedlemAsync(Klubaktoer aktoer, Mandatopslag mandater, CancellationToken ct) =>
        aktoer.Aktoer.PaaVegneAf is null && await mandater.FindAsync(aktoer.Myndighed, aktoer.Aktoer.Id, ct) is { Roller.Count: > 0 } plads
            ? plads.MedlemId : throw new ForbiddenException("Du har ikke mandat til at handle for medlemmet. Klubbens sekretariat registrerer mandater.");

    private async Task<string> SporingAsync(Guid afstemning, CancellationToken ct)
    {
        while (true)
        {
            var sporing = RandomNumberGenerator.GetInt32(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture);
            if (!await db.Stemmesedler.AnyAsync(s => s.AfstemningId == afstemning && s.Sporing == sporing, ct))
                return sporing;
        }
    }
}
