using Esdh.Sager.Domain;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>Who approves what, in which order, without a database.</summary>
[Trait("Database", "nej")]
public sealed class GodkendelseTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Forfatter = Guid.CreateVersion7(), Leder = Guid.CreateVersion7(), Jurist = Guid.CreateVersion7();
    private static readonly Guid[] Ophav = [Forfatter];

    private static (Dokument Dokument, Godkendelse Godkendelse, List<Godkendelsesled> Led) Ny(params Ledregel[] led)
    {
        var dokument = Dokument.Opret(new("Afslag", Retning.Udgaaende, new(2026, 11, 23)), Forfatter, Nu);
        var godkendelse = Godkendelse.AfDokument(Guid.CreateVersion7(), dokument, new('a', 64), null, new(Forfatter), Nu);
        Ledregel[] regler = led.Length > 0 ? led : [new(Ledart.Leder, ""), new(Ledart.Rolle, "Arkivar")];
        return (dokument, godkendelse, [.. regler.Select((l, i) => Godkendelsesled.Nyt(godkendelse.Id, i + 1, l))]);
    }

    [Fact]
    public void Forfatteren_godkender_aldrig_heller_ikke_for_en_anden()
    {
        var (_, godkendelse, led) = Ny();

        AssertRegel.Brydes(GodkendelseRegler.AldrigForfatteren, () => godkendelse.Godkend(led, new(Forfatter), Ophav, null, null, Nu));
        AssertRegel.Brydes(GodkendelseRegler.AldrigForfatteren, () => godkendelse.Godkend(led, new(Forfatter, PaaVegneAf: Leder), Ophav, null, null, Nu));
        AssertRegel.Brydes(GodkendelseRegler.AldrigForfatteren, () => godkendelse.Godkend(led, new(Leder, PaaVegneAf: Forfatter), Ophav, null, null, Nu));
        AssertRegel.Brydes(GodkendelseRegler.AldrigForfatteren, () => godkendelse.Returner(led, new(Forfatter), Ophav, "Ret lige", Nu));
    }

    [Fact]
    public void Leddene_godkender_i_orden_og_hvert_af_sin_person()
    {
        var (_, godkendelse, led) = Ny();

        Assert.Equal(1, godkendelse.Godkend(led, new(Leder), Ophav, "Fint", null, Nu).Orden);
        Assert.Equal(Godkendelsesudfald.Aaben, godkendelse.Udfald);
        AssertRegel.Brydes(GodkendelseRegler.HvertLedSinPerson, () => godkendelse.Godkend(led, new(Leder), Ophav, null, null, Nu));
        AssertRegel.Brydes(GodkendelseRegler.HvertLedSinPerson, () => godkendelse.Godkend(led, new(Jurist, PaaVegneAf: Leder), Ophav, null, null, Nu));
        Assert.Equal(2, godkendelse.Godkend(led, new(Jurist), Ophav, null, null, Nu).Orden);

        Assert.Equal(Godkendelsesudfald.Godkendt, godkendelse.Udfald);
        Assert.All(led, l => Assert.Equal(godkendelse.Sha256, l.Sha256));
        AssertRegel.Brydes(GodkendelseRegler.ErAaben, () => godkendelse.Godkend(led, new(Guid.CreateVersion7()), Ophav, null, null, Nu));
    }

    [Fact]
    public void Det_der_sendes_tilbage_er_slut_ogsaa_for_dem_der_havde_godkendt()
    {
        var (_, godkendelse, led) = Ny();
        godkendelse.Godkend(led, new(Leder), Ophav, null, null, Nu);

        godkendelse.Returner(led, new(Jurist), Ophav, "Hjemlen er forkert", Nu);

        Assert.Equal(Godkendelsesudfald.Returneret, godkendelse.Udfald);
        Assert.Equal("Hjemlen er forkert", led[1].Kommentar);
        AssertRegel.Brydes(GodkendelseRegler.ErAaben, () => godkendelse.Traek(Nu));
    }

    [Fact]
    public void Et_dokument_til_godkendelse_aendres_sendes_og_journaliseres_ikke()
    {
        var (dokument, _, _) = Ny();

        AssertRegel.Brydes(GodkendelseRegler.LaastUnderGodkendelse, () => dokument.NyFilversion(Forfatter, Nu));
        AssertRegel.Brydes(GodkendelseRegler.LaastUnderGodkendelse, () => dokument.TjekUd(Forfatter, Nu));
        AssertRegel.Brydes(GodkendelseRegler.LaastUnderGodkendelse, () => dokument.GoerEndeligt(new(2026, 11, 23)));
        AssertRegel.Brydes(GodkendelseRegler.LaastUnderGodkendelse, () => dokument.Journaliser(Forfatter, Nu));
        AssertRegel.Brydes(GodkendelseRegler.LaastUnderGodkendelse, () => dokument.LaegTilGodkendelse(Forfatter, Nu));
        dokument.TagFraGodkendelse(godkendt: false);
        dokument.Journaliser(Forfatter, Nu);
        Assert.False(dokument.ErGodkendt);
    }

    [Fact]
    public void En_godkendelse_gaelder_de_filer_der_blev_set_og_ikke_dem_der_kom_siden()
    {
        var (dokument, _, _) = Ny();
        dokument.KraevKaede(Guid.CreateVersion7());
        dokument.TagFraGodkendelse(godkendt: true);
        Assert.True(dokument.ErGodkendt);

        dokument.NyFilversion(Forfatter, Nu);

        Assert.False(dokument.ErGodkendt);
        AssertRegel.Brydes(GodkendelseRegler.ErGodkendt, () => dokument.GoerEndeligt(new(2026, 11, 23)));
        AssertRegel.Brydes(GodkendelseRegler.ErGodkendt, () => dokument.Journaliser(Forfatter, Nu));
    }

    [Fact]
    public void Et_led_der_kraever_underskrift_godkendes_kun_med_en()
    {
        var (_, godkendelse, led) = Ny(new Ledregel(Ledart.Leder, "", KraeverUnderskrift: true));

        AssertRegel.Brydes(GodkendelseRegler.UnderskriftKraeves, () => godkendelse.Godkend(led, new(Leder), Ophav, null, null, Nu));
        godkendelse.Godkend(led, new(Leder), Ophav, null, new(new('b', 64), "Lis Opdigt"), Nu);

        Assert.Equal("Lis Opdigt", led[0].BevisNavn);
    }

    [Fact]
    public void Kun_et_led_der_venter_stilles_til_en_anden()
    {
        var (_, godkendelse, led) = Ny();
        godkendelse.Godkend(led, new(Leder), Ophav, null, null, Nu);

        AssertRegel.Brydes(GodkendelseRegler.KunLedDerVenter, () => godkendelse.Omdiriger(led[0], new(Ledart.Rolle, "Arkivar")));
        godkendelse.Omdiriger(led[1], new(Ledart.Bruger, Jurist.ToString()));

        Assert.Equal(Ledart.Bruger, led[1].Art);
    }

    [Fact]
    public void Aftrykket_afhaenger_af_filernes_orden_navn_og_indhold()
    {
        static Fil Fil(int nummer, string navn, char indhold) => new() { DokumentId = Guid.Empty, Nummer = nummer, Filnavn = navn, Sha256 = new(indhold, 64), Mimetype = "text/plain" };
        var aftryk = Godkendelse.Aftryk([Fil(1, "a.txt", 'a'), Fil(2, "b.txt", 'b')]);

        Assert.Equal(aftryk, Godkendelse.Aftryk([Fil(2, "b.txt", 'b'), Fil(1, "a.txt", 'a')]));
        Assert.NotEqual(aftryk, Godkendelse.Aftryk([Fil(1, "b.txt", 'a'), Fil(2, "a.txt", 'b')]));
        Assert.NotEqual(aftryk, Godkendelse.Aftryk([Fil(1, "a.txt", 'a'), Fil(2, "b.txt", 'c')]));
        Assert.NotEqual(aftryk, Godkendelse.Aftryk([Fil(1, "a.txt", 'a')]));
    }
}
