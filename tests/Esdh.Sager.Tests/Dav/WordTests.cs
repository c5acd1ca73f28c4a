using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Dav;

/// <summary>What Word and Windows' own client are known to send, one request after the other.</summary>
[Collection("dokumentserver")]
public sealed class WordTests(Testserver server)
{
    /// <summary>Word with an address of <c>ms-word:ofe</c>: it speaks WebDAV itself and saves over the file.</summary>
    [Fact]
    public async Task Word_aabner_laaser_gemmer_og_lukker()
    {
        var foer = Davklient.Indhold("Udkast");
        var (word, _, dokument) = await Davklient.BegyndAsync(server, indhold: foer);

        using (var muligheder = await word.ForventAsync(HttpStatusCode.OK, "OPTIONS", ""))
        {
            Assert.Equal("1, 2", muligheder.Headers.GetValues("DAV").Single());
            Assert.Equal("DAV", muligheder.Headers.GetValues("MS-Author-Via").Single());
        }

        using (var hoved = await word.ForventAsync(HttpStatusCode.OK, "HEAD"))
            Assert.Equal(foer.Length, hoved.Content.Headers.ContentLength);
        var laas = await word.LaasAsync();
        Assert.Equal(foer, await word.HentAsync());
        var spurgt = await word.PropfindAsync(krop: """<?xml version="1.0"?><a:propfind xmlns:a="DAV:"><a:prop><a:getetag/><a:lockdiscovery/><b:Win32LastModifiedTime xmlns:b="urn:schemas-microsoft-com:"/></a:prop></a:propfind>""");
        Assert.Equal(laas, spurgt.Descendants(Davklient.D + "locktoken").Single().Value);
        Assert.Equal("HTTP/1.1 404 Not Found", spurgt.Descendants(Davklient.D + "propstat").Single(p => p.Descendants().Any(e => e.Name.LocalName == "Win32LastModifiedTime")).Element(Davklient.D + "status")!.Value);

        await word.ForventAsync(HttpStatusCode.OK, "LOCK", null, null, $"If: (<{laas}>)", "Timeout: Second-3600");
        await word.ForventAsync((HttpStatusCode)423, "PUT", null, Davklient.Indhold("Uden lås"));
        var efter = Davklient.Indhold("Rettet i Word");
        using (var gemt = await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, efter, $"If: (<{laas}>)"))
            Assert.NotNull(gemt.Headers.ETag);
        await word.ForventAsync(HttpStatusCode.MultiStatus, "PROPPATCH", null, Encoding.UTF8.GetBytes(
            """<?xml version="1.0"?><D:propertyupdate xmlns:D="DAV:" xmlns:Z="urn:schemas-microsoft-com:"><D:set><D:prop><Z:Win32FileAttributes>00000020</Z:Win32FileAttributes></D:prop></D:set></D:propertyupdate>"""), $"If: (<{laas}>)");
        await word.ForventAsync(HttpStatusCode.NoContent, "UNLOCK", null, null, $"Lock-Token: <{laas}>");

        Assert.Equal(efter, await server.FilenAsync(dokument));
        Assert.Equal(2, await server.AntalAsync(dokument));
    }

    [Fact]
    public async Task Windows_gaar_ned_fra_toppen_og_faar_intet_at_se_paa_vejen()
    {
        var (word, _, _) = await Davklient.BegyndAsync(server);
        await word.ForventAsync(HttpStatusCode.OK, "OPTIONS", "/");
        await word.ForventAsync(HttpStatusCode.OK, "OPTIONS", "/dav/");
        using var rod = await word.ForventAsync(HttpStatusCode.MultiStatus, "PROPFIND", "/dav", null, "Depth: 1");
        Assert.DoesNotContain(word.Noegle, await rod.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await word.ForventAsync(HttpStatusCode.MultiStatus, "PROPFIND", $"/dav/{word.Noegle}", null, "Depth: 0");
    }

    /// <summary>Windows' client (a mapped drive): the owner's file, the new text beside, the old one moved away, the new one in its place, the old one removed.</summary>
    [Fact]
    public async Task Gem_til_en_midlertidig_fil_og_omdoebning_er_en_ny_udgave_af_dokumentet()
    {
        var foer = Davklient.Indhold("Udkast");
        var (word, _, dokument) = await Davklient.BegyndAsync(server, indhold: foer);
        await word.LaasAsync("~$brev.docx", HttpStatusCode.Created);
        await word.ForventAsync(HttpStatusCode.Created, "PUT", "~WRD0001.tmp", []);
        var laas = await word.LaasAsync("~WRD0001.tmp");
        var efter = Davklient.Indhold("Rettet i Word");
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", "~WRD0001.tmp", efter, $"If: (<{laas}>)");
        await word.ForventAsync(HttpStatusCode.NoContent, "UNLOCK", "~WRD0001.tmp", null, $"Lock-Token: <{laas}>");
        await word.ForventAsync(HttpStatusCode.Created, "MOVE", "brev.docx", null, $"Destination: {word.Mappe}~WRL0002.tmp", "Overwrite: F");

        await word.ForventAsync(HttpStatusCode.NotFound, "GET");
        Assert.Equal(["~$brev.docx", "~WRD0001.tmp", "~WRL0002.tmp"], await word.NavneAsync());
        Assert.Equal(foer, await server.FilenAsync(dokument)); // the document has its file all the while

        await word.ForventAsync(HttpStatusCode.Created, "MOVE", "~WRD0001.tmp", null, $"Destination: {word.Adresse}", "Overwrite: F");
        await word.ForventAsync(HttpStatusCode.NoContent, "DELETE", "~WRL0002.tmp");
        Assert.Equal(efter, await word.HentAsync());
        Assert.Equal(efter, await server.FilenAsync(dokument));
        Assert.Equal(["brev.docx", "~$brev.docx"], await word.NavneAsync());
        Assert.Equal(2, await server.AntalAsync(dokument));
    }

    [Fact]
    public async Task Excel_skifter_filen_ud_med_overskrivning()
    {
        var (excel, _, dokument) = await Davklient.BegyndAsync(server, filnavn: "budget.txt");
        var efter = Davklient.Indhold("Nye tal");
        await excel.ForventAsync(HttpStatusCode.Created, "PUT", "5A0B1C2D", efter);
        await excel.ForventAsync(HttpStatusCode.NoContent, "DELETE", "budget.txt"); // a Mac removes the old one first
        Assert.Equal(1, await server.AntalAsync(dokument));
        await excel.ForventAsync(HttpStatusCode.Created, "MOVE", "5A0B1C2D", null, $"Destination: {excel.Adresse}", "Overwrite: T");
        Assert.Equal(efter, await server.FilenAsync(dokument));
    }

    /// <summary>Windows' client puts an empty file in place before the real one.</summary>
    [Fact]
    public async Task En_tom_fil_toemmer_ikke_dokumentet()
    {
        var foer = Davklient.Indhold("Udkast");
        var (word, _, dokument) = await Davklient.BegyndAsync(server, indhold: foer);
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, []);
        Assert.Equal(foer, await server.FilenAsync(dokument));
        Assert.Equal(1, await server.AntalAsync(dokument));
    }

    [Fact]
    public async Task De_samme_bytes_er_ingen_ny_udgave_og_hver_aendring_er_een()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        var (a, b) = (Davklient.Indhold("a"), Davklient.Indhold("b"));
        foreach (var indhold in new[] { a, a, b, b, a })
            await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, indhold);
        Assert.Equal(4, await server.AntalAsync(dokument));
        Assert.Equal(a, await server.FilenAsync(dokument));
    }

    [Fact]
    public async Task If_Match_og_If_holdes()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        using var hoved = await word.ForventAsync(HttpStatusCode.OK, "HEAD");
        var etag = hoved.Headers.ETag!.ToString();
        await word.ForventAsync(HttpStatusCode.PreconditionFailed, "PUT", null, Davklient.Indhold("x"), "If-Match: \"en-anden\"");
        await word.ForventAsync(HttpStatusCode.PreconditionFailed, "PUT", null, Davklient.Indhold("x"), "If-None-Match: *");
        await word.ForventAsync(HttpStatusCode.PreconditionFailed, "PUT", null, Davklient.Indhold("x"), "If: (<opaquelocktoken:findes-ikke>)");
        await word.ForventAsync(HttpStatusCode.BadRequest, "PUT", null, Davklient.Indhold("x"), "If: ((");
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("x"), $"If-Match: {etag}");
        await word.ForventAsync(HttpStatusCode.PreconditionFailed, "PUT", null, Davklient.Indhold("y"), $"If-Match: {etag}");
        var laas = await word.LaasAsync();
        using var nu = await word.ForventAsync(HttpStatusCode.OK, "HEAD");
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("z"), $"If: <{word.Adresse}> (<{laas}> [{nu.Headers.ETag}])");
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("æ"), $"If: (<opaquelocktoken:x>) (Not <DAV:no-lock>)", $"Lock-Token: <{laas}>");
        Assert.Equal(4, await server.AntalAsync(dokument));
    }

    [Fact]
    public async Task Een_laas_ad_gangen_ingen_delte_og_en_der_fornyes()
    {
        var (word, _, _) = await Davklient.BegyndAsync(server);
        var laas = await word.LaasAsync();
        await word.ForventAsync((HttpStatusCode)423, "LOCK", null, Encoding.UTF8.GetBytes(Davklient.Lockinfo("En anden rude")));
        await word.ForventAsync(HttpStatusCode.Forbidden, "LOCK", null, Encoding.UTF8.GetBytes(Davklient.Lockinfo("Delt", "shared")));
        await word.ForventAsync(HttpStatusCode.PreconditionFailed, "LOCK", null, null, "If: (<opaquelocktoken:findes-ikke>)");
        await word.ForventAsync(HttpStatusCode.Conflict, "UNLOCK", null, null, "Lock-Token: <opaquelocktoken:findes-ikke>");
        using var fornyet = await word.ForventAsync(HttpStatusCode.OK, "LOCK", null, null, $"If: (<{laas}>)", "Timeout: Infinite, Second-4100000000");
        Assert.Contains("Second-900", await fornyet.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        try
        {
            server.Ur.Frem(TimeSpan.FromMinutes(16)); // the program died: the lock runs out by itself
            await word.LaasAsync();
        }
        finally
        {
            server.Ur.Nulstil();
        }
    }

    [Fact]
    public async Task Andet_end_dokumentets_egne_filer_og_programmets_midlertidige_afvises()
    {
        var (word, _, _) = await Davklient.BegyndAsync(server);
        await word.ForventAsync(HttpStatusCode.Forbidden, "PUT", "nyt brev.docx", Davklient.Indhold("Gem som"));
        await word.ForventAsync(HttpStatusCode.Forbidden, "LOCK", "nyt brev.docx", Encoding.UTF8.GetBytes(Davklient.Lockinfo("Signe")));
        await word.ForventAsync(HttpStatusCode.Forbidden, "MOVE", "brev.docx", null, $"Destination: {word.Mappe}andet.docx");
        await word.ForventAsync(HttpStatusCode.Forbidden, "MOVE", "brev.docx", null, "Destination: /dav/en-anden/~x.tmp");
        await word.ForventAsync(HttpStatusCode.BadRequest, "MOVE", "brev.docx");
        await word.ForventAsync(HttpStatusCode.Forbidden, "DELETE", "");
        foreach (var metode in new[] { "POST", "PATCH", "MKCOL", "COPY", "REPORT", "SEARCH", "TRACE" })
            await word.ForventAsync(HttpStatusCode.MethodNotAllowed, metode);
        await word.ForventAsync(HttpStatusCode.Forbidden, "PROPFIND", "", null, "Depth: infinity");
        await word.ForventAsync(HttpStatusCode.BadRequest, "PUT", null, [1, 2, 3], "Content-Range: bytes 0-2/3");
    }

    [Fact]
    public async Task Det_midlertidige_er_faa_og_forsvinder_med_redigeringen()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        var afvist = 0;
        for (var i = 0; i < 160 && afvist == 0; i++)
        {
            using var svar = await word.KaldAsync("PUT", $"~x{i}.tmp", [1]);
            afvist = svar.StatusCode == HttpStatusCode.InsufficientStorage ? i : 0;
        }

        Assert.InRange(afvist, 50, 155);
        await server.Som("sagsbehandler").SendAsync($"/api/v1/dokumenter/{dokument}/indtjekning", new { });
        Assert.Equal(0, server.Database.Tal("korsbaek", "select count(*) from redigeringsfil f join redigering r on r.id = f.redigering_id where r.afsluttet is not null"));
    }

    [Fact]
    public async Task XML_med_DTD_entiteter_og_uden_ende_afvises()
    {
        var (word, _, _) = await Davklient.BegyndAsync(server);
        string[] onde =
        [
            """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><D:propfind xmlns:D="DAV:"><D:prop>&a;</D:prop></D:propfind>""",
            "<D:propfind xmlns:D=\"DAV:\"><D:prop>", "<a", "ikke xml", "<x/>", string.Concat(Enumerable.Repeat("<a>", 8000)), "<D:propfind xmlns:D=\"DAV:\"><D:prop>" + string.Concat(Enumerable.Repeat("<a>", 40)) + string.Concat(Enumerable.Repeat("</a>", 40)) + "</D:prop></D:propfind>",
        ];
        foreach (var ond in onde)
        {
            await word.ForventAsync(HttpStatusCode.BadRequest, "PROPFIND", null, Encoding.UTF8.GetBytes(ond), "Depth: 0");
            await word.ForventAsync(HttpStatusCode.BadRequest, "LOCK", null, Encoding.UTF8.GetBytes(ond));
            await word.ForventAsync(HttpStatusCode.BadRequest, "PROPPATCH", null, Encoding.UTF8.GetBytes(ond));
        }

        await word.ForventAsync(HttpStatusCode.RequestEntityTooLarge, "PROPFIND", null, new byte[100_000], "Depth: 0");
    }
}
