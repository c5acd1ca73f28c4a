using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Esdh.Sager.Sider.SagHandlingRuter;

namespace Esdh.Sager.Sider;

/// <summary>The pages where a case of a module's type takes a step, and where its fields and clocks are changed.</summary>
internal static class ForloebRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Handling(routes, "trin", TrinSide, TrinAsync);
        Handling(routes, "felter", FelterSide, FelterAsync);
        Handling(routes, "ur", UrSide, UrAsync);
        Handling(routes, "sagstypeudgave", UdgaveSide, UdgaveAsync);
    }

    private static async Task<Forloebsvisning?> ForloebAsync(Kontekst k) => await k.Tjenester.GetRequiredService<Forloebsopslag>().HentAsync(k.Aktoer, k.Sag.Id, k.Ct);

    private static Handlingsvisning Ingen(string noegle, string titel) => new(noegle, titel, null, []) { Indledning = ["Sagen er en almindelig sag uden trin og felter."] };

    private static async Task<Handlingsvisning> TrinSide(Kontekst k)
    {
        if (await ForloebAsync(k) is not { } forloeb)
            return Ingen("trin", "Næste trin");
        if (!k.Sag.ErAaben)
            return new("trin", "Næste trin", null, []) { Indledning = [$"Sagen er afsluttet som »{forloeb.Trin}«. Genåbn den, hvis der skal ske mere."] };
        var valgt = k.F["trin"] is { Length: > 0 } sendt ? sendt : k.Http.Request.Query["til"].ToString();
        if (forloeb.Veje.FirstOrDefault(v => v.Noegle == valgt) is not { } vej)
        {
            return new("trin", "Næste trin", null, [])
            {
                Indledning = [$"Sagen står på »{forloeb.Trin}«.", .. forloeb.Hjaelp is { } hjaelp ? new[] { hjaelp } : []],
                Poster = [.. forloeb.Veje.Select(v => new Handlingspost(v.Knap, v.MaaTages ? k.Sag.Sti + v.Sti : null, v.MaaTages ? $"Sagen går til »{v.Navn}«." : $"Sagen går til »{v.Navn}«. Trinnet kan kun tages af andre roller end din."))],
            };
        }

        var gang = k.Tjenester.GetRequiredService<Forloebsgang>();
        var f = (await gang.FindAsync(k.Sag.Id, k.Ct))!;
        var til = f.Type.TrinMed(vej.Noegle);
        var felter = await gang.FelterAsync(k.Sag.Id, k.Ct);
        var mangler = await gang.ManglerAsync(k.Aktoer, k.Sag.Id, f, til, felter, k.Ct);
        var spoerges = til.Krav.OfType<Trinkrav.Feltkrav>().SelectMany(x => x.Noegler).Distinct().Select(n => f.Type.Felter.First(x => x.Noegle == n)).ToList();
        var resten = mangler.Where(m => m.Felt is null).Select(m => new Mangel(m.Tekst, m.Sti.Length == 0 ? "" : k.Sag.Sti + m.Sti)).ToList();
        if (til.Tilstand == Trintilstand.Afsluttet)
            resten.AddRange(await k.Opslag.ManglerAsync(k.Aktoer, k.Sag, k.Ct));
        return new("trin", vej.Knap, resten.Count == 0 && vej.MaaTages ? vej.Knap : null,
        [
            new("trin", "", Felttype.Skjult) { Vaerdi = vej.Noegle },
            .. spoerges.Select(x => Felt(x, felter.GetValueOrDefault(x.Noegle)) with { Valgfri = false }),
            new("kommentar", "Kommentar", Felttype.Langtekst) { Valgfri = !til.KraeverKommentar },
        ])
        {
            SideOmSide = spoerges.Count > 2, Mangler = resten, Mangeltitel = "Trinnet kan ikke tages endnu. Der mangler:",
            Indledning =
            [
                $"Sagen går fra »{forloeb.Trin}« til »{vej.Navn}«{(vej.Slutter ? " og afsluttes" : "")}.", .. til.Hjaelp is { } h ? new[] { h } : [],
                .. vej.MaaTages ? Array.Empty<string>() : ["Trinnet kan kun tages af andre roller end din."],
                .. Urene(f, til).Select(t => t),
                .. til.Opgaver.Count == 0 ? Array.Empty<string>() : [$"Sagsbehandleren får {(til.Opgaver.Count == 1 ? "opgaven" : "opgaverne")} {string.Join(", ", til.Opgaver.Select(o => $"»{o.Titel}«"))}."],
            ],
        };
    }

    /// <summary>What the step does to the clocks, said before it is taken.</summary>
    private static IEnumerable<string> Urene(Forloebsgang.Fundet f, Sagstrin til)
    {
        foreach (var ur in f.Type.Ure)
        {
            if (til.Tilstand == Trintilstand.Afsluttet || ur.SlutterVed.Contains(til.Noegle))
                yield return $"Uret »{ur.Navn}« slutter, hvis det løber.";
            else if (ur.StaarStilleVed.Contains(til.Noegle))
                yield return $"Uret »{ur.Navn}« står stille imens.";
            else if (ur.StarterVed.Contains(til.Noegle))
                yield return $"Uret »{ur.Navn}« begynder, hvis det ikke er begyndt før.";
        }
    }

    private static async Task<Udfald> TrinAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((TagTrin act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["trin"], k.F["kommentar"], Felter(k.F), k.IfMatch), k.Ct));
        return new(svar.Tilstand == nameof(Tilstand.Afsluttet) ? $"Sagen er afsluttet som »{svar.Navn}«." : $"Sagen står nu på »{svar.Navn}«.");
    }

    /// <summary>A field of the type in a form.</summary>
    internal static Handlingsfelt Felt(Sagsfelt f, string? vaerdi) => new($"felter.{f.Noegle}", f.Enhed is null ? f.Etiket : $"{f.Etiket} ({f.Enhed})", f.Type switch
    {
        Sagsfelttype.Langtekst => Felttype.Langtekst,
        Sagsfelttype.Heltal => Felttype.Tal,
        Sagsfelttype.Dato => Felttype.Dato,
        Sagsfelttype.JaNej or Sagsfelttype.Valg => Felttype.Valgliste,
        _ => Felttype.Tekst,
    })
    {
        Hjaelp = f.Hjaelp, Overskrift = f.Overskrift, Valgfri = !f.Kraevet, Hoejst = f.Type is Sagsfelttype.Tekst or Sagsfelttype.Langtekst ? f.Hoejst ?? (f.Type == Sagsfelttype.Tekst ? 200 : 4000) : null,
        Vaerdi = vaerdi is null ? null : f.Type == Sagsfelttype.Dato ? Feltform.Vis(f, vaerdi) : Feltform.TilFelt(f, vaerdi),
        Tomvalg = f.Type is Sagsfelttype.JaNej or Sagsfelttype.Valg ? "Ikke oplyst" : null,
        Valg = f.Type == Sagsfelttype.JaNej ? [new("ja", "Ja"), new("nej", "Nej")] : [.. f.Valg.Select(v => new Mulighed(v.Vaerdi, v.Navn, v.Hjaelp))],
    };

    /// <summary>Fields of types in what was posted, by key.</summary>
    internal static Dictionary<string, string?> Felter(Formular f) =>
        f.Vaerdier.Keys.Where(n => n.StartsWith("felter.", StringComparison.Ordinal)).ToDictionary(n => n["felter.".Length..], n => (string?)f[n], StringComparer.Ordinal);

    private static async Task<Handlingsvisning> FelterSide(Kontekst k)
    {
        if (await ForloebAsync(k) is not { } forloeb)
            return Ingen("felter", "Sagens felter");
        var type = k.Tjenester.GetRequiredService<Sagstyper>().Find(forloeb.Sagstype, forloeb.Udgave)!;
        var vaerdier = forloeb.Felter.ToDictionary(x => x.Noegle, x => x.Vaerdi);
        return new("felter", "Ret sagens felter", k.Sag.ErAaben ? "Gem felter" : null, [.. type.Felter.Select(x => Felt(x, vaerdier[x.Noegle]))])
        {
            SideOmSide = true, Indledning = k.Sag.ErAaben ? [] : ["Sagen er afsluttet. Genåbn den, hvis felterne skal rettes."],
        };
    }

    private static async Task<Udfald> FelterAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((RetSagsfelter act) => act.Udfoer(new(k.Aktoer, k.Id, Felter(k.F), k.IfMatch), k.Ct));
        return new(svar.Rettet switch { 0 => "Intet blev ændret.", 1 => "1 felt er rettet.", var n => $"{n} felter er rettet." });
    }

    private static async Task<Handlingsvisning> UrSide(Kontekst k)
    {
        if (await ForloebAsync(k) is not { } forloeb)
            return Ingen("ur", "Sagens ure");
        var (loeber, stille) = (forloeb.Ure.Where(u => u is { Slut: null, StillesSiden: null }).ToList(), forloeb.Ure.Where(u => u is { Slut: null, StillesSiden: not null }).ToList());
        return new("ur", "Sagens ure", k.Sag.ErAaben && loeber.Count > 0 ? "Stop uret" : null,
        [
            new("ur", "Stop uret", Felttype.Radio) { Valg = [.. loeber.Select(u => new Mulighed(u.Noegle, u.Navn, $"{u.Brugt} af {u.Dage} {u.Enhed} brugt"))], Vaerdi = loeber.Count == 1 ? loeber[0].Noegle : null },
            new("grund", "Hvorfor stoppes det?", Felttype.Langtekst) { Hoejst = 500 },
        ])
        {
            Poster = [.. forloeb.Ure.Select(u => new Handlingspost(
                u.Navn, null, u.Slut is { } slut ? $"Sluttede {DanishTime.ShortDate(slut)} efter {u.Brugt} af {u.Dage} {u.Enhed}."
                    : u.StillesSiden is { } siden ? $"Har stået stille siden {DanishTime.ShortDate(siden)}: {u.Grund}" : $"{u.Brugt} af {u.Dage} {u.Enhed} brugt. Fristen er {DanishTime.ShortDate(u.Frist!.Value)}.",
                k.Sag.ErAaben && stille.Contains(u) ? "genoptag" : null, u.Noegle, "Lad det løbe"))],
            Indledning = forloeb.Ure.Count == 0 ? ["Ingen af sagens ure er begyndt, eller de gælder ikke for den."] : ["Ure stopper og løber af sig selv med sagens trin. Stop et her, når noget andet gør, at tiden ikke skal tælle."],
        };
    }

    private static async Task<Udfald> UrAsync(Kontekst k)
    {
        if (k.F["genoptag"] is { Length: > 0 } ur)
        {
            var svar = await k.KoerAsync((GenoptagUr act) => act.Udfoer(new(k.Aktoer, k.Id, ur, k.IfMatch), k.Ct));
            return new($"Uret løber igen. Fristen er {DanishTime.ShortDate(svar.Frist)}.");
        }

        await k.KoerAsync((StopUr act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["ur"], k.F["grund"], k.IfMatch), k.Ct));
        return new("Uret er stoppet.");
    }

    private static async Task<Handlingsvisning> UdgaveSide(Kontekst k)
    {
        if (await ForloebAsync(k) is not { } forloeb)
            return Ingen("sagstypeudgave", "Sagstypens udgave");
        var andre = k.Tjenester.GetRequiredService<Sagstyper>().Udgaver(forloeb.Sagstype).Where(t => t.Udgave != forloeb.Udgave).ToList();
        if (andre.Count == 0 || !k.Sag.ErAaben)
            return new("sagstypeudgave", "Sagstypens udgave", null, []) { Indledning = [$"Sagen følger udgave {forloeb.Udgave} af »{forloeb.Type}«{(andre.Count == 0 ? ", og der er ikke andre." : ".")}"] };
        return new("sagstypeudgave", "Flyt sagen til en anden udgave", "Flyt sagen",
        [
            new("udgave", "Udgave", Felttype.Radio) { Valg = [.. andre.Select(t => new Mulighed($"{t.Udgave}", $"Udgave {t.Udgave}", $"For nye sager fra {DanishTime.ShortDate(t.GaelderFra)}"))], Vaerdi = $"{andre[^1].Udgave}" },
            new("trin", "Trin i den udgave", Felttype.Valgliste) { Valg = [.. andre[^1].Trin.Where(t => t.Tilstand != Trintilstand.Afsluttet).Select(t => new Mulighed(t.Noegle, t.Navn))], Tomvalg = $"Det samme: {forloeb.Trin}", Valgfri = true },
        ]) { Indledning = [$"Sagen følger udgave {forloeb.Udgave} af »{forloeb.Type}«. Det, der står i felter, som den nye udgave ikke har, bliver gemt, men vises ikke."] };
    }

    private static async Task<Udfald> UdgaveAsync(Kontekst k)
    {
        var udgave = k.F.Heltal("udgave", 1, int.MaxValue);
        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((SkiftSagstypeudgave act) => act.Udfoer(new(k.Aktoer, k.Id, udgave ?? 0, k.F["trin"], k.IfMatch), k.Ct));
        return new($"Sagen følger nu udgave {svar.Udgave}.");
    }
}
