using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Former;
using Esdh.Sbsys.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Foresp;

/// <summary>Documents as clients know them: one row for a main document, with the files of what came with it below the main one's.</summary>
internal sealed class Dokumentformer(SagerDb db, SbsysDb sbsys, Brugeropslag brugere, TimeProvider tid)
{
    private static readonly (string Navn, Guid Uuid)[] Arter =
    [
        ("Indgående", new("0f3c2f3e-63a5-5c5a-9d0f-6f1f4b8e1a01")), ("Udgående", new("0f3c2f3e-63a5-5c5a-9d0f-6f1f4b8e1a02")), ("Internt", new("0f3c2f3e-63a5-5c5a-9d0f-6f1f4b8e1a03")),
    ];

    /// <summary>The kinds of document that clients know: which way it went.</summary>
    public static Navngivet Art(Retning retning) => new() { Id = (int)retning + 1, Navn = Arter[(int)retning].Navn, Uuid = Arter[(int)retning].Uuid };

    /// <summary>Which way a client says that it went; incoming when nothing is said.</summary>
    /// <exception cref="Core.InvalidException">No such kind.</exception>
    public static Retning Retning(Web.Krop? art)
    {
        if (art is null || (art.Tal("Id") is null && art.Id("Uuid") is null && art.Tekst("Navn") is null))
            return Sager.Domain.Retning.Indgaaende;
        var (nr, id, navn) = (art.Tal("Id"), art.Id("Uuid"), art.Tekst("Navn"));
        var fundet = Array.FindIndex(Arter, a => nr is { } n ? n == Array.IndexOf(Arter, a) + 1 : id is { } u ? u == a.Uuid : string.Equals(a.Navn, navn, StringComparison.OrdinalIgnoreCase));
        return fundet >= 0 ? (Retning)fundet : throw new Core.InvalidException("DokumentArt", "DokumentArt skal være 1 (Indgående), 2 (Udgående) eller 3 (Internt).");
    }

    /// <summary>The journalised documents of a case that the actor was found to see, in the order of their numbers.</summary>
    /// <param name="delforloeb">Only those in this folder.</param>
    public Task<IReadOnlyList<DokumentMetadataDto>> PaaSagAsync(Aktoer aktoer, Sag sag, Guid? delforloeb, CancellationToken ct) =>
        VisAsync(aktoer, sag.Id, r => r.Aktnr != null && (delforloeb == null || r.DelforloebId == delforloeb), null, ct);

    /// <summary>One document, journalised or not.</summary>
    public async Task<DokumentMetadataDto> EnAsync(Aktoer aktoer, Guid sag, Guid dokument, CancellationToken ct) => (await VisAsync(aktoer, sag, null, dokument, ct))[0];

    public async Task<KladdeDto> KladdeAsync(Aktoer aktoer, Dokumentregistrering plads, CancellationToken ct)
    {
        var d = await db.DokumenterPaa(aktoer, plads.SagId).AsNoTracking().SingleAsync(d => d.Id == plads.DokumentId, ct);
        var data = await sbsys.Dokumentdata.AsNoTracking().SingleOrDefaultAsync(x => x.DokumentId == d.Id, ct);
        var filer = await db.Filer.AsNoTracking().Where(f => f.DokumentId == d.Id && f.Filversion == d.Filversion).OrderBy(f => f.Nummer).ToListAsync(ct);
        var ud = d.ErUdtjekket(tid.GetUtcNow()) ? d.UdtjekketAf : null;
        var folk = ud is { } hvem ? await brugere.FlereAsync([hvem], ct) : null;
        var sagNr = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == plads.SagId).Select(s => s.Nr).SingleAsync(ct);
        return new()
        {
            Id = plads.Nr, KladdeIdentity = d.Id, SagID = sagNr, Navn = d.Titel, Emne = data?.Emne, Beskrivelse = data?.Beskrivelse, Version = d.Filversion, ErCheckedUd = ud is not null,
            CheckedUdAf = ud is { } u && folk!.TryGetValue(u, out var bruger) ? Sagsvisning.Vis(bruger) : null, Filer = [.. filer.Select(f => Fil(f, f.Nummer == 1, "Unspecified"))], Oprettet = d.Oprettet,
        };
    }

    private async Task<IReadOnlyList<DokumentMetadataDto>> VisAsync(
        Aktoer aktoer, Guid sag, System.Linq.Expressions.Expression<Func<Dokumentregistrering, bool>>? hvilke, Guid? ene, CancellationToken ct)
    {
        var pladser = db.Registreringer.AsNoTracking().Where(r => r.SagId == sag && r.FlyttetTilId == null);
        if (hvilke is not null)
            pladser = pladser.Where(hvilke);
        var synlige = db.DokumenterPaa(aktoer, sag);
        var raekker = await (from r in pladser join d in synlige on r.DokumentId equals d.Id orderby r.Aktnr ?? int.MaxValue, r.Bilagsnr ?? 0, r.Nr select new { Plads = r, Dokument = d }).AsNoTracking().ToListAsync(ct);
        var sagen = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == sag).Select(s => new { s.Nr, s.Sagsnummer, s.AdgangslisteNr }).SingleAsync(ct);
        var boern = raekker.Where(r => r.Dokument.ForaelderId is not null).ToLookup(r => r.Dokument.ForaelderId!.Value);
        var vist = ene is { } id ? raekker.FindAll(r => r.Dokument.Id == id) : raekker.FindAll(r => r.Dokument.ForaelderId is not { } f || raekker.TrueForAll(x => x.Dokument.Id != f));
        var ider = vist.SelectMany(r => Med(r.Dokument.Id)).ToHashSet();
        var filer = (await db.Filer.AsNoTracking().Where(f => ider.Contains(f.DokumentId)).OrderBy(f => f.Nummer).ToListAsync(ct)).ToLookup(f => (f.DokumentId, f.Filversion));
        var versioner = raekker.ToDictionary(r => r.Dokument.Id, r => r.Dokument);
        var viste = vist.ConvertAll(r => r.Dokument.Id);
        var data = await sbsys.Dokumentdata.AsNoTracking().Where(d => viste.Contains(d.DokumentId)).ToDictionaryAsync(d => d.DokumentId, ct);
        var folk = await brugere.FlereAsync(vist.Select(r => r.Plads.RegistreretAf).Concat(vist.Select(r => r.Dokument.OprettetAf)), ct);
        var anmodet = (await db.Fejljournaliseringer.Where(f => viste.Contains(f.DokumentId) && f.Afgjort == null).Select(f => f.DokumentId).ToListAsync(ct)).ToHashSet();
        var korrespondenter = ene is null ? null : await db.Korrespondenter.AsNoTracking().Where(k => viste.Contains(k.DokumentId)).ToListAsync(ct);
        var beskyttet = korrespondenter is not { Count: > 0 } ? null : await db.BeskyttedeKorrespondenterAsync(viste, DanishTime.Today(tid), ct);
        var kendteParter = korrespondenter?.Select(k => k.PartId).OfType<Guid>().ToList() ?? [];
        var register = kendteParter.Count == 0 ? [] : await db.Parter.AsNoTracking().Where(p => kendteParter.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);

        return vist.ConvertAll(r =>
        {
            var (d, p) = (r.Dokument, r.Plads);
            var mere = data.GetValueOrDefault(d.Id);
            var fejl = d.Tilstand == Dokumenttilstand.Fejljournaliseret;
            var egne = korrespondenter?.FindAll(k => k.DokumentId == d.Id) ?? [];
            var part = egne.Find(k => k.PartId is { } i && register.ContainsKey(i));
            return new DokumentMetadataDto
            {
                Id = p.Nr, DokumentID = Noegler.DokumentId(d.Nr), SagID = sagen.Nr, EksternId = mere?.EksternId, RegistreretAfID = folk.GetValueOrDefault(p.RegistreretAf)?.Nr ?? 0,
                RegistreringsDato = DanishTime.StartOfDay(d.Dato), SecuritySetID = d.AdgangslisteNr ?? sagen.AdgangslisteNr, DokumentIdentity = d.Id, DokumentRegistreringIdentity = p.Id,
                Beskrivelse = mere?.Beskrivelse, DokumentNavn = d.Titel, Navn = d.Titel, SagsNummer = sagen.Sagsnummer, PaaPostliste = d.PaaPostliste, PostlisteTitel = d.OffentligTitel,
                PostlisteBeskrivelse = mere?.PostlisteBeskrivelse, DokumentArt = Art(d.Retning), OmfattetAfAktindsigt = d.Aktindsigt == Aktindsigtsvurdering.KanUdleveres, AktindsigtKommentar = d.AktindsigtNote,
                DeletedState = fejl ? "Deleted" : anmodet.Contains(d.Id) ? "Pending" : "Active", DeleteConfirmed = fejl,
                Aktnummer = p.Aktnr is null ? null : p.Bilagsnr is { } b ? $"{p.Aktnr}.{b}" : p.Aktnr.Value.ToString(CultureInfo.InvariantCulture), Oprettet = d.Oprettet,
                OprettetAf = folk.GetValueOrDefault(d.OprettetAf)?.Navn, Behandler = folk.TryGetValue(p.RegistreretAf, out var behandler) ? Sagsvisning.Vis(behandler) : null,
                Filer = fejl ? [] : [.. Filer(d.Id, null)],
                SagsPart = part is null ? null : new() { PartId = register[part.PartId!.Value].Nr, PartType = register[part.PartId.Value].Art == Partsart.Person ? Parter.Person : Parter.Firma, Navn = Navn(d.Id, part) },
                Mail = egne.Exists(k => k.Email is not null) || (egne.Count > 0 && d.Dokumenttype == "E-mail") ? Mail(d, egne) : null,
            };

            IEnumerable<FilDto> Filer(Guid dokument, string? type)
            {
                var her = filer[(dokument, versioner[dokument].Filversion)].ToList();
                foreach (var f in her)
                    yield return Fil(f, type is null && f.Nummer == 1, type ?? (f.Mimetype == "message/rfc822" ? f.Nummer == 1 ? "MailBody" : "Alternate" : "Unspecified"));
                foreach (var barn in boern[dokument].SelectMany(x => Filer(x.Dokument.Id, "MailAttachment")))
                    yield return barn;
            }
        });

        IEnumerable<Guid> Med(Guid dokument) => boern[dokument].SelectMany(b => Med(b.Dokument.Id)).Prepend(dokument);

        string Navn(Guid dokument, Korrespondent k) => Navnebeskyttelse.Vist(k.Navn, beskyttet!(dokument, k.PartId, k.Navn, k.Email));

        string? Email(Guid dokument, Korrespondent k) => beskyttet!(dokument, k.PartId, k.Navn, k.Email) ? null : k.Email;

        MailDto Mail(Dokument d, List<Korrespondent> egne)
        {
            var fra = egne.Find(k => k.Art == Korrespondentart.Afsender);
            return new()
            {
                Subject = d.Titel, FromNavn = fra is null ? null : Navn(d.Id, fra), FromEmailAddress = fra is null ? null : Email(d.Id, fra), IsSentItem = d.Retning == Sager.Domain.Retning.Udgaaende,
                ReceivedDate = DanishTime.StartOfDay(d.Dato), MailType = "RegularMail",
                MailRecipients = [.. egne.Where(k => k.Art != Korrespondentart.Afsender).Select(k => new MailRecipientDto(k.Art == Korrespondentart.Kopi ? "CC" : "Primary", Email(d.Id, k), Navn(d.Id, k)))],
            };
        }
    }

    private static FilDto Fil(Fil f, bool primaer, string type) => new()
    {
        Id = f.Id, ShortId = f.Nr, Filnavn = f.Filnavn, Filendelse = Path.GetExtension(f.Filnavn).TrimStart('.'), ErPrimaerFil = primaer, MimeType = f.Mimetype, Stoerrelse = f.Stoerrelse, DokumentDataInfoType = type,
    };
}
