namespace Esdh.Sager.Domain;

/// <summary>What a decision gives a party. Anything but full consent must be reasoned (forvaltningsloven § 22).</summary>
internal enum Afgoerelsesudfald
{
    FuldtMedhold,
    DelvistMedhold,
    Afslag,

    /// <summary>An order, a ban, a payment: what the party has not asked for.</summary>
    Andet,
}

internal static class Udfaldsord
{
    /// <summary>As people say it.</summary>
    public static string Ord(this Afgoerelsesudfald udfald) => udfald switch
    {
        Afgoerelsesudfald.FuldtMedhold => "Fuldt medhold",
        Afgoerelsesudfald.DelvistMedhold => "Delvist medhold",
        Afgoerelsesudfald.Afslag => "Afslag",
        _ => "Andet, fx påbud eller forbud",
    };
}

/// <summary>A kind of decision that the authority makes, and where it can be appealed.</summary>
internal sealed class Afgoerelsestype
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Stable lower-case key that integrations use.</summary>
    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    /// <summary>The other authority that it can be appealed to; null where there is none.</summary>
    public string? Klageinstans { get; set; }

    /// <summary>What is written when nobody writes another: body, procedure and deadline.</summary>
    public string? Klagevejledning { get; set; }

    /// <summary>The chain that must approve that one is made.</summary>
    public Guid? KaedeId { get; set; }

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; } = 1;
}

/// <summary>An administrative decision towards parties.</summary>
internal sealed class Afgoerelse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public DateOnly Dato { get; init; }

    /// <summary>What was decided: tilladelse, afslag, påbud ... as the authority names it.</summary>
    public required string Art { get; init; }

    public Guid? AfgoerelsestypeId { get; init; }

    /// <summary>What it gives those who are not named apart; null where only the fact that it was made is registered, and its letter holds the rest.</summary>
    public Afgoerelsesudfald? Udfald { get; init; }

    /// <summary>The rules it was made by.</summary>
    public string? Retsgrundlag { get; init; }

    /// <summary>The main considerations, as far as it rests on a judgement.</summary>
    public string? Hovedhensyn { get; init; }

    /// <summary>It rests on no judgement, so there are no considerations to name.</summary>
    public bool UdenSkoen { get; init; }

    /// <summary>The facts that mattered, in short.</summary>
    public string? Faktum { get; init; }

    /// <summary>Where it can be appealed, how and until when.</summary>
    public string? Klagevejledning { get; init; }

    /// <summary>When what was decided must be met.</summary>
    public DateOnly? Frist { get; init; }

    public string? Notat { get; init; }

    public Guid RegistreretAf { get; init; }

    public DateTimeOffset Registreret { get; init; }

    /// <summary>Holds all that a decision of its kind must hold towards each party.</summary>
    /// <param name="parter">Those named apart.</param>
    /// <param name="type">Its kind, where one was chosen.</param>
    /// <exception cref="Esdh.Core.RegelbrudException">AFG-1 or AFG-2.</exception>
    public void KraevIndhold(IEnumerable<Afgoerelsespart> parter, Afgoerelsestype? type)
    {
        if (parter.Select(p => (Afgoerelsesudfald?)p.Udfald).Append(Udfald).All(u => u is null or Afgoerelsesudfald.FuldtMedhold))
            return;
        HoeringRegler.AfgoerelsenErBegrundet.KraevIntet(
        [
            .. Mangler(Retsgrundlag is null, "Retsgrundlaget mangler: de regler, afgørelsen bygger på."),
            .. Mangler(Hovedhensyn is null && !UdenSkoen, "Hovedhensynene mangler. Beror afgørelsen ikke på et skøn, så sæt kryds ved det."),
            .. Mangler(Faktum is null, "De faktiske oplysninger, der har haft betydning, mangler."),
        ]);
        HoeringRegler.AfgoerelsenHarKlagevejledning.KraevIntet([.. Mangler(type?.Klageinstans is not null && Klagevejledning is null, $"»{type?.Navn}« kan påklages til {type?.Klageinstans}.")]);

        static string[] Mangler(bool mangler, string tekst) => mangler ? [tekst] : [];
    }
}

/// <summary>What a decision gives one of the parties, where they do not all get the same.</summary>
internal sealed class Afgoerelsespart
{
    public Guid AfgoerelseId { get; init; }

    public Guid SagspartId { get; init; }

    public Afgoerelsesudfald Udfald { get; init; }

    /// <summary>What is said to this party alone.</summary>
    public string? Tilfoejelse { get; init; }
}

