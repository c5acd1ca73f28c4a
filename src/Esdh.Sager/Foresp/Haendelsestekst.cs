using System.Globalization;
using System.Text.Json;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;

namespace Esdh.Sager.Foresp;

/// <summary>Says an event in one Danish sentence. A type that is not known here is said by its name and title.</summary>
internal static class Haendelsestekst
{
    /// <summary>Names for the ids in the data.</summary>
    internal sealed record Ordbog(Func<Guid, string> Bruger, Func<Guid, string> Enhed, Func<Guid, string> Gruppe, Func<Guid?, string> Sag, Func<Guid?, string> Dokument);

    /// <summary>The event in one Danish sentence.</summary>
    internal static string Saetning(string type, JsonElement? data, Guid? objektId, Ordbog ord)
    {
        if (data is not { } d)
            return $"{Navn(type)}. Oplysningerne er slettet.";
        var (sagen, dokument, navn) = (ord.Sag(objektId), ord.Dokument(objektId), T(d, "navn"));
        return type switch
        {
            "SagOprettet" => $"Sagen blev oprettet som {T(d, "sagsnummer")} »{T(d, "titel")}«.",
            "SagRettet" => Rettet(d),
            "SagsstatusSkiftet" => $"Status blev ændret fra »{T(d, "fra")}« til »{T(d, "til")}«.",
            "SagAfsluttet" => $"Sagen blev afsluttet med status »{T(d, "status")}«.",
            "SagGenaabnet" => $"Sagen blev genåbnet med status »{T(d, "status")}«.",
            "TrinTaget" => $"Sagen gik fra »{T(d, "fra")}« til »{T(d, "til")}«.",
            "SagsfelterRettet" => Felter(d),
            "UrStartet" => $"Uret »{navn}« begyndte at løbe. Fristen er {Dato(d, "frist")}.",
            "UrStoppet" => $"Uret »{navn}« blev stoppet: {T(d, "grund")}",
            "UrGenoptaget" => $"Uret »{navn}« løber igen efter {Antal(d, "dage", "dag", "dage")}. Fristen er {Dato(d, "frist")}.",
            "UrAfsluttet" => $"Uret »{navn}« sluttede efter {Antal(d, "brugt", "dag", "dage")} af {T(d, "dage")}.",
            "UrDageAendret" => $"Uret »{navn}« fik {T(d, "til")} dage i stedet for {T(d, "fra")}.",
            "SagstypeudgaveSkiftet" => $"Sagen følger nu udgave {T(d, "til")} af sin sagstype og står på »{T(d, "trin")}«.",
            "ModulTaendt" => $"Sagsområdet {navn} blev slået til.",
            "ModulSlukket" => $"Sagsområdet {navn} blev slået fra.",
            "SagOverdraget" => Overdraget("overdraget", d, ord),
            "SagsproeveAfgjort" => T(d, "fund") switch { "SkalRettes" => "Sagen var med i en stikprøve, og noget skal rettes.", "Rettet" => "Det, en stikprøve fandt, er rettet.", _ => "Sagen var med i en stikprøve og er i orden." },
            "RestOverdraget" => $"{Antal(d, "erindringer", "erindring", "erindringer")} og {Antal(d, "kladder", "kladde", "kladder")} gik fra {(IdI(d, "fraBrugerId") is { } fratraadt ? ord.Bruger(fratraadt) : "en tidligere bruger")} til {(IdI(d, "tilBrugerId") is { } overtager ? ord.Bruger(overtager) : "en anden")}.",
            "SagModtaget" => "Sagen blev modtaget.",
            "SagGivetTilbage" => Overdraget("givet tilbage", d, ord),
            "SagFulgteEnheden" => $"Enheden {T(d, "fraEnhed")} blev lagt om, og sagen fortsætter i {T(d, "tilEnhed")}.{(Sandt(d, "udvidet") ? " Alle i den enhed kan nu se den." : "")}",
            "SagOmjournaliseret" => $"Sagen blev omjournaliseret fra {T(d, "fraNummer")} til {T(d, "tilNummer")}. Det gamle nummer fører stadig hertil.",
            "SagSammenlagt" => $"Sagen {T(d, "fraNummer")} blev lagt sammen med {T(d, "tilNummer")}.",
            "SammenlaegningFuldfoert" => $"Sammenlægningen blev gjort færdig: {Antal(d, "dokumenter", "dokument", "dokumenter")}, {Antal(d, "notater", "notat", "notater")}, {Antal(d, "parter", "part", "parter")} og {Antal(d, "erindringer", "erindring", "erindringer")} blev flyttet.",
            "OversagSat" => $"Sagen blev gjort til en del af {sagen}.",
            "OversagFjernet" => $"Sagen er ikke længere en del af {sagen}.",
            "SagRelateret" => $"Sagen blev knyttet til {sagen}.",
            "SagsrelationFjernet" => $"Sagen er ikke længere knyttet til {sagen}.",
            "DelforloebTilfoejet" => $"Delforløb {T(d, "nummer")} »{T(d, "titel")}« blev oprettet.",
            "DelforloebOmdoebt" => $"Delforløb {T(d, "nummer")} skiftede titel fra »{T(d, "fra")}« til »{T(d, "til")}«.",
            "DokumentLagtIDelforloeb" => T(d, "delforloeb") is { Length: > 0 } nr ? $"»{T(d, "titel")}« blev lagt i delforløb {nr}." : $"»{T(d, "titel")}« blev taget ud af sit delforløb.",
            "MaerkeSat" => $"Mærket »{T(d, "maerke")}« blev sat på.",
            "MaerkeFjernet" => $"Mærket »{T(d, "maerke")}« blev taget af.",
            "AfgoerelseRegistreret" => $"Afgørelse af {Dato(d, "dato")}: {T(d, "art")}.{Frist(d)}",
            "BeslutningRegistreret" => $"Beslutning i {T(d, "udvalg")} {Dato(d, "dato")}: {T(d, "art")}.{Frist(d)}",
            "SagsfoelsomhedAendret" => $"Følsomheden blev ændret fra »{Foelsomt(d, "fra")}« til »{Foelsomt(d, "til")}«.",
            "SagsadgangAendret" => Adgang(d, ord),
            "NoedadgangGivet" => "Nødadgang: sagen blev åbnet uden om adgangslisten.",
            "LederUnderrettetOmNoedadgang" => $"{(IdI(d, "brugerId") is { } bruger ? ord.Bruger(bruger) : "Lederen")} fik besked om nødadgangen.",
            "DokumentOprettet" => $"»{T(d, "titel")}« blev lagt på sagen som kladde.",
            "DokumentJournaliseret" => $"»{T(d, "titel")}« blev journaliseret som akt {T(d, "aktnr")}.",
            "DokumentFlyttet" => Flyttet(d),
            "PartTilfoejet" => $"{T(d, "navn")} blev part på sagen som {T(d, "rolle").ToLower(CultureInfo.CurrentCulture)}.",
            "PartUdgaaet" => $"{navn} er ikke længere part på sagen.",
            "SagspartRettet" => $"{navn} blev rettet som part på sagen.",
            "SagspartOpdateret" => $"Oplysningerne om {navn} blev hentet fra registret igen.",
            "DokumentRettet" => $"Oplysningerne om »{T(d, "titel")}« blev rettet.",
            "DokumentfilerAendret" => $"Filerne i {dokument} fik en ny version ({T(d, "filversion")}).",
            "DokumentTjekketUd" => $"{Stort(dokument)} blev tjekket ud.",
            "DokumentTjekketInd" => $"{Stort(dokument)} blev tjekket ind{(Sandt(d, "tvungen") ? " af en anden end den, der havde det" : "")}.",
            "KladdeSlettet" => $"Kladden »{T(d, "titel")}« blev slettet.",
            "DokumentRegistreret" => T(d, "aktnr") is { Length: > 0 } akt ? $"»{T(d, "titel")}« blev også registreret her som akt {akt}." : $"»{T(d, "titel")}« blev også registreret her.",
            "DokumentAfregistreret" => $"»{T(d, "titel")}« blev taget af sagen.",
            "FejljournaliseringAnmodet" => $"En anden blev bedt om at mærke {dokument} som fejljournaliseret.",
            "DokumentFejljournaliseret" => $"{Stort(dokument)} blev mærket som fejljournaliseret.",
            "FejljournaliseringAfvist" => $"{Stort(dokument)} blev ikke mærket som fejljournaliseret.",
            "FejljournaliseretIndholdAabnet" => $"Fil {T(d, "fil")} i det fejljournaliserede {dokument} blev åbnet.",
            "AktindsigtVurderet" => $"{Stort(dokument)} blev vurderet til aktindsigt: {Vurdering(T(d, "vurdering"))}.",
            "DokumentKasseret" => $"Filerne i {(T(d, "aktnr") is { Length: > 0 } akt ? $"akt {akt} " : "")}»{T(d, "titel")}« blev kasseret (kassation nr. {T(d, "kassation")}). Registreringen bliver stående.",
            "SagsletningBegyndt" => $"Sletning af sagens personoplysninger begyndte (sletning nr. {T(d, "sletning")}).",
            "DokumentSlettet" => $"Et dokuments indhold blev slettet med sagen (sletning nr. {T(d, "sletning")}).",
            "SagSlettet" => $"Sagens personoplysninger blev slettet (sletning nr. {T(d, "sletning")}). Nummer, emne og registreringer bliver stående.",
            "KassationsstopSat" => $"Kassationsstop »{T(d, "navn")}«: {T(d, "begrundelse")}",
            "KassationsstopOphaevet" => $"Kassationsstoppet »{T(d, "navn")}« blev ophævet: {T(d, "grund")}",
            "DokumentPostlisteAendret" => Sandt(d, "paaPostliste") ? $"{Stort(dokument)} kommer på postlisten." : $"{Stort(dokument)} kommer ikke på postlisten.",
            "DokumentMarkeretUdenBetydning" => T(d, "grund").Length > 0 ? $"{Stort(dokument)} blev mærket som uden betydning for sagen." : $"{Stort(dokument)} er ikke længere mærket som uden betydning for sagen.",
            "DokumentfoelsomhedAendret" => $"Følsomheden af {dokument} blev ændret fra »{Foelsomt(d, "fra")}« til »{Foelsomt(d, "til")}«.",
            "DokumentadgangAendret" => Sandt(d, "somSagen") ? $"Alle, der ser sagen, kan se {dokument}." : $"Adgangen til {dokument} blev begrænset.",
            "DokumenterUdtrukket" => $"{Antal(d, "filer", "fil", "filer")} fra sagen blev pakket til et samlet udtræk (job {T(d, "job")}).",
            "SagsudtraekBestilt" => $"Hele sagen blev bestilt som én PDF med {Antal(d, "dokumenter", "dokument", "dokumenter")}.",
            "DokumentGjortEndeligt" => Endeligt(d),
            "DokumentEndeligFortrudt" => $"»{T(d, "titel")}« blev alligevel ikke {(T(d, "retning") == nameof(Retning.Internt) ? "gjort endeligt" : "sendt")}.",
            "PostlisteforslagAfvist" => $"»{T(d, "titel")}« blev afvist til postlisten: {T(d, "begrundelse")}",
            "PostlistegodkendelseFortrudt" => $"Godkendelsen af »{T(d, "titel")}« til postlisten for {Dato(d, "dag")} blev fortrudt.",
            "PostlisteafvisningFortrudt" => $"»{T(d, "titel")}« venter igen på godkendelse til postlisten.",
            "NotatOprettet" => T(d, "retterNotatId").Length > 0 ? $"Notatet »{T(d, "overskrift")}« blev begyndt som rettelse af et tidligere." : $"Notatet »{T(d, "overskrift")}« blev begyndt.",
            "NotatRettet" => $"Notatet »{T(d, "overskrift")}« blev rettet.",
            "NotatGjortEndeligt" => $"Notatet »{T(d, "overskrift")}« blev gjort endeligt og låst.",
            "NotatkladdeSlettet" => $"Notatkladden »{T(d, "overskrift")}« blev slettet.",
            "HoeringStartet" => $"{(T(d, "art") == nameof(Hoeringsart.Naboorientering) ? "Naboorientering" : "Partshøring")} over »{T(d, "emne")}« blev startet med {Fleres(d, "sagsparter", "part", "parter")} og frist {Dato(d, "frist")}.",
            "HoeringsbrevDannet" => $"Et høringsbrev om »{T(d, "emne")}« blev dannet til en part.",
            "HoeringssvarRegistreret" => Sandt(d, "udenBemaerkninger") ? $"En part har ingen bemærkninger til »{T(d, "emne")}«, modtaget {Dato(d, "dato")}." : $"En part svarede på høringen over »{T(d, "emne")}« den {Dato(d, "dato")}.",
            "HoeringssvarFortrudt" => $"Et svar på høringen over »{T(d, "emne")}« blev fortrudt.",
            "HoeringsfristForlaenget" => $"Fristen i høringen over »{T(d, "emne")}« blev forlænget til {Dato(d, "frist")}{(T(d, "sagspartId").Length > 0 ? " for en part" : "")}.",
            "HoeringAfsluttet" => T(d, "afbrudt") is { Length: > 0 } grund ? $"Høringen over »{T(d, "emne")}« blev stoppet før tid: {grund}" : $"Høringen over »{T(d, "emne")}« blev afsluttet med svar fra {T(d, "svar")} af {T(d, "hoerte")}.",
            "HoeringUndladt" => $"Parterne høres ikke ({T(d, "hjemmel")}): {T(d, "begrundelse")}",
            "ForsendelseBestilt" => $"»{T(d, "titel")}« skal sendes til {Antal(d, "modtagere", "modtager", "modtagere")}{(T(d, "tidligst").Length > 0 ? $", tidligst {Tidspunkt(d, "tidligst")}" : "")}.",
            "ForsendelseAfsendt" => $"»{T(d, "titel")}« gik ud af huset som {Fleres(d, "filer", "PDF-fil", "PDF-filer")}.",
            "ForsendelseSendt" => $"»{T(d, "titel")}« blev sendt til {T(d, "modtager")} ({Kanalord(d)}).",
            "ForsendelseAfvist" => $"»{T(d, "titel")}« til {T(d, "modtager")} ({Kanalord(d)}) blev afvist.",
            "ForsendelseUvis" => $"Det er uvist, om »{T(d, "titel")}« til {T(d, "modtager")} ({Kanalord(d)}) gik.",
            "ForsendelseFortrudt" => $"Forsendelsen af »{T(d, "titel")}« til {Antal(d, "modtagere", "modtager", "modtagere")} blev fortrudt.",
            "ForsendelseHaandteret" => $"»{T(d, "titel")}« til {T(d, "modtager")}: {(T(d, "hvordan") switch { "SendtIgen" => "bestilt sendt igen", "SendtPaaAndenVis" => "klaret på en anden måde", _ => "opgivet" })}.",
            "ForsendelseOverdraget" => $"{(IdI(d, "tilBrugerId") is { } tager ? ord.Bruger(tager) : "Sagsbehandleren")} tager hånd om »{T(d, "titel")}« til {T(d, "modtager")}.",
            "GodkendelseAnmodet" => $"{Liste(d, "led")} blev bedt om at godkende »{T(d, "titel")}«{(T(d, "besked") is { Length: > 0 } sagt ? $": {sagt}" : ".")}",
            "GodkendelsesledGodkendt" => $"»{T(d, "titel")}« blev godkendt i {T(d, "orden")}. led{(T(d, "bevisNavn") is { Length: > 0 } underskriver ? $", underskrevet som {underskriver}" : "")}.{Efter(d, "kommentar")}",
            "GodkendelseGivet" => $"»{T(d, "titel")}« er godkendt af alle.",
            "GodkendelseReturneret" => $"»{T(d, "titel")}« blev sendt tilbage uden godkendelse: {T(d, "kommentar")}",
            "GodkendelseTrukketTilbage" => $"Anmodningen om at godkende »{T(d, "titel")}« blev trukket tilbage.{Efter(d, "begrundelse")}",
            "GodkendelsesledOmdirigeret" => $"{T(d, "til")} blev spurgt om »{T(d, "titel")}« i stedet for {T(d, "fra")}.{Efter(d, "begrundelse")}",
            "ErindringOprettet" => $"Erindring til {(IdI(d, "ansvarligId") is { } ansvarlig ? ord.Bruger(ansvarlig) : "sagsbehandleren")}: »{T(d, "titel")}« med frist {Dato(d, "frist")}.",
            "ErindringAendret" => $"Erindringen »{T(d, "titel")}« blev rettet.",
            "ErindringKlaret" => $"Erindringen »{T(d, "titel")}« blev klaret.",
            "ErindringGenaabnet" => $"Erindringen »{T(d, "titel")}« blev åbnet igen.",
            "PostlistepostGodkendt" => $"»{T(d, "titel")}« blev godkendt til postlisten for {Dato(d, "dag")}.",
            "PostlistepostTrukketTilbage" => $"»{T(d, "titel")}« blev trukket tilbage fra postlisten for {Dato(d, "dag")}.",
            "IndbakkepostModtaget" => $"Kom til indbakken for {Indbakke(d, "", ord)} som {Kanal(T(d, "kanal"))}.",
            "IndbakkepostSkannet" => T(d, "udfald") switch { "Ren" => "Virusskanneren fandt intet.", "Inficeret" => $"Virusskanneren fandt {T(d, "virus")}. Posten kan ikke åbnes.", _ => "Posten er større, end virusscanneren tager imod." },
            "IndbakkepostFordelt" => $"Fordelt fra {Indbakke(d, "fra", ord)} til {Indbakke(d, "til", ord)}.",
            "IndbakkepostTaget" => IdI(d, "fraBrugerId") is { } tidligere ? $"Overtaget fra {ord.Bruger(tidligere)}." : "Taget.",
            "IndbakkepostGivetTilbage" => T(d, "begrundelse").Length > 0 ? $"Givet tilbage til {Indbakke(d, "til", ord)}." : $"Fordelingen blev fortrudt. Posten er igen hos {Indbakke(d, "til", ord)}.",
            "IndbakkepostJournaliseret" => $"Post modtaget {Tidspunkt(d, "modtaget")} som {Kanal(T(d, "kanal"))} blev lagt på sagen.",
            "IndbakkepostAfvist" => T(d, "begrundelse").Length > 0 ? "Afvist som uden betydning." : "Taget frem igen.",
            "IndbakkepostFrigivet" => "Filerne gemmes ikke længere i indbakken.",
            _ => Ukendt(type, d),
        };
    }

    /// <summary>A remark that follows the sentence.</summary>
    private static string Efter(JsonElement d, string felt) => T(d, felt) is { Length: > 0 } tekst ? " " + tekst : "";

    /// <summary>Names, one after the other.</summary>
    private static string Liste(JsonElement d, string felt) =>
        d.TryGetProperty(felt, out var liste) && liste.ValueKind == JsonValueKind.Array ? string.Join(", derefter ", liste.EnumerateArray().Select(l => l.GetString())) : "Nogen";

    /// <summary>Whose inbox: an employee's, or a unit's.</summary>
    private static string Indbakke(JsonElement d, string led, Ordbog ord) =>
        IdI(d, led.Length == 0 ? "brugerId" : led + "BrugerId") is { } bruger ? ord.Bruger(bruger) : IdI(d, led.Length == 0 ? "enhedId" : led + "EnhedId") is { } enhed ? ord.Enhed(enhed) : "en enhed";

    private static string Kanal(string kanal) => kanal switch { "Mail" => "mail", "Scan" => "scanning", "DigitalPost" => "Digital Post", _ => "upload" };

    private static string Kanalord(JsonElement d) => Enum.TryParse<Forsendelseskanal>(T(d, "kanal"), out var kanal) ? kanal.Navn() : "ukendt vej";

    private static string Tidspunkt(JsonElement d, string felt) => d.TryGetProperty(felt, out var t) && t.TryGetDateTimeOffset(out var tid) ? DanishTime.ShortDateTime(tid) : "";

    private static string Felter(JsonElement d)
    {
        if (!d.TryGetProperty("rettelser", out var rettelser) || rettelser.ValueKind != JsonValueKind.Array)
            return "Sagens felter blev rettet.";
        var dele = rettelser.EnumerateArray().Select(r => T(r, "til") is { Length: > 0 } til ? $"{T(r, "felt")}: {Kort(til)}" : $"{T(r, "felt")} blev tømt");
        return $"Sagens felter blev rettet. {string.Join("; ", dele)}.";
    }

    private static string Kort(string tekst) => tekst.Length <= 100 ? tekst : tekst[..99] + "…";

    private static string Rettet(JsonElement d)
    {
        if (!d.TryGetProperty("rettelser", out var rettelser) || rettelser.ValueKind != JsonValueKind.Array)
            return "Sagens oplysninger blev rettet.";
        var dele = rettelser.EnumerateArray().Select(r => (Felt: T(r, "felt"), Fra: T(r, "fra"), Til: T(r, "til"))).Select(r => r.Felt switch
        {
            "titel" => $"titlen fra »{r.Fra}« til »{r.Til}«",
            "offentligTitel" => r.Til.Length == 0 ? "den offentlige titel blev fjernet" : $"den offentlige titel til »{r.Til}«",
            "beskrivelse" => "beskrivelsen",
            "harPapir" => r.Til == "ja" ? "at der også er papir" : "at der ikke længere er papir",
            "erSamlesag" => r.Til == "ja" ? "at den er en samlesag" : "at den ikke er en samlesag",
            _ => r.Felt,
        });
        return $"Sagen blev rettet: {string.Join(", ", dele)}.";
    }

    private static string Fleres(JsonElement d, string felt, string en, string flere) =>
        d.TryGetProperty(felt, out var liste) && liste.ValueKind == JsonValueKind.Array ? $"{liste.GetArrayLength()} {(liste.GetArrayLength() == 1 ? en : flere)}" : flere;

    private static string Endeligt(JsonElement d) => T(d, "retning") == nameof(Retning.Udgaaende)
        ? $"»{T(d, "titel")}« blev sendt {Dato(d, "dato")}{(T(d, "maade") is { Length: > 0 } maade ? $" ({maade})" : "")}{(T(d, "modtagere") is { Length: > 0 } til ? $" til {til}" : "")}."
        : $"»{T(d, "titel")}« blev gjort endeligt {Dato(d, "dato")}.";

    private static string Overdraget(string gjort, JsonElement d, Ordbog ord)
    {
        var (fra, til) = (IdI(d, "fraBehandlerId"), IdI(d, "tilBehandlerId"));
        var (fraEnhed, tilEnhed) = (IdI(d, "fraEnhedId"), IdI(d, "tilEnhedId"));
        var hvem = til is { } ny ? fra is { } gammel && gammel != ny ? $"fra {ord.Bruger(gammel)} til {ord.Bruger(ny)}" : $"til {ord.Bruger(ny)}" : "uden ny behandler";
        var hvor = fraEnhed != tilEnhed && tilEnhed is { } enhed ? $" i {ord.Enhed(enhed)}" : "";
        int Tal(string felt) => d.TryGetProperty(felt, out var v) ? v.ValueKind == JsonValueKind.Array ? v.GetArrayLength() : v.TryGetInt32(out var n) ? n : 0 : 0;
        var med = Sider.Dagoverdragelse.Sammen([
            (Tal("erindringer"), "erindring", "erindringer"), (Tal("kladder") + Tal("kladdeIder"), "kladde", "kladder"), (Tal("poster") + Tal("postIder"), "stykke post", "stykker post")]);
        return $"Sagen blev {gjort} {hvem}{hvor}.{(med.Length == 0 ? "" : $" {med} fulgte med.")}";
    }

    private static string Adgang(JsonElement d, Ordbog ord)
    {
        var beskyttet = d.TryGetProperty("erBeskyttet", out var b) && b.ValueKind == JsonValueKind.True;
        var hvem = d.TryGetProperty("adgang", out var poster) && poster.ValueKind == JsonValueKind.Array
            ? poster.EnumerateArray().Select(p => (p.GetString() ?? "").Split(':', 2)).Where(p => p.Length == 2).Select(p => p[0] switch
            {
                "Alle" => "alle, der arbejder med sager",
                "Enhed" when Guid.TryParse(p[1], out var id) => ord.Enhed(id),
                "Gruppe" when Guid.TryParse(p[1], out var id) => ord.Gruppe(id),
                "Bruger" when Guid.TryParse(p[1], out var id) => ord.Bruger(id),
                "Rolle" => p[1].ToLowerInvariant(),
                _ => p[1],
            }) : [];
        return $"{(beskyttet ? "Sagen blev beskyttet. Den ses kun af" : "Adgangen blev sat til")} {string.Join(", ", hvem)}.";
    }

    private static string Flyttet(JsonElement d)
    {
        static string Akt(string nummer) => nummer.Length == 0 ? "" : $" akt {nummer}";
        return $"»{T(d, "titel")}« blev flyttet fra {T(d, "fraNummer")}{Akt(T(d, "fraAktnr"))} til {T(d, "tilNummer")}{Akt(T(d, "tilAktnr"))}.";
    }

    /// <summary>The type in words with the texts it carries, so that nothing that happened is left out.</summary>
    private static string Ukendt(string type, JsonElement d)
    {
        if (T(d, "saetning") is { Length: > 0 } saetning)
            return saetning; // a module's: ISagshaendelse
        var titel = d.ValueKind != JsonValueKind.Object ? "" : T(d, "titel") is { Length: > 0 } t ? t : T(d, "navn") is { Length: > 0 } n ? n : T(d, "overskrift");
        return titel.Length == 0 ? $"{Navn(type)}." : $"{Navn(type)}: »{titel}«.";
    }

    /// <summary><c>DokumentTjekketUd</c> to <c>Dokument tjekket ud</c>.</summary>
    internal static string Navn(string type)
    {
        var ord = string.Concat(type.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        foreach (var (fra, til) in new[] { ("oebt", "øbt"), ("oejet", "øjet"), ("oeb", "øb"), ("foert", "ført"), ("foelsomhed", "følsomhed"), ("aabnet", "åbnet"), ("oerelse", "ørelse"), ("aendret", "ændret"), ("laegning", "lægning"), ("oed", "ød") })
            ord = ord.Replace(fra, til, StringComparison.Ordinal);
        return ord;
    }

    internal static string? Kommentar(JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } d)
            return null;
        foreach (var felt in new[] { "kommentar", "begrundelse", "grund", "notat", "note" })
        {
            if (T(d, felt) is { Length: > 0 } tekst)
                return tekst;
        }

        return null;
    }

    private static bool Sandt(JsonElement d, string felt) => d.ValueKind == JsonValueKind.Object && d.TryGetProperty(felt, out var v) && v.ValueKind == JsonValueKind.True;

    private static string Stort(string tekst) => tekst[0] == 'e' ? $"E{tekst[1..]}" : tekst;

    private static string Vurdering(string vurdering) => vurdering switch
    {
        "KanUdleveres" => "kan udleveres",
        "DelvistUndtaget" => "delvist undtaget",
        "Undtaget" => "undtaget",
        _ => "ikke vurderet",
    };

    private static string Frist(JsonElement d) => T(d, "frist").Length == 0 ? "" : $" Frist {Dato(d, "frist")}.";

    private static string Dato(JsonElement d, string felt) =>
        DateOnly.TryParseExact(T(d, felt), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dato) ? DanishTime.LongDate(dato) : T(d, felt);

    private static string Foelsomt(JsonElement d, string felt) => Enum.TryParse<Foelsomhed>(T(d, felt), out var f) ? f.Ord() : T(d, felt);

    private static string Antal(JsonElement d, string felt, string en, string flere) => T(d, felt) is var tal && tal == "1" ? $"1 {en}" : $"{(tal.Length == 0 ? "0" : tal)} {flere}";

    private static Guid? IdI(JsonElement d, string felt) => Guid.TryParse(T(d, felt), out var id) ? id : null;

    private static string T(JsonElement d, string felt) =>
        d.ValueKind == JsonValueKind.Object && d.TryGetProperty(felt, out var v) ? v.ValueKind == JsonValueKind.String ? v.GetString() ?? "" : v.ValueKind == JsonValueKind.Null ? "" : v.ToString() : "";
}
