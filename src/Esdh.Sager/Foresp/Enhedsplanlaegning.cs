using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Reads what an administrator wants done to units, and tells what it would do (toerkoersel). Numbers alone: whoever asks is shown no case.</summary>
internal sealed class Enhedsplanlaegning(SagerDb db, Personer personer, Enhedsomlaegning omlaegning, Adgangslister adgangslister, TimeProvider tid)
{
    private const int FlestKilder = 20, FlestDele = 10, FlestEmner = 50;

    /// <param name="Art">Sammenlaegning, Deling or Lukning.</param>
    /// <param name="Dato">Today when null.</param>
    /// <param name="Kilder">The units that end.</param>
    /// <param name="Dele">The units that take over: one, for a split two or more.</param>
    internal sealed record Oenske(string? Art, DateOnly? Dato, IReadOnlyList<Guid>? Kilder, IReadOnlyList<Enhedsdel>? Dele);

    /// <summary>What the change does to one unit, as things are now.</summary>
    /// <param name="Lister">Access lists that name it; its people are let in by a group.</param>
    /// <param name="FolkMedAdgang">How many see by it.</param>
    internal sealed record Kilde(
        Guid Id, string Navn, bool Bliver, int Brugere, int Inaktive, int Underenheder, int AabneSager, int Beskyttede, int AfsluttedeSager, int Lister, int FolkMedAdgang, int Postkasser, int Post, int Skabeloner, int Visninger, int Fraser);

    /// <summary>What one of the units that take over gets.</summary>
    /// <param name="Udvides">Open cases that its people would come to see, where they do not now.</param>
    /// <param name="NyeLaesere">How many people that is.</param>
    internal sealed record Modtager(Guid? Id, string Navn, bool Ny, int Brugere, int AabneSager, int Udvides, int NyeLaesere);

    internal sealed record Forudsigelse(string Art, DateOnly Dato, IReadOnlyList<Kilde> Kilder, IReadOnlyList<Modtager> Modtagere, IReadOnlyList<string> Advarsler);

    /// <exception cref="InvalidException">Every field that is wrong.</exception>
    public async Task<(Enhedsaendringsart Art, DateOnly Dato, Enhedsplan Plan)> LaesAsync(Oenske o, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var enheder = (await personer.EnhederAsync(ct)).ToDictionary(e => e.Id);
        var (kilder, dele) = ((o.Kilder ?? []).Distinct().ToList(), (o.Dele ?? []).ToList());
        var dato = o.Dato ?? idag;
        var errors = new Errors().AddIf(!Enum.TryParse<Enhedsaendringsart>(o.Art, ignoreCase: true, out var art) || !Enum.IsDefined(art), "art", "Vælg sammenlægning, deling eller lukning.")
            .AddIf(dato < idag, "dato", "Datoen er passeret. Vælg i dag eller en senere dag.")
            .AddIf(dato > idag.AddYears(2), "dato", "Datoen ligger mere end to år fremme.")
            .AddIf(kilder.Count == 0, "kilder", "Vælg den enhed, der ændres.")
            .AddIf(kilder.Count > FlestKilder, "kilder", $"Vælg højst {FlestKilder} enheder.")
            .AddIf(art != Enhedsaendringsart.Sammenlaegning && kilder.Count > 1, "kilder", "Vælg kun én enhed.")
            .AddIf(kilder.Exists(k => !enheder.TryGetValue(k, out var e) || !e.Aktiv), "kilder", "Vælg enheder, der er aktive.")
            .AddIf(dele.Count == 0, "dele", "Vælg den enhed, der overtager.")
            .AddIf(art == Enhedsaendringsart.Deling && dele.Count is 1 or > FlestDele, "dele", $"En enhed deles i 2 til {FlestDele}.")
            .AddIf(art != Enhedsaendringsart.Deling && dele.Count > 1, "dele", "Én enhed overtager det hele.");
        errors.Throw();
        for (var i = 0; i < dele.Count; i++)
            dele[i] = Del(dele[i], i, kilder, art, enheder, errors);
        var navne = dele.Select(d => d.NytNavn).OfType<string>().ToList();
        errors.AddIf(navne.Distinct(StringComparer.OrdinalIgnoreCase).Count() != navne.Count || dele.Select(d => d.EnhedId).OfType<Guid>().GroupBy(id => id).Any(g => g.Count() > 1), "dele", "To af delene er den samme enhed.")
            .AddIf(dele.SelectMany(d => d.Brugere).GroupBy(b => b).Any(g => g.Count() > 1), "dele", "En medarbejder kan kun følge med ét sted hen.")
            .AddIf(dele.SelectMany(d => d.Emner).GroupBy(e => e).Any(g => g.Count() > 1), "dele", "Et emne kan kun gå ét sted hen.")
            .AddIf(art == Enhedsaendringsart.Sammenlaegning && dele[0].EnhedId is { } modtager && kilder.All(k => k == modtager), "kilder", "Vælg mindst to enheder, der skal være én.")
            .AddIf(art == Enhedsaendringsart.Sammenlaegning && dele[0].EnhedId is null && kilder.Count < 2, "kilder", "Vælg mindst to enheder, der skal være én.").Throw();
        // A unit that others are merged into goes on: it is no source.
        return (art, dato, new(art == Enhedsaendringsart.Sammenlaegning ? [.. kilder.Where(k => k != dele[0].EnhedId)] : kilder, dele));
    }

    private static Enhedsdel Del(Enhedsdel d, int i, List<Guid> kilder, Enhedsaendringsart art, Dictionary<Guid, Enhedskort> enheder, Errors errors)
    {
        var felt = $"dele[{i}]";
        var navn = d.NytNavn?.Trim() is { Length: > 0 } n ? n : null;
        errors.AddIf(d.EnhedId is null == navn is null, felt, "Vælg en enhed, eller skriv navnet på en ny.")
            .AddIf(navn?.Length > 200, felt, "Navnet må højst være 200 tegn.")
            .AddIf(d.EnhedId is { } id && (!enheder.TryGetValue(id, out var e) || !e.Aktiv), felt, "Vælg en enhed, der er aktiv.")
            .AddIf(d.EnhedId is { } sig && kilder.Contains(sig) && art == Enhedsaendringsart.Lukning, felt, "Enheden kan ikke overtage efter sig selv.")
            .AddIf(d.ForaelderId is { } f && (!enheder.TryGetValue(f, out var over) || !over.Aktiv || kilder.Contains(f)), felt, "Vælg en enhed, der er aktiv og ikke selv ændres, som den nye ligger under.")
            .AddIf(d.Emner.Count > FlestEmner, felt, $"Skriv højst {FlestEmner} emner.");
        List<string> emner = [];
        foreach (var emne in d.Emner.Take(FlestEmner).Select(x => x.Trim()).Where(x => x.Length > 0))
        {
            var gruppe = emne.All(c => char.IsAsciiDigit(c) || c == '.') && emne.Length is 2 or 5 && emne.Split('.').All(del => del.Length == 2);
            if (gruppe)
                emner.Add(emne);
            else if (KleSubject.TryParse(emne, out var helt))
                emner.Add(helt.ToString());
            else
                errors.Add(felt, $"»{emne}« er ikke et emne. Skriv 02, 02.34 eller 02.34.02.");
        }

        return new(d.EnhedId, d.EnhedId is null ? navn : null, d.EnhedId is null ? d.ForaelderId : null, [.. d.Brugere.Distinct()], [.. emner.Distinct()]);
    }

    /// <summary>What would happen now; the counts of the day are the day's.</summary>
    public async Task<Forudsigelse> ToerkoerAsync(Oenske o, CancellationToken ct)
    {
        var (art, dato, plan) = await LaesAsync(o, ct);
        List<Kilde> kilder = [];
        var (brugere, sager, udvides, laesere) = (new int[plan.Dele.Count], new int[plan.Dele.Count], new int[plan.Dele.Count], new HashSet<Guid>[plan.Dele.Count]);
        List<string> advarsler = [];
        for (var i = 0; i < plan.Dele.Count; i++)
            laesere[i] = plan.Dele[i].EnhedId is { } id ? [.. await omlaegning.SerEnhedensAsync(id, ct)] : [];
        foreach (var kilde in plan.Kilder)
        {
            var medlemmer = await omlaegning.MedlemmerAsync(kilde, ct);
            foreach (var m in medlemmer)
                brugere[plan.DelFor(m)]++;
            var ser = (await omlaegning.SerEnhedensAsync(kilde, ct)).ToHashSet();
            await SagerneAsync(plan, kilde, sager, udvides, ct);
            for (var i = 0; i < plan.Dele.Count; i++)
            {
                laesere[i].UnionWith(medlemmer.Where(m => plan.DelFor(m) == i));
                laesere[i].ExceptWith(plan.Kilder.Count == 1 ? ser : []);
            }

            kilder.Add(await KildenAsync(kilde, plan, medlemmer.Count, ser.Count, ct));
        }

        List<Modtager> modtagere = [];
        for (var i = 0; i < plan.Dele.Count; i++)
        {
            var d = plan.Dele[i];
            modtagere.Add(new(d.EnhedId, d.EnhedId is { } id ? await personer.EnhedsnavnAsync(id, ct) : d.NytNavn!, d.EnhedId is null, brugere[i], sager[i], d.EnhedId is { } e && plan.Kilder.Contains(e) ? 0 : udvides[i], laesere[i].Count));
        }

        var beskyttede = kilder.Sum(k => k.Beskyttede);
        if (beskyttede > 0)
            advarsler.Add($"{(beskyttede == 1 ? "1 åben sag er beskyttet. Den skifter enhed, men ses" : $"{beskyttede} åbne sager er beskyttede. De skifter enhed, men ses")} kun af dem, der står på adgangslisten, hvad du end vælger nedenfor.");
        if (kilder.Sum(k => k.Post) > 0)
            advarsler.Add("Post, der venter i indbakken, flytter med og kan ses af dem, der fordeler post i den nye enhed.");
        var inaktive = kilder.Sum(k => k.Inaktive);
        if (inaktive > 0)
            advarsler.Add($"{(inaktive == 1 ? "1 lukket bruger bliver" : $"{inaktive} lukkede brugere bliver")} stående i den gamle enhed.");
        var ukendte = plan.Dele.SelectMany(d => d.Brugere).Distinct().Except(await AlleMedlemmerAsync(plan, ct)).Count();
        if (ukendte > 0)
            advarsler.Add($"{(ukendte == 1 ? "1 af de valgte medarbejdere sidder" : $"{ukendte} af de valgte medarbejdere sidder")} ikke længere i enheden.");
        return new(art.ToString(), dato, kilder, modtagere, advarsler);
    }

    private async Task<List<Guid>> AlleMedlemmerAsync(Enhedsplan plan, CancellationToken ct)
    {
        List<Guid> alle = [];
        foreach (var kilde in plan.Kilder)
            alle.AddRange(await omlaegning.MedlemmerAsync(kilde, ct));
        return alle;
    }

    private async Task SagerneAsync(Enhedsplan plan, Guid kilde, int[] sager, int[] udvides, CancellationToken ct)
    {
        var hold = await db.AabneSagerIEnhed(kilde).GroupBy(s => new { s.Emne, s.BehandlerId, s.AdgangslisteNr, s.ErBeskyttet }).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        Dictionary<int, bool> naevner = [];
        foreach (var liste in hold.Select(h => h.Key.AdgangslisteNr).Distinct())
            naevner[liste] = (await adgangslister.PosterAsync(liste, ct)).Contains(Adgangspost.Enhed(kilde));
        foreach (var h in hold)
        {
            var del = plan.DelFor(h.Key.Emne, h.Key.BehandlerId);
            sager[del] += h.Antal;
            udvides[del] += !h.Key.ErBeskyttet && naevner[h.Key.AdgangslisteNr] ? h.Antal : 0;
        }
    }

    private async Task<Kilde> KildenAsync(Guid id, Enhedsplan plan, int brugere, int ser, CancellationToken ct)
    {
        var reference = id.ToString();
        var skabeloner = (await db.Skabeloner.ToListAsync(ct)).Count(s => s.EnhedId == id || s.Adgang.Exists(a => a.Art == "Enhed" && a.Reference == reference));
        return new(
            id, await personer.EnhedsnavnAsync(id, ct), plan.Dele.Any(d => d.EnhedId == id), brugere, (await omlaegning.AlleIEnhedenAsync(id, 10_000, ct)).Count - brugere,
            (await personer.EnhederAsync(ct)).Count(e => e.ForaelderId == id && e.Aktiv), await db.AabneSagerIEnhed(id).CountAsync(ct), await db.AabneSagerIEnhed(id).CountAsync(s => s.ErBeskyttet, ct),
            await db.AfsluttedeSagerIEnhedAsync(id, ct), await omlaegning.AntalListerAsync(id, ct), ser, await db.Postkasser.CountAsync(p => p.EnhedId == id, ct), await db.Indbakkeposter.Aabne().CountAsync(p => p.EnhedId == id, ct),
            skabeloner, await db.GemteVisninger.CountAsync(v => v.EnhedId == id || v.Forespoergsel.Contains(reference), ct) + await db.GemteSoegninger.CountAsync(s => s.EnhedId == id || s.Forespoergsel.Contains(reference), ct), await db.Fraser.CountAsync(f => f.EnhedId == id, ct));
    }
}
