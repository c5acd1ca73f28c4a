using Esdh.Adgang.Contract;
using Esdh.Sager.Contract;

namespace Esdh.Sager.Soegeindeks;

/// <summary>What an event makes the index read again.</summary>
[Flags]
internal enum Virkning
{
    Ingen = 0,

    /// <summary>The case's own row; what hangs on it follows where it inherits something else than before.</summary>
    Sag = 1,

    /// <summary>The document, note or party that the event is about.</summary>
    Ting = 2,

    /// <summary>Something may have come to or left the case without an event of its own.</summary>
    Indhold = 4,

    /// <summary>A name is shown or kept: everything on the case, or on the party's cases.</summary>
    Navne = 8,
}

/// <summary>
/// What every event does to the search index. One that is not here stops a test: it is either indexed or named as without effect. Nothing is taken from
/// what an event says: it only tells what to read again.
/// </summary>
internal static class Indeksvirkning
{
    private static readonly Dictionary<string, Virkning> Virkninger = new(StringComparer.Ordinal);

    static Indeksvirkning()
    {
        // The case itself: title, number, subject, words, access.
        Saet(Virkning.Sag, typeof(SagOprettet), typeof(SagsletningBegyndt), typeof(SagRettet), typeof(SagAfsluttet), typeof(SagsstatusSkiftet), typeof(SagGenaabnet), typeof(SagOverdraget), typeof(SagGivetTilbage),
            typeof(SagFulgteEnheden), typeof(SagOmjournaliseret), typeof(SagsadgangAendret), typeof(SagsfoelsomhedAendret), typeof(MaerkeSat), typeof(MaerkeFjernet), typeof(SagsfelterRettet), typeof(SagstypeudgaveSkiftet));
        Saet(Virkning.Sag | Virkning.Indhold | Virkning.Navne, typeof(SagSlettet));
        Saet(Virkning.Sag | Virkning.Indhold, typeof(SagSammenlagt), typeof(SammenlaegningFuldfoert));

        // Parties: the event's object is the party.
        Saet(Virkning.Sag | Virkning.Ting | Virkning.Navne, typeof(PartTilfoejet), typeof(SagspartRettet), typeof(PartUdgaaet), typeof(SagspartOpdateret));
        Saet(Virkning.Ting | Virkning.Navne, typeof(PartRettet), typeof(PartOprettet));

        // Documents and notes.
        Saet(Virkning.Ting, typeof(DokumentOprettet), typeof(DokumentJournaliseret), typeof(DokumentRettet), typeof(DokumentfilerAendret), typeof(DokumentGjortEndeligt), typeof(DokumentEndeligFortrudt),
            typeof(DokumentFejljournaliseret), typeof(DokumentKasseret), typeof(DokumentSlettet), typeof(DokumentPostlisteAendret), typeof(DokumentadgangAendret), typeof(DokumentfoelsomhedAendret), typeof(DokumentRegistreret),
            typeof(NotatOprettet), typeof(NotatRettet), typeof(NotatGjortEndeligt), typeof(ForsendelseAfsendt), typeof(ForsendelseSendt));
        Saet(Virkning.Ting | Virkning.Indhold, typeof(DokumentFlyttet), typeof(DokumentAfregistreret), typeof(KladdeSlettet), typeof(NotatkladdeSlettet));
        Saet(Virkning.Sag | Virkning.Indhold, typeof(IndbakkepostJournaliseret));

        // Without effect: nothing that is searched for, or that decides who sees it, is different afterwards.
        Saet(Virkning.Ingen,
            typeof(DokumentTjekketUd), typeof(DokumentTjekketInd), typeof(FejljournaliseringAnmodet), typeof(FejljournaliseringAfvist), typeof(FejljournaliseretIndholdAabnet),
            typeof(AktindsigtVurderet), typeof(DokumentMarkeretUdenBetydning), typeof(DokumentLagtIDelforloeb), typeof(SagsudtraekBestilt), typeof(DokumenterUdtrukket), typeof(DokumentskabelonGemt),
            typeof(SagModtaget), typeof(OversagSat), typeof(OversagFjernet), typeof(SagRelateret), typeof(SagsrelationFjernet), typeof(DelforloebTilfoejet), typeof(DelforloebOmdoebt),
            typeof(AfgoerelsestypeGemt), typeof(AfgoerelseRegistreret), typeof(BeslutningRegistreret), typeof(LederUnderrettetOmNoedadgang), typeof(SagsskabelonGemt), typeof(SagsstatusGemt),
            typeof(EnhedsaendringBestilt), typeof(EnhedsaendringAnnulleret), typeof(EnhedsaendringUdfoert), typeof(EmneplanIndlaest), typeof(EmneplanSatIKraft), typeof(EmneplanSlettet),
            typeof(ForsendelseBestilt), typeof(ForsendelseAfvist), typeof(ForsendelseUvis), typeof(ForsendelseFortrudt), typeof(ForsendelseHaandteret), typeof(ForsendelseOverdraget),
            typeof(FraseGemt), typeof(GodkendelseAnmodet), typeof(GodkendelsesledGodkendt), typeof(GodkendelseGivet), typeof(GodkendelseReturneret), typeof(GodkendelseTrukketTilbage),
            typeof(GodkendelsesledOmdirigeret), typeof(GodkendelseskaedeGemt), typeof(HoeringStartet), typeof(HoeringsbrevDannet), typeof(HoeringssvarRegistreret), typeof(HoeringssvarFortrudt),
            typeof(HoeringsfristForlaenget), typeof(HoeringAfsluttet), typeof(HoeringUndladt), typeof(IndbakkepostModtaget), typeof(IndbakkepostSkannet), typeof(IndbakkepostFordelt),
            typeof(IndbakkepostTaget), typeof(IndbakkepostGivetTilbage), typeof(IndbakkepostAfvist), typeof(IndbakkepostFrigivet), typeof(PostkasseGemt), typeof(IndbakkeopsaetningGemt),
            typeof(ErindringOprettet), typeof(ErindringAendret), typeof(ErindringKlaret), typeof(ErindringGenaabnet), typeof(ErindringstypeGemt),
            typeof(PostlisteforslagAfvist), typeof(PostlistegodkendelseFortrudt), typeof(PostlisteafvisningFortrudt), typeof(PostlistepostGodkendt), typeof(PostlistepostTrukketTilbage),
            typeof(PostlisteopsaetningGemt), typeof(OpsaetningIndlaest), typeof(WebhookOprettet), typeof(WebhookRettet), typeof(WebhookSlaaetFra), typeof(WebhookSlettet),
            typeof(BrugerOprettet), typeof(BrugerRettet), typeof(KodeordNulstillet), typeof(KodeordSkiftet), typeof(BrugerLaastOp), typeof(BrugerSpaerret), typeof(AdgangslogIndstillet),
            typeof(EnhedOprettet), typeof(EnhedRettet), typeof(GruppeOprettet), typeof(GruppeRettet), typeof(KlientOprettet), typeof(KlientRettet), typeof(KlienthemmelighedFornyet),
            typeof(NoedadgangGivet), typeof(FravaerOprettet), typeof(FravaerRettet), typeof(FravaerAfsluttet), typeof(LedelseskontrolIndstillet), typeof(GennemgangBegyndt),
            typeof(RettighederBekraeftet), typeof(RettighedFjernet), typeof(RettighedBortfaldet), typeof(RettighedBevaret), typeof(GennemgangAfsluttet), typeof(LogstikproeveUdtaget),
            typeof(OpslagKontrolleret), typeof(OpslagForklaret), typeof(RestOverdraget), typeof(SagsstikproeveUdtaget), typeof(SagsproeveAfgjort),
            typeof(TrinTaget), typeof(UrStartet), typeof(UrStoppet), typeof(UrGenoptaget), typeof(UrAfsluttet), typeof(UrDageAendret), typeof(ModulTaendt), typeof(ModulSlukket),
            typeof(KassationsstopSat), typeof(KassationsstopOphaevet));
    }

    /// <summary>The types that are accounted for.</summary>
    public static IReadOnlyCollection<string> Kendte => Virkninger.Keys;

    /// <summary>An event of a type that is not known makes everything it names be read again.</summary>
    public static Virkning Af(string type) => Virkninger.TryGetValue(type, out var virkning) ? virkning : Virkning.Sag | Virkning.Ting | Virkning.Indhold | Virkning.Navne;

    private static void Saet(Virkning virkning, params Type[] typer)
    {
        foreach (var type in typer)
            Virkninger.Add(type.Name, virkning);
    }
}
