using Esdh.Core;
using Esdh.Core.Calendar;

namespace Esdh.Aktindsigt.Domain;

/// <summary>What is decided of a document.</summary>
internal enum Indsigtsafgoerelse
{
    /// <summary>Given as it is.</summary>
    Udlever,

    /// <summary>Given with parts of it hidden.</summary>
    Delvist,

    /// <summary>Not given.</summary>
    Undtag,
}

/// <summary>What is made for a request while one goes on with something else.</summary>
internal enum Indsigtsjobart
{
    /// <summary>The answer, or a part of it.</summary>
    Svar,

    /// <summary>What is registered of the person who asks.</summary>
    Personoplysninger,
}

/// <summary>What is known of the whole request besides the case's fields.</summary>
internal sealed class Indsigtsanmodning
{
    public Guid SagId { get; init; }

    /// <summary>What came of considering to give more than the law demands; null until it is considered.</summary>
    public string? Overvejet { get; private set; }

    public DateOnly? OvervejetDag { get; private set; }

    /// <summary>The work that makes something for the request now, or made it last.</summary>
    public Guid? JobId { get; private set; }

    /// <summary>What it makes.</summary>
    public Indsigtsjobart? JobArt { get; private set; }

    public long Version { get; private set; }

    public void SaetIGang(Guid job, Indsigtsjobart art)
    {
        (JobId, JobArt) = (job, art);
        Version++;
    }

    public void Overvej(string tekst, DateOnly dag)
    {
        (Overvejet, OvervejetDag) = (tekst.Trim(), dag);
        Version++;
    }
}

/// <summary>A case that is looked through for the request.</summary>
internal sealed class Indsigtskilde
{
    public Guid SagId { get; init; }

    public Guid KildeSagId { get; init; }

    public Guid ValgtAf { get; init; }

    public DateTimeOffset Valgt { get; init; }
}

/// <summary>A rectangle that is hidden, in parts of the page.</summary>
/// <param name="Fil">Number of the file.</param>
/// <param name="Side">From 1.</param>
internal sealed record Skjultfelt(int Fil, int Side, double X, double Y, double Bredde, double Hoejde);

/// <summary>A word, name or number that is hidden.</summary>
/// <param name="Tekst">As it is written.</param>
/// <param name="KunHer">It may stand in other documents of the answer; else the whole answer is searched for it.</param>
internal sealed record Skjultord(string Tekst, bool KunHer);

/// <summary>What is decided of one document for one request.</summary>
internal sealed class Indsigtsvalg
{
    public const int FlestOrd = 200;

    public const int FlestFelter = 500;

    public Guid SagId { get; init; }

    public Guid DokumentId { get; init; }

    public Guid KildeSagId { get; init; }

    public Indsigtsafgoerelse Afgoerelse { get; private set; }

    /// <summary>The paragraph that it is withheld by.</summary>
    public string? Hjemmel { get; private set; }

    public string? Begrundelse { get; private set; }

    /// <summary>Its title in the answer's list, where its own says too much.</summary>
    public string? Titel { get; private set; }

    public IReadOnlyList<Skjultord> Skjul { get; private set; } = [];

    public IReadOnlyList<Skjultfelt> Felter { get; private set; } = [];

    /// <summary>The answer it was given with; then it stands.</summary>
    public int? SvarNr { get; private set; }

    public Guid VurderetAf { get; private set; }

    public DateTimeOffset Vurderet { get; private set; }

    public long Version { get; private set; }

    /// <summary>Decides. The last word before the answer counts.</summary>
    /// <exception cref="RegelbrudException">AKT-3, AKT-6, AKT-10.</exception>
    public void Vurder(Indsigtsafgoerelse afgoerelse, string? hjemmel, string? begrundelse, string? titel, DateOnly? sendt, DateOnly idag, Guid bruger, DateTimeOffset tid)
    {
        AktindsigtRegler.SvaretErGivet.Kraev(SvarNr is null);
        AktindsigtRegler.UndtagelseHarHjemmel.Kraev(afgoerelse == Indsigtsafgoerelse.Udlever || (!string.IsNullOrWhiteSpace(hjemmel) && !string.IsNullOrWhiteSpace(begrundelse)));
        AktindsigtRegler.UdgaaendeErAabneDagenEfter.Kraev(afgoerelse == Indsigtsafgoerelse.Undtag || sendt is not { } dag || dag < idag);
        (Afgoerelse, Titel, VurderetAf, Vurderet) = (afgoerelse, Ren(titel), bruger, tid);
        (Hjemmel, Begrundelse) = afgoerelse == Indsigtsafgoerelse.Udlever ? (null, null) : (Ren(hjemmel), Ren(begrundelse));
        Version++;
    }

    /// <summary>Says what is hidden.</summary>
    /// <exception cref="RegelbrudException">AKT-10.</exception>
    public void Skjule(IReadOnlyList<Skjultord> ord, IReadOnlyList<Skjultfelt> felter)
    {
        AktindsigtRegler.SvaretErGivet.Kraev(SvarNr is null);
        (Skjul, Felter) = ([.. ord.Where(o => o.Tekst.Any(char.IsLetterOrDigit)).Select(o => o with { Tekst = o.Tekst.Trim() }).DistinctBy(o => o.Tekst, StringComparer.OrdinalIgnoreCase)], felter);
        Version++;
    }

    public void GivMed(int svar)
    {
        SvarNr = svar;
        Version++;
    }

    private static string? Ren(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}

/// <summary>Time used on the request: a request may be refused when it takes too much.</summary>
internal sealed class Indsigtstid
{
    public Guid SagId { get; init; }

    public int Nr { get; init; }

    public DateOnly Dag { get; init; }

    public int Minutter { get; init; }

    public required string Hvad { get; init; }

    public Guid BrugerId { get; init; }
}

/// <summary>An answer that was made and filed: a decision on part of the request, or on all that was left of it.</summary>
internal sealed class Indsigtssvar
{
    public Guid SagId { get; init; }

    public int Nr { get; init; }

    /// <summary>The document on the request's case.</summary>
    public Guid DokumentId { get; init; }

    /// <summary>More is to follow.</summary>
    public bool ErDel { get; init; }

    public int Sider { get; init; }

    public DateTimeOffset Lavet { get; init; }

    public Guid LavetAf { get; init; }

    /// <summary>What must hold before an answer is made of these.</summary>
    /// <param name="regime">The rules it is decided by.</param>
    /// <param name="nye">What is decided and not yet answered.</param>
    /// <param name="uvurderede">Documents that nobody has decided on.</param>
    /// <param name="overvejet">More openness has been considered.</param>
    /// <param name="erDel">More is to follow.</param>
    /// <param name="tidligere">Answers there are already.</param>
    /// <exception cref="RegelbrudException">AKT-4, AKT-5, AKT-8, AKT-12, AKT-16.</exception>
    public static void Kraev(Regime regime, IReadOnlyCollection<Indsigtsvalg> nye, int uvurderede, bool overvejet, bool erDel, int tidligere)
    {
        AktindsigtRegler.DerErNogetAtSvarePaa.Kraev(nye.Count > 0 || (!erDel && tidligere == 0));
        AktindsigtRegler.SvaretErIkkeForStort.Kraev(nye.Count <= AktindsigtRegler.Flest);
        AktindsigtRegler.AlleErVurderet.Kraev(erDel || uvurderede == 0);
        AktindsigtRegler.DelvistSkjulerNoget.Kraev(nye.All(v => v.Afgoerelse != Indsigtsafgoerelse.Delvist || v.Skjul.Count + v.Felter.Count > 0));
        AktindsigtRegler.MeroffentlighedErOvervejet.Kraev(!regime.Meroffentlighed || overvejet || nye.All(v => v.Afgoerelse == Indsigtsafgoerelse.Udlever));
    }
}

/// <summary>What is complained of.</summary>
internal enum Klageart
{
    Afgoerelsen,
    Langsommelighed,
}

/// <summary>What came of a complaint.</summary>
internal enum Klageudfald
{
    /// <summary>The decision is changed, or the request answered.</summary>
    Imoedekommet,

    /// <summary>Kept, and sent on to the appeal body.</summary>
    Videresendt,

    /// <summary>Taken back by the one who complained.</summary>
    Trukket,
}

/// <summary>A complaint: it is looked at again and sent on within seven working days.</summary>
internal sealed class Indsigtsklage
{
    public const int Arbejdsdage = 7;

    public Guid SagId { get; init; }

    public int Nr { get; init; }

    public Klageart Art { get; init; }

    public DateOnly Modtaget { get; init; }

    public DateOnly Frist { get; init; }

    public DateOnly? Afsluttet { get; private set; }

    public Klageudfald? Udfald { get; private set; }

    public string? Bemaerkning { get; private set; }

    /// <summary>Registers.</summary>
    /// <param name="anmodet">The day the request came.</param>
    /// <param name="afgjort">The request is answered.</param>
    /// <param name="aabne">Open complaints there are.</param>
    /// <exception cref="RegelbrudException">AKT-13, AKT-15, AKT-17.</exception>
    public static Indsigtsklage Modtag(Guid sagId, int nr, Klageart art, DateOnly modtaget, DateOnly anmodet, bool afgjort, IEnumerable<Klageart> aabne)
    {
        AktindsigtRegler.EenAabenKlageAfHverArt.Kraev(!aabne.Contains(art));
        AktindsigtRegler.SvarFoerAfgoerelse.Kraev(art != Klageart.Afgoerelsen || afgjort);
        AktindsigtRegler.LangsommelighedEfterFjortenDage.Kraev(art != Klageart.Langsommelighed || (!afgjort && modtaget > DanishCalendar.AddWorkdays(anmodet, 14)));
        return new() { SagId = sagId, Nr = nr, Art = art, Modtaget = modtaget, Frist = DanishCalendar.MoveToWorkday(DanishCalendar.AddWorkdays(modtaget, Arbejdsdage)) };
    }

    /// <exception cref="RegelbrudException">AKT-14.</exception>
    public void Afslut(Klageudfald udfald, string? bemaerkning, DateOnly dag)
    {
        AktindsigtRegler.KlagenErAaben.Kraev(Afsluttet is null);
        (Afsluttet, Udfald, Bemaerkning) = (dag, udfald, string.IsNullOrWhiteSpace(bemaerkning) ? null : bemaerkning.Trim());
    }
}
