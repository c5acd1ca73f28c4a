namespace Esdh.Arkiv.Domain;

/// <summary>How far a delivery has come.</summary>
internal enum Arkivversionstilstand
{
    /// <summary>It is being built, or its building was stopped and can be taken up again.</summary>
    Bygges,

    /// <summary>It lies whole in its folder.</summary>
    Bygget,

    /// <summary>It was tested and found in order.</summary>
    Kontrolleret,

    /// <summary>It is with the archive.</summary>
    Afsendt,

    /// <summary>The archive has it. What it holds is delivered.</summary>
    Godkendt,

    /// <summary>It will not do. It can be built anew under the same id.</summary>
    Afvist,
}

/// <summary>One delivery to the archive (arkiveringsversion). Nothing of it counts as delivered before it is approved.</summary>
internal sealed class Arkivversion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary><c>AVID.SA.18005</c>, given by the archive. Never used for two deliveries.</summary>
    public required string Avid { get; init; }

    public Arkivversionstilstand Tilstand { get; private set; }

    /// <summary>JSON: what was asked for.</summary>
    public required string Plan { get; set; }

    /// <summary>What happened after this moment is not in it.</summary>
    public DateTimeOffset Frosset { get; set; }

    public Guid BestiltAf { get; init; }

    public DateTimeOffset Bestilt { get; init; }

    public Guid? JobId { get; private set; }

    /// <summary>The folder it is built in.</summary>
    public required string Mappe { get; init; }

    public int Sager { get; private set; }

    public int Dokumenter { get; private set; }

    /// <summary>JSON: what the building found.</summary>
    public string? Rapport { get; private set; }

    public DateTimeOffset? Bygget { get; private set; }

    public DateTimeOffset? Kontrolleret { get; private set; }

    public DateTimeOffset? Afsendt { get; private set; }

    public DateTimeOffset? Godkendt { get; private set; }

    public DateTimeOffset? Afvist { get; private set; }

    public string? AfvistGrund { get; private set; }

    /// <summary>The job of our own check, if it has been asked for.</summary>
    public Guid? KontrolJobId { get; private set; }

    /// <summary>When our own check was through; null while it goes on, and before.</summary>
    public DateTimeOffset? Proevet { get; private set; }

    /// <summary>Places in error that our own check found.</summary>
    public int Kontrolfejl { get; private set; }

    public int Kontrolbemaerkninger { get; private set; }

    public long Version { get; private set; } = 1;

    /// <summary>A job builds it from now on.</summary>
    public void SaetIGang(Guid job, DateTimeOffset frosset)
    {
        ArkivversionRegler.KunAfvistBygges.Kraev(Tilstand is Arkivversionstilstand.Bygges or Arkivversionstilstand.Afvist);
        (Tilstand, JobId, Frosset, Rapport) = (Arkivversionstilstand.Bygges, job, frosset, null);
        (Bygget, Kontrolleret, Afsendt, Afvist, AfvistGrund) = (null, null, null, null, null);
        (KontrolJobId, Proevet, Kontrolfejl, Kontrolbemaerkninger) = (null, null, 0, 0);
        Version++;
    }

    public void ErBygget(int sager, int dokumenter, string rapport, DateTimeOffset tid)
    {
        ArkivversionRegler.Raekkefoelge.Kraev(Tilstand == Arkivversionstilstand.Bygges);
        (Tilstand, Sager, Dokumenter, Rapport, Bygget) = (Arkivversionstilstand.Bygget, sager, dokumenter, rapport, tid);
        Version++;
    }

    /// <summary>Our own check reads it from now on.</summary>
    public void KontrolleresAf(Guid job)
    {
        ArkivversionRegler.Raekkefoelge.Kraev(Tilstand != Arkivversionstilstand.Bygges);
        (KontrolJobId, Proevet, Kontrolfejl, Kontrolbemaerkninger) = (job, null, 0, 0);
        Version++;
    }

    /// <summary>Our own check is through.</summary>
    /// <returns>Whether that made it a checked one: it was built, and there is no error.</returns>
    public bool ErProevet(int fejl, int bemaerkninger, DateTimeOffset tid)
    {
        (Proevet, Kontrolfejl, Kontrolbemaerkninger) = (tid, fejl, bemaerkninger);
        var tjekket = fejl == 0 && Tilstand == Arkivversionstilstand.Bygget;
        if (tjekket)
            (Tilstand, Kontrolleret) = (Arkivversionstilstand.Kontrolleret, tid);
        Version++;
        return tjekket;
    }

    public void ErKontrolleret(DateTimeOffset tid)
    {
        ArkivversionRegler.Raekkefoelge.Kraev(Tilstand == Arkivversionstilstand.Bygget);
        (Tilstand, Kontrolleret) = (Arkivversionstilstand.Kontrolleret, tid);
        Version++;
    }

    public void ErAfsendt(DateTimeOffset tid)
    {
        ArkivversionRegler.Raekkefoelge.Kraev(Tilstand == Arkivversionstilstand.Kontrolleret);
        (Tilstand, Afsendt) = (Arkivversionstilstand.Afsendt, tid);
        Version++;
    }

    /// <summary>The archive has approved it: what it holds is delivered from now on.</summary>
    public void ErGodkendt(DateTimeOffset tid)
    {
        ArkivversionRegler.Raekkefoelge.Kraev(Tilstand == Arkivversionstilstand.Afsendt);
        (Tilstand, Godkendt) = (Arkivversionstilstand.Godkendt, tid);
        Version++;
    }

    /// <summary>It will not do, whoever found that out. An approved one stays approved.</summary>
    public void ErAfvist(string grund, DateTimeOffset tid)
    {
        ArkivversionRegler.KunUgodkendtAfvises.Kraev(Tilstand is Arkivversionstilstand.Bygget or Arkivversionstilstand.Kontrolleret or Arkivversionstilstand.Afsendt);
        ArkivversionRegler.AfvisesMedGrund.Kraev(!string.IsNullOrWhiteSpace(grund));
        (Tilstand, Afvist, AfvistGrund) = (Arkivversionstilstand.Afvist, tid, grund.Trim());
        Version++;
    }
}

/// <summary>A document that a version holds with its files.</summary>
internal sealed class ArkivAfleveret
{
    public Guid DokumentId { get; init; }

    public Guid ArkivversionId { get; init; }
}

/// <summary>A case whose registration a version holds.</summary>
internal sealed class ArkivAfleveretSag
{
    public Guid SagId { get; init; }

    public Guid ArkivversionId { get; init; }
}
