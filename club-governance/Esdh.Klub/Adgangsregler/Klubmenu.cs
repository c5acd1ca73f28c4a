using System.Collections.Concurrent;
using Esdh.Core.Storage;
using Esdh.Klub.Sider;
using Esdh.Ui;

namespace Esdh.Klub.Adgangsregler;

/// <summary>
/// The club's items in the menu are for those who may use them: nobody where the authority is no member, and money for delegates. Asked at most once a minute for each user; it is for showing only, and each
/// route asks anew.
/// </summary>
internal sealed class Klubmenu(Klubben klub, StorageScope hjemme, Adgang.Contract.Paalogget paalogget, Klubmenuhukommelse husket, TimeProvider tid) : IMenutal
{
    private static readonly string[] KunDelegater = [FakturaRuter.Sti, PrognoseRuter.Sti];

    public async Task FyldAsync(Sideramme ramme, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ramme);
        if (paalogget.Aktoer is not { } aktoer)
            return;
        var noegle = (hjemme.Authority.Key, aktoer.Id, aktoer.PaaVegneAf is null);
        var nu = tid.GetUtcNow();
        if (!husket.Kendte.TryGetValue(noegle, out var kendt) || kendt.Til < nu)
        {
            if (husket.Kendte.Count > Klubmenuhukommelse.Flest)
                husket.Kendte.Clear();
            var fundet = await klub.FindAsync(ct);
            husket.Kendte[noegle] = kendt = (KlubadgangExtensions.Admits(Klubadgang.Alle, fundet), KlubadgangExtensions.Admits(Klubadgang.Delegat, fundet), nu.AddMinutes(1));
        }

        if (!kendt.Delegat)
            ramme.Menu = [.. ramme.Menu.Where(p => p.Gruppe != Menugruppe.Klub || (kendt.Alle && !KunDelegater.Contains(p.Sti)))];
    }
}

/// <summary>What <see cref="Klubmenu"/> found lately.</summary>
internal sealed class Klubmenuhukommelse
{
    /// <summary>More users than this, and it begins anew.</summary>
    public const int Flest = 20_000;

    public ConcurrentDictionary<(string Myndighed, Guid Bruger, bool SomSigSelv), (bool Alle, bool Delegat, DateTimeOffset Til)> Kendte { get; } = new();
}
