using Esdh.Core.Calendar;

namespace Esdh.Sager.Domain;

/// <summary>Why somebody is asked.</summary>
internal enum Hoeringsart
{
    /// <summary>A party is told of facts that speak against it, and may comment before the decision (forvaltningsloven § 19).</summary>
    Partshoering,

    /// <summary>Neighbours are told of what is applied for, and may comment. They need not be parties in the law's sense.</summary>
    Naboorientering,
}

/// <summary>A hearing on a case: what is put to whom, until when, and what they answered.</summary>
internal sealed class Hoering
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public Hoeringsart Art { get; init; }

    public required string Emne { get; init; }

    /// <summary>The facts and the assessments from outside that are put to those who are heard. Goes into their letters as it is.</summary>
    public required string Oplysninger { get; init; }

    /// <summary>The latest deadline that anyone has; always a day on which a deadline may end.</summary>
    public DateOnly Frist { get; private set; }

    /// <summary>The reminder of the deadline.</summary>
    public Guid ErindringId { get; init; }

    public Guid StartetAf { get; init; }

    public DateTimeOffset Startet { get; init; }

    public DateTimeOffset? Afsluttet { get; private set; }

    public Guid? AfsluttetAf { get; private set; }

    /// <summary>Why it was ended before all had answered and the deadline had passed. Then it does not count as held.</summary>
    public string? Afbrudt { get; private set; }

    public long Version { get; private set; } = 1;

    public static Hoering Start(Guid sag, Hoeringsart art, string emne, string oplysninger, DateOnly frist, Guid erindring, Guid af, DateTimeOffset tid) => new()
    {
        SagId = sag, Art = art, Emne = Titeltekst.Ren(emne), Oplysninger = oplysninger.Trim(), Frist = frist, ErindringId = erindring, StartetAf = af, Startet = tid,
    };

    /// <exception cref="Esdh.Core.RegelbrudException">HOER-3.</exception>
    public void KraevAaben() => HoeringRegler.HoeringenErAaben.Kraev(Afsluttet is null);

    /// <summary>An answer has come, or was taken back.</summary>
    public void Roer()
    {
        KraevAaben();
        Version++;
    }

    /// <summary>Gives all who have not answered, or one of them, longer time.</summary>
    /// <param name="parter">All who are heard.</param>
    /// <param name="part">Whose deadline; null for all who have not answered.</param>
    /// <param name="frist">The new one.</param>
    public void Forlaeng(IReadOnlyCollection<Hoeringspart> parter, Hoeringspart? part, DateOnly frist)
    {
        KraevAaben();
        var hvem = part is null ? parter.Where(p => !p.HarSvaret).ToList() : [part];
        HoeringRegler.FristenForlaenges.Kraev(hvem.Count > 0 && hvem.TrueForAll(p => frist > p.Frist));
        foreach (var p in hvem)
            p.Frist = frist;
        Frist = parter.Max(p => p.Frist);
        Version++;
    }

    /// <summary>Ends it: all have answered, or the deadline has passed; before that only with a reason, and then it was not held.</summary>
    public void Afslut(IReadOnlyCollection<Hoeringspart> parter, string? grund, Guid af, DateTimeOffset tid)
    {
        KraevAaben();
        var venter = parter.Count(p => !p.HarSvaret && p.Frist >= DanishTime.DateOf(tid));
        HoeringRegler.AlleHarSvaretEllerFristenErUdloebet.KraevIntet(venter == 0 || grund is not null ? [] : [$"{(venter == 1 ? "1 part har" : $"{venter} parter har")} stadig tid til at svare."]);
        (Afsluttet, AfsluttetAf, Afbrudt) = (tid, af, venter > 0 ? grund : null);
        Version++;
    }
}

/// <summary>One who is heard: with a letter, a deadline and an answer of its own, so that none learns of the others.</summary>
internal sealed class Hoeringspart
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid HoeringId { get; init; }

    public Guid SagspartId { get; init; }

    public DateOnly Frist { get; set; }

    /// <summary>The letter to this party alone.</summary>
    public Guid? BrevDokumentId { get; set; }

    /// <summary>The day the answer came; null while none has.</summary>
    public DateOnly? Svaret { get; private set; }

    /// <summary>The document that is the answer.</summary>
    public Guid? SvarDokumentId { get; private set; }

    /// <summary>What was answered, when there is no document or it needs a word.</summary>
    public string? Svarnote { get; private set; }

    /// <summary>The party has said that it has nothing to say.</summary>
    public bool UdenBemaerkninger { get; private set; }

    public bool HarSvaret => Svaret is not null;

    /// <summary>A later answer takes the place of an earlier one; the history has both.</summary>
    public void Svar(DateOnly dag, Guid? dokument, string? note, bool udenBemaerkninger) => (Svaret, SvarDokumentId, Svarnote, UdenBemaerkninger) = (dag, dokument, note, udenBemaerkninger);

    /// <summary>A draft that was its letter or its answer is deleted. A letter can be made again; an answer without its document and without words is none.</summary>
    public void Slip(Guid dokument)
    {
        if (BrevDokumentId == dokument)
            BrevDokumentId = null;
        if (SvarDokumentId != dokument)
            return;
        SvarDokumentId = null;
        if (Svarnote is null && !UdenBemaerkninger)
            FortrydSvar();
    }

    /// <summary>Was written on the wrong party, or was no answer.</summary>
    public void FortrydSvar() => (Svaret, SvarDokumentId, Svarnote, UdenBemaerkninger) = (null, null, null, false);
}

/// <summary>A document of the case that is put to those who are heard.</summary>
internal sealed class Hoeringsbilag
{
    public Guid HoeringId { get; init; }

    public Guid DokumentId { get; init; }
}

/// <summary>That the parties of a case are not heard, why, and by which law.</summary>
internal sealed class Hoeringsundladelse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public required string Begrundelse { get; init; }

    /// <summary>Law and section, as the caseworker names them.</summary>
    public required string Hjemmel { get; init; }

    public Guid Af { get; init; }

    public DateTimeOffset Tid { get; init; }
}
