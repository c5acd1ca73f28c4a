using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Upload = Esdh.Sager.Api.Upload;

namespace Esdh.Sager.Sider;

/// <summary>Administration of document templates.</summary>
internal static class DokumentskabelonRuter
{
    private const string Sti = "/administration/dokumentskabeloner";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var skabeloner = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        skabeloner.MapGet("", Liste).WithSummary("Så dokumentskabeloner");
        skabeloner.MapPost("/klubbens", Klubbens).WithSummary("Hentede klubbens dokumentskabeloner");
        skabeloner.MapGet("/ny", async (Godkendelsesopslag godkendelser, CancellationToken ct) => Side(new(null, null, null, 0, [], Dokumentproduktion.Felter, await godkendelser.KaedevalgAsync(ct)), new(("retning", "Udgaaende"), ("aktiv", "true")))).WithSummary("Åbnede en ny dokumentskabelon");
        skabeloner.MapPost("/ny", (HttpContext http, SagerDb db, Godkendelsesopslag godkendelser, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) => Gem(null, http, db, godkendelser, upload, myndighed, aktoer, ct)).ValidererSelv().WithSummary("Oprettede en dokumentskabelon");
        skabeloner.MapGet("/{id:guid}", Vis).WithSummary("Åbnede en dokumentskabelon");
        skabeloner.MapPost("/{id:guid}", (Guid id, HttpContext http, SagerDb db, Godkendelsesopslag godkendelser, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) => Gem(id, http, db, godkendelser, upload, myndighed, aktoer, ct)).ValidererSelv().WithSummary("Rettede en dokumentskabelon");
        skabeloner.MapGet("/{id:guid}/fil", DokumentskabelonerApi.Fil).WithSummary("Hentede en dokumentskabelons fil");
    }

    private static async Task<RazorComponentResult<Dokumentskabelonerside>> Liste(SagerDb db, CancellationToken ct)
    {
        var alle = await db.Dokumentskabeloner.OrderBy(s => s.Navn).ToListAsync(ct);
        return SagRuter.Side<Dokumentskabelonerside>(new()
        {
            ["Rader"] = alle.Select(s => new Dokumentskabelonrad(
                s.Id, s.Noegle, s.Navn, s.Beskrivelse, $"{s.Felter.Count} felter", s.Aktiv ? new("Kan bruges", Farve.Groen) : new("Slået fra", Farve.Graa), DanishTime.ShortDate(s.Rettet))).ToList(),
            ["ManglerKlubbens"] = Standardskabeloner.Noegler.Any(n => !alle.Exists(s => s.Noegle == n)),
        });
    }

    private static async Task<IResult> Klubbens(HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await Standardskabeloner.IndlaesAsync(myndighed, aktoer, ct);
        http.Besked(Beskedart.Succes, "Klubbens skabeloner er indlæst", "De, der var her i forvejen, er ikke ændret.");
        return Results.Redirect(Sti);
    }

    private static async Task<RazorComponentResult<Dokumentskabelonside>> Vis(Guid id, SagerDb db, Godkendelsesopslag godkendelser, CancellationToken ct)
    {
        var s = await db.Dokumentskabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.");
        var formular = new Formular(("navn", s.Navn), ("beskrivelse", s.Beskrivelse), ("titel", s.Titel), ("retning", s.Retning.ToString()), ("dokumenttype", s.Dokumenttype), ("kaedeId", s.KaedeId?.ToString()));
        if (s.Aktiv)
            formular.Saet("aktiv", "true");
        return Side(new(id, s.Noegle, s.Filnavn, s.Version, s.Felter, Dokumentproduktion.Felter, await godkendelser.KaedevalgAsync(ct)), formular);
    }

    private static async Task<IResult> Gem(Guid? id, HttpContext http, SagerDb db, Godkendelsesopslag godkendelser, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = new Formular();
        var kode = StatusCodes.Status400BadRequest;
        try
        {
            var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt)));
            foreach (var (felt, vaerdi) in forsendelse.Felter.Where(f => f.Key != Sikkerhed.Formularfelt))
                formular.Saet(felt, vaerdi);
            var fil = DokumentskabelonerApi.LaesSkabelon(forsendelse, myndighed, out var brugte);
            var set = id is not null && long.TryParse(forsendelse["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : (long?)null;
            await myndighed.Queue.RunAsync((GemDokumentskabelon act) => act.Udfoer(new(
                aktoer, id, forsendelse["noegle"], forsendelse["navn"], forsendelse["beskrivelse"], forsendelse["retning"], forsendelse["dokumenttype"], forsendelse["titel"],
                forsendelse["aktiv"] is not null, fil?.Filnavn, fil?.Indhold, brugte, set, Guid.TryParse(forsendelse["kaedeId"], out var kaede) ? kaede : null), ct), ct);
            http.Besked(Beskedart.Succes, "Skabelonen er gemt");
            return Results.Redirect(Sti);
        }
        catch (InvalidException e)
        {
            formular.Fejl(e);
        }
        catch (StaleException e)
        {
            formular.Fejl("", e.Message);
            kode = StatusCodes.Status412PreconditionFailed;
        }

        var s = id is null ? null : await db.Dokumentskabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.");
        formular.Saet("version", (s?.Version ?? 0).ToString(CultureInfo.InvariantCulture));
        return Side(new(id, s?.Noegle, s?.Filnavn, s?.Version ?? 0, s?.Felter ?? [], Dokumentproduktion.Felter, await godkendelser.KaedevalgAsync(ct)), formular, kode);
    }

    private static RazorComponentResult<Dokumentskabelonside> Side(Dokumentskabelonvisning model, Formular formular, int kode = StatusCodes.Status200OK) =>
        SagRuter.Side<Dokumentskabelonside>(new() { ["Model"] = model, ["Formular"] = formular }, kode);
}
