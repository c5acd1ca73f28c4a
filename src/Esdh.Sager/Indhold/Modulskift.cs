using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Word;
using Esdh.Sager.Contract;
using Esdh.Sager.Handlinger;

namespace Esdh.Sager.Indhold;

/// <summary>Switches case areas on and off in an authority.</summary>
internal sealed class Modulskift(Authority myndighed, IReadOnlyList<IModule> moduler, Sagstyper typer, TimeProvider tid)
{
    /// <exception cref="NotFoundException">The installation has no such case area.</exception>
    public IModule Find(string navn) => moduler.FirstOrDefault(m => m.IsOptional && m.Name == navn) ?? throw new NotFoundException("Installationen har ikke det sagsområde.");

    public async Task<TaendModul.Svar> TaendAsync(Aktoer aktoer, string navn, CancellationToken ct)
    {
        var modul = Find(navn);
        var idag = DanishTime.Today(tid);
        var nye = typer.Af(navn).Select(n => typer.Gaeldende(n, idag)!).ToList();
        List<GemDokumentskabelon.Kommando> breve = [];
        foreach (var brev in nye.SelectMany(t => t.Breve))
        {
            var fil = Standardskabeloner.Lav(brev.Navn, brev.Overskrift, brev.Tekst, medParter: false);
            breve.Add(new(
                aktoer, null, brev.Noegle, brev.Navn, brev.Beskrivelse, "udgaaende", brev.Dokumenttype, brev.Titel, true, brev.Noegle + ".docx", await myndighed.Content.SaveAsync(fil, ct),
                [.. DocxMerge.Fields(new MemoryStream(fil))]));
        }

        var svar = await myndighed.Queue.RunAsync((TaendModul act) => act.Udfoer(new(aktoer, navn, modul.Title, nye, breve), ct), ct);
        await myndighed.ReloadModulesAsync();
        return svar;
    }

    public async Task<SlukModul.Svar> SlukAsync(Aktoer aktoer, string navn, CancellationToken ct)
    {
        var modul = Find(navn);
        var svar = await myndighed.Queue.RunAsync((SlukModul act) => act.Udfoer(new(aktoer, navn, modul.Title), ct), ct);
        await myndighed.ReloadModulesAsync();
        return svar;
    }
}
