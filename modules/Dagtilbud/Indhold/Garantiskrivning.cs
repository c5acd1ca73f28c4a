using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Indhold;

/// <summary>Merges the letter that tells the guarantee, and has it sent: the file first, then the act.</summary>
internal sealed class Garantiskrivning(DagtilbudDb db, Sagsopslag sager, Sagsbreve breve, Authority myndighed)
{
    public async Task<MeddelGarantidato.Svar> MeddelAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var a = await db.Ansoegninger.AsNoTracking().SingleOrDefaultAsync(x => x.SagId == kort.Id, ct);
        DagtilbudRegler.SagenErEtDagtilbud.Kraev(a is not null && kort.ErAaben);
        if (a.Garantidato is not { } dato)
            throw new InvalidException("garantidato", "Der er ingen garanti: familien har fået et tilbud.");
        DagtilbudRegler.GarantienMeddelesEnGang.Kraev(a.MeddeltDato != dato);
        var brev = await breve.FletAsync(aktoer, kort.Id, new(Dagtilbudstype.Garantibrev) { Felter = new Dictionary<string, string> { ["felt.garantidato"] = DanishTime.LongDate(dato) }, SomPdf = false }, ct);
        return await myndighed.Queue.RunAsync((MeddelGarantidato act) => act.Udfoer(new(aktoer, kort.Id, brev, dato), ct), ct);
    }

    /// <summary>A new application, and the letter at once. Where the letter cannot be made or filed the application stands, and why is answered.</summary>
    public async Task<(ModtagDagtilbudsansoegning.Svar Svar, string? Uden)> ModtagAsync(ModtagDagtilbudsansoegning.Kommando k, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((ModtagDagtilbudsansoegning act) => act.Udfoer(k, ct), ct);
        if (k.Plads is not null)
            return (svar, null);
        try
        {
            await MeddelAsync(svar.Aktoer, svar.SagId.ToString(), ct);
            return (svar, null);
        }
        catch (Exception e) when (e is InvalidException or RegelbrudException)
        {
            return (svar, e is InvalidException fejl ? string.Join(' ', fejl.Errors.SelectMany(f => f.Value)) : e.Message);
        }
    }
}
