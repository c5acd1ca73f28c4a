using System.Net;

namespace Esdh.Klub.Tests.Http;

[Collection("klubserver")]
public sealed class MedlemTests(Klubserver f)
{
    [Fact]
    public async Task Alle_hos_et_medlem_og_sekretariatet_ser_klubbens_medlemmer()
    {
        foreach (var klient in new[] { f.Sekretariat, f.Delegat, f.AndenDelegat, f.Medarbejder })
        {
            var html = await Klubserver.HtmlAsync(klient, "/klub");
            Assert.Contains("Eksempelø Kommune", html, StringComparison.Ordinal);
            Assert.Contains("Region Mellemriget", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Den_der_ikke_er_logget_paa_sendes_til_logon() =>
        Assert.Equal(HttpStatusCode.Redirect, (await f.Server.Anonym().GetAsync(new Uri("/klub", UriKind.Relative))).StatusCode);
}
