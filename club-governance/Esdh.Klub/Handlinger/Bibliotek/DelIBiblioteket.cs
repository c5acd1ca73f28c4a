using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Shares a template, a phrase or a local rule with the other members.</summary>
internal sealed class DelIBiblioteket(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, Biblioteksart? Art, string? Titel, string? Tekst, string? Modul);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (titel, modul, tekst) = (OpretAfstemning.Ren(k.Titel), OpretAfstemning.Ren(k.Modul), k.Tekst?.Trim() ?? "");
        new Errors().AddIf(k.Art is null, "art", "Vælg skabelon, frase eller lokal regel.").AddIf(titel.Length is 0 or > 150, "titel", "Skriv titlen på højst 150 tegn.").AddIf(tekst.Length is 0 or > 50_000, "tekst", "Skriv teksten på højst 50.000 tegn.").AddIf(modul.Length is 0 or > 60, "modul", "Skriv, hvilken del af systemet det gælder.").Throw();
        var medlem = await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(m => m.Id == k.Aktoer.MedlemId, ct) ?? throw new ForbiddenException("Kun medlemmer deler i biblioteket.");
        var ting = new KlubBiblioteksting { Art = k.Art!.Value, Titel = titel, Tekst = tekst, Modul = modul, EjerMedlemId = medlem.Id, Ejer = medlem.Navn, Gemt = tid.GetUtcNow() };
        db.Add(ting);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new BiblioteksemneDelt(ting.Art.ToString(), titel, medlem.Navn), null, ting.Id, ct);
        return new(ting.Id);
    }
}
