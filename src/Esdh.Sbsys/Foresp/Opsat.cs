using Esdh.Core;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Former;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>What the authority has set up, and the numbers that clients know it by.</summary>
internal sealed class Opsat(SagerDb db, Recall<SagerDb> husket)
{
    /// <summary>Types of cases that clients ask for and the engine does not tell apart: by subject.</summary>
    private const int EmneSag = 1;

    private const int PersonaleSag = 5;

    /// <summary>The subject of personnel cases.</summary>
    public const string Personaleemne = "81.03.00";

    /// <summary>Case types of modules are numbered by their first template, above those that clients know.</summary>
    private const int FoersteEgenType = 1000;

    public Task<List<Sagsstatus>> StatusserAsync(CancellationToken ct) =>
        husket.GetAsync("sbsys-statusser", () => db.Statusser.AsNoTracking().OrderBy(s => s.Orden).ThenBy(s => s.Nr).ToListAsync(ct));

    public Task<List<Sagsskabelon>> SkabelonerAsync(CancellationToken ct) =>
        husket.GetAsync("sbsys-skabeloner", () => db.Skabeloner.AsNoTracking().OrderBy(s => s.Nr).ToListAsync(ct));

    /// <exception cref="InvalidException">No template in use has this number.</exception>
    public async Task<Sagsskabelon> SkabelonAsync(int? nr, CancellationToken ct) => (await SkabelonerAsync(ct)).Find(s => s.Nr == nr && s.Aktiv)
        ?? throw new InvalidException("SkabelonId", nr is null ? "Angiv SkabelonId." : $"Der er ingen aktiv skabelon med id {nr}.");

    /// <exception cref="InvalidException">No status in use has this number.</exception>
    public async Task<Sagsstatus> StatusAsync(int? nr, CancellationToken ct) => (await StatusserAsync(ct)).Find(s => s.Nr == nr && s.Aktiv)
        ?? throw new InvalidException("SagsStatusID", nr is null ? "Angiv SagsStatusID." : $"Der er ingen sagsstatus med id {nr}.");

    public static SagsStatusDto Vis(Sagsstatus s) => new()
    {
        Id = s.Nr, Navn = s.Navn, Orden = s.Orden, SagsTilstand = s.Tilstand.ToString(), RequireComments = s.KraeverKommentar, KraeverKommentarer = s.KraeverKommentar,
    };

    public static SagsskabelonDto Vis(Sagsskabelon s) => new()
    {
        Id = s.Nr, Navn = s.Navn, Aktiv = s.Aktiv, Beskrivelse = s.Beskrivelse, DisplayName = s.Navn, Sti = "", SagsTitel = s.Standardtitel, SagSkabelonIdentity = s.Id,
        ErStamdataAngivet = s.Emner.Count > 0 && s.Facetter.Count > 0, AnvendSikkerhedFraAnsaettelsessted = s.Adgang.Count == 0, PartAnvendIkke = s.Parter == Partsregel.Ingen,
        PartForlangAltid = s.Parter is Partsregel.Kraeves or Partsregel.PrimaerKraeves, PartForlangAltidPrimaer = s.Parter == Partsregel.PrimaerKraeves,
    };

    /// <summary>The type of a case: its module's, or what its subject says.</summary>
    public static SagsTypeDto Type(string emne, Sagsskabelon? skabelon, List<Sagsskabelon> alle)
    {
        if (skabelon?.Sagstype is { } type)
        {
            var foerste = alle.Find(s => s.Sagstype == type) ?? skabelon;
            return new(FoersteEgenType + foerste.Nr, foerste.Navn);
        }

        return emne == Personaleemne ? new(PersonaleSag, "PersonaleSag") : new(EmneSag, "EmneSag");
    }

    /// <summary>What a client asks for when it names a type: cases of these templates, or ordinary ones of the personnel subject, or other ordinary ones.</summary>
    public async Task<Typevalg?> TypevalgAsync(int? id, string? navn, CancellationToken ct)
    {
        var skabeloner = await SkabelonerAsync(ct);
        var egne = skabeloner.Where(s => s.Sagstype is not null).ToList();
        bool Er(int nr, string kendt) => id == nr || (id is null && string.Equals(navn, kendt, StringComparison.OrdinalIgnoreCase));
        if (Er(PersonaleSag, "PersonaleSag"))
            return new(true, false, [.. egne.Select(s => s.Id)]);
        if (Er(EmneSag, "EmneSag"))
            return new(false, true, [.. egne.Select(s => s.Id)]);
        var valgt = egne.Find(s => Er(FoersteEgenType + s.Nr, s.Navn) || Er(-1, s.Sagstype!) || Er(-1, s.Sagstype + "sag"));
        return valgt is null ? null : new(false, false, [.. egne.Where(s => s.Sagstype == valgt.Sagstype).Select(s => s.Id)]);
    }

    /// <param name="Personale">Of the personnel subject, not of these templates.</param>
    /// <param name="Emne">Of another subject, not of these templates.</param>
    /// <param name="Skabeloner">When neither: of these.</param>
    internal sealed record Typevalg(bool Personale, bool Emne, IReadOnlyList<Guid> Skabeloner);

    /// <summary>Titles of subjects and facets of the version in force, those that are asked for.</summary>
    public async Task<(IReadOnlyDictionary<string, EmneplanNummerDto> Emner, IReadOnlyDictionary<string, FacetDto> Facetter)> PlanAsync(
        Guid? udgave, IReadOnlyCollection<string> emner, IReadOnlyCollection<string> facetter, DateOnly idag, CancellationToken ct)
    {
        var kendte = await husket.GetAsync(("sbsys-plan", udgave), () => Task.FromResult(new Plan()));
        var nyeEmner = emner.Where(e => !kendte.Emner.ContainsKey(e)).ToList();
        if (nyeEmner.Count > 0)
        {
            foreach (var e in await db.Planemner.AsNoTracking().Where(e => e.UdgaveId == udgave && nyeEmner.Contains(e.Nummer)).Select(e => new { e.Nummer, e.Titel, e.Udgaaet, e.Afloesere }).ToListAsync(ct))
            {
                kendte.Emner[e.Nummer] = new()
                {
                    Nummer = e.Nummer, Navn = e.Titel, Niveau = 2, ErUdgaaet = e.Udgaaet <= idag, AfloserNumre = e.Afloesere?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
                };
            }

            nyeEmner.ForEach(n => kendte.Emner.TryAdd(n, new() { Nummer = n, Niveau = 2, ErUdgaaet = true }));
        }

        var nyeFacetter = facetter.Where(f => !kendte.Facetter.ContainsKey(f)).ToList();
        if (nyeFacetter.Count > 0)
        {
            foreach (var f in await db.Planfacetter.AsNoTracking().Where(f => f.UdgaveId == udgave && nyeFacetter.Contains(f.Nummer)).Select(f => new { f.Nummer, f.Titel }).ToListAsync(ct))
                kendte.Facetter[f.Nummer] = new() { Nummer = f.Nummer, Navn = f.Titel };
            nyeFacetter.ForEach(n => kendte.Facetter.TryAdd(n, new() { Nummer = n }));
        }

        return (kendte.Emner, kendte.Facetter);
    }

    private sealed class Plan
    {
        public System.Collections.Concurrent.ConcurrentDictionary<string, EmneplanNummerDto> Emner { get; } = new(StringComparer.Ordinal);

        public System.Collections.Concurrent.ConcurrentDictionary<string, FacetDto> Facetter { get; } = new(StringComparer.Ordinal);
    }
}
