using Esdh.Adgang.Contract;
using Esdh.Core.Web;
using Esdh.Ui;

namespace Esdh.Sager.Foresp;

/// <summary>How many approvals wait for the one who is signed in, beside the menu's word.</summary>
internal sealed class Godkendelsestal(Godkendelsesopslag opslag, Paalogget paalogget) : IMenutal
{
    public async Task FyldAsync(Sideramme ramme, CancellationToken ct)
    {
        if (paalogget.Aktoer is { } aktoer && aktoer.Har(AccessRules.Sagsarbejde) && ramme.Menu.Any(p => p.Sti == "/godkendelser"))
            ramme.Antal["/godkendelser"] = new(await opslag.VenterAsync(aktoer, ct));
    }
}
