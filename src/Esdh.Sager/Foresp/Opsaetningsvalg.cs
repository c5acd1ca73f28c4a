using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What an authority has set up and every list shows as names and choices.</summary>
internal sealed class Opsaetningsvalg(SagerDb db, Recall<SagerDb> husket)
{
    internal sealed record Statusvalg(Guid Id, string Navn, bool Aktiv);

    internal sealed record Skabelonvalg(Guid Id, string Navn);

    /// <summary>Every status, also those out of use, in their order.</summary>
    public Task<List<Statusvalg>> StatusserAsync(CancellationToken ct) =>
        husket.GetAsync(nameof(StatusserAsync), () => db.Statusser.OrderBy(s => s.Orden).Select(s => new Statusvalg(s.Id, s.Navn, s.Aktiv)).ToListAsync(ct));

    /// <summary>As <see cref="Visningsforesp.VisningerAsync"/>.</summary>
    public Task<IReadOnlyList<Visningsforesp.Visning>> VisningerAsync(Aktoer aktoer, CancellationToken ct) =>
        husket.GetAsync((nameof(VisningerAsync), aktoer.Id, aktoer.EnhedId), () => db.VisningerAsync(aktoer, ct));

    /// <summary>Key and name of the document templates in use.</summary>
    public Task<List<Mulighed>> DokumentskabelonerAsync(CancellationToken ct) =>
        husket.GetAsync(nameof(DokumentskabelonerAsync), () => db.Dokumentskabeloner.Where(s => s.Aktiv).OrderBy(s => s.Navn).Select(s => new Mulighed(s.Noegle, s.Navn, null)).ToListAsync(ct));

    /// <summary>Every case template by name.</summary>
    public Task<List<Skabelonvalg>> SkabelonerAsync(CancellationToken ct) =>
        husket.GetAsync(nameof(SkabelonerAsync), () => db.Skabeloner.OrderBy(s => s.Navn).Select(s => new Skabelonvalg(s.Id, s.Navn)).ToListAsync(ct));
}
