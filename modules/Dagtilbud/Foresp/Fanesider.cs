using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Sider;
using Esdh.Sager.Contract;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Http;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>Makes the tab on the case.</summary>
internal sealed class Fanesider(Sagsopslag sager, Dagtilbudsopslag opslag, Institutionsopslag institutioner, Billedlaesning billeder)
{
    /// <param name="f">What was refused; null for the page as it is.</param>
    /// <param name="hvad">Which of the page's forms it was.</param>
    public async Task<IResult> SideAsync(Aktoer aktoer, Sagsrammevisning ramme, Formular? f, string? hvad, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, ramme.Id.ToString(), ct);
        var ansoegning = await opslag.AnsoegningAsync(aktoer, kort, ct);
        var billede = await billeder.LaestAsync(ct);
        var (aabne, alle, flest) = await DagtilbudRuter.ValgAsync(institutioner, billede.Idag, ct);
        IReadOnlyList<Mulighed> grupper = [];
        if (ansoegning is not null && billede.Ansoegninger.TryGetValue(kort.Id, out var a))
        {
            var fra = a.Oensket > billede.Idag ? a.Oensket : Maaneder.Foerste(Maaneder.Nr(billede.Idag) + 1);
            grupper = AnvisningRuter.Grupper(billede, a, fra);
            if (f is null)
            {
                f = new(
                    ("oensket", DanishTime.ShortDate(a.Oensket)), ("distrikt", a.Distrikt), ("behov", a.Behov), ("soeskende", a.SoeskendeId?.ToString()), ("tvilling", ansoegning.Tvilling), ("hverForSig", a.HverForSig ? "true" : ""), ("version", a.Version.ToString(CultureInfo.InvariantCulture)),
                    ("fra", DanishTime.ShortDate(fra)), ("frist", DanishTime.ShortDate(DanishCalendar.MoveToWorkday(billede.Idag.AddDays(billede.Regler.Svardage)))));
                foreach (var o in ansoegning.Oensker)
                    f.Saet($"oenske{o.Nr}", o.InstitutionId.ToString());
            }
        }

        f ??= new();
        return Formularhandling.Side<Dagtilbudsfane>(new Dagtilbudsfanevisning(ramme, ansoegning, aabne, alle, grupper, Math.Max(flest, ansoegning?.Oensker.Count ?? 0), billede.Idag, f, hvad), f);
    }
}
