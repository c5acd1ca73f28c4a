using Esdh.Adgang.Contract;
using Esdh.Core.Identity;
using Esdh.Dagtilbud.Contract.Logon;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Esdh.Dagtilbud.Foraeldre;

/// <summary>
/// Signs in as whomever one says one is: for development, tests and demonstrations. It proves nothing, so it is there only in Development, or where the configuration asks for it by name.
/// </summary>
internal sealed class Proevelogon(TimeProvider tid) : IForaeldrelogon
{
    public const string Noeglen = "proeve", Side = Foraeldresession.Sti + "/logon/proeve";

    public string Noegle => Noeglen;

    public string Navn => "prøvelogon";

    public Task<IResult> BegyndAsync(HttpContext context, string svaradresse, CancellationToken ct) => Task.FromResult(Results.Redirect(Side));

    public async Task<Foraeldrelegitimation?> AfslutAsync(HttpContext context, CancellationToken ct)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return null;
        var form = await context.Request.ReadFormAsync(ct);
        await Sikkerhed.ValiderFormularAsync(context, form[Sikkerhed.Formularfelt]);
        return Cpr.TryParse(form["cpr"], out var cpr) && form["navn"].ToString().Trim() is { Length: > 0 and <= 200 } navn
            ? new(cpr, navn, Enum.TryParse<Sikringsniveau>(form["niveau"], out var niveau) ? niveau : Sikringsniveau.Betydelig, tid.GetUtcNow()) : null;
    }
}

/// <summary>The sign-in that the installation uses.</summary>
internal sealed class Foraeldrelogonvalg
{
    public const string Indstilling = "Esdh:Dagtilbud:Foraeldrelogon";

    public Foraeldrelogonvalg(IEnumerable<IForaeldrelogon> registrerede, IConfiguration configuration, IHostEnvironment miljoe, TimeProvider tid)
    {
        var navn = configuration[Indstilling]?.Trim();
        if (string.IsNullOrEmpty(navn))
            Valgt = miljoe.IsDevelopment() ? new Proevelogon(tid) : null;
        else if (navn == Proevelogon.Noeglen)
            Valgt = new Proevelogon(tid);
        else
            Valgt = registrerede.FirstOrDefault(l => l.Noegle == navn) ?? throw new InvalidOperationException($"{Indstilling} names »{navn}«, and no IForaeldrelogon of that name is registered.");
    }

    /// <summary>Null where sign-in is not set up.</summary>
    public IForaeldrelogon? Valgt { get; }
}
