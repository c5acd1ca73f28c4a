using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Esdh.Sager.Tests.Sagsforloeb;

/// <summary>A case area that a test's server has besides the product's: a licence with a clock.</summary>
internal sealed class Proevemodul : IModule
{
    public string Name => "proeve";

    public string Title => "Prøvebevillinger";

    public bool IsOptional => true;

    public string Description => "Et sagsområde til prøve.";

    public static readonly Sagstype Type = new("proevebevilling", "Prøvebevilling", 1, new(2020, 1, 1))
    {
        Beskrivelse = "En bevilling, der prøver det hele.", Emner = ["02.34.02"], Facetter = ["G01"], Standardtitel = "Prøvebevilling", KraeverPartshoering = false,
        Felter =
        [
            new("sted", "Sted") { Kraevet = true }, new("areal", "Areal", Sagsfelttype.Heltal) { Enhed = "m²", Mindst = 1 },
            new("kategori", "Kategori", Sagsfelttype.Valg) { Valg = [new("lille", "Lille"), new("stor", "Stor")] }, new("omfattet", "Omfattet af frist", Sagsfelttype.JaNej),
        ],
        Trin =
        [
            new("modtaget", "Prøve modtaget") { Veje = [new("oplyst", "Erklær fuldt oplyst"), new("venter", "Bed om oplysninger"), new("trukket", "Træk tilbage")] },
            new("venter", "Afventer prøveansøger", Trintilstand.Hvilende) { Veje = [new("oplyst", "Erklær fuldt oplyst")], Opgaver = [new("Ryk for oplysninger", 14)] },
            new("oplyst", "Prøve fuldt oplyst") { Krav = [Trinkrav.Felter("areal", "kategori")], Veje = [new("afgjort", "Afgør"), new("venter", "Bed om oplysninger")] },
            new("afgjort", "Prøve afgjort") { Krav = [Trinkrav.Afgoerelse("proevetilladelse"), Trinkrav.Part("Ansøger")], Hvem = Roller.Leder, Veje = [new("slut", "Afslut")] },
            new("slut", "Prøve afsluttet", Trintilstand.Afsluttet) { Krav = [Trinkrav.Dokument("Prøvebrev", "proeve-brev")] },
            new("trukket", "Prøve trukket", Trintilstand.Afsluttet) { KraeverKommentar = true },
        ],
        Ure =
        [
            new("servicemaal", "Prøvefrist", 40)
            {
                Felt = "kategori", DageFor = new Dictionary<string, int> { ["lille"] = 40, ["stor"] = 60 }, GaelderFelt = "omfattet", StarterVed = ["oplyst"], StaarStilleVed = ["venter"], SlutterVed = ["afgjort"],
            },
        ],
        Breve = [new("proeve-brev", "Prøvebrev", "Prøvebrev", "Prøve: {{sag.titel}}", "Om din bevilling", ["Stedet er {{felt.sted}} på {{felt.areal}}. Sagen står på {{sag.trin}}."])],
        Afgoerelser = [new("proevetilladelse", "Prøvetilladelse", "Prøveankenævnet", "Klag til Prøveankenævnet inden 4 uger.")],
        Faner = [],
    };

    public static readonly Sagstype Udgave2 = Type with
    {
        Udgave = 2, GaelderFra = new(2099, 1, 1), Felter = [.. Type.Felter, new("nyt", "Nyt felt")],
        Trin = [new("begyndt", "Prøve begyndt") { Veje = [new("oplyst", "Erklær fuldt oplyst"), new("venter", "Bed om oplysninger"), new("trukket", "Træk tilbage")] }, .. Type.Trin.Skip(1)],
    };

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>The test's server has it.</summary>
    public static void Tilfoej(IServiceCollection services)
    {
        var moduler = (IReadOnlyList<IModule>)services.Single(s => s.ServiceType == typeof(IReadOnlyList<IModule>)).ImplementationInstance!;
        services.Replace(ServiceDescriptor.Singleton<IReadOnlyList<IModule>>([.. moduler, new Proevemodul()]));
        services.AddSagstype("proeve", Type).AddSagstype("proeve", Udgave2).AddScoped<ISagsforloeb, Krog>();
    }

    /// <summary>What the law needs code for: here a place that may not be used, and a step that needs more than there is.</summary>
    private sealed class Krog : ISagsforloeb
    {
        public string Sagstype => "proevebevilling";

        public Task<IReadOnlyList<string>> ManglerAsync(Trinskift skift, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<string>>(skift.Til == "oplyst" && skift.Felter.GetValueOrDefault("areal") == "13" ? ["13 m² er et ulykkestal."] : []);

        public IReadOnlyDictionary<string, string> Feltfejl(IReadOnlyDictionary<string, string> felter) =>
            felter.GetValueOrDefault("sted") == "Månen" ? new Dictionary<string, string> { ["sted"] = "Månen ligger uden for kommunen." } : new Dictionary<string, string>();

        public Task TagetAsync(Trinskift skift, CancellationToken ct) => skift.Felter.GetValueOrDefault("sted") == "Kogende" ? throw new InvalidException("sted", "Her koger det.") : Task.CompletedTask;
    }
}
