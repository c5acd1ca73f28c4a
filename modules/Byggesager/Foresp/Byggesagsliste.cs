using Esdh.Adgang.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Sider;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Esdh.Byggesager.Foresp;

/// <summary>What the list of building cases is narrowed to, the same at the page, in the API and in the file.</summary>
internal sealed record Byggesagsfilter(string? Trin, string? Kategori, Guid? BehandlerId, bool UdenBehandler, Guid? EnhedId, string? Adresse, string? Bfe, string? Matrikel, bool OgsaaAfsluttede)
{
    /// <exception cref="InvalidException">Every parameter that is wrong.</exception>
    public static Byggesagsfilter Laes(IQueryCollection q, Aktoer aktoer)
    {
        var (trin, kategori, behandler, enhed, ejendom) = (V("trin"), V("kategori"), V("behandler"), V("enhed"), V("ejendom"));
        var (bfe, matrikel, adresse) = (V("bfe"), V("matrikel"), V("adresse"));
        if (ejendom is not null)
            (bfe, matrikel, adresse) = Ansoegningsform.Bfe(ejendom) ? (ejendom, matrikel, adresse) : char.IsAsciiDigit(ejendom[0]) ? (bfe, ejendom, adresse) : (bfe, matrikel, ejendom);
        new Errors().AddIf(trin is not null && Byggesagstype.Udgave1.Trin.All(t => t.Noegle != trin), "trin", "Vælg et trin fra listen.")
            .AddIf(kategori is not null && !Byggesagstype.ErValg("kategori", kategori), "kategori", "Vælg en kategori fra listen.")
            .AddIf(behandler is not (null or "mig" or "ingen") && !Guid.TryParse(behandler, out _), "behandler", "Vælg en behandler fra listen.")
            .AddIf(enhed is not null && !Guid.TryParse(enhed, out _), "enhed", "Vælg en enhed fra listen.")
            .AddIf(new[] { ejendom, bfe, matrikel, adresse }.Any(t => t?.Length > 200), "ejendom", "Søg med højst 200 tegn.").Throw();
        return new(trin, kategori, behandler == "mig" ? aktoer.Skrivebord : Guid.TryParse(behandler, out var b) ? b : null, behandler == "ingen", Guid.TryParse(enhed, out var e) ? e : null, adresse, bfe, matrikel, V("alle") == "ja");

        string? V(string navn) => q[navn].ToString().Trim() is { Length: > 0 } v ? v : null;
    }

    public Sagsudvalg Udvalg()
    {
        List<(string, string)> felter = [];
        if (Kategori is not null)
            felter.Add(("kategori", Kategori));
        if (Bfe is not null)
            felter.Add(("bfe", Bfe));
        return new(Byggesagstype.Noegle)
        {
            Trin = Trin is null ? [] : [Trin], MedFelter = felter, Indeholder = Adresse is not null ? ("adresse", Adresse) : Matrikel is not null ? ("matrikel", Matrikel) : null, BehandlerId = BehandlerId, UdenBehandler = UdenBehandler,
            EnhedId = EnhedId, OgsaaAfsluttede = OgsaaAfsluttede || (Trin is not null && Byggesagstype.Udgave1.TrinMed(Trin).Tilstand == Trintilstand.Afsluttet), EfterUr = Byggesagstype.Servicemaal,
        };
    }
}

/// <summary>Lists of building cases that the actor sees.</summary>
internal sealed class Byggesagsliste(Sagsopslag opslag, Navneopslag navne, TimeProvider tid)
{
    public async Task<Side<Byggesagslinje>> HentAsync(Aktoer aktoer, Sagsudvalg udvalg, string? efter, int antal, CancellationToken ct)
    {
        var side = await opslag.ListeAsync(aktoer, udvalg, efter, antal, ct);
        return new(await LinjerAsync(side.Poster, ct), side.Naeste);
    }

    public async Task<IReadOnlyList<Byggesagslinje>> LinjerAsync(IReadOnlyList<Sagkort> sager, CancellationToken ct)
    {
        var brugere = await navne.BrugereAsync(sager.Select(s => s.BehandlerId).OfType<Guid>(), ct);
        var enheder = await navne.EnhederAsync(sager.Select(s => s.EnhedId), ct);
        var idag = DanishTime.Today(tid);
        return [.. sager.Select(s => Linje(s, s.BehandlerId is { } b ? brugere.GetValueOrDefault(b) : null, enheder.GetValueOrDefault(s.EnhedId, ""), idag))];
    }

    /// <summary>The cases on the same property, besides this one, the newest first; at most 50.</summary>
    /// <returns>What was looked for, in words, with the cases; null where the case names no property.</returns>
    public async Task<(string Ejendom, IReadOnlyList<Byggesagslinje> Sager)?> PaaSammeAsync(Aktoer aktoer, Sagkort sag, CancellationToken ct)
    {
        var (felt, ord) = sag.Felter.ContainsKey("bfe") ? ("bfe", "BFE-nummer ") : sag.Felter.ContainsKey("matrikel") ? ("matrikel", "matrikel ") : ("adresse", "");
        if (!sag.Felter.TryGetValue(felt, out var vaerdi))
            return null;
        var side = await opslag.ListeAsync(aktoer, new(Byggesagstype.Noegle) { Felt = (felt, vaerdi), OgsaaAfsluttede = true }, null, 51, ct);
        return (ord + vaerdi, await LinjerAsync([.. side.Poster.Where(s => s.Id != sag.Id).Take(50)], ct));
    }

    private static Byggesagslinje Linje(Sagkort s, string? behandler, string enhed, DateOnly idag)
    {
        var omfattet = s.Felter.GetValueOrDefault("omfattet") != "nej";
        var ur = s.Ure.FirstOrDefault(u => u.Ur == Byggesagstype.Servicemaal);
        return new(
            s.Id, s.Sagsnummer, s.Titel, s.Trin ?? "", s.Status, s.ErAaben, s.Felter.GetValueOrDefault("adresse"), s.Felter.GetValueOrDefault("bfe"), s.Felter.GetValueOrDefault("matrikel"), s.Felter.GetValueOrDefault("kategori"), s.BehandlerId, behandler, s.EnhedId, enhed,
            s.Oprettet, omfattet, omfattet ? null : s.Felter.GetValueOrDefault("undtaget_grund"), omfattet && ur is not null ? new(ur.Brugt, ur.Dage, ur.Frist, ur.StillesSiden, ur.Slut) : null) { Idag = idag };
    }
}
