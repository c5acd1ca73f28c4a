using Esdh.Testing;

namespace Esdh.Browser.Tests;

/// <summary>A page to look at.</summary>
/// <param name="Bruger">Who looks; null is nobody who has signed in.</param>
internal sealed record Side(string? Bruger, string Adresse, int Status = 200)
{
    /// <summary>What its route names; null where the address alone tells the route.</summary>
    public int? Forespoergsler { get; init; }

    /// <summary>Files, answers to scripts and to other servers, whose numbers the demonstration has not: a page of ours is never among them.</summary>
    private static readonly string[] Filer =
    [
        "/sager/{sag}/dokumenter/fra-skabelon/pdf", "/administration/opsaetning/pakke", "/godkendelser/{id}/underskrift",
        "/dokumenter/{id}/filer/{nr}", "/dokumenter/{id}/filer/{nr}/pdf", "/dokumenter/{id}/udgaver/{udgave}/{nr}", "/dokumenter/{id}/vis/{nr}", "/dokumenter/{id}/vis/{nr}/mail",
        "/dokumenter/{id}/vis/{nr}/billeder/{del}", "/dokumenter/{id}/bevis", "/udtraek/{id}/fil", "/jobs/{job}/fil", "/administration/enhedsaendringer/{id}/kvittering.csv", "/administration/enhedsaendringer/job/{job}", "/administration/adgangslog/indsigt/fil",
        "/dokumenter/{id}/vis/{nr}/stand", "/dav/{noegle}/{fil}", "/logon/ekstern", "/logon/ekstern/svar",
        "/indbakke/{id}/filer/{nr}", "/indbakke/{id}/vis/{nr}", "/indbakke/{id}/vis/{nr}/mail", "/indbakke/{id}/vis/{nr}/billeder/{del}", "/forsendelser/{id}/filer/{nr}", "/masseforsendelser/{id}/breve/{nummer}/proeve",
        "/rettigheder/runder/{id}/fil", "/logkontrol/stikproever/{id}/fil", "/stikproever/{stikproeve}/fil",
        "/aktindsigter/{sag}/dokumenter/{dokument}/proeve", "/aktindsigter/{sag}/dokumenter/{dokument}/filer/{fil}/sider/{side}", "/dagtilbud/betaling/{maaned}/fil.csv", "/dagtilbud/foraeldre/{barn}/breve/{brev}", "/dagtilbud/foraeldre/logon/svar",
        "/arkiv/kassationer/job/{job}", "/arkiv/kassationer/{id}/protokol.pdf", "/arkiv/kassationer/{id}/protokol.json", "/arkiv/kassationer/{id}/sagsfremstilling.pdf", "/arkiv/versioner/{version}/rapport", "/arkiv/versioner/{version}/kontrolrapport",
    ];

    /// <summary>Each page's address with something of the demonstration in it, and a user who may see it; the front page of each role; refusals.</summary>
    public static async Task<IReadOnlyList<Side>> AlleAsync(Testserver server)
    {
        var proever = await Proever.FindAsync(server);
        List<Side> sider =
        [
            new(null, "/logon"), new(null, "/postliste"), new(null, "/findes-ikke", 404), new("sagsbehandler", "/findes-ikke", 404), new("sagsbehandler", "/administration/brugere", 403),
            .. new[] { "leder", "arkivar", "revisor", "administrator", "logkontrollant" }.Select(b => new Side(b, "/")), new("administrator", "/jobs"), new("sagsbehandler", "/soegning?q=carport"),
        ];
        List<string> uden = [];
        foreach (var rute in Rute.Alle(server).Where(r => r.ErSide && !Filer.Contains(r.Moenster)))
        {
            if (rute.Udfyld(proever.Vaerdi) is { } adresse)
                sider.Add(new(Proever.Bruger(rute), adresse) { Forespoergsler = rute.Forespoergsler });
            else
                uden.Add(rute.ToString());
        }

        Assert.True(uden.Count == 0, "Tell Proever how to fill: " + string.Join(", ", uden));
        return [.. sider.DistinctBy(s => (s.Bruger, s.Adresse, s.Status))];
    }

    public override string ToString() => $"{Adresse} as {Bruger ?? "nobody"}";
}
