using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core.Authorities;
using Esdh.Sager.Contract;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>The search database is taken away or spoilt under a server of its own.</summary>
public sealed class SoegeindeksskadeTests(Testserver server) : IClassFixture<Testserver>
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private string Fil => Path.Combine(server.Folder, "myndigheder", "korsbaek", "soegning.db");

    [Theory]
    [InlineData("slettet")]
    [InlineData("afkortet")]
    [InlineData("tom")]
    [InlineData("volapyk")]
    [InlineData("tabel")]
    [InlineData("fortid")]
    public async Task Er_soegedatabasen_vaek_siges_det_og_den_bygges_igen_mens_alt_andet_gaar(string hvordan)
    {
        var ord = Provord.Nyt();
        var id = await SagAsync($"Sag {ord}");
        Assert.Equal(1, (await SoegAsync(ord)).GetProperty("antal").GetInt32());

        Oedelaeg(hvordan);

        var foerste = await SoegAsync(ord);
        using (var side = await _klient.GetAsync(new Uri($"/soegning?q={ord}", UriKind.Relative)))
            Assert.True(side.IsSuccessStatusCode);
        await SagAsync($"Ny {ord}");
        await TilAsync(async () => (await SoegAsync(ord)) is var svar && svar.GetProperty("antal").GetInt32() == 2 && svar.GetProperty("bemaerkninger").GetArrayLength() == 0);

        Assert.True(foerste.GetProperty("antal").GetInt32() > 0 || foerste.GetProperty("bemaerkninger")[0].GetString()!.Contains("bygges", StringComparison.Ordinal), foerste.GetRawText());
        Assert.Contains((await SoegAsync(ord)).GetProperty("poster").EnumerateArray(), p => p.GetProperty("id").GetString() == id);
        Assert.Equal("", (await KontrollerAsync()).Fejl);
    }

    [Fact]
    public async Task Kontrollen_finder_hver_slags_fejl_og_genopbygningen_retter_dem_mens_der_soeges()
    {
        var ord = Provord.Nyt();
        foreach (var navn in new[] { "mangler", "foraeldet", "adgang", "rigtig" })
            await SagAsync($"{ord} {navn}");
        await SoegAsync(ord); // all of it is in
        var numre = Enumerable.Range(0, 4).Select(i => Tal($"select nr from {{s}}soegepost where art = 1 order by nr desc limit 1 offset {3 - i}")).ToList();
        Goer($"delete from {{s}}soegepost where nr = {numre[0]}", $"delete from soegetekst where rowid = {numre[0]}", null);
        Goer($"update {{s}}soegepost set aftryk = aftryk + 1 where nr = {numre[1]}", null, null);
        Goer(null, $"replace into soegetekst (rowid, t, x, m) values ({numre[2]}, '', '', 'ð9999999')", $"update {{s}}soegepost set ord = '''ð9999999'''::tsvector where nr = {numre[2]}");
        Goer(
            null, "insert into soegepost (nr, art, sag, ref, reg, arv, tekst, aftryk) values (9000001, 1, 9000001, 9000001, 0, 0, 0, 0); insert into soegetekst (rowid, t, x, m) values (9000001, 'spøgelse', '', '')",
            "insert into {s}soegepost (nr, art, sag, ref, reg, arv, tekst, aftryk, ord) values (9000001, 1, 9000001, 9000001, 0, 0, 0, 0, '')");

        var (iOrden, foer) = await KontrollerAsync();

        Assert.False(iOrden);
        Assert.Contains("1 mangler, 1 overflødige, 1 forældede, 1 med forkert adgang", foer, StringComparison.Ordinal);
        Assert.Contains("sag nr 9000001: overflødig", foer, StringComparison.Ordinal);

        var ud = new StringWriter();
        var bygger = Soegevedligeholdelse.GenopbygAsync(server.Services, await MyndighedAsync(), ud, CancellationToken.None);
        do
            Assert.Equal(0, (await SoegAsync(ord)).GetProperty("bemaerkninger").GetArrayLength());
        while (!bygger.IsCompleted);

        Assert.True(await bygger, ud.ToString());
        Assert.Equal(4, (await SoegAsync(ord)).GetProperty("antal").GetInt32());
        Assert.Equal("", (await KontrollerAsync()).Fejl);
    }

    [Fact]
    public async Task Administratoren_ser_tilstanden_og_kan_faa_indekset_bygget_og_filer_laest_igen()
    {
        var ord = Provord.Nyt();
        var sag = await SagAsync($"Sag {ord}");
        using var lagt = await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.docx", "PK\u0003\u0004 ikke et arkiv"u8.ToArray(), new { titel = "Ødelagt", retning = "indgaaende" });
        await lagt.ForventAsync();
        var administrator = await LogonAsync();
        await TilAsync(async () => (await administrator.GetStringAsync(Side)).Contains("Beskadiget", StringComparison.Ordinal));
        using var ulaeste = await SendAsync(administrator, Side, $"{Side}/ulaeste");
        await TilAsync(async () => (await administrator.GetStringAsync(Side)).Contains("Beskadiget", StringComparison.Ordinal));
        using var bygges = await SendAsync(administrator, Side, $"{Side}/genopbygning");
        await TilAsync(async () => (await administrator.GetStringAsync(Side)).Contains("I orden", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (ulaeste.StatusCode, bygges.StatusCode));
        Assert.Equal(1, (await SoegAsync(ord)).GetProperty("antal").GetInt32());
        using var andre = await _klient.GetAsync(new Uri(Side, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, andre.StatusCode);
    }

    private const string Side = "/administration/soegeindeks";

    private async Task<HttpClient> LogonAsync()
    {
        var klient = server.Anonym();
        using var svar = await SendAsync(klient, "/logon", "/logon", ("brugernavn", "administrator"), ("kodeord", "demo"), ("retur", "/"));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return klient;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string handling, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await klient.GetStringAsync(new Uri(side, UriKind.Relative));
        var tegn = Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(felter.Append(("__RequestVerificationToken", tegn)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await klient.PostAsync(new Uri(handling, UriKind.Relative), form);
    }

    private void Oedelaeg(string hvordan)
    {
        if (hvordan == "fortid")
        {
            Goer("update {s}soegestand set aftryk = '00'", null, null); // as if the database had been put back from a copy
            return;
        }

        if (Testdatabase.ErPostgresql || hvordan == "tabel")
        {
            Goer(null, "drop table soegepost", hvordan == "tabel" ? "drop table {s}soegepost cascade" : hvordan == "tom" ? "drop table {s}soegestand" : hvordan == "volapyk" ? "delete from {s}soegestand" : "drop schema soegning cascade");
            return;
        }

        if (hvordan == "slettet")
        {
            foreach (var endelse in new[] { "", "-wal", "-shm" })
                File.Delete(Fil + endelse);
            return;
        }

        using var fil = new FileStream(Fil, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (hvordan == "volapyk")
        {
            var bytes = new byte[Math.Max(fil.Length, 65536)];
            new Random(17).NextBytes(bytes);
            fil.Write(bytes);
        }
        else
        {
            fil.SetLength(hvordan == "tom" ? 0 : 100);
        }
    }

    private async Task<Authority> MyndighedAsync() => await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");

    /// <returns>Whether all is well, and what was said of faults.</returns>
    private async Task<(bool IOrden, string Fejl)> KontrollerAsync()
    {
        var ud = new StringWriter();
        var iOrden = await Soegevedligeholdelse.KontrollerAsync(server.Services, await MyndighedAsync(), ud, CancellationToken.None);
        return (iOrden, iOrden ? "" : ud.ToString());
    }

    private static string Her(string sql) => sql.Replace("{s}", Testdatabase.ErPostgresql ? "soegning." : "", StringComparison.Ordinal);

    private long Tal(string sql) => server.Database.Tal("korsbaek", Her(sql), "soegning.db");

    /// <summary>Does something to the index past the server: on both providers, on SQLite, on PostgreSQL.</summary>
    private void Goer(string? begge, string? sqlite, string? postgresql)
    {
        foreach (var sql in new[] { begge, Testdatabase.ErPostgresql ? postgresql : sqlite })
        {
            if (sql is not null)
                Tal($"{sql}; select 1");
        }
    }

    private async Task<string> SagAsync(string titel) =>
        (await _klient.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private Task<JsonElement> SoegAsync(string q) => _klient.HentAsync($"/api/v1/soegning?q={q}");

    private static async Task TilAsync(Func<Task<bool>> sandt)
    {
        for (var i = 0; i < 2400; i++)
        {
            if (await sandt())
                return;
            await Task.Delay(50);
        }

        throw new TimeoutException("It did not come to be.");
    }
}
