using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Demonstration;

/// <summary>Letters of a demonstration authority that nothing really sends: one posted, one to be printed, and one whose mail came to nobody.</summary>
internal sealed class Demoforsendelser(SagerDb db, TimeProvider tid, OpretDokument opret, BestilForsendelse bestil, BekraeftForsendelse bekraeft, NoterForsendelse noter)
{
    private static readonly (string Titel, string Tekst)[] Breve =
    [
        ("Kvittering for din ansøgning (demonstration)", "Vi har modtaget din ansøgning og vender tilbage, når vi har set den igennem."),
        ("Vi mangler en tegning (demonstration)", "Send os en tegning, der viser afstanden til skel, så behandler vi sagen videre."),
        ("Svar på dit spørgsmål (demonstration)", "Fristen gælder også, når du er bortrejst. Kontakt os, hvis den er for kort."),
    ];

    public static async Task LaegAsync(Authority myndighed, Demomyndighed indhold, Filmodtagelse modtagelse, CancellationToken ct)
    {
        var sager = await myndighed.Queue.RunAsync((Demoforsendelser act) => act.SagerAsync(indhold, ct), ct);
        foreach (var ((titel, tekst), sag, nr) in Breve.Zip(sager, Enumerable.Range(0, 3)))
        {
            var pdf = Demofiler.Lav(new("Brev.pdf", Demofilart.Pdf, titel, [tekst, "Brevet hører til en demonstration. Modtageren er opdigtet."]), default);
            var fil = await modtagelse.ModtagAsync(myndighed, "Brev.pdf", new MemoryStream(pdf, writable: false), ct);
            await myndighed.Queue.RunAsync((Demoforsendelser act) => act.LaegAsync(indhold.Noegle, sag, titel, fil, nr, ct), ct);
        }
    }

    /// <summary>Open cases of the caseworker's that have a party.</summary>
    public async Task<IReadOnlyList<(Guid Sag, int Liste)>> SagerAsync(Demomyndighed m, CancellationToken ct)
    {
        var behandler = Adgang.Contract.Demonstration.BrugerId(m.Noegle, "sagsbehandler");
        // Uden for adgang: builds everything, so sees everything.
        var sager = await db.Sager.Where(s => s.BehandlerId == behandler && s.Tilstand == Tilstand.Aktiv && !s.ErBeskyttet && db.Sagsparter.Any(p => p.SagId == s.Id && p.Fratraadt == null && db.Parter.Any(x => x.Id == p.PartId && !x.ErBeskyttet)))
            .OrderBy(s => s.Nr).Skip(1).Select(s => new { s.Id, s.AdgangslisteNr }).Take(Breve.Length).ToListAsync(ct);
        return [.. sager.Select(s => (s.Id, s.AdgangslisteNr))];
    }

    public async Task<bool> LaegAsync(string noegle, (Guid Sag, int Liste) sag, string titel, OpretDokument.Nyfil fil, int nr, CancellationToken ct)
    {
        var aktoer = new Aktoer(Adgang.Contract.Demonstration.BrugerId(noegle, "sagsbehandler"), "Sagsbehandler", Roller.Sagsbehandler, null, [sag.Liste], [], null);
        var part = await (from s in db.Sagsparter join p in db.Parter.Where(p => !p.ErBeskyttet) on s.PartId equals p.Id where s.SagId == sag.Sag && s.Fratraadt == null orderby s.ErPrimaer descending select s).FirstAsync(ct);
        var brev = await opret.Udfoer(new(aktoer, sag.Sag.ToString(), titel, nameof(Retning.Udgaaende), null, "Brev", part.Navn, false, [fil], PartId: part.PartId), ct);
        var svar = await bestil.Udfoer(new(aktoer, brev.Id, [new(part.Id, nameof(Forsendelseskanal.Udskriv))]), ct);
        if (nr == 1)
            return true; // to be printed
        var forsendelse = await db.Forsendelser.SingleAsync(f => f.Id == svar.Id, ct);
        foreach (var del in await db.Forsendelsesdele.Where(d => d.ForsendelseId == svar.Id).ToListAsync(ct))
            del.Gem(fil.Indhold.Sha256, fil.Indhold.Length);
        forsendelse.ErForberedt(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await bekraeft.Udfoer(new(aktoer, svar.Id, null, "Demonstration: intet er sendt."), ct);
        if (nr == 0)
            return true;
        var afvist = bestil.Ny(svar.Id, part.Navn, part.Id, part.PartId, Forsendelseskanal.Email, "findes.ikke@demonstration.example", null);
        db.Add(afvist);
        await db.SaveChangesAsync(ct);
        afvist.Tag(Guid.Empty, tid.GetUtcNow());
        await noter.Udfoer(new(afvist.Id, NoterForsendelse.Udfald.Afvist, "Mailserveren afviste mailen: 550 5.1.1 no such user (demonstration)"), ct);
        return true;
    }
}
