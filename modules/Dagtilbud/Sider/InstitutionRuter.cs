using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Api;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Sider;

/// <summary>Institutions with groups and capacity, and the local rules, which everybody may read.</summary>
internal static class InstitutionRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dagtilbud/institutioner", Liste).Kraever(DagtilbudApi.Kiggere).WithSummary("Så institutionerne");
        routes.MapPost("/dagtilbud/institutioner", Opret).Kraever(DagtilbudApi.Opsaetning).WithSummary("Oprettede en institution");
        routes.MapGet("/dagtilbud/institutioner/{institution:guid}", En).Kraever(DagtilbudApi.Kiggere).WithSummary("Så en institution");
        Act(routes, "", "Rettede en institution", (id, k, aktoer, f, ct) => k.RunAsync((GemInstitution act) => act.Udfoer(new(aktoer, id, f["navn"], f.Valg<Institutionsart>("art"), f["adresse"], f["distrikt"], f["aabningstid"], f.Dato("aabner"), f.Version()), ct), ct), "Institutionen er gemt.");
        Act(routes, "/grupper", "Gemte en gruppe", (id, k, aktoer, f, ct) =>
        {
            var (gruppe, fra, til) = (f.Id("gruppe"), f.Heltal("fraMaaneder"), f.Heltal("tilMaaneder"));
            return f.ErGyldig ? k.RunAsync((GemGruppe act) => act.Udfoer(new(aktoer, id, gruppe, f["gruppenavn"], fra, til), ct), ct) : Task.CompletedTask;
        }, "Gruppen er gemt.");
        Act(routes, "/kapacitet", "Satte antallet af pladser i en gruppe", (id, k, aktoer, f, ct) =>
        {
            var (gruppe, antal) = (f.Id("kapacitetsgruppe"), f.Heltal("antal"));
            if (gruppe is null)
                f.Fejl("kapacitetsgruppe", "Vælg en gruppe.");
            var fra = Maaneder.Laes(f["fra"]) is { } m ? Maaneder.Foerste(m) : f.Dato("fra");
            return f.ErGyldig ? k.RunAsync((SaetKapacitet act) => act.Udfoer(new(aktoer, gruppe!.Value, fra, antal), ct), ct) : Task.CompletedTask;
        }, "Antallet af pladser er gemt.");
        Act(routes, "/lukning", "Lukkede en institution", (id, k, aktoer, f, ct) =>
        {
            var dag = f.Dato("dag");
            return f.ErGyldig ? k.RunAsync((LukInstitution act) => act.Udfoer(new(aktoer, id, dag), ct), ct) : Task.CompletedTask;
        }, "Institutionen lukker. Ønsker om den står som lukkede på ventelisten.");
        routes.MapGet("/dagtilbud/regler", Regler).AabenForAlle().WithSummary("Så de lokale regler for anvisning");
        routes.MapPost("/dagtilbud/regler", GemRegler).Kraever(Roller.Administrator).WithSummary("Gemte lokale regler for anvisning");
    }

    private static void Act(IEndpointRouteBuilder routes, string sti, string summary, Func<Guid, Core.Storage.WriteQueue, Aktoer, Formular, CancellationToken, Task> act, string besked) =>
        routes.MapPost("/dagtilbud/institutioner/{institution:guid}" + sti, async (Guid institution, HttpContext http, Authority m, Institutionsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        {
            var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
            if (await f.ProevAsync(() => act(institution, m.Queue, aktoer, f, ct), "institutionen", felt => sti == "/grupper" && felt == "navn" ? "gruppenavn" : felt))
            {
                http.Besked(Beskedart.Succes, besked);
                return Results.Redirect($"/dagtilbud/institutioner/{institution}");
            }

            var (i, idag) = await opslag.EnAsync(institution, ct);
            return Formularhandling.Side<Institutionsside>(new Institutionsvisning(i, idag, true, f, f.Id("gruppe")), f);
        }).Kraever(DagtilbudApi.Opsaetning).WithSummary(summary);

    private static async Task<IResult> Liste(Institutionsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var (alle, idag) = await opslag.AlleAsync(ct);
        return Formularhandling.Side<Institutionerside>(new Institutionervisning(alle, idag, aktoer.Har(DagtilbudApi.Opsaetning), new(("art", "Kommunal"))));
    }

    private static async Task<IResult> Opret(HttpContext http, Authority m, Institutionsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (art, aabner) = (f.Valg<Institutionsart>("art"), f.Dato("aabner"));
        GemInstitution.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await m.Queue.RunAsync((GemInstitution act) => act.Udfoer(new(aktoer, null, f["navn"], art, f["adresse"], f["distrikt"], f["aabningstid"], aabner), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"{f["navn"]} er oprettet. Tilføj grupper og pladser.");
            return Results.Redirect($"/dagtilbud/institutioner/{svar!.Id}");
        }

        var (alle, idag) = await opslag.AlleAsync(ct);
        return Formularhandling.Side<Institutionerside>(new Institutionervisning(alle, idag, true, f), f);
    }

    private static async Task<IResult> En(Guid institution, Institutionsopslag opslag, Aktoer aktoer, CancellationToken ct, Guid? gruppe = null)
    {
        var (i, idag) = await opslag.EnAsync(institution, ct);
        var valgt = i.Grupper.FirstOrDefault(g => g.Id == gruppe);
        var f = new Formular(
            ("navn", i.Navn), ("art", i.Art), ("adresse", i.Adresse), ("distrikt", i.Distrikt), ("aabningstid", i.Aabningstid), ("aabner", DanishTime.ShortDate(i.Aabner)), ("version", i.Version.ToString(CultureInfo.InvariantCulture)), ("gruppe", valgt?.Id.ToString()),
            ("gruppenavn", valgt?.Navn), ("fraMaaneder", valgt?.FraMaaneder.ToString(CultureInfo.InvariantCulture)), ("tilMaaneder", valgt?.TilMaaneder.ToString(CultureInfo.InvariantCulture)), ("fra", DanishTime.ShortDate(new DateOnly(idag.Year, idag.Month, 1).AddMonths(1))),
            ("kapacitetsgruppe", (valgt ?? (i.Grupper.Count > 0 ? i.Grupper[0] : null))?.Id.ToString()));
        return Formularhandling.Side<Institutionsside>(new Institutionsvisning(i, idag, aktoer.Har(DagtilbudApi.Opsaetning), f, valgt?.Id));
    }

    private static async Task<IResult> Regler(Paalogget paalogget, Institutionsopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var aktoer = paalogget.Aktoer;
        var idag = DanishTime.Today(tid);
        var (nu, andre, r, myndighed) = await opslag.ReglerAsync(idag, ct);
        var f = new Formular(
            ("gaelderFra", DanishTime.ShortDate(idag.AddDays(1))), ("anciennitet", r.Anciennitet.ToString()), ("uafgjort", r.Uafgjort.ToString()), ("flestOensker", r.FlestOensker.ToString(CultureInfo.InvariantCulture)), ("svardage", r.Svardage.ToString(CultureInfo.InvariantCulture)), ("vedNej", r.VedNej.ToString()),
            ("garantienSlutter", r.GarantienSlutter ? "true" : ""));
        for (var n = 0; n < r.Raekkefoelge.Count; n++)
            f.Saet($"kriterium{n + 1}", r.Raekkefoelge[n].ToString());
        return Formularhandling.Side<Reglerside>(new Reglervisning(nu, andre, aktoer?.Har(Roller.Administrator) == true, aktoer?.Har(DagtilbudApi.Kiggere) == true, f, myndighed));
    }

    private static async Task<IResult> GemRegler(HttpContext http, Authority m, Institutionsopslag opslag, TimeProvider tid, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, kriterier) = (f.Dato("gaelderFra"), Enumerable.Range(1, 5).Select(n => f.Valg<Kriterium>($"kriterium{n}")).OfType<Kriterium>().ToList());
        var (anciennitet, uafgjort, flest, dage, nej) = (f.Valg<Anciennitetsart>("anciennitet"), f.Valg<Uafgjort>("uafgjort"), f.Heltal("flestOensker"), f.Heltal("svardage"), f.Valg<Nejfoelge>("vedNej"));
        if (await f.ProevAsync(() => m.Queue.RunAsync((GemAnvisningsregler act) => act.Udfoer(new(aktoer, fra, kriterier, anciennitet, uafgjort, flest, dage, nej, f.Afkrydset("garantienSlutter")), ct), ct), null, felt => felt == "kriterier" ? "kriterium1" : felt))
        {
            http.Besked(Beskedart.Succes, $"Reglerne gælder fra {DanishTime.LongDate(fra!.Value)}, og alle kan læse dem her.");
            return Results.Redirect("/dagtilbud/regler");
        }

        var (nu, andre, _, myndighed) = await opslag.ReglerAsync(DanishTime.Today(tid), ct);
        return Formularhandling.Side<Reglerside>(new Reglervisning(nu, andre, true, true, f, myndighed), f);
    }
}
