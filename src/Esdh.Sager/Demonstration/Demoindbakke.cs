using System.Globalization;
using System.Text;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Demonstration;

/// <summary>Post in the inboxes of a demonstration authority: invented people about its invented cases, so that every reason for suggesting a case is seen.</summary>
internal sealed class Demoindbakke(SagerDb db, TimeProvider tid)
{
    /// <summary>What the demonstration's cases say, that post can refer to.</summary>
    internal sealed record Stof(string Sagsnummer, string Sagstitel, string? SvarPaa, string? Cvr, string? Virksomhed, string? Email, string? Navn);

    private sealed record Brev(string Enhed, double TimerSiden, string Fra, string Emne, string Tekst, string? SvarPaa = null, (string Navn, byte[] Indhold)? Bilag = null, string? Til = null, string? Fordelt = null);

    /// <summary>The unit that the demonstration's caseworker sits in.</summary>
    private const string Enhed = "byg";

    /// <summary>After the cases: files first, then one act for each piece.</summary>
    public static async Task LaegAsync(Authority myndighed, Demomyndighed indhold, Filmodtagelse modtagelse, CancellationToken ct)
    {
        if (!indhold.Enheder.Any(e => e.Noegle == Enhed))
            return; // the smaller authority begins empty
        var stof = await myndighed.Queue.RunAsync((Demoindbakke act) => act.FindAsync(indhold, ct), ct);
        if (stof is null)
            return;
        // Oldest first, as post comes.
        var pdf = Demofiler.Lav(new("Scanning 0042.pdf", Demofilart.Pdf, "Situationsplan", [$"Situationsplan til {stof.Sagstitel}. Scannet i receptionen."]), default);
        var scan = await modtagelse.ProevPostAsync(myndighed, $"Scanning 0042 {stof.Sagsnummer}.pdf", new MemoryStream(pdf, writable: false), ct);
        await LaegAsync(myndighed, indhold.Noegle, new(Enhed, 47, "", "", ""), Indbakkekanal.Scan, scan!, ct);

        foreach (var brev in Breve(stof).OrderByDescending(b => b.TimerSiden))
        {
            var fil = await modtagelse.ModtagMailAsync(myndighed, new MemoryStream(Mail(brev, TimeProvider.System.GetUtcNow().AddHours(-brev.TimerSiden)), writable: false), ct);
            await LaegAsync(myndighed, indhold.Noegle, brev, Indbakkekanal.Mail, fil, ct);
        }
    }

    private static async Task LaegAsync(Authority myndighed, string noegle, Brev brev, Indbakkekanal kanal, OpretDokument.Nyfil fil, CancellationToken ct)
    {
        var enhed = Adgang.Contract.Demonstration.EnhedId(noegle, brev.Enhed);
        Guid? til = brev.Til is { } navn ? Adgang.Contract.Demonstration.BrugerId(noegle, navn) : null;
        var kom = TimeProvider.System.GetUtcNow().AddHours(-brev.TimerSiden);
        try
        {
            Demonstrationsur.Stil(kom);
            var svar = await myndighed.Queue.RunAsync((ModtagPost act) => act.Udfoer(new(Aktoer.Systemet, kanal, fil, fil.Indhold.Sha256, false, EnhedId: enhed), ct), ct);
            if (til is null)
                return;
            Demonstrationsur.Stil(kom.AddMinutes(25));
            var leder = await myndighed.Queue.RunAsync((Demoindbakke act) => act.SomLederAsync(noegle, svar.Id, ct), ct);
            await myndighed.Queue.RunAsync((FordelPost act) => act.Udfoer(new(leder, svar.Id, null, til, brev.Fordelt), ct), ct);
        }
        finally
        {
            Demonstrationsur.Stil(null);
        }
    }

    /// <summary>The leader, with the list that admits the piece.</summary>
    public async Task<Aktoer> SomLederAsync(string noegle, Guid post, CancellationToken ct)
    {
        // Uden for adgang: builds everything, so sees everything.
        var liste = await db.Indbakkeposter.Where(p => p.Id == post).Select(p => p.AdgangslisteNr).SingleAsync(ct);
        return new(Adgang.Contract.Demonstration.BrugerId(noegle, "leder"), "Leder", Roller.Leder, null, [liste], [], null);
    }

    /// <summary>An open case of the caseworker's, a mail that is filed on it or on another, and a company that is a party.</summary>
    public async Task<Stof?> FindAsync(Demomyndighed m, CancellationToken ct)
    {
        var (enhed, behandler) = (Adgang.Contract.Demonstration.EnhedId(m.Noegle, Enhed), Adgang.Contract.Demonstration.BrugerId(m.Noegle, "sagsbehandler"));
        // Uden for adgang: builds everything, so sees everything.
        var sager = db.Sager.Where(s => s.EnhedId == enhed && s.Tilstand == Tilstand.Aktiv && !s.ErBeskyttet);
        var sag = await sager.Where(s => s.BehandlerId == behandler).OrderBy(s => s.Nr).Select(s => new { s.Id, s.Sagsnummer, s.Titel }).FirstOrDefaultAsync(ct);
        if (sag is null)
            return null;
        var traad = await (from mail in db.Dokumentmails join r in db.Registreringer.Where(r => r.Aktnr != null && r.FlyttetTilId == null) on mail.DokumentId equals r.DokumentId join s in sager on r.SagId equals s.Id orderby r.Nr descending select mail.BeskedId).FirstOrDefaultAsync(ct);
        var virksomhed = await (from sp in db.Sagsparter join p in db.Parter.Where(p => p.Cvr != null) on sp.PartId equals p.Id join s in sager on sp.SagId equals s.Id orderby s.Nr select new { p.Cvr, p.Navn }).FirstOrDefaultAsync(ct);
        var part = await (from sp in db.Sagsparter join p in db.Parter.Where(p => p.Cpr != null && p.Email != null && !p.ErBeskyttet) on sp.PartId equals p.Id join s in sager on sp.SagId equals s.Id orderby s.Nr descending select new { p.Email, p.Navn }).FirstOrDefaultAsync(ct);
        if (!await db.Postkasser.AnyAsync(ct))
        {
            var postkasse = new Postkasse { Navn = "Byggesagers postkasse", Sti = "byggesager/post", EnhedId = enhed, Aktiv = false, Oprettet = tid.GetUtcNow() };
            db.Add(postkasse);
            db.Add(new Postkassestand { PostkasseId = postkasse.Id });
            await db.SaveChangesAsync(ct);
        }

        return new(sag.Sagsnummer, sag.Titel, traad, virksomhed?.Cvr, virksomhed?.Navn, part?.Email, part?.Navn);
    }

    private static IEnumerable<Brev> Breve(Stof s) =>
    [
        new(Enhed, 1.2, "Karla Opdigt <karla.opdigt@demonstration.example>", $"Nye tegninger til {s.Sagsnummer}", "Hej\n\nHer er de nye tegninger, som I bad om. Målene er rettet, så afstanden til skel fremgår.\n\nVenlig hilsen\nKarla Opdigt", null,
            ("Tegning A1.pdf", Demofiler.Lav(new("a.pdf", Demofilart.Pdf, "Tegning A1", ["Plan og snit, mål i millimeter."]), default))),
        new(Enhed, 2.5, $"{s.Navn ?? "Bo Prøve"} <{s.Email ?? "bo.proeve@demonstration.example"}>", "Sv: Jeres brev", "Tak for brevet. Jeg har et spørgsmål til punkt 2: gælder fristen også, når jeg er bortrejst?", s.SvarPaa),
        new(Enhed, 4, $"{s.Virksomhed ?? "Opdigt Byg ApS"} <kontor@opdigtbyg.example>", "Ibrugtagning", $"Vi melder hermed arbejdet færdigt og beder om at måtte tage bygningen i brug.\n\n{s.Virksomhed ?? "Opdigt Byg ApS"}\n{(s.Cvr is null ? "" : $"CVR {s.Cvr}")}"),
        new(Enhed, 5, "Nanna Nabo <nanna.nabo@demonstration.example>", "Larm fra byggeplads på Prøvevej", "De begynder klokken 6 hver morgen. Kan I gøre noget?\n\nNanna Nabo"),
        new(Enhed, 7, "Grossisten Opdigt <nyhedsbrev@grossisten.example>", "Ugens tilbud på tagplader", "20 procent på alle tagplader til og med søndag."),
        new(Enhed, 22, "Ib Tømrer <ib@toemrer-opdigt.example>", "Ansøgning om carport, Kulissevej 12", "Vi søger om tilladelse til en carport på 38 m² på Kulissevej 12.\n\nIb Tømrer", null, ("Ansøgning.txt", "Carport, 38 m2, Kulissevej 12"u8.ToArray())),
        new(Enhed, 25, "Karla Opdigt <karla.opdigt@demonstration.example>", $"Nye tegninger til {s.Sagsnummer} (igen)", "Jeg er i tvivl om, hvorvidt min mail kom frem, så jeg sender den igen."),
        new(Enhed, 3, "Vibe Rådgiver <vibe@raadgiver.example>", "Statiske beregninger", $"Beregningerne til {s.Sagsnummer} følger i morgen. Er det i orden?\n\nVibe", null, null, "sagsbehandler", "Den er din. Svar gerne i dag."),
        new(Enhed, 28, "Ole Prøve <ole.proeve@demonstration.example>", "Må jeg rive skuret ned?", "Skuret er fra 1962 og står i skel. Skal jeg søge?", null, null, "sagsbehandler", "Vejledning, som vi talte om."),
        new("borgerservice", 6, "Sofie Opdigt <sofie.opdigt@demonstration.example>", "Flytning", "Hvordan melder jeg flytning, når jeg ikke har MitID endnu?"),
        new("borgerservice", 30, "Aksel Prøve <aksel.proeve@demonstration.example>", "Parkering ved rådhuset", "Hvor længe må man holde på pladsen om lørdagen?"),
    ];

    private static byte[] Mail(Brev b, DateTimeOffset sendt)
    {
        static string Ord(string tekst) => Ascii.IsValid(tekst) ? tekst : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(tekst))}?=";
        static string Base64(byte[] indhold) => Convert.ToBase64String(indhold, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

        const string Skel = "=_indbakke";
        var fra = b.Fra.Split(" <");
        var ud = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"From: {Ord(fra[0])} <{fra[^1]}\r\nTo: post@demonstration.example\r\nSubject: {Ord(b.Emne)}\r\nDate: {sendt.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n")
            .Append(CultureInfo.InvariantCulture, $"Message-ID: <{Guid.CreateVersion7():N}@demonstration.example>\r\n");
        if (b.SvarPaa is { } svar)
            ud.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{svar}>\r\nReferences: <{svar}>\r\n");
        ud.Append(CultureInfo.InvariantCulture, $"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{Skel}\"\r\n\r\n--{Skel}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Base64(Encoding.UTF8.GetBytes(b.Tekst))}");
        if (b.Bilag is ({ } navn, { } indhold))
            ud.Append(CultureInfo.InvariantCulture, $"--{Skel}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{Ord(navn)}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Base64(indhold)}");
        return Encoding.ASCII.GetBytes(ud.Append(CultureInfo.InvariantCulture, $"--{Skel}--\r\n").ToString());
    }
}
