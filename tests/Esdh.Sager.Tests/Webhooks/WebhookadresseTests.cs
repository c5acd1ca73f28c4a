using System.Net;
using Esdh.Core;
using Esdh.Sager.Domain;
using Esdh.Sager.Webhooks;

namespace Esdh.Sager.Tests.Webhooks;

/// <summary>Where the server may be made to send: never into a closed network, whatever a name leads to.</summary>
[Trait("Database", "nej")]
public sealed class WebhookadresseTests
{
    private static readonly Webhookindstillinger Drift = new(false, [], TimeSpan.FromSeconds(1));
    private static readonly Webhookindstillinger MedNet = new(false, [IPNetwork.Parse("10.20.0.0/16")], TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("127.0.0.1"), InlineData("0.0.0.0"), InlineData("10.20.0.1"), InlineData("172.31.255.255"), InlineData("192.168.0.1"), InlineData("169.254.169.254"), InlineData("100.64.0.1")]
    [InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("::1"), InlineData("::"), InlineData("fd12::1"), InlineData("fe80::1"), InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1"), InlineData("::10.0.0.1"), InlineData("64:ff9b::a00:1"), InlineData("2002:a00:1::")]
    public void Lukkede_net_kaldes_ikke(string adresse) => Assert.False(Webhookadresse.MaaKaldes(IPAddress.Parse(adresse), Drift));

    [Theory, InlineData("8.8.8.8"), InlineData("172.32.0.1"), InlineData("193.163.0.1"), InlineData("2a00:1450::1"), InlineData("::ffff:8.8.8.8")]
    public void Det_aabne_net_kaldes(string adresse) => Assert.True(Webhookadresse.MaaKaldes(IPAddress.Parse(adresse), Drift));

    [Fact]
    public void Et_lukket_net_som_driften_har_tilladt_kaldes()
    {
        Assert.True(Webhookadresse.MaaKaldes(IPAddress.Parse("10.20.30.40"), MedNet));
        Assert.True(Webhookadresse.MaaKaldes(IPAddress.Parse("::ffff:10.20.30.40"), MedNet));
        Assert.False(Webhookadresse.MaaKaldes(IPAddress.Parse("10.21.0.1"), MedNet));
    }

    [Fact]
    public async Task Et_navn_der_foerer_ind_i_et_lukket_net_kaldes_ikke()
    {
        var afvist = await Assert.ThrowsAsync<HttpRequestException>(() => Webhookadresse.ForbindAsync(new("localhost", 443), Drift, CancellationToken.None).AsTask());

        Assert.Equal(Webhookadresse.Lukket, afvist.Message);
    }

    [Fact]
    public void Http_og_egen_maskine_er_kun_til_udvikling()
    {
        foreach (var url in new[] { "http://127.0.0.1:5000/", "https://127.0.0.1:5000/", "http://localhost:5000/" })
        {
            var (drift, udvikling) = (new Errors(), new Errors());
            Webhookadresse.Laes(url, Drift, drift);
            Webhookadresse.Laes(url, Drift with { Loopback = true }, udvikling);
            Assert.Equal(url != "https://localhost:5000/", drift.Any);
            Assert.False(udvikling.Any);
        }
    }
}

/// <summary>How long and how often is tried.</summary>
[Trait("Database", "nej")]
public sealed class WebhookDomaeneTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 19, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pausen_vokser_til_en_time()
    {
        var webhook = Ny();
        List<TimeSpan> pauser = [];
        for (var i = 0; i < 8; i++)
        {
            Assert.False(webhook.Mislykket(7, "Nede.", svarede: false, Nu));
            pauser.Add(webhook.NaesteForsoeg!.Value - Nu);
        }

        Assert.Equal(pauser.Order(), pauser);
        Assert.Equal(TimeSpan.FromSeconds(10), pauser[0]);
        Assert.Equal(TimeSpan.FromHours(1), pauser[^1]);
        Assert.Equal(0, webhook.Efter);
    }

    [Fact]
    public void Kun_det_modtageren_har_svaret_nej_til_opgives()
    {
        var webhook = Ny();
        for (var i = 1; i < Webhook.Forsoegene; i++)
            Assert.False(webhook.Mislykket(7, "Nej.", svarede: true, Nu));

        Assert.True(webhook.Mislykket(7, "Nej.", svarede: true, Nu));

        Assert.Equal(7, webhook.Efter);
        Assert.Null(webhook.NaesteForsoeg);
        Assert.Equal(Nu, webhook.FejlerSiden);
    }

    [Fact]
    public void En_levering_glemmer_at_det_gik_galt()
    {
        var webhook = Ny();
        webhook.Mislykket(7, "Nede.", svarede: false, Nu);

        webhook.Leveret(9, Nu);

        Assert.Equal((9L, 0, (DateTimeOffset?)null, (string?)null), (webhook.Efter, webhook.Forsoeg, webhook.FejlerSiden, webhook.SenesteFejl));
    }

    private static Webhook Ny() => new() { Url = "https://eksempel.dk/", Hemmelighed = "x" };
}
