namespace Esdh.Sager.Domain;

/// <summary>One template to many receivers: each with a document of its own, and where they are to be sent a channel and a result of its own.</summary>
internal sealed class Masseforsendelse
{
    /// <summary>Also the job's, once it is begun.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid SagId { get; set; }

    public Guid DokumentskabelonId { get; init; }

    /// <summary>The hearing that the letters are part of.</summary>
    public Guid? HoeringId { get; init; }

    /// <summary>The documents' title, with fields; the template's when null.</summary>
    public string? Titel { get; init; }

    /// <summary>The text of the mail.</summary>
    public string? Tekst { get; init; }

    /// <summary>Sent as they are made; else they are drafts on the case.</summary>
    public bool Send { get; init; }

    /// <summary>Documents that go with each, ids with a space between.</summary>
    public required string Bilag { get; init; }

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    /// <summary>All rows are written.</summary>
    public bool ErKlar { get; private set; }

    public DateTimeOffset? Begyndt { get; private set; }

    public long Version { get; private set; } = 1;

    public void BlivKlar()
    {
        ErKlar = true;
        Version++;
    }

    /// <exception cref="Esdh.Core.RegelbrudException">FOR-11.</exception>
    public void Begynd(DateTimeOffset tid)
    {
        ForsendelseRegler.MasseforsendelsenErIkkeBegyndt.Kraev(Begyndt is null);
        Begyndt = tid;
        Version++;
    }
}

/// <summary>The letter to one of many.</summary>
internal sealed class Massebrev
{
    public Guid MasseforsendelseId { get; init; }

    /// <summary>From 1 in the order of the list.</summary>
    public int Nummer { get; init; }

    /// <summary>The line of the CSV file; null for a party on the case.</summary>
    public int? Linje { get; init; }

    public required string Navn { get; init; }

    public Guid? SagspartId { get; init; }

    /// <summary>The row of the list as JSON, until its letter is made.</summary>
    public string? Raekke { get; private set; }

    /// <summary>Why it cannot be used, or was not made.</summary>
    public string? Fejl { get; private set; }

    public bool ErFaerdig { get; private set; }

    public Guid? DokumentId { get; private set; }

    public Guid? ForsendelseId { get; private set; }

    public static Massebrev Ny(Guid masseforsendelse, int nummer, int? linje, string navn, Guid? sagspart, string? raekke, string? fejl) => new()
    {
        MasseforsendelseId = masseforsendelse, Nummer = nummer, Linje = linje, Navn = navn, SagspartId = sagspart, Raekke = raekke, Fejl = fejl,
    };

    /// <summary>Its letter is made. What the list said stands in the letter now, and is kept nowhere else.</summary>
    public void Lavet(Guid dokument, Guid? forsendelse) => (ErFaerdig, DokumentId, ForsendelseId, Raekke, Fejl) = (true, dokument, forsendelse, null, null);

    public void Afvis(string grund) => (ErFaerdig, Fejl, Raekke) = (true, grund, null);

    /// <summary>Its draft is deleted.</summary>
    public void Slip() => DokumentId = null;
}
