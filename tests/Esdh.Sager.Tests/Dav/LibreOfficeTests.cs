using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Esdh.Core.Files;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Dav;

/// <summary>LibreOffice: what it sends, and itself.</summary>
[Collection("dokumentserver")]
public sealed class LibreOfficeTests(Testserver server)
{
    [Fact]
    public async Task Et_rigtigt_LibreOffice_aabner_retter_og_gemmer_en_kladde_paa_dens_adresse()
    {
        var (editor, _, dokument) = await Davklient.BegyndAsync(server, indhold: Docx("Kære Bo Opdigt"));
        var maerke = $"Skrevet i LibreOffice {Guid.CreateVersion7()}";

        Assert.Equal("", await KoerAsync(editor.Adresse, maerke));

        Assert.Equal(2, await server.AntalAsync(dokument));
        var tekst = TextExtract.FromDocx(new MemoryStream(await server.FilenAsync(dokument)));
        Assert.Contains("Kære Bo Opdigt", tekst, StringComparison.Ordinal);
        Assert.Contains(maerke, tekst, StringComparison.Ordinal);
        Assert.Equal(["brev.docx"], await editor.NavneAsync());
        await editor.LaasAsync(); // it gave its lock back
    }

    [Fact]
    public async Task Et_rigtigt_LibreOffice_faar_at_vide_at_redigeringen_er_slut_i_stedet_for_at_miste_teksten()
    {
        var (editor, _, dokument) = await Davklient.BegyndAsync(server, indhold: Docx("Kære Bo Opdigt"));
        await server.Som("sagsbehandler").SendAsync($"/api/v1/dokumenter/{dokument}/indtjekning", new { });
        Assert.NotEqual("", await KoerAsync(editor.Adresse, "For sent"));
        Assert.Equal(1, await server.AntalAsync(dokument));
    }

    /// <summary>As recorded from LibreOffice 7.4.</summary>
    [Fact]
    public async Task LibreOffices_raekke_af_forespoergsler()
    {
        var (lo, _, dokument) = await Davklient.BegyndAsync(server);
        await lo.ForventAsync(HttpStatusCode.OK, "OPTIONS");
        string Spoerg(string navn, string rum = "DAV:") => $"""<?xml version="1.0" encoding="UTF-8"?><propfind xmlns="DAV:"><prop><{navn} xmlns="{rum}"/></prop></propfind>""";
        await lo.PropfindAsync(krop: """<?xml version="1.0" encoding="UTF-8"?><propfind xmlns="DAV:"><prop><resourcetype xmlns="DAV:"/><IsReadOnly xmlns="http://ucb.openoffice.org/dav/props/"/><getcontenttype xmlns="DAV:"/><supportedlock xmlns="DAV:"/></prop></propfind>""");
        await lo.PropfindAsync(krop: Spoerg("IsReadOnly", "http://ucb.openoffice.org/dav/props/"));
        await lo.ForventAsync(HttpStatusCode.OK, "HEAD");
        await lo.HentAsync();
        using var laas = await lo.ForventAsync(HttpStatusCode.OK, "LOCK", null, Encoding.UTF8.GetBytes(
            """<?xml version="1.0" encoding="UTF-8"?><lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype><owner>LibreOffice - Signe</owner></lockinfo>"""), "Depth: 0", "Timeout: Second-180");
        var token = laas.Headers.GetValues("Lock-Token").Single();
        await lo.PropfindAsync(krop: Spoerg("getlastmodified"));
        var navne = await lo.PropfindAsync(krop: """<?xml version="1.0" encoding="UTF-8"?><propfind xmlns="DAV:"><propname/></propfind>""");
        Assert.Contains(navne.Descendants(Davklient.D + "prop").Elements(), e => e.Name.LocalName == "getetag" && e.Value.Length == 0);
        await lo.PropfindAsync("", krop: Spoerg("CreatableContentsInfo", "http://ucb.openoffice.org/dav/props/"));
        await lo.ForventAsync(HttpStatusCode.MethodNotAllowed, "GET", "");
        var efter = Davklient.Indhold("Rettet");
        await lo.ForventAsync(HttpStatusCode.NoContent, "PUT", null, efter, $"If: ({token})");
        await lo.ForventAsync(HttpStatusCode.NoContent, "UNLOCK", null, null, $"Lock-Token: {token}");
        Assert.Equal(efter, await server.FilenAsync(dokument));
    }

    /// <summary>Empty when it was saved, else what LibreOffice says.</summary>
    private static async Task<string> KoerAsync(string adresse, string tekst)
    {
        var profil = Directory.CreateTempSubdirectory("esdh-lo-").FullName;
        try
        {
            using var proces = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Repo.Rod, "tests", "Esdh.Sager.Tests", "Dav", "libreoffice.py"), adresse, tekst, profil])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var fejl = proces.StandardError.ReadToEndAsync();
            var ud = await proces.StandardOutput.ReadToEndAsync();
            using var frist = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await proces.WaitForExitAsync(frist.Token);
            Assert.True(proces.ExitCode is 0 or 2, await fejl);
            return proces.ExitCode == 0 ? "" : ud.Length > 0 ? ud : await fejl;
        }
        finally
        {
            Directory.Delete(profil, recursive: true);
        }
    }

    /// <summary>A small Word file.</summary>
    internal static byte[] Docx(string tekst)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Laeg(string navn, string indhold)
            {
                using var s = new StreamWriter(zip.CreateEntry(navn).Open());
                s.Write(indhold);
            }

            Laeg("[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
            Laeg("_rels/.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Laeg("word/document.xml", $"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{tekst}</w:t></w:r></w:p></w:body></w:document>""");
        }

        return bytes.ToArray();
    }
}
