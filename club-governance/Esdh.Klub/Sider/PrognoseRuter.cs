using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>The what-if page: it only looks, and keeps nothing.</summary>
internal static class PrognoseRuter
{
    public const string Sti = "/klub/licens";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Sti, Vis).KraeverKlub(Klubadgang.Delegat).WithSummary("Regnede på klubbens licens");

    private static async Task<IResult> Vis(HttpContext http, Klubben klub, CancellationToken ct, string? pris = null, string? nyt = null, string? modul = null, string? egne = null, string? indfoerelse = null, string? aarsvaerk = null, string? stat = null)
    {
        var f = new Formular(("pris", pris), ("nyt", nyt), ("modul", modul), ("egne", egne), ("indfoerelse", indfoerelse), ("aarsvaerk", aarsvaerk), ("stat", stat));
        long? Beloeb(string felt, long hoejst)
        {
            if (f[felt].Length == 0)
                return null;
            var oere = FakturaRuter.Oere(f, felt);
            if (oere is < 0 || oere > hoejst)
            {
                f.Fejl(felt, "Beløbet skal være 0 eller mere, og ikke så stort.");
                return null;
            }

            return oere;
        }

        var (p, m, e, i) = (Beloeb("pris", Domain.Klubtakster.HoejestePris), Beloeb("modul", RegistrerBetaling.Hoejst), Beloeb("egne", RegistrerBetaling.Hoejst), Beloeb("indfoerelse", RegistrerBetaling.Hoejst));
        var a = Beloeb("aarsvaerk", Domain.Klubtakster.HoejestePris * 1000);
        var s = f["stat"].Length == 0 ? 0 : f.Heltal("stat", 1, 100_000) ?? 0;
        return Formularhandling.Side<Prognoseside>(await klub.LaesAsync((Prognoseopslag o) => o.BeregnAsync(f, p, a, nyt is { Length: > 0 } ? [nyt] : [], s, m ?? 0, e ?? 0, i ?? 0, ct)), f);
    }
}
