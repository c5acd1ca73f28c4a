using System.Globalization;
using Esdh.Core.Events;
using Esdh.Core.Access;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Indhold;

/// <summary>What documents need besides their acts.</summary>
internal static class Dokumenttjenester
{
    public static void Tilfoej(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        var mb = configuration["Esdh:StoersteFilMb"] is { Length: > 0 } sat ? int.Parse(sat, CultureInfo.InvariantCulture) : 200;
        if (mb is < 1 or > 100_000)
            throw new InvalidOperationException("Esdh:StoersteFilMb skal være mellem 1 og 100000.");
        services.AddSingleton(new Uploadgraenser(mb * 1024L * 1024));
        var timer = configuration["Esdh:Redigering:Timer"] is { Length: > 0 } laengde ? int.Parse(laengde, CultureInfo.InvariantCulture) : (int)Domain.Dokument.Udtjekningstid.TotalHours;
        if (timer is < 1 or > 24 * 14)
            throw new InvalidOperationException("Esdh:Redigering:Timer skal være mellem 1 og 336.");
        services.AddSingleton(new Redigeringsgraenser(TimeSpan.FromHours(timer), 2 * mb * 1024L * 1024));
        services.AddSingleton<Dav.Redigeringsnoegler>();
        services.AddSingleton<Dav.Davspaerre>();
        services.AddScoped<Dav.Davtjeneste>();
        services.AddSingleton(new ClamAv(configuration["Esdh:Post:Clamav"]));
        services.AddSingleton(_ => new MsgConverter());
        services.AddSingleton<Filmodtagelse>();
        services.AddSingleton<Api.Upload>();
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Dokumentskabeloner", "/administration/dokumentskabeloner", "note", 31, [nameof(Roller.Administrator)], Under: "Breve og notater, som sagsbehandlere skriver efter, med flettefelter."));
        services.AddSingleton<Visningskoe>();
        services.AddHostedService(sp => sp.GetRequiredService<Visningskoe>());
        services.AddSingleton<PdfTextReader>();
        services.AddScoped<Udgavesammenligning>();
        services.AddHostedService<Redigeringsrydning>();
        services.AddScoped<Filudlevering>();
        services.AddScoped<Pdfdannelse>();
        services.AddScoped<Filvisning>();
        services.AddScoped<Dokumentproduktion>();
        services.AddScoped<Hoeringsbreve>();
        services.AddSingleton<Underskriftstjeneste>();
        services.AddScoped<IContentReferences, Indholdshenvisninger>();
        services.AddScoped<ISealedState, Laasteraekker>();
        services.AddScoped<Sagssletning>();
        services.AddTransient<IJobKind, Udtraeksjob>();
        services.AddScoped<Mailfremvisning>();
        services.AddSingleton(_ => new OfficeConverter());
        services.AddSingleton(_ => new Qpdf());
        services.AddSingleton(_ => new TiffConverter());
    }
}
