using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Sager.Domain;

/// <summary>Where a case of a module's type stands. A case without one is an ordinary case.</summary>
internal sealed class Sagsforloeb
{
    public Guid SagId { get; init; }

    /// <summary>Key of its type.</summary>
    public required string Sagstype { get; init; }

    /// <summary>The edition it follows.</summary>
    public int Udgave { get; private set; }

    /// <summary>Key of the step it stands at.</summary>
    public string Trin { get; private set; } = "";

    /// <summary>Key of the last step that did not end it: where it is again when it is opened anew.</summary>
    public string AabentTrin { get; private set; } = "";

    /// <summary>When it came to the step.</summary>
    public DateTimeOffset Siden { get; private set; }

    public static Sagsforloeb Begynd(Guid sagId, Sagstype type, DateTimeOffset tid) =>
        new() { SagId = sagId, Sagstype = type.Noegle, Udgave = type.Udgave, Trin = type.Trin[0].Noegle, AabentTrin = type.Trin[0].Noegle, Siden = tid };

    /// <summary>Goes to another step that a way leads to.</summary>
    /// <exception cref="Core.RegelbrudException">TRIN-1.</exception>
    public void Gaa(Sagstype type, Sagstrin til, DateTimeOffset tid)
    {
        var fra = type.TrinMed(Trin);
        SagsforloebRegler.VejenFindes.KraevIntet(fra.Veje.Any(v => v.Til == til.Noegle) ? [] :
            [fra.Veje.Count == 0 ? $"Fra »{fra.Navn}« går ingen vej videre. Genåbn sagen først." : $"Fra »{fra.Navn}« kan sagen gå til {string.Join(", ", fra.Veje.Select(v => $"»{type.TrinMed(v.Til).Navn}«"))}."]);
        Sted(til, tid);
    }

    /// <summary>It is opened again at the last step it had while it was open.</summary>
    public void Genaabn(DateTimeOffset tid) => (Trin, Siden) = (AabentTrin, tid);

    /// <summary>It follows another edition from now on.</summary>
    /// <param name="til">The step of that edition where it stands.</param>
    public void FoelgUdgave(Sagstype type, Sagstrin til, DateTimeOffset tid)
    {
        SagsforloebRegler.UdgavenErEnAnden.Kraev(type.Udgave != Udgave);
        SagsforloebRegler.UdgavensTrinErAabent.Kraev(til.Tilstand != Trintilstand.Afsluttet);
        Udgave = type.Udgave;
        Sted(til, tid);
    }

    private void Sted(Sagstrin trin, DateTimeOffset tid)
    {
        (Trin, Siden) = (trin.Noegle, tid);
        if (trin.Tilstand != Trintilstand.Afsluttet)
            AabentTrin = trin.Noegle;
    }
}

/// <summary>What is known of a case in one field of its type.</summary>
internal sealed class Feltvaerdi
{
    public Guid SagId { get; init; }

    /// <summary>Key of the field.</summary>
    public required string Felt { get; init; }

    /// <summary>As it is kept: a date as 2026-11-22, yes as ja, an amount in øre.</summary>
    public required string Vaerdi { get; set; }
}

/// <summary>A clock of a case: what is left of a time limit, with the stretches it stood still.</summary>
internal sealed class Urstand
{
    public Guid SagId { get; init; }

    /// <summary>Key of the clock.</summary>
    public required string Ur { get; init; }

    /// <summary>The first day that does not count: the limit begins the day after.</summary>
    public DateOnly Startet { get; init; }

    /// <summary>Days it lasts, when it stands still for none.</summary>
    public int Dage { get; private set; }

    public bool Arbejdsdage { get; init; }

    /// <summary>Days it has stood still in stretches that are over, counted as <see cref="Arbejdsdage"/> says.</summary>
    public int Stilledage { get; private set; }

    /// <summary>Since when it stands still; null while it runs.</summary>
    public DateOnly? StillesSiden { get; private set; }

    /// <summary>It was stopped by hand: a step does not start it.</summary>
    public bool ErStoppetIHaanden { get; private set; }

    /// <summary>Why it stands still.</summary>
    public string? Grund { get; private set; }

    /// <summary>The day it ended; null before.</summary>
    public DateOnly? Slut { get; private set; }

    /// <summary>Days used when it ended; null before.</summary>
    public int? BrugtVedSlut { get; private set; }

    /// <summary>The last day of the limit; null while it stands still.</summary>
    public DateOnly? Frist { get; private set; }

    public static Urstand Start(Guid sagId, Sagsur ur, int dage, DateOnly dag)
    {
        var stand = new Urstand { SagId = sagId, Ur = ur.Noegle, Startet = dag, Dage = dage, Arbejdsdage = ur.Arbejdsdage };
        stand.Regn();
        return stand;
    }

    /// <summary>Stops while the case waits, or by hand.</summary>
    /// <exception cref="Core.RegelbrudException">UR-1, UR-2.</exception>
    public void Stop(string grund, bool iHaanden, DateOnly dag)
    {
        SagsforloebRegler.UretErIkkeSlut.Kraev(Slut is null);
        SagsforloebRegler.UretGaar.KraevIntet(StillesSiden is { } siden ? [$"Det har stået stille siden {DanishTime.ShortDate(siden)}: {Grund}"] : []);
        (StillesSiden, Grund, ErStoppetIHaanden, Frist) = (dag, grund, iHaanden, null);
    }

    /// <summary>Goes on with what was left.</summary>
    /// <returns>How many days it stood still this time.</returns>
    /// <exception cref="Core.RegelbrudException">UR-2, UR-3.</exception>
    public int GaaVidere(DateOnly dag)
    {
        SagsforloebRegler.UretErIkkeSlut.Kraev(Slut is null);
        SagsforloebRegler.UretStaarStille.Kraev(StillesSiden is not null);
        var dage = Mellem(StillesSiden!.Value, dag);
        Stilledage += dage;
        (StillesSiden, Grund, ErStoppetIHaanden) = (null, null, false);
        Regn();
        return dage;
    }

    /// <summary>The limit was met, or no longer matters.</summary>
    public void Afslut(DateOnly dag)
    {
        if (Slut is not null)
            return;
        if (StillesSiden is not null)
            GaaVidere(dag);
        Slut = dag;
        BrugtVedSlut = Brugt(dag);
    }

    /// <summary>The case ended too early: it is opened again, and the limit runs as if it had not ended.</summary>
    public void Genaabn()
    {
        (Slut, BrugtVedSlut) = (null, null);
        Regn();
    }

    /// <summary>The case turned out to be of another kind, which has another limit.</summary>
    public void SaetDage(int dage)
    {
        Dage = dage;
        if (StillesSiden is null)
            Regn();
    }

    /// <summary>Days used by a day, without those it stood still.</summary>
    public int Brugt(DateOnly idag)
    {
        var til = Slut ?? StillesSiden ?? idag;
        return Math.Max(0, Mellem(Startet, til) - Stilledage);
    }

    private int Mellem(DateOnly fra, DateOnly til) => til <= fra ? 0 : Arbejdsdage ? DanishCalendar.WorkdaysBetween(fra, til) : til.DayNumber - fra.DayNumber;

    private void Regn() => Frist = Arbejdsdage ? DanishCalendar.AddWorkdays(Startet, Dage + Stilledage) : Startet.AddDays(Dage + Stilledage);
}

/// <summary>A stretch that a clock stood still.</summary>
internal sealed class Urstop
{
    public Guid SagId { get; init; }

    public required string Ur { get; init; }

    /// <summary>From 1 for each clock of the case.</summary>
    public int Nr { get; init; }

    public DateOnly Fra { get; init; }

    /// <summary>The day it went on; null while it stands still.</summary>
    public DateOnly? Til { get; set; }

    public required string Grund { get; init; }
}
