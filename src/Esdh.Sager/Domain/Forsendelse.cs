using Esdh.Core.Identity;

namespace Esdh.Sager.Domain;

/// <summary>How a letter gets to its receiver.</summary>
internal enum Forsendelseskanal
{
    Email,
    DigitalPost,

    /// <summary>Printed, put in an envelope and posted by a print house.</summary>
    Fjernprint,

    BygOgMiljoe,

    /// <summary>Printed and posted here: a person says when it was.</summary>
    Udskriv,
}

/// <summary>How far the letter to one receiver has come.</summary>
internal enum Modtagertilstand
{
    Venter,

    /// <summary>Written before the line is opened. What stands here after a kill may have left.</summary>
    Afsendes,

    Sendt,

    Afvist,

    /// <summary>It may have left, and nothing can tell: a person decides, it is never sent again by itself.</summary>
    Uvis,

    Fortrudt,
}

/// <summary>What a person did about a letter that was rejected.</summary>
internal enum Afvisningshaandtering
{
    SendtIgen,
    SendtPaaAndenVis,
    Opgivet,
}

/// <summary>One letter with what is enclosed, on its way to its receivers. What is sent is the files as they were when it was ordered.</summary>
internal sealed class Forsendelse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid SagId { get; set; }

    /// <summary>The main document.</summary>
    public Guid DokumentId { get; init; }

    /// <summary>The subject, as receivers read it.</summary>
    public required string Titel { get; init; }

    /// <summary>The text of the mail.</summary>
    public string? Tekst { get; init; }

    /// <summary>A first page lists what is enclosed.</summary>
    public bool MedFoelgebrev { get; init; }

    public Guid BestiltAf { get; init; }

    public DateTimeOffset Bestilt { get; init; }

    /// <summary>Nothing leaves before.</summary>
    public DateTimeOffset? Tidligst { get; init; }

    /// <summary>The job that made it, one of many.</summary>
    public Guid? JobId { get; init; }

    /// <summary>When the PDFs that leave were made.</summary>
    public DateTimeOffset? Forberedt { get; private set; }

    /// <summary>When the first receiver's left; then the document was journalised.</summary>
    public DateTimeOffset? FoerstSendt { get; private set; }

    /// <summary>Nobody waits any more: each is sent, rejected or taken back. Rejected ones may be sent again, and then it is open once more.</summary>
    public DateTimeOffset? Afsluttet { get; private set; }

    public long Version { get; private set; } = 1;

    public void ErForberedt(DateTimeOffset tid)
    {
        Forberedt = tid;
        Version++;
    }

    /// <summary>True for the first that leaves.</summary>
    public bool EnErSendt(DateTimeOffset tid)
    {
        if (FoerstSendt is not null)
            return false;
        FoerstSendt = tid;
        return true;
    }

    /// <param name="venter">Receivers that wait or are on their way.</param>
    /// <param name="tid">Now.</param>
    public void Roer(bool venter, DateTimeOffset tid)
    {
        Afsluttet = venter ? null : Afsluttet ?? tid;
        Version++;
    }
}

/// <summary>A file of a dispatch: the cover letter is number 0, the main document's follow, then what is enclosed.</summary>
internal sealed class Forsendelsesdel
{
    public Guid ForsendelseId { get; init; }

    public int Nummer { get; init; }

    /// <summary>Null for the cover letter.</summary>
    public Guid? DokumentId { get; init; }

    public int Filversion { get; init; }

    public required string Titel { get; init; }

    /// <summary>Its akt number when it was ordered, if it had one.</summary>
    public string? Akt { get; init; }

    public required string Filnavn { get; init; }

    public required string Mimetype { get; init; }

    /// <summary>The file as it was when it was ordered; null for the cover letter.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What leaves.</summary>
    public string? PdfSha256 { get; private set; }

    public long? PdfStoerrelse { get; private set; }

    /// <summary>A PDF's name for this file.</summary>
    public string Pdfnavn => Path.ChangeExtension(Filnavn, ".pdf");

    public void Gem(string sha256, long stoerrelse) => (PdfSha256, PdfStoerrelse) = (sha256, stoerrelse);
}

/// <summary>One receiver of a dispatch, by one channel. Sending again makes a new one, so that what was tried stands.</summary>
internal sealed class Forsendelsesmodtager
{
    /// <summary>Waits between attempts.</summary>
    private static readonly TimeSpan[] Ventetider =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4)];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid ForsendelseId { get; init; }

    public required string Navn { get; init; }

    public Guid? SagspartId { get; init; }

    public Guid? PartId { get; init; }

    public Forsendelseskanal Kanal { get; init; }

    /// <summary>In the channel's form: a mail address, a personnummer or CVR number, or the lines of a postal address.</summary>
    public required string Adresse { get; init; }

    /// <summary>Message-ID or message UUID, made when it was ordered: by this the outside knows one message from the same again.</summary>
    public required string BeskedId { get; init; }

    public Modtagertilstand Tilstand { get; private set; }

    public int Forsoeg { get; private set; }

    public DateTimeOffset? FoersteForsoeg { get; private set; }

    public DateTimeOffset? NaesteForsoeg { get; private set; }

    /// <summary>When it was last taken to be sent, and by which server.</summary>
    public DateTimeOffset? Taget { get; private set; }

    public Guid? TagetAf { get; private set; }

    public DateTimeOffset? Sendt { get; private set; }

    /// <summary>What the outside said when it took it, or the word of the person who sent it.</summary>
    public string? Kvittering { get; private set; }

    /// <summary>Why it was rejected, did not leave yet, or is uncertain.</summary>
    public string? Aarsag { get; private set; }

    /// <summary>Who handles a rejection; the case's handler when null.</summary>
    public Guid? AnsvarligId { get; set; }

    public Afvisningshaandtering? Haandtering { get; private set; }

    public string? Haandteringsnote { get; private set; }

    public Guid? HaandteretAf { get; private set; }

    public DateTimeOffset? Haandteret { get; private set; }

    /// <summary>The rejected one that this takes the place of.</summary>
    public Guid? ErstatterId { get; init; }

    /// <summary>Rejected or uncertain, and nobody has done anything about it.</summary>
    public bool VenterPaaEtMenneske => Tilstand is Modtagertilstand.Afvist or Modtagertilstand.Uvis && Haandtering is null;

    /// <summary>Still to be sent, or on its way.</summary>
    public bool ErUnderVejs => Tilstand is Modtagertilstand.Venter or Modtagertilstand.Afsendes;

    /// <summary>Must be durable before a line is opened.</summary>
    public void Tag(Guid server, DateTimeOffset tid)
    {
        if (Tilstand != Modtagertilstand.Venter)
            throw new InvalidOperationException("Only what waits is taken.");
        (Tilstand, Taget, TagetAf, NaesteForsoeg) = (Modtagertilstand.Afsendes, tid, server, null);
        FoersteForsoeg ??= tid;
        Forsoeg++;
    }

    /// <summary>The outside has taken it. False where that was known.</summary>
    public bool ErSendt(string kvittering, DateTimeOffset tid)
    {
        if (Tilstand is Modtagertilstand.Sendt || (Tilstand == Modtagertilstand.Afvist && Sendt is not null))
            return false;
        (Tilstand, Sendt, Kvittering, Aarsag) = (Modtagertilstand.Sendt, tid, Kort(kvittering), null);
        return true;
    }

    /// <summary>Not now. After <paramref name="laengst"/> since the first attempt it counts as rejected.</summary>
    public void Udskyd(string aarsag, TimeSpan laengst, DateTimeOffset tid)
    {
        if (Tilstand != Modtagertilstand.Afsendes)
            return;
        Aarsag = Kort(aarsag);
        if (tid - FoersteForsoeg >= laengst)
            Afvis($"Opgivet efter {Forsoeg} forsøg. {aarsag}");
        else
            (Tilstand, NaesteForsoeg) = (Modtagertilstand.Venter, tid + Ventetider[Math.Min(Forsoeg, Ventetider.Length) - 1]);
    }

    /// <summary>Taken, but no line was opened: it waits as before, and that was no attempt.</summary>
    public void Slip(string? aarsag, DateTimeOffset igen)
    {
        if (Tilstand != Modtagertilstand.Afsendes)
            return;
        (Tilstand, NaesteForsoeg, Aarsag) = (Modtagertilstand.Venter, igen, aarsag is null ? Aarsag : Kort(aarsag));
        if (--Forsoeg == 0)
            FoersteForsoeg = null;
    }

    /// <summary>It was taken, and came back: also where the word that it was taken is still on its way.</summary>
    public bool KomTilbage(string aarsag, DateTimeOffset tid)
    {
        if (!Afvis(aarsag))
            return false;
        Sendt ??= tid;
        return true;
    }

    /// <summary>Never taken as it is. False where that was known.</summary>
    public bool Afvis(string aarsag)
    {
        if (Tilstand is Modtagertilstand.Afvist or Modtagertilstand.Fortrudt)
            return false;
        (Tilstand, Aarsag, NaesteForsoeg) = (Modtagertilstand.Afvist, Kort(aarsag), null);
        return true;
    }

    public bool BlivUvis(string aarsag)
    {
        if (Tilstand != Modtagertilstand.Afsendes)
            return false;
        (Tilstand, Aarsag) = (Modtagertilstand.Uvis, Kort(aarsag));
        return true;
    }

    /// <summary>What was under way when a copy was taken may have gone since.</summary>
    public void BlivUvisEfterGendannelse()
    {
        if (ErUnderVejs)
            (Tilstand, NaesteForsoeg, Aarsag) = (Modtagertilstand.Uvis, null, "Systemet er gendannet fra en sikkerhedskopi. Brevet kan være sendt, efter at kopien blev taget.");
    }

    /// <exception cref="Esdh.Core.RegelbrudException">FOR-3.</exception>
    public void Fortryd(Guid af, DateTimeOffset tid)
    {
        ForsendelseRegler.ErIkkeGaaet.Kraev(Tilstand == Modtagertilstand.Venter);
        (Tilstand, NaesteForsoeg, HaandteretAf, Haandteret) = (Modtagertilstand.Fortrudt, null, af, tid);
    }

    /// <exception cref="Esdh.Core.RegelbrudException">FOR-4.</exception>
    public void Haandter(Afvisningshaandtering hvordan, string? note, Guid af, DateTimeOffset tid)
    {
        ForsendelseRegler.VenterPaaEtMenneske.Kraev(VenterPaaEtMenneske);
        (Haandtering, Haandteringsnote, HaandteretAf, Haandteret) = (hvordan, note, af, tid);
    }

    /// <summary>A person posted the printed letter, or knows that it arrived.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">FOR-6.</exception>
    public void Bekraeft(string kvittering, DateTimeOffset tid)
    {
        ForsendelseRegler.SendesMedHaanden.Kraev((Kanal == Forsendelseskanal.Udskriv && Tilstand == Modtagertilstand.Venter) || (Tilstand == Modtagertilstand.Uvis && Haandtering is null));
        ErSendt(kvittering, tid);
    }

    /// <summary>What a database takes, and what tells nobody a personnummer.</summary>
    private static string Kort(string tekst)
    {
        var ren = CprFinder.Mask(string.Concat(tekst.Select(c => char.IsControl(c) ? ' ' : c)).Trim());
        return ren.Length <= 1000 ? ren : ren[..999] + "…";
    }
}
