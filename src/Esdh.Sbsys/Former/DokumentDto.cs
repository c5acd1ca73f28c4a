namespace Esdh.Sbsys.Former;

/// <summary>A document as it is registered on a case. <c>Id</c> is the registration's, <c>DokumentID</c> the document's own; either finds it.</summary>
internal sealed record DokumentMetadataDto
{
    public string? EksternId { get; init; }

    public int SagID { get; init; }

    public int DokumentID { get; init; }

    public int RegistreretAfID { get; init; }

    public DateTimeOffset? RegistreringsDato { get; init; }

    public int SecuritySetID { get; init; }

    public Guid DokumentIdentity { get; init; }

    public Guid DokumentRegistreringIdentity { get; init; }

    public string? Beskrivelse { get; init; }

    public string? DokumentNavn { get; init; }

    public PartDto? SagsPart { get; init; }

    public BrugerDto? Behandler { get; init; }

    public string? SagsNummer { get; init; }

    public bool PaaPostliste { get; init; }

    public string? PostlisteTitel { get; init; }

    public string? PostlisteBeskrivelse { get; init; }

    public Navngivet? DokumentArt { get; init; }

    public IReadOnlyList<FilDto> Filer { get; init; } = [];

    public MailDto? Mail { get; init; }

    public bool OmfattetAfAktindsigt { get; init; }

    public string? AktindsigtKommentar { get; init; }

    /// <summary>Active, Pending or Deleted.</summary>
    public string? DeletedState { get; init; }

    public string? DeletedReason { get; init; }

    public bool DeleteConfirmed { get; init; }

    public int Id { get; init; }

    public string? Navn { get; init; }

    /// <summary>Number in the case's journal, as <c>7</c>.</summary>
    public string? Aktnummer { get; init; }

    public DateTimeOffset? Oprettet { get; init; }

    /// <summary>The name, as clients read it here.</summary>
    public string? OprettetAf { get; init; }
}

internal sealed record FilDto
{
    public Guid Id { get; init; }

    public int ShortId { get; init; }

    public string? Filnavn { get; init; }

    /// <summary>Without the dot.</summary>
    public string? Filendelse { get; init; }

    public bool ErPrimaerFil { get; init; }

    public string? MimeType { get; init; }

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; init; }

    public string? DokumentDataInfoType { get; init; }
}

internal sealed record MailDto
{
    public string? Subject { get; init; }

    public string? FromEmailAddress { get; init; }

    public string? FromNavn { get; init; }

    public IReadOnlyList<MailRecipientDto> MailRecipients { get; init; } = [];

    public DateTimeOffset? ReceivedDate { get; init; }

    public bool IsSentItem { get; init; }

    public string? MailType { get; init; }
}

internal sealed record MailRecipientDto(string MailrecipientType, string? EmailAdresse, string Navn);

internal sealed record DelforloebDto
{
    public int ID { get; init; }

    public int SagID { get; init; }

    public string? Titel { get; init; }

    /// <summary>Only where one is asked for.</summary>
    public IReadOnlyList<DokumentMetadataDto>? Dokumenter { get; init; }
}

/// <summary>A document that is being written.</summary>
internal sealed record KladdeDto
{
    public int Id { get; init; }

    public Guid KladdeIdentity { get; init; }

    public int SagID { get; init; }

    public string? Navn { get; init; }

    public string? Emne { get; init; }

    public string? Beskrivelse { get; init; }

    public PartDto? SagsPart { get; init; }

    /// <summary>The version that counts, from 1.</summary>
    public int Version { get; init; }

    public bool ErCheckedUd { get; init; }

    public BrugerDto? CheckedUdAf { get; init; }

    public IReadOnlyList<FilDto> Filer { get; init; } = [];

    public DateTimeOffset? Oprettet { get; init; }
}
