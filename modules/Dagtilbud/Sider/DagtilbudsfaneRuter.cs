using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Indhold;
using Esdh.Sager.Contract;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Sider;

/// <summary>The tab on the case: the application, its guarantee, offers and place, and what is done with them.</summary>
internal static class DagtilbudsfaneRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/dagtilbud", (string sag, HttpContext http, Sagssider sider, Fanesider fane, Aktoer aktoer, CancellationToken ct) => sider.VisAsync(http, aktoer, sag, ramme => fane.SideAsync(aktoer, ramme, null, null, ct), ct))
            .Kraever(AccessRules.Laesning).WithSummary("Så en ansøgning om dagtilbud").SpoergerHoejst(60);
        Act(routes, "ret", "Rettede en ansøgning om dagtilbud", (k, aktoer, sag, f, _, _, ct) => DagtilbudRuter.Oplysninger(f) is var o && f.ErGyldig ? k.RunAsync((RetDagtilbudsansoegning act) => act.Udfoer(new(aktoer, sag, o, f.Version()), ct), ct) : Task.CompletedTask, "Ansøgningen er rettet.");
        Act(routes, "garantidato", "Fortalte en familie garantidatoen", (_, aktoer, sag, _, garanti, _, ct) => garanti.MeddelAsync(aktoer, sag, ct), "Familien får garantidatoen skriftligt, og barnet er på ventelisten.");
        Act(routes, "tilbyd", "Tilbød en plads i dagtilbud", (_, aktoer, sag, f, _, tilbud, ct) =>
        {
            var (gruppe, fra, frist) = (f.Id("gruppe"), f.Dato("fra"), f.Dato("frist"));
            var bestillinger = new List<Tilbudsskrivning.Bestilling> { new(sag, gruppe, fra, frist, null, DagtilbudRuter.Tom(f["grund"])) };
            if (f.Afkrydset("ogsaaTvilling") && f["tvillingsag"].Length > 0)
                bestillinger.Add(bestillinger[0] with { Sag = f["tvillingsag"] });
            return f.ErGyldig ? tilbud.SendAsync(aktoer, bestillinger, ct) : Task.CompletedTask;
        }, "Pladsen er tilbudt. Brevet er journaliseret og på vej til forældrene.");
        Act(routes, "svar", "Besvarede et tilbud for en familie", (k, aktoer, sag, f, _, _, ct) => f.Id("tilbud") is var id ? k.RunAsync((BesvarPladstilbud act) => act.Udfoer(new(aktoer, sag, id ?? Guid.Empty, f["ja"] == "ja", f.Valg<Svarvej>("vej")), ct), ct) : Task.CompletedTask, "Svaret er gemt.");
        Act(routes, "tilbagetraek", "Trak et tilbud tilbage", (k, aktoer, sag, f, _, _, ct) => f.Id("tilbud") is var id ? k.RunAsync((TraekPladstilbudTilbage act) => act.Udfoer(new(aktoer, sag, id ?? Guid.Empty, f["tilbagegrund"]), ct), ct) : Task.CompletedTask, "Tilbuddet er trukket tilbage.");
        Act(routes, "udmeld", "Skrev et barns sidste dag", (k, aktoer, sag, f, _, _, ct) => f.Dato("sidsteDag") is var dag && f.ErGyldig ? k.RunAsync((UdmeldBarn act) => act.Udfoer(new(aktoer, sag, dag), ct), ct) : Task.CompletedTask, "Barnets sidste dag er gemt.");
        Act(routes, "brud", "Besluttede, hvad et brud på garantien fører til", (k, aktoer, sag, f, _, _, ct) => (f.Id("brud"), f.Valg<Brudfoelge>("foelge")) is var (id, foelge) && f.ErGyldig ? k.RunAsync((AfgoerGarantibrud act) => act.Udfoer(new(aktoer, sag, id ?? Guid.Empty, foelge, f["begrundelse"]), ct), ct) : Task.CompletedTask, "Beslutningen er gemt.");
    }

    private static void Act(IEndpointRouteBuilder routes, string hvad, string summary, Func<Core.Storage.WriteQueue, Aktoer, string, Formular, Garantiskrivning, Tilbudsskrivning, CancellationToken, Task> act, string besked) =>
        routes.MapPost($"/sager/{{sag}}/dagtilbud/{hvad}", async (string sag, HttpContext http, Authority m, Garantiskrivning garanti, Tilbudsskrivning tilbud, Sagssider sider, Sagsopslag sager, Fanesider fane, Aktoer aktoer, CancellationToken ct) =>
        {
            var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
            var kort = await sager.FindAsync(aktoer, sag, ct);
            if (await f.ProevAsync(() => act(m.Queue, aktoer, kort.Id.ToString(), f, garanti, tilbud, ct), "ansøgningen", felt => hvad == "tilbagetraek" && felt == "grund" ? "tilbagegrund" : DagtilbudRuter.Felt(felt)))
            {
                http.Besked(Beskedart.Succes, besked);
                return Results.Redirect($"{kort.Sti}/dagtilbud");
            }

            return await fane.SideAsync(aktoer, await sider.HentAsync(aktoer, sag, ct), f, hvad, ct);
        }).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary(summary);
}
