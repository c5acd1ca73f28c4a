using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Upload = Esdh.Sager.Api.Upload;

namespace Esdh.Sager.Sider;

/// <summary>The rare acts on a document, each a page with a form below <c>/dokumenter/{id}</c>.</summary>
internal static class DokumentHandlingRuter
{
    internal sealed record Kontekst(Dokumentvisning Dokument, Aktoer Aktoer, Authority Myndighed, IServiceProvider Tjenester, Formular F, CancellationToken Ct)
    {
        public Guid Id => Dokument.Id;

        public long? IfMatch => DokumentRuter.Version(F);

        public Task<T> KoerAsync<TAct, T>(Func<TAct, Task<T>> act) where TAct : notnull => Myndighed.Queue.RunAsync(act, Ct);
    }

    /// <summary>What is said after the act, and where one lands: the document when not said.</summary>
    internal sealed record Udfald(string Besked, string? Sti = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Handling(routes, "flytning", _ => new("flytning", "Flyt til en anden sag", "Flyt dokumentet",
            [Sagsfelt("sag", "Den sag, dokumentet hører til på"), Grund(valgfri: true, "Skal skrives, når dokumentet er journaliseret.")])
            { Indledning = ["Begge sager fortæller, at dokumentet er flyttet. Et journaliseret dokument beholder sit nummer på den gamle sag og får det næste på den nye."] }, FlytAsync);
        Handling(routes, "registrering", _ => new("registrering", "Registrér også på en anden sag", "Registrér på sagen", [Sagsfelt("sag", "Den anden sag")])
            { Indledning = ["Dokumentet bliver på sagen og kommer også på den anden, med den sags næste nummer, når det er journaliseret."] },
            async k => new($"Dokumentet er nu også på sag {(await k.KoerAsync((RegistrerDokument act) => act.Udfoer(new(k.Aktoer, k.Id, Valgt(k.F, "sag"), k.IfMatch), k.Ct))).Sagsnummer}"));
        Handling(routes, "fejljournalisering", _ => new("fejljournalisering", "Fejljournaliseret", "Bed om bekræftelse", [Grund()])
            { Indledning = ["To personer skal stå bag. Når en anden har bekræftet, vises indholdet ikke længere. Registreringen og nummeret bliver stående."], Farlig = true },
            async k => Sagt(await k.KoerAsync((Fejljournaliser act) => act.Udfoer(new(k.Aktoer, k.Id, Fejljournaliser.Skridt.Anmod, k.F["begrundelse"], k.IfMatch), k.Ct)), "En anden skal nu bekræfte, at dokumentet er fejljournaliseret"));
        Handling(routes, "fejljournalisering-afvis", _ => new("fejljournalisering-afvis", "Afvis fejljournalisering", "Afvis fejljournaliseringen", [Grund()]),
            async k => Sagt(await k.KoerAsync((Fejljournaliser act) => act.Udfoer(new(k.Aktoer, k.Id, Fejljournaliser.Skridt.Afvis, k.F["begrundelse"], k.IfMatch), k.Ct)), "Dokumentet bliver stående, som det er"));
        Handling(routes, "tvungen-indtjekning", _ => new("tvungen-indtjekning", "Afslut kollegas redigering", "Afslut redigeringen", [Grund(hjaelp: "Den, der har dokumentet, får begrundelsen at se.")])
            { Indledning = ["Det, der er gemt, bliver. Har kollegaen filen åben, kan den ikke længere gemmes her, og programmet tilbyder at gemme en kopi."] },
            async k => Sagt(await k.KoerAsync((TjekDokumentInd act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["begrundelse"], k.IfMatch), k.Ct)), "Redigeringen er afsluttet, og kollegaen får besked"));
        Handling(routes, "uden-betydning", _ => new("uden-betydning", "Uden betydning for sagen", "Markér uden betydning", [Grund()]) { Indledning = ["Dokumentet journaliseres ikke og står ikke i vejen, når sagen afsluttes."] },
            async k => Sagt(await k.KoerAsync((MarkerUdenBetydning act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["begrundelse"], false, k.IfMatch), k.Ct)), "Dokumentet er markeret som uden betydning"));
        Handling(routes, "med-betydning", _ => new("med-betydning", "Har alligevel betydning", "Fortryd markeringen", []),
            async k => Sagt(await k.KoerAsync((MarkerUdenBetydning act) => act.Udfoer(new(k.Aktoer, k.Id, null, true, k.IfMatch), k.Ct)), "Dokumentet venter igen på at blive journaliseret"));
        Handling(routes, "endeliggoerelse", EndeligtSide, EndeligtAsync);
        Handling(routes, "endeliggoerelse-fortryd", k => ErSendt(k) ? new("endeliggoerelse-fortryd", "Ikke sendt alligevel", "Fortryd, at det er sendt", []) : new("endeliggoerelse-fortryd", "Ikke endeligt alligevel", "Fortryd, at det er endeligt", []),
            async k => Sagt(await k.KoerAsync((FortrydEndeligt act) => act.Udfoer(new(k.Aktoer, k.Id, k.IfMatch), k.Ct)), ErSendt(k) ? "Dokumentet er ikke længere registreret som sendt" : "Dokumentet er ikke længere registreret som endeligt"));
        Handling(routes, "sletning", k => new("sletning", "Slet kladden", "Slet kladden", []) { Indledning = ["Kladden og dens bilag slettes. Historikken fortæller, at den har været her."], Farlig = true }, SletAsync);
        Handling(routes, "aktindsigt", k => new("aktindsigt", "Aktindsigt", "Gem vurderingen",
            [
                new("vurdering", "Vurdering på forhånd", Felttype.Radio) { Vaerdi = k.Dokument.Aktindsigt, Valg = [.. Enum.GetNames<Aktindsigtsvurdering>().Select(v => new Mulighed(v, Ord.Aktindsigt(v)))] },
                new("note", "Note", Felttype.Langtekst) { Vaerdi = k.Dokument.AktindsigtNote, Valgfri = true, Hoejst = 4000 },
            ]),
            async k => Sagt(await k.KoerAsync((VurderAktindsigt act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["vurdering"], k.F["note"], k.IfMatch), k.Ct)), "Vurderingen er gemt"));
        Handling(routes, "postliste", k => new("postliste", "Postliste", "Gem valget",
            [
                new("paaPostliste", "På postlisten", Felttype.Afkrydsning) { Valgt = k.Dokument.PaaPostliste },
                new("offentligTitel", "Offentlig titel") { Vaerdi = k.Dokument.OffentligTitel, Valgfri = true, Hoejst = 255, Hjaelp = "Den eneste titel, der vises for alle. Uden personnumre." },
            ]),
            async k => Sagt(await k.KoerAsync((SaetDokumentPostliste act) => act.Udfoer(new(k.Aktoer, k.Id, k.F.Afkrydset("paaPostliste"), k.F["offentligTitel"], k.IfMatch), k.Ct)), "Postlisten er rettet"));
        Handling(routes, "foelsomhed", k => new("foelsomhed", "Følsomhed", "Gem følsomhed",
            [
                new("foelsomhed", "Følsomhed", Felttype.Radio) { Vaerdi = k.Dokument.Foelsomhed, Valg = [.. Enum.GetNames<Foelsomhed>().Select(n => new Mulighed(n, Ord.Foelsomhed(n)))] },
                Grund(valgfri: true, "Skal skrives, når følsomheden sænkes."),
            ]),
            async k => Sagt(await k.KoerAsync((SaetDokumentfoelsomhed act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["foelsomhed"], k.F["begrundelse"], k.IfMatch), k.Ct)), "Følsomheden er gemt"));
        Handling(routes, "adgang", AdgangSideAsync, AdgangAsync);

        var filer = routes.MapGroup("/dokumenter/{id:guid}");
        filer.MapGet("/rettelse", (Guid id, HttpContext http, Aktoer aktoer, SagerDb db, CancellationToken ct) => FilsideAsync(id, RettelseSide(), http, aktoer, db, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Ville lægge en rettet udgave af et dokument på");
        filer.MapPost("/rettelse", RettelseAsync).Kraever(AccessRules.Sagsarbejde).ValidererSelv().WithSummary("Lagde en rettet udgave af et dokument på");
        filer.MapGet("/filer/{nr:int}/udgave", (Guid id, int nr, HttpContext http, Aktoer aktoer, SagerDb db, CancellationToken ct) => FilsideAsync(id, UdgaveSide(nr), http, aktoer, db, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Ville lægge en ny udgave af en fil på");
        filer.MapPost("/filer/{nr:int}/udgave", UdgaveAsync).Kraever(AccessRules.Sagsarbejde).ValidererSelv().WithSummary("Lagde en ny udgave af en fil på");
    }

    private static void Handling(IEndpointRouteBuilder routes, string noegle, Func<Kontekst, Handlingsvisning> side, Func<Kontekst, Task<Udfald>> udfoer) =>
        Handling(routes, noegle, k => Task.FromResult(side(k)), udfoer);

    internal static void Handling(IEndpointRouteBuilder routes, string noegle, Func<Kontekst, Task<Handlingsvisning>> side, Func<Kontekst, Task<Udfald>> udfoer)
    {
        routes.MapGet($"/dokumenter/{{id:guid}}/{noegle}", async (Guid id, HttpContext http, Aktoer aktoer, Authority myndighed, SagerDb db, CancellationToken ct) =>
        {
            var k = new Kontekst(await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(http.RequestServices.GetRequiredService<TimeProvider>()), ct), aktoer, myndighed, http.RequestServices, new(), ct);
            return Side(k, await side(k), null);
        }).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede en handling på et dokument");
        routes.MapPost($"/dokumenter/{{id:guid}}/{noegle}", async (Guid id, HttpContext http, Aktoer aktoer, Authority myndighed, SagerDb db, CancellationToken ct) =>
        {
            var formular = Formular.Fra(await http.Request.ReadFormAsync(ct));
            var k = new Kontekst(await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(http.RequestServices.GetRequiredService<TimeProvider>()), ct), aktoer, myndighed, http.RequestServices, formular, ct);
            Udfald? udfald = null;
            if (await formular.ProevAsync(async () => udfald = await udfoer(k), "dokumentet"))
            {
                http.Besked(Beskedart.Succes, udfald!.Besked);
                return Results.Redirect(udfald.Sti ?? $"/dokumenter/{id}");
            }

            k = k with { Dokument = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(http.RequestServices.GetRequiredService<TimeProvider>()), ct) };
            formular.Saet("version", k.Dokument.Version.ToString(CultureInfo.InvariantCulture));
            return Side(k, await side(k), formular);
        }).Kraever(AccessRules.Sagsarbejde).WithSummary("Ændrede et dokument");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Dokumenthandlingsside> Side(Kontekst k, Handlingsvisning handling, Formular? formular, bool medFil = false)
    {
        var sted = k.Dokument.Sager[0];
        return SagRuter.Side<Dokumenthandlingsside>(new()
        {
            ["Model"] = new Dokumenthandlingsvisning(
                k.Id, k.Dokument.Titel,
                [new("Sager", "/sager"), new(sted.Sagsnummer, $"/sager/{sted.Sagsnummer}"), new(sted.Akt is null ? "Kladde" : $"Akt {sted.Akt}", $"/dokumenter/{k.Id}"), new(handling.Titel)],
                k.Dokument.Version, handling, medFil),
            ["Formular"] = formular,
        }, formular?.Kode ?? StatusCodes.Status200OK);
    }

    private static Udfald Sagt(object _, string besked) => new(besked);

    private static Handlingsfelt Grund(bool valgfri = false, string? hjaelp = null) => new("begrundelse", "Begrundelse", Felttype.Langtekst) { Valgfri = valgfri, Hoejst = 1000, Hjaelp = hjaelp };

    private static Handlingsfelt Sagsfelt(string navn, string etiket) => new(navn, etiket) { Kilde = "/opslag/sager", Hjaelp = "Skriv nummer eller titel." };

    /// <summary>A look-up field's id, or the number that was typed where no script has chosen one.</summary>
    private static string? Valgt(Formular f, string felt) => f[felt].Length > 0 ? f[felt] : f[felt + "-tekst"].Split(' ', 2)[0] is { Length: > 0 } tekst ? tekst : null;

    private static bool ErSendt(Kontekst k) => k.Dokument.Retning == nameof(Retning.Udgaaende);

    private static Handlingsvisning EndeligtSide(Kontekst k)
    {
        var idag = DanishTime.Today(k.Tjenester.GetRequiredService<TimeProvider>()).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
        return ErSendt(k)
            ? new("endeliggoerelse", "Registrér som sendt", "Registrér som sendt",
            [
                new("dato", "Sendt den", Felttype.Dato) { Vaerdi = idag },
                new("maade", "Sendt med", Felttype.Valgliste) { Valg = [.. Endeliggoerelse.Maader.Select(m => new Mulighed(m, m))], Tomvalg = "Ikke oplyst", Valgfri = true },
                new("modtagere", "Sendt til", Felttype.Langtekst)
                {
                    Valgfri = true, Hjaelp = "Én på hver linje, for eksempel: Bo Opdigt <bo@eksempel.dk>",
                    Vaerdi = string.Join('\n', k.Dokument.Korrespondenter.Where(x => x.Art != nameof(Korrespondentart.Afsender)).Select(x => x.Email is null || x.Email == x.Navn ? x.Navn : $"{x.Navn} <{x.Email}>")),
                },
            ])
            {
                Indledning = [k.Dokument.Tilstand == nameof(Dokumenttilstand.Kladde)
                    ? "Esdh sender ikke dokumentet. Du skriver her, at det er sendt. Fra den dag venter det på at blive journaliseret."
                    : "Esdh sender ikke dokumentet. Du skriver her, at det er sendt. Det journaliserede dokument ændres ikke."],
            }
            : new("endeliggoerelse", "Registrér som endeligt", "Registrér som endeligt", [new("dato", "Endeligt den", Felttype.Dato) { Vaerdi = idag }])
            { Indledning = ["Det interne dokument har fået sin endelige form. Fra den dag venter det på at blive journaliseret."] };
    }

    private static async Task<Udfald> EndeligtAsync(Kontekst k)
    {
        if (k.F["dato"].Length == 0)
            k.F.Fejl("dato", "Skriv datoen.");
        var dato = k.F.Dato("dato");
        if (!k.F.ErGyldig)
            throw new InvalidException("dato", k.F.FejlI("dato")!);
        var modtagere = k.F.Har("modtagere") ? DokumentRuter.LaesKorrespondenter(k.F["modtagere"], k.Dokument.Retning).ToList() : null;
        try
        {
            await k.KoerAsync((GoerDokumentEndeligt act) => act.Udfoer(new(k.Aktoer, k.Id, dato, k.IfMatch, k.F["maade"], modtagere), k.Ct));
        }
        catch (InvalidException e)
        {
            throw new InvalidException(e.Errors.GroupBy(f => f.Key.Split('[')[0]).ToDictionary(g => g.Key, g => g.SelectMany(f => f.Value).ToArray()));
        }

        return new(ErSendt(k) ? "Dokumentet er registreret som sendt" : "Dokumentet er registreret som endeligt");
    }

    private static async Task<Udfald> FlytAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((FlytDokument act) => act.Udfoer(new(k.Aktoer, k.Id, Valgt(k.F, "sag"), k.Dokument.Sager[0].Id.ToString(), k.F["begrundelse"], k.IfMatch), k.Ct));
        return new(svar.Aktnr is null ? $"Dokumentet er flyttet til sag {svar.Sagsnummer}" : $"Dokumentet er flyttet til sag {svar.Sagsnummer} som akt {svar.Aktnr}");
    }

    private static async Task<Udfald> SletAsync(Kontekst k)
    {
        await k.Myndighed.Queue.RunAsync((SletKladde act) => act.Udfoer(new(k.Aktoer, k.Id, k.IfMatch), k.Ct), k.Ct);
        return new("Kladden er slettet", $"/sager/{k.Dokument.Sager[0].Sagsnummer}/dokumenter");
    }

    private static async Task<Handlingsvisning> AdgangSideAsync(Kontekst k)
    {
        var personer = k.Tjenester.GetRequiredService<Personer>();
        var grupper = (await personer.GrupperAsync(k.Ct)).Where(g => g.Aktiv).ToList();
        return new("adgang", "Adgang til dokumentet", "Gem adgangen",
            [
                new("enhed", "Enhed", Felttype.Valgliste) { Valg = await SagHandlingRuter.EnhederAsync(personer, k.Ct), Tomvalg = "Ingen", Valgfri = true },
                .. grupper.Select((g, i) => new Handlingsfelt($"gruppe-{i}", g.Navn, Felttype.Afkrydsning) { Vaerdi = g.Id.ToString(), Valgfri = true }),
                new("brugere", "Medarbejdere") { Valgfri = true, Hjaelp = "Brugernavne, adskilt af komma. Du selv er altid med. Vælger du hverken enhed, grupper eller medarbejdere, er adgangen som sagens." },
                Grund(),
            ])
            { Indledning = [await SesAfAsync(k)] };
    }

    private static async Task<string> SesAfAsync(Kontekst k)
    {
        var liste = (await k.Tjenester.GetRequiredService<SagerDb>().FindDokumentAsync(k.Aktoer, k.Id, k.Ct)).AdgangslisteNr;
        if (liste is not { } nr)
            return "Dokumentet ses af alle, der kan se sagen. Her kan du give færre adgang, aldrig flere.";
        var navne = (await k.Tjenester.GetRequiredService<Adgangsvisning>().HentAsync(nr, k.Ct)).Select(l => l.Navn);
        return $"Af dem, der kan se sagen, ser nu kun disse dokumentet: {string.Join(", ", navne)}. Det, du gemmer her, træder i stedet.";
    }

    private static async Task<Udfald> AdgangAsync(Kontekst k)
    {
        var brugere = k.Tjenester.GetRequiredService<Brugeropslag>();
        List<Adgangspost> poster = [.. k.F.Vaerdier.Keys.Where(n => n.StartsWith("gruppe-", StringComparison.Ordinal)).Select(n => Guid.TryParse(k.F[n], out var g) ? Adgangspost.Gruppe(g) : null).OfType<Adgangspost>()];
        if (k.F.Id("enhed") is { } enhed)
            poster.Add(Adgangspost.Enhed(enhed));
        foreach (var navn in k.F["brugere"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            poster.Add(Adgangspost.Bruger((await brugere.FindAsync(navn, k.Ct))?.Id ?? throw new InvalidException("brugere", $"Der er ingen medarbejder med brugernavnet »{navn}«.")));
        await k.KoerAsync((SaetDokumentadgang act) => act.Udfoer(new(k.Aktoer, k.Id, poster, k.F["begrundelse"], k.IfMatch), k.Ct));
        return new("Adgangen er gemt");
    }

    private static Handlingsvisning RettelseSide() => new("rettelse", "Ret med et nyt dokument", "Læg rettelsen ind",
        [new("fil", "Den rettede fil", Felttype.Fil), new("titel", "Titel") { Valgfri = true, Hoejst = 255, Hjaelp = "Som det rettede dokument, når feltet er tomt." }])
        { Indledning = ["Det journaliserede dokument bliver stående uændret. Rettelsen bliver en kladde på sagen, der peger tilbage på det."] };

    private static Handlingsvisning UdgaveSide(int nr) => new($"filer/{nr}/udgave", "Ny udgave af filen", "Læg den nye udgave ind", [new("fil", "Ny udgave", Felttype.Fil)])
        { Indledning = ["Den gamle udgave kan stadig hentes, så længe dokumentet er en kladde."] };

    private static async Task<IResult> FilsideAsync(Guid id, Handlingsvisning side, HttpContext http, Aktoer aktoer, SagerDb db, CancellationToken ct, Formular? formular = null) =>
        Side(new(await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(http.RequestServices.GetRequiredService<TimeProvider>()), ct), aktoer, null!, http.RequestServices, new(), ct), side, formular, medFil: true);

    private static Task<IResult> RettelseAsync(Guid id, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        ModtagAsync(id, RettelseSide(), http, db, upload, myndighed, aktoer, async forsendelse =>
        {
            var svar = await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(new(aktoer, null, forsendelse["titel"], null, null, null, null, false, forsendelse.Filer, RetterId: id), ct), ct);
            return new("Rettelsen er lagt ind som kladde", $"/dokumenter/{svar.Id}");
        }, ct);

    /// <summary>From the page of its own, and dropped on the document's page by a script that asks for JSON.</summary>
    private static Task<IResult> UdgaveAsync(Guid id, int nr, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        if (http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return DokumentRuter.ModtagAsync(http, $"/dokumenter/{id}", async () =>
            {
                (await db.FindDokumentAsync(aktoer, id, ct)).KraevKladde();
                await LaegUdgaveAsync(await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt))));
                return "Ny udgave";
            });
        }

        return ModtagAsync(id, UdgaveSide(nr), http, db, upload, myndighed, aktoer, async forsendelse =>
        {
            await LaegUdgaveAsync(forsendelse);
            return new("Den nye udgave er lagt ind");
        }, ct);

        Task<GemFilversion.Svar> LaegUdgaveAsync(Upload.Forsendelse forsendelse)
        {
            var set = long.TryParse(forsendelse["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : (long?)null;
            return myndighed.Queue.RunAsync((GemFilversion act) => act.Udfoer(new(aktoer, id, forsendelse.Filer, nr, null, set), ct), ct);
        }
    }

    private static async Task<IResult> ModtagAsync(
        Guid id, Handlingsvisning side, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, Func<Upload.Forsendelse, Task<Udfald>> udfoer, CancellationToken ct)
    {
        var formular = new Formular();
        Udfald? udfald = null;
        await db.FindDokumentAsync(aktoer, id, ct);
        if (await formular.ProevAsync(async () => udfald = await udfoer(await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt))))))
        {
            http.Besked(Beskedart.Succes, udfald!.Besked);
            return Results.Redirect(udfald.Sti ?? $"/dokumenter/{id}");
        }

        return await FilsideAsync(id, side, http, aktoer, db, ct, formular);
    }
}
