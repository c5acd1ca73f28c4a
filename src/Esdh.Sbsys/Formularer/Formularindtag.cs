using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sbsys.Formularer;

/// <summary>
/// Files forms that OS2Forms sends by mail: what comes into the mailbox that is set up for it with an attachment <c>os2forms.xml</c> is filed by the form's own rule, mail and attachments and all, as the user that is set up.
/// What cannot be filed stays in the inbox with the reason. Filing is one act; killed at any moment a form is either filed or met again.
/// </summary>
internal sealed partial class Formularindtag(AuthorityRegistry registry, IServiceScopeFactory scopes, Formularindstillinger indstillinger, ILogger<Formularindtag> logger) : BackgroundService
{
    private const int Portion = 50;

    private static readonly TimeSpan Mellemrum = TimeSpan.FromSeconds(3);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => indstillinger.Myndigheder.Count == 0 ? Task.CompletedTask
        : registry.RepeatForEachAsync(m => indstillinger.Myndigheder.ContainsKey(m.Key), Mellemrum, (m, ct) => SeAsync(m, indstillinger.Myndigheder[m.Key], ct), LogFailed, stoppingToken);

    private async Task SeAsync(Authority myndighed, Formularpostkasse kasse, CancellationToken ct)
    {
        List<Guid> venter;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
            var (db, sbsys) = (scope.ServiceProvider.GetRequiredService<SagerDb>(), scope.ServiceProvider.GetRequiredService<SbsysDb>());
            var aabne = await db.Indbakkeposter.AsNoTracking()
                .Where(p => (p.Tilstand == Indbakketilstand.Ny || p.Tilstand == Indbakketilstand.Fordelt) && (p.Kontrol == Viruskontrol.Ren || p.Kontrol == Viruskontrol.UdenSkanner)
                    && db.Postkasser.Any(k => k.Id == p.PostkasseId && k.Navn == kasse.Postkasse) && db.Indbakkefiler.Any(f => f.PostId == p.Id && f.Filnavn == Os2formular.Filnavn))
                .OrderBy(p => p.Nr).Select(p => p.Id).ToListAsync(ct);
            var sete = await sbsys.Formularer.Where(f => aabne.Contains(f.PostId)).Select(f => f.PostId).ToListAsync(ct);
            venter = [.. aabne.Except(sete).Take(Portion)];
        }

        foreach (var post in venter)
        {
            var (sag, grund) = await ProevAsync(myndighed, kasse, post, ct);
            await myndighed.Queue.RunAsync((NoterFormular act) => act.Udfoer(new(post, sag, grund), ct), ct);
        }
    }

    /// <summary>The case it was filed on, or why it was not.</summary>
    private async Task<(Guid? Sag, string? Grund)> ProevAsync(Authority myndighed, Formularpostkasse kasse, Guid post, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var s = scope.ServiceProvider;
        try
        {
            if (await s.GetRequiredService<Brugeropslag>().FindAsync(kasse.Bruger, ct) is not { } bruger || await s.GetRequiredService<Aktoerkilde>().FindAsync(bruger.Id, ct) is not { } aktoer)
                return (null, $"Brugeren »{kasse.Bruger}«, der skal lægge formularer på sager, findes ikke eller er lukket.");
            var formular = await LaesAsync(s.GetRequiredService<SagerDb>(), myndighed, post, ct);
            if (formular.Regel == Formularregel.TilEtMenneske)
                return (null, "Formularen beder om noget, som et menneske skal gøre.");
            var (sag, ny) = await MaalAsync(s, aktoer, formular, ct);
            var svar = await s.GetRequiredService<Postudlevering>().JournaliserAsync(aktoer, post, sag, ny, null, null, true, null, null, ct);
            return (svar.SagId, null);
        }
        catch (RegelbrudException brud)
        {
            return (null, $"{brud.Regel.Tekst} ({brud.Regel.Kode})");
        }
        catch (Exception e) when (e is InvalidException or NotFoundException or ForbiddenException or InvalidDataException)
        {
            return (null, e is InvalidException forkert ? string.Join(' ', forkert.Errors.SelectMany(f => f.Value)) : e.Message);
        }
    }

    private static async Task<Os2formular> LaesAsync(SagerDb db, Authority myndighed, Guid post, CancellationToken ct)
    {
        var fil = await db.Indbakkefiler.AsNoTracking().Where(f => f.PostId == post && f.Filnavn == Os2formular.Filnavn).OrderBy(f => f.Nummer).FirstAsync(ct);
        if (fil.Stoerrelse > Os2formular.Stoerst)
            throw new InvalidDataException($"{Os2formular.Filnavn} er for stor.");
        await using var xml = myndighed.Content.OpenRead(fil.Sha256);
        return Os2formular.Laes(xml);
    }

    /// <summary>The case that is there, or the one to open.</summary>
    private static async Task<(string? Sag, OpretSag.Kommando? Ny)> MaalAsync(IServiceProvider s, Aktoer aktoer, Os2formular f, CancellationToken ct)
    {
        if (f.Regel == Formularregel.PaaSagsnummer)
            return (f.Sagsnummer ?? throw new InvalidDataException("Formularen skal lægges på en sag, men nævner intet sagsnummer."), null);
        var (db, skabelon) = (s.GetRequiredService<SagerDb>(), await s.GetRequiredService<Opsat>().SkabelonAsync(f.Skabelon, ct));
        if (f.Regel == Formularregel.FindEllerOpret && (f.Cpr ?? f.Cvr) is not null)
        {
            var parter = db.Parter.Where(p => f.Cpr != null ? p.Cpr == f.Cpr : p.Cvr == f.Cvr).Select(p => p.Id);
            var fundet = await db.Sager.SynligeFor(aktoer)
                .Where(x => x.SkabelonId == skabelon.Id && x.Tilstand != Tilstand.Afsluttet && db.Sagsparter.Any(p => p.SagId == x.Id && p.ErPrimaer && p.Fratraadt == null && parter.Contains(p.PartId)))
                .OrderByDescending(x => x.Nr).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(ct);
            if (fundet is { } id)
                return (id.ToString(), null);
        }

        List<TilfoejPart.Nypart> parterne = (f.Cpr ?? f.Cvr ?? f.Navn) is null ? []
            : [new(Navn: f.Navn ?? Parter.Unavngivet, Cpr: f.Cpr, Cvr: f.Cpr is null ? f.Cvr : null, Rolle: "Ansøger", ErPrimaer: true, Adresse: f.Adresse, Postnummer: f.Postnummer, By: f.By)];
        return (null, new(aktoer, skabelon.Standardtitel ?? $"Formular: {skabelon.Navn}", f.Emne, f.Facet, skabelon.Id.ToString(), parterne));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: forms could not be looked through. It is tried again.")]
    private partial void LogFailed(Exception error, string key);
}
