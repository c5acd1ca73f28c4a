using Esdh.Adgang.Contract;
using Esdh.Core.Web;
using Esdh.Ui;

namespace Esdh.Sager.Foresp;

/// <summary>How many new hits of saved searches the one who is signed in has not seen, beside the menu's word.</summary>
internal sealed class Hittal(GemteSoegningerOpslag opslag, Paalogget paalogget) : IMenutal
{
    public async Task FyldAsync(Sideramme ramme, CancellationToken ct)
    {
        if (paalogget.Aktoer is { PaaVegneAf: null } aktoer && aktoer.Har(AccessRules.Laesning) && ramme.Menu.Any(p => p.Sti == "/soegning"))
            ramme.Antal["/soegning"] = new(await opslag.AntalNyeAsync(aktoer, ct));
    }
}
