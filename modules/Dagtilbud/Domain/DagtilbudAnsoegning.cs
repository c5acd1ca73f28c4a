using Esdh.Core;
using Esdh.Core.Calendar;

namespace Esdh.Dagtilbud.Domain;

internal enum Ansoegningsstand
{
    /// <summary>Registered, and not yet told its guarantee.</summary>
    Modtaget,
    Venter,
    Tilbudt,
    Optaget,

    /// <summary>Withdrawn, refused, or the child has left.</summary>
    Slut,
}

/// <summary>A child's application, one to a case.</summary>
internal sealed class DagtilbudAnsoegning
{
    public Guid SagId { get; init; }

    /// <summary>The child in the register of parties: by it a second application is known.</summary>
    public Guid BarnPartId { get; init; }

    public DateOnly Foedt { get; set; }

    /// <summary>The day it was received.</summary>
    public DateOnly Modtaget { get; init; }

    /// <summary>The day a place is wanted from.</summary>
    public DateOnly Oensket { get; set; }

    public string? Distrikt { get; set; }

    /// <summary>Why the child needs a place before others; null where there is no special need.</summary>
    public string? Behov { get; set; }

    /// <summary>An institution where a sibling is that the registers do not know of.</summary>
    public Guid? SoeskendeId { get; set; }

    /// <summary>The same for children that are to be offered together.</summary>
    public Guid? TvillingNoegle { get; set; }

    /// <summary>The family says that its twins may be offered apart.</summary>
    public bool HverForSig { get; set; }

    public Ansoegningsstand Stand { get; private set; } = Ansoegningsstand.Modtaget;

    /// <summary>Counts for the place in the queue instead of the day of the application: an offer was declined.</summary>
    public DateOnly? AnciennitetFra { get; private set; }

    /// <summary>The day the guarantee ended, because an offer was declined or ran out; null while it stands.</summary>
    public DateOnly? GarantiSlut { get; private set; }

    /// <summary>The date that the family was told, and when.</summary>
    public DateOnly? MeddeltDato { get; private set; }

    public DateOnly? Meddelt { get; private set; }

    public Guid? MeddeltDokumentId { get; private set; }

    /// <summary>Who registered it: gets the tasks that nobody else is there for.</summary>
    public Guid RegistreretAf { get; init; }

    public long Version { get; private set; } = 1;

    /// <summary>The last day on which a place must be given; null where the guarantee has ended.</summary>
    public DateOnly? Garantidato => GarantiSlut is null ? Garanti.Dato(Foedt, Oensket, Modtaget) : null;

    /// <summary>Waits for a place, or is about to.</summary>
    public bool ErAktiv => Stand is Ansoegningsstand.Modtaget or Ansoegningsstand.Venter or Ansoegningsstand.Tilbudt;

    public void Saet(Ansoegningsstand stand)
    {
        Stand = stand;
        Version++;
    }

    public void Rettet() => Version++;

    /// <exception cref="RegelbrudException">DAG-17.</exception>
    public void Meddel(DateOnly dato, DateOnly idag, Guid dokument)
    {
        DagtilbudRegler.GarantienMeddelesEnGang.Kraev(MeddeltDato != dato);
        (MeddeltDato, Meddelt, MeddeltDokumentId) = (dato, idag, dokument);
        Version++;
    }

    /// <summary>An offer was declined, or ran out: what the local rules say.</summary>
    public void SagdeNej(DagtilbudRegelsaet regler, DateOnly idag)
    {
        if (regler.GarantienSlutter)
            GarantiSlut ??= idag;
        if (regler.VedNej == Nejfoelge.MisterAnciennitet)
            AnciennitetFra = idag;
        Saet(regler.VedNej == Nejfoelge.UdAfKoeen ? Ansoegningsstand.Slut : Ansoegningsstand.Venter);
    }
}

/// <summary>An institution that the family wishes for.</summary>
internal sealed class DagtilbudOenske
{
    public Guid SagId { get; init; }

    /// <summary>1 is wished for most.</summary>
    public int Nr { get; init; }

    public Guid InstitutionId { get; init; }
}

/// <summary>A parent of the child in the register of parties: by a parent that is the same, siblings are known.</summary>
internal sealed class DagtilbudForaelder
{
    public Guid SagId { get; init; }

    public Guid PartId { get; init; }
}

/// <summary>The pasningsgaranti: dagtilbudsloven § 23 and its bekendtgørelse § 3.</summary>
internal static class Garanti
{
    /// <summary>Youngest that the guarantee covers: a place from the child is 26 weeks, until it begins school.</summary>
    public const int Uger = Alder.MindsteUger;

    /// <summary>Where a place is wanted right at 26 weeks the municipality has four weeks more.</summary>
    public const int UgerVedYngste = 30;

    /// <summary>A place is given at the latest so many months after the application; a later application prolongs by as much as it is late.</summary>
    public const int Frist = 3;

    /// <summary>The last day on which a place must be given.</summary>
    /// <param name="foedt">Birth date.</param>
    /// <param name="oensket">The day a place is wanted from; before 26 weeks it counts as 26 weeks.</param>
    /// <param name="modtaget">The day of the application.</param>
    public static DateOnly Dato(DateOnly foedt, DateOnly oensket, DateOnly modtaget)
    {
        // § 23: from 26 weeks; wanted at 26 weeks, at the latest at 30 weeks. Else on the day that is wanted.
        var dato = oensket <= foedt.AddDays(7 * Uger) ? foedt.AddDays(7 * UgerVedYngste) : oensket;
        // The application must be there three months before; when it is late the date moves by as much.
        var tidligst = modtaget.AddMonths(Frist);
        return dato < tidligst ? tidligst : dato;
    }

    /// <summary>Why the date is what it is, in words.</summary>
    public static string Hvorfor(DateOnly foedt, DateOnly oensket, DateOnly modtaget)
    {
        var ung = oensket <= foedt.AddDays(7 * Uger);
        var dato = ung ? foedt.AddDays(7 * UgerVedYngste) : oensket;
        return dato < modtaget.AddMonths(Frist) ? $"Tre måneder efter ansøgningen, der kom {DanishTime.ShortDate(modtaget)}."
            : ung ? "Barnet er 30 uger: pladsen ønskes, fra det er 26 uger." : "Den dag, pladsen ønskes fra.";
    }
}

/// <summary>How a breach of the guarantee is dealt with.</summary>
internal enum Brudfoelge
{
    /// <summary>§ 25: the subsidy to all is raised from the first of the next month.</summary>
    HaevetTilskud,

    /// <summary>§ 25: a place is given within one more month, in a special case, so that nothing is raised.</summary>
    PladsIndenEnMaaned,

    /// <summary>§ 24: the cost of private care, or of a place in another municipality, is covered.</summary>
    DaekketPrivat,
}

/// <summary>A guarantee that was not kept: dagtilbudsloven §§ 24 and 25.</summary>
internal sealed class DagtilbudBrud
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    /// <summary>The day that was promised.</summary>
    public DateOnly Garantidato { get; init; }

    /// <summary>The first of the next month: from then the subsidy is raised, where nothing else is decided.</summary>
    public DateOnly HaevetFra { get; init; }

    public DateOnly Registreret { get; init; }

    public Brudfoelge Foelge { get; private set; } = Brudfoelge.HaevetTilskud;

    public string? Begrundelse { get; private set; }

    /// <summary>The day a place began, or the family no longer wanted one; null while the breach stands.</summary>
    public DateOnly? Opfyldt { get; private set; }

    public static DateOnly NaesteMaaned(DateOnly garantidato) => Maaneder.Foerste(Maaneder.Nr(garantidato) + 1);

    /// <exception cref="RegelbrudException">DAG-18.</exception>
    public void Afgoer(Brudfoelge foelge, string begrundelse)
    {
        DagtilbudRegler.BruddetErAabent.Kraev(Opfyldt is null);
        (Foelge, Begrundelse) = (foelge, begrundelse);
    }

    public void Opfyld(DateOnly dag) => Opfyldt ??= dag;

    /// <summary>The months in which this breach raises the subsidy, both included; the end is null while it stands. Null where it raises nothing.</summary>
    public (int Fra, int? Til)? Haevet()
    {
        if (Foelge == Brudfoelge.DaekketPrivat)
            return null;
        // The exception holds only where the place came within the month.
        if (Foelge == Brudfoelge.PladsIndenEnMaaned && (Opfyldt is null || Opfyldt <= Garantidato.AddMonths(1)))
            return null;
        var (fra, til) = (Maaneder.Nr(HaevetFra), Opfyldt is { } o ? Maaneder.Nr(o.AddDays(-1)) : (int?)null);
        return til < fra ? null : (fra, til);
    }
}
