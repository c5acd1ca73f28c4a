using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>One who has left a unit, and how much was left behind.</summary>
/// <param name="NuEnhed">Where the employee is now; null for one who is closed.</param>
/// <param name="LederEnhedId">The unit of the nearest leader, who answers for it; null where the administrators do.</param>
/// <param name="Vikariater">Absences in which the one who left is the substitute.</param>
/// <param name="HarSkjulte">There are open cases that the reader does not see.</param>
public sealed record Fratraadtrad(
    Guid BrugerId, string Navn, Guid EnhedId, string Enhed, string? NuEnhed, Guid? LederEnhedId, int Sager, int Erindringer, int Kladder, int Poster, int Vikariater, bool HarSkjulte)
{
    public int IAlt => Sager + Erindringer + Kladder + Poster + Vikariater;
}

/// <summary>Something left behind.</summary>
public sealed record Fratraadtting(string Titel, string Under, string Href);

/// <summary>What one who has left left behind; at most 50 of each kind.</summary>
public sealed record Fratraadtdetaljer(
    Fratraadtrad Hvem, IReadOnlyList<Fratraadtting> Sager, IReadOnlyList<Fratraadtting> Erindringer, IReadOnlyList<Fratraadtting> Kladder, IReadOnlyList<Fratraadtting> Post,
    IReadOnlyList<Fratraadtting> Vikariater);

/// <param name="Forespoergsel">The case list's query that shows the one's open cases, for the bulk job.</param>
public sealed record Fratraadtvisning(Fratraadtdetaljer Detaljer, string Forespoergsel, Formular Formular);

/// <summary>A sample of cases, with how many of them had what.</summary>
/// <param name="OpfoelgesNu">To be mended, and the day to look again has come.</param>
public sealed record Sagsstikproevevisning(
    Guid Id, int Nr, Guid EnhedId, string Enhed, DateOnly Fra, DateOnly Til, long Froe, int Omfang, DateTimeOffset Udtaget, string UdtagetAf, int Sager, int Mangler, int SkalRettes, int OpfoelgesNu,
    int MedGamleKladder, int MedSentJournaliserede, int ManglerHoering, int MedOverskredneFrister, int UdenRetsgrundlag);

/// <summary>A case of a sample. Number, title and handler are null where the reader no longer sees the case.</summary>
public sealed record Sagsproevevisning(
    Guid Id, Guid StikproeveId, string? Sagsnummer, string? Titel, string? Behandler, int GamleKladder, int SentJournaliserede, bool ManglerHoering, int OverskredneFrister, int UdenRetsgrundlag,
    string? Fund, string? Note, DateOnly? Opfoelgning, bool SkalFoelgesOp, string? AfgjortAf, DateTimeOffset? Afgjort, long Version)
{
    /// <summary>What the system saw, in words; empty when nothing.</summary>
    public IReadOnlyList<string> Bemaerkninger =>
    [
        .. GamleKladder > 0 ? [GamleKladder == 1 ? "1 gammel kladde" : $"{GamleKladder} gamle kladder"] : Array.Empty<string>(),
        .. SentJournaliserede > 0 ? [SentJournaliserede == 1 ? "1 dokument journaliseret for sent" : $"{SentJournaliserede} dokumenter journaliseret for sent"] : Array.Empty<string>(),
        .. ManglerHoering ? ["Ingen partshøring"] : Array.Empty<string>(),
        .. OverskredneFrister > 0 ? [OverskredneFrister == 1 ? "1 overskredet frist" : $"{OverskredneFrister} overskredne frister"] : Array.Empty<string>(),
        .. UdenRetsgrundlag > 0 ? ["Afgørelse uden retsgrundlag"] : Array.Empty<string>(),
    ];
}

/// <param name="Enheder">Units the leader may draw from.</param>
public sealed record Sagsstikproeveliste(IReadOnlyList<Sagsstikproevevisning> Stikproever, string? NaesteHref, IReadOnlyList<Mulighed> Enheder, Formular Formular);

public sealed record Sagsstikproevesider(Sagsstikproevevisning Stikproeve, IReadOnlyList<Sagsproevevisning> Sager);

public sealed record Sagsproevesider(Sagsproevevisning Sag, Formular Formular, bool KanAfgoeres);
