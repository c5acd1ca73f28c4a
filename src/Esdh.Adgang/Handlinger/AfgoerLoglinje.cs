using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>A logkontrollant judges a line of the sample: in order, to be explained by the employee, or a breach with what is done about it. Never one's own look.</summary>
internal sealed class AfgoerLoglinje(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    /// <param name="Tekst">The finding; what is asked, where it is to be explained. Needed unless it is in order.</param>
    /// <param name="Opfoelgning">What is done about it; needed for a breach.</param>
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, string? Fund, string? Tekst, string? Opfoelgning, long? Set = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var linje = await db.Loglinjekontroller.SingleOrDefaultAsync(l => l.Id == k.Id, ct) ?? throw new NotFoundException("Linjen findes ikke i nogen stikprøve.");
        Preconditions.Check(linje.Version, k.Set);
        var kendt = Enum.TryParse<Logfund>(k.Fund, ignoreCase: true, out var fund) && Enum.IsDefined(fund) && !char.IsAsciiDigit(k.Fund![0]);
        var (tekst, opfoelgning) = (Renset(k.Tekst), Renset(k.Opfoelgning));
        new Errors()
            .AddIf(!kendt, "fund", "Vælg I orden, Skal forklares eller Brud.")
            .AddIf(tekst?.Length > 2000, "tekst", "Skriv højst 2000 tegn.").AddIf(opfoelgning?.Length > 2000, "opfoelgning", "Skriv højst 2000 tegn.")
            .AddIf(kendt && fund != Logfund.IOrden && tekst is null, "tekst", fund == Logfund.Brud ? "Skriv, hvad bruddet er." : "Skriv, hvad medarbejderen skal forklare.")
            .AddIf(kendt && fund == Logfund.Brud && opfoelgning is null, "opfoelgning", "Skriv, hvad der gøres ved det.")
            .Throw();
        linje.Afgoer(fund, tekst, opfoelgning, k.Aktoer.Id, time.GetUtcNow(), DanishTime.Today(time));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new OpslagKontrolleret(fund.ToString(), opfoelgning is not null), null, linje.Id, ct);
        return linje.Version;
    }

    private static string? Renset(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}
