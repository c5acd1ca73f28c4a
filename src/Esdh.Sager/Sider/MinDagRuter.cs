using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>The front page: my day for those who work with cases, else what the role does.</summary>
internal static class MinDagRuter
{
    /// <summary>What the pages of the menu are for, in words.</summary>
    private static readonly Dictionary<string, string> Opgaver = new(StringComparer.Ordinal)
    {
        ["/sager"] = "Find og læs sager.",
        ["/soegning"] = "Søg i sager, dokumenter og parter på én gang.",
        ["/parter"] = "Alt om en person eller virksomhed på tværs af sager.",
        ["/noedadgang"] = "Åbn en sag, du ikke har adgang til. Det bliver set.",
        ["/rapporter"] = "Åbne sager, deres alder og overskredne frister.",
        ["/emneplan"] = "Emner og facetter, som sager journaliseres på.",
        ["/jobs"] = "Langt arbejde, og hvor langt det er.",
        ["/administration/skabeloner"] = "Hvad en ny sag begynder med.",
        ["/administration/dokumentskabeloner"] = "Word-filer, som sagsbehandlere danner breve af.",
        ["/administration/statusser"] = "De trin, en sag går igennem.",
        ["/administration/emneplan"] = "Indlæs en ny udgave, se hvad den ændrer, og sæt den i kraft.",
        ["/administration/postliste"] = "Hvor længe en godkendt postliste venter.",
        ["/administration/soegeindeks"] = "Om alt er til at finde, og filer, der ikke kunne læses.",
        ["/administration/webhooks"] = "Programmer, der får besked, når noget sker.",
        ["/journal"] = "Det, der er journaliseret, dag for dag.",
        ["/journal/mangler"] = "Modtaget, sendt og endeligt, der endnu ikke er journaliseret.",
        ["/journal/postliste"] = "Godkend, hvad alle må læse på postlisten.",
        ["/administration/erindringstyper"] = "Typer af erindringer og deres frister.",
        ["/administration/brugere"] = "Opret og ret brugere, og lås dem op.",
        ["/administration/enheder"] = "Enheder og deres plads i træet.",
        ["/administration/grupper"] = "Sikkerhedsgrupper, der kan se beskyttede sager.",
        ["/administration/klienter"] = "Programmer, der må bruge snitfladen.",
        ["/administration/adgangslog/indstillinger"] = "Hvor længe loggen gemmes, og hvornår en bruger spærres.",
        ["/fravaer"] = "Hvem der er væk, og hvem der har deres skrivebord imens.",
        ["/rettigheder"] = "Den halvårlige gennemgang af, hvem der må hvad.",
        ["/logkontrol"] = "Tilfældige opslag fra adgangsloggen, der skal vurderes.",
        ["/fratraadte"] = "Det, som fratrådte og flyttede medarbejdere har efterladt.",
        ["/administration/adgangslog"] = "Se, hvem der har set hvad, og svar borgere, der spørger.",
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", async (Aktoer aktoer, MinDagOpslag opslag, Fratraedelsesopslag fratraadte, Adgang.Contract.Ledelsesopgaver opgaver, SagerDb db, TimeProvider tid, Sideramme ramme, CancellationToken ct) =>
    {
        foreach (var varsel in await Webhookforesp.VarslerAsync(db, aktoer, tid.GetUtcNow(), ct))
            ramme.Flash.Add(WebhookRuter.Besked(varsel));
        foreach (var o in await opgaver.ForAsync(aktoer, ct))
            ramme.Flash.Add(new(Beskedart.Advarsel, o.Titel, o.Tekst, o.Href, o.Linktekst));
        if (aktoer.Har(Roller.Leder | Roller.Administrator)
            && (await fratraadte.ListeAsync(aktoer, ct)).Count(f => f.LederEnhedId is { } enhed ? aktoer.Har(Roller.Leder) && enhed == aktoer.EnhedId : aktoer.Har(Roller.Administrator)) is > 0 and var antal)
        {
            ramme.Flash.Add(new(Beskedart.Advarsel, antal == 1 ? "En fratrådt eller flyttet medarbejder har efterladt noget" : $"{antal} fratrådte eller flyttede medarbejdere har efterladt noget",
                "Sager, erindringer, kladder eller post venter på en ny.", FratraadteRuter.Sti, "Fordel det"));
        }

        if (aktoer.Har(Roller.Sagsbehandler | Roller.Leder))
            return (IResult)SagRuter.Side<MinDagSide>(new() { ["Model"] = await opslag.HentAsync(aktoer, ct) });
        var punkter = ramme.Grupper().SelectMany(g => g.Punkter).Select(p => p.Punkt).Where(p => p.Sti != "/").Select(p => new Startpunkt(p.Navn, p.Sti, Opgaver.GetValueOrDefault(p.Sti, ""), p.Ikon, p.Gruppe));
        return SagRuter.Side<Startside>(new() { ["Model"] = await opslag.StartAsync(aktoer, punkter, ct) });
    }).KraeverLogon().SpoergerHoejst(36).WithSummary("Åbnede Min dag");
}
