using Esdh.Core.Access;

namespace Esdh.Sager.Tests.Laesemodel;

/// <summary>
/// Who may know of what: docs/adgang.md, docs/fravaer.md and docs/indbakke.md in so few lines that whoever answers for them can read them. It asks the
/// product of nothing.
/// </summary>
internal static class Orakel
{
    /// <summary>The roles of those who work with cases. Administrators, robots and those who control the log do not.</summary>
    internal const Roller Sagsfolk = Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar | Roller.Revisor;

    /// <summary>»All« and a unit mean those who work with cases, a leader's unit also those below it; the named are let in whoever they are.</summary>
    public static bool ErLukketInd(this Laeser l, Kreds k) =>
        k.Brugere.Contains(l.Bord) || k.Grupper.Any(g => g.Aktiv && g.Medlemmer.Contains(l.Bord))
        || (l.Har(Sagsfolk) && (k.Alle || k.Enheder.Any(l.HoererTil)))
        || (l.Har(Roller.Arkivar | Roller.Revisor) && k.Opgaver);

    public static bool HoererTil(this Laeser l, Enhed e) => l.Har(Sagsfolk) && (e == l.Bord.Enhed || (l.Har(Roller.Leder) && e.LiggerUnder(l.Bord.Enhed)));

    /// <summary>Broken glass is the person's own, and not for a substitute.</summary>
    public static bool Ser(this Laeser l, Sag s) => l.ErLukketInd(s.Kreds) || (l.ForAnden is null && s.Noedadgang.Contains(l.Person));

    /// <summary>One of its cases, and its own list where it has one. Of a deleted draft with a list nobody knows any longer who saw it.</summary>
    public static bool Ser(this Laeser l, Dokument d) => d.Sager.Any(l.Ser) && (d.Faerre is null || (!d.Slettet && l.ErLukketInd(d.Faerre)));

    /// <summary>That someone has a case is an information too: one of the party's cases or documents, or none at all.</summary>
    public static bool Ser(this Laeser l, Part p) => p.Sager.Any(l.Ser) || p.Dokumenter.Any(l.Ser) || (p.Sager.Count == 0 && p.Dokumenter.Count == 0);

    public static bool Ser(this Laeser l, Ting t) => l.Person.Aktiv && t switch
    {
        Sag s => l.Ser(s),
        Dokument d => l.Ser(d),
        Offentligt o => l.Ser(o.Dokument) || StaarPaaPostlisten(o.Dokument),
        Part p => l.Ser(p),
        Partsnavn n => !n.Part.Beskyttet && l.Ser(n.Part), // a protected name stands on no surface
        PaaSag n => l.Ser(n.Sag), // notes, reminders, hearings, decisions
        Forsendelse f => l.Ser(f.Dokument),
        Godkendelse g => l.Ser(g.Sag) && (g.Dokument is null || l.Ser(g.Dokument)),
        Post p => p.Bruger == l.Bord || ((p.Bruger is null || l.Har(Roller.Leder)) && l.HoererTil(p.Enhed)),
        Job j => j.Ejer == l.Person || l.Har(Roller.Administrator), // that there is one, not of what
        Masseforsendelse m => (m.Ejer == l.Person || m.Ejer == l.Bord) && l.Ser(m.Sag!), // being prepared at the desk
        Eget e => e.Ejer == l.Person && (e.Sag is null || l.Ser(e.Sag)),
        Gemtsoegning s => s.Ejer == l.Person || (s.Delt is { } enhed && (enhed == l.Bord.Enhed || (l.Har(Roller.Leder) && enhed.LiggerUnder(l.Bord.Enhed)))),
        Visning v => v.Ejer == l.Person || (v.Delt is { } enhed && enhed == l.Bord.Enhed),
        _ => throw new ArgumentException(t.GetType().Name),
    };

    /// <summary>What stays when no glass is broken: a saved search tells of no more.</summary>
    public static bool SerTilDaglig(this Laeser l, Ting t) => t switch { Sag s => l.ErLukketInd(s.Kreds), Dokument d => d.Sager.Any(s => l.ErLukketInd(s.Kreds)) && l.Ser(d), _ => false };

    /// <summary>The postliste is for anyone: approved, still on it, and neither protected, sensitive nor for fewer readers.</summary>
    public static bool StaarPaaPostlisten(Dokument d) =>
        d is { Godkendt: true, PaaPostliste: true, Slettet: false } && d.Faerre is null && d.Foelsomhed < 2 && d.Sager.TrueForAll(s => !s.Beskyttet && s.Foelsomhed < 2);
}
