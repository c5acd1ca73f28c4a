using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Sider;

/// <summary>The acts on a case, each a page with a form below <c>/sager/{nr}</c>.</summary>
internal static class SagHandlingRuter
{
    /// <summary>What a page is built from and an act runs with.</summary>
    /// <param name="Sag">The case as the person sees it.</param>
    /// <param name="F">What was posted; empty at GET.</param>
    internal sealed record Kontekst(Sagsrammevisning Sag, Aktoer Aktoer, Authority Myndighed, HttpContext Http, Formular F, CancellationToken Ct)
    {
        public IServiceProvider Tjenester => Http.RequestServices;

        public SagerDb Db => Tjenester.GetRequiredService<SagerDb>();

        public Personer Personer => Tjenester.GetRequiredService<Personer>();

        public Sagsoverblikopslag Opslag => Tjenester.GetRequiredService<Sagsoverblikopslag>();

        /// <summary>The version that the form was filled in against.</summary>
        public long? IfMatch => F.Version();

        public string Id => Sag.Id.ToString();

        public Task<T> KoerAsync<TAct, T>(Func<TAct, Task<T>> act) where TAct : notnull => Myndighed.Queue.RunAsync(act, Ct);
    }

    /// <summary>What is said after the act, and where one lands: the case when not said.</summary>
    internal sealed record Udfald(string Besked, string? Sti = null, string? Under = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Handling(routes, "ret", RetSide, RetAsync);
        Handling(routes, "status", StatusSide, StatusAsync);
        Handling(routes, "afslut", AfslutSide, AfslutAsync);
        Handling(routes, "genaabn", GenaabnSide, GenaabnAsync);
        Handling(routes, "overdrag", OverdragSide, OverdragAsync);
        Handling(routes, "omjournaliser", OmjournaliserSide, OmjournaliserAsync);
        Handling(routes, "sammenlaeg", SammenlaegSide, SammenlaegAsync);
        Handling(routes, "relationer", RelationerSide, RelationerAsync);
        Handling(routes, "delforloeb", DelforloebSide, DelforloebAsync);
        Handling(routes, "maerker", MaerkerSide, MaerkerAsync);
        Handling(routes, "afgoerelse", AfgoerelseSide, AfgoerelseAsync);
        Handling(routes, "beslutning", BeslutningSide, BeslutningAsync);
        Handling(routes, "foelsomhed", FoelsomhedSide, FoelsomhedAsync);
        Handling(routes, "adgang", AdgangSide, AdgangAsync);
    }

    /// <summary>A page with a form below the case, and what its button does.</summary>
    internal static void Handling(IEndpointRouteBuilder routes, string noegle, Func<Kontekst, Task<Handlingsvisning>> side, Func<Kontekst, Task<Udfald>> udfoer)
    {
        routes.MapGet($"/sager/{{sag}}/{noegle}", (string sag, HttpContext context, Aktoer aktoer, Authority myndighed, Sagsrammeopslag ramme, CancellationToken ct) =>
            ramme.VisAsync(context, aktoer, sag, async s => Side(s, await side(new(s, aktoer, myndighed, context, new(), ct)), null), ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede en handling på en sag");
        routes.MapPost($"/sager/{{sag}}/{noegle}", async (string sag, HttpContext context, Aktoer aktoer, Authority myndighed, Sagsrammeopslag ramme, CancellationToken ct) =>
        {
            var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
            if (await AlleredeGjortAsync(context, aktoer, sag, ct))
                return Results.Redirect("/sager"); // sent twice, and the first time the person lost sight of the case
            var k = new Kontekst(await ramme.HentAsync(aktoer, sag, ct), aktoer, myndighed, context, formular, ct);
            Udfald? udfald = null;
            if (await formular.ProevAsync(async () => udfald = await udfoer(k), "sagen"))
            {
                context.Besked(Beskedart.Succes, udfald!.Besked, udfald.Under);
                return Results.Redirect(udfald.Sti ?? (await ramme.HentAsync(aktoer, k.Id, ct)).Sti);
            }

            // What was typed is shown against the case as it is now; sending it again saves it.
            var nu = await ramme.HentAsync(aktoer, k.Id, ct);
            formular.Saet("version", nu.Version.ToString(CultureInfo.InvariantCulture));
            return Side(nu, await side(k with { Sag = nu }), formular);
        }).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Ændrede en sag");
    }

    /// <summary>The form was sent before and done, and the case is no longer the person's to see.</summary>
    private static async Task<bool> AlleredeGjortAsync(HttpContext context, Aktoer aktoer, string sag, CancellationToken ct)
    {
        if (RunOnce.Current is not { } engang || !await engang.IsKnownAsync(context.RequestServices.GetRequiredService<StorageScope>(), ct))
            return false;
        try
        {
            await context.RequestServices.GetRequiredService<SagerDb>().FindSagAsync(aktoer, sag, ct);
            return false;
        }
        catch (NotFoundException)
        {
            return true;
        }
    }

    private static RazorComponentResult<Handlingsside> Side(Sagsrammevisning sag, Handlingsvisning visning, Formular? formular) =>
        SagRuter.Side<Handlingsside>(new() { ["Sag"] = sag, ["Visning"] = visning, ["Formular"] = formular }, formular?.Kode ?? StatusCodes.Status200OK);

    /// <summary>A look-up field's id, or what was typed where no script has chosen one.</summary>
    private static string? Valgt(Formular f, string felt) => f[felt].Renset() ?? f[felt + "-tekst"].Renset();

    /// <summary>The number or code at the start of <c>02.34.02 Byggetilladelser</c>.</summary>
    internal static string? Kode(Formular f, string felt) => Valgt(f, felt)?.Split(' ', 2)[0];

    private static Handlingsfelt Tekst(string navn, string etiket, string? vaerdi = null, int? hoejst = null, bool valgfri = false, string? hjaelp = null) =>
        new(navn, etiket) { Vaerdi = vaerdi, Hoejst = hoejst, Valgfri = valgfri, Hjaelp = hjaelp };

    private static Handlingsfelt Langt(string navn, string etiket, bool valgfri = true, string? vaerdi = null, int raekker = 3, string? hjaelp = null) =>
        new(navn, etiket, Felttype.Langtekst) { Valgfri = valgfri, Vaerdi = vaerdi, Raekker = raekker, Hjaelp = hjaelp };

    private static async Task<Handlingsvisning> RetSide(Kontekst k)
    {
        var sag = await k.Db.FindSagAsync(k.Aktoer, k.Id, k.Ct);
        return new("ret", "Ret sagens oplysninger", "Gem rettelser",
        [
            Tekst("titel", "Titel", sag.Titel, 255),
            Tekst("offentligTitel", "Offentlig titel", sag.OffentligTitel, 255, true, "Vises på postlisten. Skriv ingen navne eller personnumre."),
            Langt("beskrivelse", "Beskrivelse", true, sag.Beskrivelse, 5),
            new("harPapir", "Der er også materiale på papir", Felttype.Afkrydsning) { Valgt = sag.HarPapir },
            new("erSamlesag", "Sagen er en samlesag for mange ens henvendelser", Felttype.Afkrydsning) { Valgt = sag.ErSamlesag },
        ]);
    }

    private static async Task<Udfald> RetAsync(Kontekst k)
    {
        await k.KoerAsync((RetSag act) => act.Udfoer(new(
            k.Aktoer, k.Id, new Sagsrettelse(k.F["titel"], k.F["offentligTitel"], k.F["beskrivelse"], k.F.Afkrydset("harPapir"), k.F.Afkrydset("erSamlesag")), k.IfMatch), k.Ct));
        return new("Sagens oplysninger er rettet.");
    }

    private static async Task<List<Mulighed>> StatusserAsync(Kontekst k, params Tilstand[] tilstande) =>
        [.. (await k.Db.Statusser.Where(s => s.Aktiv && tilstande.Contains(s.Tilstand)).OrderBy(s => s.Orden).ToListAsync(k.Ct))
            .Select(s => new Mulighed(s.Id.ToString(), s.Navn, (s.Tilstand == Tilstand.Hvilende ? "Sagen hviler. " : "") + (s.KraeverKommentar ? "Kræver en kommentar." : "") is { Length: > 0 } under ? under : null))];

    private static async Task<Handlingsvisning> StatusSide(Kontekst k)
    {
        var nu = await k.Db.Sager.SynligeFor(k.Aktoer).Where(s => s.Id == k.Sag.Id).Select(s => s.StatusId).SingleAsync(k.Ct);
        return new("status", "Skift status", "Skift status",
        [
            new("status", "Ny status", Felttype.Radio) { Valg = [.. (await StatusserAsync(k, Tilstand.Aktiv, Tilstand.Hvilende)).Where(m => m.Vaerdi != nu.ToString())] },
            Langt("kommentar", "Kommentar"),
        ]) { Indledning = [$"Sagen har status »{k.Sag.Status.Tekst}«. En sag, der er færdig, afsluttes med »Afslut sagen«."] };
    }

    private static async Task<Udfald> StatusAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((SkiftStatus act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["status"], k.F["kommentar"], k.IfMatch), k.Ct));
        return new($"Sagen har nu status »{svar.Status}«.");
    }

    private static async Task<Handlingsvisning> AfslutSide(Kontekst k)
    {
        var mangler = await k.Opslag.ManglerAsync(k.Aktoer, k.Sag, k.Ct);
        var statusser = await StatusserAsync(k, Tilstand.Afsluttet);
        return new("afslut", "Afslut sagen", mangler.Count == 0 ? "Afslut sagen" : null,
        [
            new("status", "Status", Felttype.Radio) { Valg = statusser, Vaerdi = statusser.Count > 0 ? statusser[0].Vaerdi : null },
            Langt("kommentar", "Kommentar"),
        ])
        {
            Mangler = mangler,
            Indledning = mangler.Count == 0 ? ["Intet mangler. En afsluttet sag tager ikke imod nyt, før den genåbnes."] : ["Gør det færdigt, som er nævnt her, og kom tilbage."],
        };
    }

    private static async Task<Udfald> AfslutAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((AfslutSag act) => act.Udfoer(new(k.Aktoer, k.Id, k.F.Id("status"), k.F["kommentar"], k.IfMatch), k.Ct));
        return new($"Sagen er afsluttet med status »{svar.Status}«.");
    }

    private static async Task<Handlingsvisning> GenaabnSide(Kontekst k)
    {
        if (k.Sag.ErAaben)
            return new("genaabn", "Genåbn sagen", null, []) { Indledning = ["Sagen er åben. Der er intet at genåbne."] };
        if (k.Sag.Forloeb is not null)
            return new("genaabn", "Genåbn sagen", "Genåbn sagen", [Langt("kommentar", "Hvorfor genåbnes sagen?")]) { Indledning = ["Sagen står igen på det sidste trin, hvor den var åben, og ure, der sluttede med den, løber videre."] };
        var statusser = await StatusserAsync(k, Tilstand.Aktiv, Tilstand.Hvilende);
        return new("genaabn", "Genåbn sagen", "Genåbn sagen",
        [
            new("status", "Status", Felttype.Radio) { Valg = statusser, Vaerdi = statusser.Count > 0 ? statusser[0].Vaerdi : null },
            Langt("kommentar", "Hvorfor genåbnes sagen?"),
        ]);
    }

    private static async Task<Udfald> GenaabnAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((GenaabnSag act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["status"], k.F["kommentar"], k.IfMatch), k.Ct));
        return new($"Sagen er genåbnet med status »{svar.Status}«.");
    }

    internal static async Task<List<Mulighed>> EnhederAsync(Personer personer, CancellationToken ct) =>
        [.. (await personer.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Mulighed(e.Id.ToString(), new string('\u2007', e.Dybde * 2) + e.Navn))];

    private static async Task<Handlingsvisning> OverdragSide(Kontekst k) => new("overdrag", "Overdrag sagen", "Overdrag sagen",
    [
        new("behandlerId", "Ny sagsbehandler") { Kilde = "/opslag/medarbejdere", Hjaelp = "Skriv navn eller brugernavn. Lad feltet stå tomt, hvis enheden selv skal fordele sagen." },
        new("enhedId", "Ny enhed", Felttype.Valgliste) { Valg = await EnhederAsync(k.Personer, k.Ct), Tomvalg = "Sagsbehandlerens egen", Valgfri = true },
        Langt("kommentar", "Besked til den nye sagsbehandler"),
    ]) { Indledning = ["Åbne erindringer, der følger sagen, kladder og post, der hører til sagen, flyttes med, og den nye sagsbehandler får adgang til sagen.", "Den nye sagsbehandler ser beskeden på Min dag og modtager sagen eller giver den tilbage."] };

    private static async Task<Udfald> OverdragAsync(Kontekst k)
    {
        var behandler = await MedarbejderAsync(k, "behandlerId");
        var enhed = k.F.Id("enhedId");
        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((OverdragSag act) => act.Udfoer(new(k.Aktoer, k.Id, behandler, enhed, k.F["kommentar"], k.IfMatch), k.Ct));
        var navn = svar.BehandlerId is { } b ? await k.Personer.NavnAsync(b, k.Ct) : await k.Personer.EnhedsnavnAsync(svar.EnhedId, k.Ct);
        // Who handed it over may have lost sight of it.
        var set = await k.Db.Sager.SynligeFor(k.Aktoer).AnyAsync(s => s.Id == k.Sag.Id, k.Ct);
        var med = Dagoverdragelse.Sammen([(svar.Erindringer, "erindring", "erindringer"), (svar.Kladder, "kladde", "kladder"), (svar.Poster, "stykke post", "stykker post")]);
        var ord = (med.Length == 0 ? "" : $" {med} fulgte med.")
            + (svar.Udtjekkede is { Count: > 0 } ude ? $" {string.Join(", ", ude.Take(3).Select(t => $"»{t}«"))} er stadig tjekket ud til den tidligere sagsbehandler; en leder kan afslutte redigeringen." : "")
            + (svar.Blevet > 0 ? $" {(svar.Blevet == 1 ? "1 kladde" : $"{svar.Blevet} kladder")} med egen adgang blev hos den tidligere sagsbehandler." : "");
        return new($"Sagen er overdraget til {navn}.{ord}", set ? null : "/sager");
    }

    private static Task<Guid?> MedarbejderAsync(Kontekst k, string felt) => NySagRuter.MedarbejderAsync(k.F, felt, k.Tjenester.GetRequiredService<Brugeropslag>(), k.Ct);

    private static Task<Handlingsvisning> OmjournaliserSide(Kontekst k) => Task.FromResult(new Handlingsvisning("omjournaliser", "Omjournalisér sagen", "Giv sagen nyt nummer",
    [
        new("emne", "Nyt emne") { Kilde = "/opslag/emner", Hjaelp = "Skriv nummer eller et ord. Tomt beholder det nuværende." },
        new("facet", "Ny facet") { Kilde = "/opslag/facetter", Hjaelp = "Tomt beholder den nuværende." },
        Langt("begrundelse", "Begrundelse"),
    ]) { Indledning = [$"Sagen får det næste nummer under det nye emne og den nye facet. {k.Sag.Sagsnummer} fører stadig hertil."] });

    private static async Task<Udfald> OmjournaliserAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((OmjournaliserSag act) => act.Udfoer(new(k.Aktoer, k.Id, Kode(k.F, "emne"), Kode(k.F, "facet"), k.F["begrundelse"], k.IfMatch), k.Ct));
        return new($"Sagen har fået nummer {svar.Sagsnummer}. {svar.TidligereSagsnummer} fører stadig hertil.");
    }

    private static Task<Handlingsvisning> SammenlaegSide(Kontekst k) => Task.FromResult(new Handlingsvisning("sammenlaeg", "Læg sagen sammen med en anden", "Læg sagerne sammen",
    [
        new("med", "Den sag, der fortsætter") { Kilde = "/opslag/sager", Hjaelp = "Skriv sagsnummer eller titel." },
        Langt("begrundelse", "Begrundelse"),
    ])
    {
        Farlig = true,
        Indledning =
        [
            $"{k.Sag.Sagsnummer} lukkes, og nummeret fører fremover til den anden sag. Dokumenter, notater, parter, erindringer, afgørelser, delforløb og mærker flyttes med. Dokumenterne får nye aktnumre, og begge historikker fortæller det.",
            "Det kan ikke gøres om.",
        ],
    });

    private static async Task<Udfald> SammenlaegAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((SammenlaegSager act) => act.Udfoer(new(k.Aktoer, k.Id, Valgt(k.F, "med"), k.F["begrundelse"], k.IfMatch), k.Ct));
        return svar.JobId is { } job
            ? new($"{k.Sag.Sagsnummer} er lagt sammen med {svar.Sagsnummer}. Der er meget at flytte, så det fortsætter i baggrunden.", $"/jobs/{job}")
            : new($"{k.Sag.Sagsnummer} er lagt sammen med {svar.Sagsnummer}.", $"/sager/{svar.Sagsnummer}");
    }

    private static async Task<Handlingsvisning> RelationerSide(Kontekst k)
    {
        var over = await k.Opslag.LinksAsync(k.Db.Sager.SynligeFor(k.Aktoer).Where(o => k.Db.Sager.SynligeFor(k.Aktoer).Any(s => s.Id == k.Sag.Id && s.OversagId == o.Id)), k.Ct);
        var relaterede = await k.Opslag.RelateredeAsync(k.Aktoer, k.Sag.Id, k.Ct);
        return new("relationer", "Oversag og relaterede sager", "Knyt sagerne sammen",
        [
            new("art", "Hvordan hører sagerne sammen?", Felttype.Radio) { Valg = [new("relateret", "De vedrører hinanden"), new("oversag", "Denne sag er en del af den anden")], Vaerdi = "relateret" },
            new("sag", "Den anden sag") { Kilde = "/opslag/sager", Hjaelp = "Skriv sagsnummer eller titel." },
        ])
        {
            Poster =
            [
                .. over.Select(o => new Handlingspost(o.Titel, $"/sager/{o.Sagsnummer}", $"Oversag · {o.Sagsnummer}", "fjernOversag", "true")),
                .. relaterede.Select(r => new Handlingspost(r.Titel, $"/sager/{r.Sagsnummer}", $"Relateret · {r.Sagsnummer}", "fjern", r.Id.ToString())),
            ],
        };
    }

    private static async Task<Udfald> RelationerAsync(Kontekst k)
    {
        var her = k.Sag.Sti + "/relationer";
        if (k.F.Har("fjernOversag"))
        {
            await k.KoerAsync((SaetOversag act) => act.Udfoer(new(k.Aktoer, k.Id, null), k.Ct));
            return new("Sagen er ikke længere en del af en anden.", her);
        }

        if (k.F.Har("fjern"))
        {
            await k.KoerAsync((RelaterSager act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["fjern"], Fjern: true), k.Ct));
            return new("Sagerne er ikke længere knyttet til hinanden.", her);
        }

        if (await AndenSagAsync(k) is not { } anden)
            return new("");
        if (k.F["art"] == "oversag")
            await k.KoerAsync((SaetOversag act) => act.Udfoer(new(k.Aktoer, k.Id, anden, k.IfMatch), k.Ct));
        else
            await k.KoerAsync((RelaterSager act) => act.Udfoer(new(k.Aktoer, k.Id, anden), k.Ct));
        return new("Sagerne er knyttet til hinanden.", her);
    }

    private static async Task<string?> AndenSagAsync(Kontekst k)
    {
        try
        {
            if (Valgt(k.F, "sag") is { } sag)
                return (await k.Db.FindSagAsync(k.Aktoer, sag.Split(' ', 2)[0], k.Ct)).Id.ToString();
            k.F.Fejl("sag", "Skriv nummeret på den anden sag.");
        }
        catch (NotFoundException e)
        {
            k.F.Fejl("sag", e.Message);
        }

        return null;
    }

    private static async Task<Handlingsvisning> DelforloebSide(Kontekst k)
    {
        var delforloeb = await k.Opslag.DelforloebAsync(k.Aktoer, k.Sag.Id, k.Ct);
        return new("delforloeb", "Delforløb", "Gem delforløb",
        [
            new("nummer", "Delforløb", Felttype.Valgliste) { Tomvalg = "Nyt delforløb", Valg = [.. delforloeb.Select(d => new Mulighed(d.Nummer.ToString(CultureInfo.InvariantCulture), $"Omdøb {d.Nummer}. {d.Titel}"))] },
            Tekst("titel", "Titel", null, 100),
        ])
        {
            Indledning = ["Delforløb er nummererede mapper på sagen. Et nummer genbruges ikke."],
            Poster = [.. delforloeb.Select(d => new Handlingspost($"{d.Nummer}. {d.Titel}", $"{k.Sag.Sti}/dokumenter?delforloeb={d.Nummer}", d.Dokumenter == 1 ? "1 dokument" : $"{d.Dokumenter} dokumenter"))],
        };
    }

    private static async Task<Udfald> DelforloebAsync(Kontekst k)
    {
        var her = k.Sag.Sti + "/delforloeb";
        if (k.F.Heltal("nummer", 1) is { } nummer)
        {
            await k.KoerAsync((OmdoebDelforloeb act) => act.Udfoer(new(k.Aktoer, k.Id, nummer, k.F["titel"]), k.Ct));
            return new("Delforløbet har fået ny titel.", her);
        }

        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((TilfoejDelforloeb act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["titel"], k.IfMatch), k.Ct));
        return new($"Delforløb {svar.Nummer} er oprettet.", her);
    }

    private static async Task<Handlingsvisning> MaerkerSide(Kontekst k) => new("maerker", "Mærker", "Sæt mærke på", [Tekst("maerke", "Nyt mærke", null, 40)])
    {
        Indledning = ["Et mærke er et frit ord, som sager kan findes på."],
        Poster = [.. (await k.Db.Maerker.Where(m => m.SagId == k.Sag.Id).OrderBy(m => m.Maerke).Select(m => m.Maerke).ToListAsync(k.Ct)).Select(m => new Handlingspost(m, null, null, "fjern", m))],
    };

    private static async Task<Udfald> MaerkerAsync(Kontekst k)
    {
        var fjern = k.F.Har("fjern");
        await k.KoerAsync((MaerkSag act) => act.Udfoer(new(k.Aktoer, k.Id, k.F[fjern ? "fjern" : "maerke"], fjern), k.Ct));
        return new(fjern ? "Mærket er taget af." : "Mærket er sat på.", k.Sag.Sti + "/maerker");
    }

    private static Handlingsfelt[] Afgoerelsesfelter(string artHjaelp) =>
    [
        new("dato", "Dato", Felttype.Dato) { Vaerdi = null, Valgfri = true, Hjaelp = "dd-mm-åååå. I dag, når feltet er tomt." },
        Tekst("art", "Hvad blev bestemt?", null, 100, false, artHjaelp),
        new("frist", "Frist for det, der blev bestemt", Felttype.Dato) { Valgfri = true, Hjaelp = "En frist på en lukkedag flytter til næste arbejdsdag." },
        Langt("notat", "Notat"),
    ];

    private static async Task<List<Handlingspost>> AfgoerelsesposterAsync(Kontekst k, bool politiske) =>
        [.. (await k.Opslag.AfgoerelserAsync(k.Sag.Id, k.Ct)).Where(a => a.Hvem is not null == politiske)
            .Select(a => new Handlingspost(a.Hvem is null ? a.Art : $"{a.Hvem}: {a.Art}", null, $"{DanishTime.ShortDate(a.Dato)}{(a.Frist is { } f ? $" · frist {DanishTime.ShortDate(f)}" : "")} · {a.RegistreretAf}"))];

    private static async Task<Handlingsvisning> AfgoerelseSide(Kontekst k)
    {
        var typer = await k.Db.Afgoerelsestyper.Where(t => t.Aktiv).OrderBy(t => t.Navn).Select(t => new { t.Noegle, t.Navn, t.Klageinstans }).ToListAsync(k.Ct);
        var idag = DanishTime.Today(k.Tjenester.GetRequiredService<TimeProvider>());
        var parter = (await k.Db.SagensParterAsync(k.Aktoer, k.Sag.Id, idag, k.Ct)).Where(p => p.Fratraadt is null).Take(20).ToList();
        List<Mulighed> udfald = [.. Enum.GetValues<Afgoerelsesudfald>().Select(u => new Mulighed(u.ToString(), u.Ord()))];
        var felter = Afgoerelsesfelter("Fx tilladelse, afslag eller påbud.");
        return new("afgoerelse", "Registrér afgørelse", "Registrér afgørelsen",
        [
            .. typer.Count == 0 ? [] : new Handlingsfelt[]
            {
                new("type", "Afgørelsestype", Felttype.Valgliste) { Valg = [.. typer.Select(t => new Mulighed(t.Noegle, t.Klageinstans is null ? t.Navn : $"{t.Navn} (klage til {t.Klageinstans})"))], Tomvalg = "Ingen bestemt", Valgfri = true },
            },
            .. felter.Where(f => f.Navn is "art" or "dato").OrderBy(f => f.Navn, StringComparer.Ordinal),
            new("udfald", "Hvad får parterne?", Felttype.Radio) { Valg = [.. udfald, new("", "Registrér kun, at der er truffet en afgørelse", "Begrundelse og klagevejledning står i brevet.")], Vaerdi = "" },
            Langt("retsgrundlag", "Retsgrundlag", true, null, 3, "De regler, afgørelsen bygger på. Kræves, når der ikke gives fuldt medhold.") with { Overskrift = "Begrundelse" },
            Langt("hovedhensyn", "Hovedhensyn", true, null, 4, "De hensyn, der har været bestemmende, når afgørelsen beror på et skøn."),
            new("udenSkoen", "Afgørelsen beror ikke på et skøn", Felttype.Afkrydsning),
            Langt("faktum", "Faktiske oplysninger", true, null, 4, "De oplysninger, der har haft væsentlig betydning."),
            Langt("klagevejledning", "Klagevejledning", true, null, 3, "Klageinstans, fremgangsmåde og frist. Tom: som afgørelsestypen siger."),
            .. parter.Count < 2 ? [] : parter.Select((p, n) => new Handlingsfelt("udfald-" + p.Id, Navnebeskyttelse.Vist(p.Navn, p.ErBeskyttet), Felttype.Valgliste)
                { Valg = udfald, Tomvalg = "Som de andre", Valgfri = true, Overskrift = n == 0 ? "Får en part noget andet?" : null }),
            .. felter.Where(f => f.Navn is "frist" or "notat"),
        ])
        {
            Indledning = await k.Db.Hoeringer.AnyAsync(h => h.SagId == k.Sag.Id && h.Art == Hoeringsart.Partshoering && h.Afsluttet == null, k.Ct)
                ? [$"{HoeringRegler.IngenAabenHoering.Tekst} ({HoeringRegler.IngenAabenHoering.Hjemmel})"] : [],
            Poster = await AfgoerelsesposterAsync(k, false),
        };
    }

    private static async Task<Udfald> AfgoerelseAsync(Kontekst k)
    {
        var (dato, frist) = (k.F.Dato("dato"), k.F.Dato("frist"));
        if (!k.F.ErGyldig)
            return new("");
        List<RegistrerAfgoerelse.Partsudfald> parter =
            [.. k.F.Vaerdier.Keys.Where(n => n.StartsWith("udfald-", StringComparison.Ordinal) && k.F[n].Length > 0).Select(n => new RegistrerAfgoerelse.Partsudfald(Guid.TryParse(n[7..], out var id) ? id : Guid.Empty, k.F[n]))];
        var svar = await k.KoerAsync((RegistrerAfgoerelse act) => act.Udfoer(new(
            k.Aktoer, k.Id, dato, k.F["art"], frist, k.F["notat"], k.IfMatch,
            new(k.F["type"], k.F["udfald"].Renset(), k.F["retsgrundlag"], k.F["hovedhensyn"], k.F.Afkrydset("udenSkoen"), k.F["faktum"], k.F["klagevejledning"], parter)), k.Ct));
        return new($"Afgørelsen er registreret{(svar.Frist is { } f ? $" med frist {DanishTime.ShortDate(f)}" : "")}.", Under: ErindringRuter.Flyttet(svar.FlyttetFra) ?? "Breve efter skabelonen »Afgørelse« får begrundelsen og klagevejledningen med.");
    }

    private static async Task<Handlingsvisning> BeslutningSide(Kontekst k) => new("beslutning", "Registrér politisk beslutning", "Registrér beslutningen",
        [Tekst("udvalg", "Hvem besluttede?", null, 100, false, "Råd eller udvalg."), .. Afgoerelsesfelter("Fx godkendt, afvist eller udsat.")])
    {
        Poster = await AfgoerelsesposterAsync(k, true),
    };

    private static async Task<Udfald> BeslutningAsync(Kontekst k)
    {
        var (dato, frist) = (k.F.Dato("dato"), k.F.Dato("frist"));
        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((RegistrerBeslutning act) => act.Udfoer(new(k.Aktoer, k.Id, dato, k.F["udvalg"], k.F["art"], frist, k.F["notat"], k.IfMatch), k.Ct));
        return new($"Beslutningen er registreret{(svar.Frist is { } f ? $" med frist {DanishTime.ShortDate(f)}" : "")}.", Under: ErindringRuter.Flyttet(svar.FlyttetFra));
    }

    internal static IReadOnlyList<Mulighed> Foelsomheder { get; } = [.. Enum.GetValues<Foelsomhed>().Select(f => new Mulighed(f.ToString(), f.Ord()))];

    private static async Task<Handlingsvisning> FoelsomhedSide(Kontekst k) => new("foelsomhed", "Følsomhed", "Gem følsomhed",
    [
        new("foelsomhed", "Sagens følsomhed", Felttype.Radio)
        {
            Valg = Foelsomheder, Vaerdi = (await k.Db.Sager.SynligeFor(k.Aktoer).Where(s => s.Id == k.Sag.Id).Select(s => s.Foelsomhed).SingleAsync(k.Ct)).ToString(),
        },
        Langt("begrundelse", "Begrundelse", true, null, 3, "Kræves, når følsomheden sænkes."),
    ]) { Indledning = ["Hæves følsomheden, følger sagens dokumenter med op. Sænkes den, beholder dokumenterne deres."] };

    private static async Task<Udfald> FoelsomhedAsync(Kontekst k)
    {
        await k.KoerAsync((SaetFoelsomhed act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["foelsomhed"], k.F["begrundelse"], k.IfMatch), k.Ct));
        return new("Følsomheden er gemt.");
    }

    private static async Task<Handlingsvisning> AdgangSide(Kontekst k)
    {
        var sag = await k.Db.FindSagAsync(k.Aktoer, k.Id, k.Ct);
        var linjer = await k.Tjenester.GetRequiredService<Adgangsvisning>().HentAsync(sag.AdgangslisteNr, k.Ct);
        return new("adgang", "Adgang til sagen", "Gem adgang",
        [
            new("erBeskyttet", "Sagen er beskyttet: kun de navngivne kan se den, og den tælles ikke med for andre", Felttype.Afkrydsning) { Valgt = sag.ErBeskyttet },
            new("enhed", "Giv en enhed adgang", Felttype.Valgliste) { Valg = await EnhederAsync(k.Personer, k.Ct), Tomvalg = "Ingen", Valgfri = true },
            new("gruppe", "Giv en gruppe adgang", Felttype.Valgliste) { Valg = [.. (await k.Personer.GrupperAsync(k.Ct)).Where(g => g.Aktiv).Select(g => new Mulighed(g.Id.ToString(), g.Navn))], Tomvalg = "Ingen", Valgfri = true },
            new("bruger", "Giv en medarbejder adgang") { Kilde = "/opslag/medarbejdere", Hjaelp = "Skriv navn eller brugernavn." },
            new("standard", "Sæt adgangen tilbage til det, skabelonen eller enheden giver", Felttype.Afkrydsning),
            Langt("begrundelse", "Begrundelse"),
        ])
        {
            Indledning = ["Sagsbehandleren og du selv kan altid se sagen. Arkivar og revisor kan se alle sager, der ikke er beskyttede."],
            Poster = [.. linjer.Select(l => new Handlingspost(l.Navn, null, l.Art switch { "Enhed" => "Enhed", "Gruppe" => "Gruppe", "Bruger" => "Medarbejder", "Rolle" => "Rolle", _ => "Alle" },
                l.Art == "Rolle" ? null : "fjern", $"{l.Art}:{l.Reference}"))],
        };
    }

    private static async Task<Udfald> AdgangAsync(Kontekst k)
    {
        var sag = await k.Db.FindSagAsync(k.Aktoer, k.Id, k.Ct);
        var poster = (await k.Tjenester.GetRequiredService<Adgangslister>().PosterAsync(sag.AdgangslisteNr, k.Ct)).Where(p => p.Art != "Rolle").ToList();
        var beskyttet = sag.ErBeskyttet;
        if (k.F.Har("fjern"))
        {
            poster.RemoveAll(p => $"{p.Art}:{p.Reference}" == k.F["fjern"]);
        }
        else
        {
            beskyttet = k.F.Afkrydset("erBeskyttet");
            if (k.F.Afkrydset("standard"))
                poster.Clear();
            if (beskyttet)
                poster.RemoveAll(p => p.Art is not ("Bruger" or "Gruppe"));
            if (k.F.Id("enhed") is { } enhed)
                poster.Add(Adgangspost.Enhed(enhed));
            if (k.F.Id("gruppe") is { } gruppe)
                poster.Add(Adgangspost.Gruppe(gruppe));
            if (await MedarbejderAsync(k, "bruger") is { } bruger)
                poster.Add(Adgangspost.Bruger(bruger));
            if (!k.F.ErGyldig)
                return new("");
        }

        await k.KoerAsync((SaetAdgang act) => act.Udfoer(new(k.Aktoer, k.Id, beskyttet, poster, k.F["begrundelse"], k.IfMatch), k.Ct));
        return new("Adgangen er gemt.", k.Sag.Sti + "/adgang");
    }
}
