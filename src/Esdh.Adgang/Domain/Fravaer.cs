using Esdh.Core.Calendar;

namespace Esdh.Adgang.Domain;

/// <summary>
/// An employee is away, and another has exactly the rights of that desk meanwhile. The days are Danish; both are included. It never becomes anything but
/// shorter or longer: what was, stays for the one who asks who could see what.
/// </summary>
internal sealed class Fravaer
{
    /// <summary>Most days in one absence; longer is another handler's work, not a substitute's.</summary>
    public const int FlestDage = 366;

    /// <summary>Longest note in characters.</summary>
    public const int LaengsteNote = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Who is away.</summary>
    public Guid BrugerId { get; init; }

    /// <summary>Who works at the desk meanwhile.</summary>
    public Guid StedfortraederId { get; private set; }

    public DateOnly Fra { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly Til { get; private set; }

    /// <summary>A word to the substitute.</summary>
    public string? Note { get; private set; }

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? Afsluttet { get; private set; }

    public Guid? AfsluttetAf { get; private set; }

    public long Version { get; private set; } = 1;

    /// <summary>The first moment of the first day.</summary>
    public DateTimeOffset Begynder => DanishTime.StartOfDay(Fra);

    /// <summary>The moment the rights end: after the last day, or when it was ended before.</summary>
    public DateTimeOffset Slutter => Afsluttet is { } slut && slut < DanishTime.StartOfDay(Til.AddDays(1)) ? slut : DanishTime.StartOfDay(Til.AddDays(1));

    public static Fravaer Opret(Guid bruger, Guid stedfortraeder, DateOnly fra, DateOnly til, string? note, Guid af, DateTimeOffset nu)
    {
        FravaerRegler.IkkeSinEgen.Kraev(bruger != stedfortraeder);
        return new() { BrugerId = bruger, StedfortraederId = stedfortraeder, Fra = fra, Til = til, Note = Renset(note), OprettetAf = af, Oprettet = nu };
    }

    /// <summary>Whether the substitute has the rights at this moment.</summary>
    public bool Gaelder(DateTimeOffset nu) => nu >= Begynder && nu < Slutter;

    /// <summary>Whether it is, or was, on a day between these, both included.</summary>
    public bool Roerer(DateOnly fra, DateOnly til) => Slutter > Begynder && Fra <= til && DanishTime.DateOf(Slutter.AddTicks(-1)) >= fra;

    /// <summary>Another substitute, other days or another note. The first day of what has begun stands.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">FRAV-1, FRAV-5 or FRAV-6.</exception>
    public void Ret(Guid stedfortraeder, DateOnly fra, DateOnly til, string? note, DateTimeOffset nu)
    {
        FravaerRegler.ErIkkeSlut.Kraev(nu < Slutter);
        FravaerRegler.IkkeSinEgen.Kraev(BrugerId != stedfortraeder);
        FravaerRegler.BegyndtErBegyndt.Kraev(nu < Begynder || fra == Fra);
        (StedfortraederId, Fra, Til, Note) = (stedfortraeder, fra, til, Renset(note));
        Version++;
    }

    /// <summary>Ends it now, or before it has begun.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">FRAV-5.</exception>
    public void Afslut(Guid af, DateTimeOffset nu)
    {
        FravaerRegler.ErIkkeSlut.Kraev(nu < Slutter);
        (Afsluttet, AfsluttetAf) = (nu, af);
        Version++;
    }

    private static string? Renset(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();
}

/// <summary>An employee went from one unit to another.</summary>
internal sealed class Brugerflytning
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid BrugerId { get; init; }

    public Guid FraEnhedId { get; init; }

    public Guid TilEnhedId { get; init; }

    public DateTimeOffset Tid { get; init; }
}
