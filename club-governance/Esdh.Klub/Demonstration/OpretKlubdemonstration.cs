using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Demonstration;

/// <summary>Puts the invented club in place. Not an act of the product's users, so it leaves no events.</summary>
internal sealed partial class OpretKlubdemonstration(KlubDb db, Counters numre, TimeProvider tid)
{
    /// <summary>Name, kind, number of citizens (or årsværk), postcode, town, and from when: all invented, save that a region pays like the municipality that the tariff names.</summary>
    internal static readonly (string Navn, Medlemsart Art, int Grundlag, string Postnummer, string By, DateOnly Fra)[] Opdigtede =
    [
        ("Korsbæk Kommune", Medlemsart.Kommune, 42_318, "4290", "Korsbæk", new(2021, 1, 1)),
        ("Månekær Kommune", Medlemsart.Kommune, 11_874, "9998", "Månekær", new(2021, 1, 1)),
        ("Prøveby Kommune", Medlemsart.Kommune, 61_207, "9991", "Prøveby", new(2021, 1, 1)),
        ("Skitseholm Kommune", Medlemsart.Kommune, 28_966, "9992", "Skitseholm", new(2021, 1, 1)),
        ("Fabelund Kommune", Medlemsart.Kommune, 93_451, "9993", "Fabelund", new(2022, 1, 1)),
        ("Kladdekær Kommune", Medlemsart.Kommune, 37_520, "9994", "Kladdekær", new(2022, 7, 1)),
        ("Mønsterup Kommune", Medlemsart.Kommune, 52_003, "9995", "Mønsterup", new(2023, 1, 1)),
        ("Kulissehavn Kommune", Medlemsart.Kommune, 108_512, "9996", "Kulissehavn", new(2023, 1, 1)),
        ("Opdigtborg Kommune", Medlemsart.Kommune, 45_190, "9997", "Opdigtborg", new(2024, 1, 1)),
        ("Drømmebakke Kommune", Medlemsart.Kommune, 19_432, "9989", "Drømmebakke", new(2024, 4, 1)),
        ("Rekvisitsund Kommune", Medlemsart.Kommune, 33_615, "9988", "Rekvisitsund", new(2025, 1, 1)),
        ("Eksempelø Kommune", Medlemsart.Kommune, 3_807, "9987", "Eksempelø", new(2026, 3, 1)),
        ("Region Mellemriget", Medlemsart.Region, 0, "9986", "Prøveby", new(2023, 1, 1)),
        ("Styrelsen for Prøver", Medlemsart.Stat, 412, "9985", "Fabelund", new(2025, 7, 1)),
    ];

    public async Task Udfoer(IReadOnlyList<AuthorityInfo> myndigheder, CancellationToken ct)
    {
        var kendte = await db.Medlemmer.ToListAsync(ct);
        if (kendte.Count == 0)
        {
            kendte =
            [
                .. Opdigtede.Select((m, i) => new KlubMedlem
                {
                    Id = Guid.CreateVersion7(), Nr = i + 1, Navn = m.Navn, Art = m.Art, Fase = Medlemsfase.Optaget, Cvr = Contract.Klubdemonstration.Cvr(i + 1), Gln = Gln(i + 1), Grundlagskode = Kode(m.Art, i),
                    Adresse = $"Rådhuspladsen {i + 1}", Postnummer = m.Postnummer, By = m.By, Reference = $"ESDH-{i + 1:000}", Indtraadt = m.Fra, ErDemonstration = true, Version = 1,
                }),
            ];
            db.AddRange(kendte);
            await db.SaveChangesAsync(ct);
            for (var i = 0; i < kendte.Count; i++)
                await numre.NextAsync("klub-medlem", ct);
            await OpretPengeAsync(ct);
        }

        // An authority may have come later than the club.
        foreach (var medlem in kendte.Where(m => m.Myndighed is null))
        {
            if (myndigheder.FirstOrDefault(x => x.Name == medlem.Navn) is not { } hjemme)
                continue;
            medlem.Myndighed = hjemme.Key;
            db.AddRange(Mandater(hjemme.Key).Select(m => new KlubMandat
            {
                Id = Guid.CreateVersion7(), MedlemId = medlem.Id, Myndighed = hjemme.Key, BrugerId = Adgang.Contract.Demonstration.BrugerId(hjemme.Key, m.Bruger), Navn = m.Navn, Rolle = m.Rolle, Fra = medlem.Indtraadt!.Value,
            }));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The first two stand for the municipalities whose users one signs in as.</summary>
    private static (string Bruger, string Navn, Klubrolle Rolle)[] Mandater(string myndighed) => myndighed == "korsbaek"
        ? [("leder", "Lene Tænkegaard", Klubrolle.Medlemsrepraesentant), ("leder", "Lene Tænkegaard", Klubrolle.Bestyrelse), ("direktoer", "Ditte Fabelund", Klubrolle.Forretningsledelse)]
        : [("leder", "Lissi Kladdekær", Klubrolle.Medlemsrepraesentant)];

    private static string Kode(Medlemsart art, int i) => art == Medlemsart.Stat ? Contract.Klubdemonstration.Cvr(i + 1) : $"{9900 + i + 1}";

    /// <summary>In the series 952, which GS1 keeps for examples.</summary>
    internal static string Gln(int nr)
    {
        var foerst = $"952000{nr:000000}";
        var sum = foerst.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
        return foerst + ((10 - (sum % 10)) % 10);
    }

    private partial Task OpretPengeAsync(CancellationToken ct);
}
