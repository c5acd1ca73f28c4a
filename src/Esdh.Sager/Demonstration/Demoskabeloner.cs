using Esdh.Sager.Domain;

namespace Esdh.Sager.Demonstration;

/// <summary>The case templates. An authority that lacks a template's unit keeps its cases in its top unit.</summary>
internal static class Demoskabeloner
{
    public static IReadOnlyList<Demoskabelon> For(Demomyndighed myndighed)
    {
        string Enhed(string noegle) => myndighed.Enheder.Any(e => e.Noegle == noegle) ? noegle : myndighed.Enheder[0].Noegle;

        return
        [
            // The first one: what an integration may begin with without knowing more of the authority.
            new("selvbetjening", "Henvendelse fra selvbetjening", "Henvendelse fra selvbetjening", ["00.01.10"], ["G01"],
                "aktiv", Enhed("borgerservice"), false, Foelsomhed.Fortrolig,
                ["01 Henvendelse", "02 Sagsbehandling", "07 Øvrige"], [],
                Partsregel.Valgfri, ["henvender", "ansoeger", "repraesentant"]),
            new("byggesag", "Byggesag", "Byggesag, [adresse]", ["02.34.02", "02.34.04", "02.34.03", "01.03.03"], ["G01", "P25", "K08"],
                "opstaaet", Enhed("byg"), false, Foelsomhed.Fortrolig,
                ["Ansøgning", "Oplysning og høring", "Afgørelse", "Udførelse og færdigmelding"], ["opfoelgning"],
                Partsregel.PrimaerKraeves, ["ansoeger", "ejer", "nabo", "raadgiver", "entreprenoer", "repraesentant"]),
            new("aktindsigt", "Aktindsigt", "Aktindsigt i [emne]", ["00.13.02", "02.34.02", "28.09.40", "05.09.04", "81.03.00", "27.03.04"], ["A53"],
                "opstaaet", Enhed("direktion"), false, Foelsomhed.Fortrolig,
                ["Anmodning", "Gennemgang", "Svar"], ["aktindsigt"],
                Partsregel.PrimaerKraeves, ["ansoeger", "repraesentant"]),
            new("klage", "Klage", "Klage over [afgørelse]", ["02.34.02", "28.09.40", "05.09.04", "09.02.08", "17.02.06"], ["K02", "K03"],
                "opstaaet", Enhed("direktion"), false, Foelsomhed.Fortrolig,
                ["Klage", "Genvurdering", "Oversendelse"], ["svarfrist"],
                Partsregel.PrimaerKraeves, ["klager", "repraesentant", "hoeringspart"]),
            new("dagtilbud", "Dagtilbud", "Plads i dagtilbud", ["28.09.40"], ["G01"],
                "opstaaet", Enhed("boern"), false, Foelsomhed.Fortrolig,
                [], ["pladsgaranti"],
                Partsregel.PrimaerKraeves, ["foraelder", "barn"]),
            new("vejtilladelse", "Vejtilladelse", "Tilladelse, [vej]", ["05.09.04", "05.09.02", "05.01.08", "05.13.10"], ["G01", "P25"],
                "opstaaet", Enhed("teknik"), false, Foelsomhed.IkkeFortrolig,
                [], ["fornyelse"],
                Partsregel.Kraeves, ["ansoeger", "entreprenoer", "hoeringspart"]),
            new("personale", "Personalesag", "Personalesag", ["81.03.00", "81.00.00"], ["G01"],
                "opstaaet", Enhed("personale"), false, Foelsomhed.Foelsom,
                ["Ansættelse", "Løn og vilkår", "Udvikling", "Fratræden"], [],
                Partsregel.PrimaerKraeves, ["medarbejder", "repraesentant"]),
            new("generel", "Generel sag", "", [], [],
                "opstaaet", Enhed("direktion"), true, Foelsomhed.IkkeFortrolig,
                [], [],
                Partsregel.Valgfri, []),
            new("borgerhenvendelse", "Borgerhenvendelse", "Henvendelse om [emne]", ["00.01.10", "07.18.03", "05.13.10", "09.02.08", "20.01.04"], ["G01"],
                "opstaaet", Enhed("borgerservice"), false, Foelsomhed.Fortrolig,
                [], ["svarfrist"],
                Partsregel.Kraeves, ["henvender", "repraesentant"]),
        ];
    }
}
