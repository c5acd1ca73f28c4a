using System.Text;
using Esdh.Core.Events;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>What is changed past the system in a journalised document or a final note is found, though every event and every stored file is whole.</summary>
public sealed class LaasteraekkerTests(Testserver server) : IClassFixture<Testserver>
{
    [Fact]
    public async Task En_sag_som_systemet_selv_har_arbejdet_med_er_i_orden()
    {
        var (fra, dokument, _) = await SagMedAktOgNotatAsync();
        var (til, _, _) = await SagMedAktOgNotatAsync();
        var klient = server.Som("sagsbehandler");
        await klient.SendAsync($"/api/v1/dokumenter/{dokument}/registreringer", new { sag = til });
        await klient.SendAsync($"/api/v1/dokumenter/{dokument}/fejljournalisering", new { begrundelse = "Lagt forkert" });
        await server.Som("arkivar").SendAsync($"/api/v1/dokumenter/{dokument}/fejljournalisering/bekraeftelse", new { });
        await klient.SendAsync($"/api/v1/sager/{fra}/sammenlaegning", new { med = til, begrundelse = "Samme sag" });

        Assert.DoesNotContain(await FejlAsync(), f => f.Contains(dokument, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("update dokument set titel = 'En anden titel' where nr = (select max(nr) from dokument) returning 1", "anden titel")]
    [InlineData("update dokument set tilstand = 'Kladde' where nr = (select max(nr) from dokument) returning 1", "ikke længere låst")]
    [InlineData("update fil set sha256 = (select sha256 from fil where nr = (select min(nr) from fil)) where nr = (select max(nr) from fil) returning 1", "ikke de filer")]
    [InlineData("delete from fil where nr = (select max(nr) from fil) returning 1", "ikke de filer")]
    [InlineData("update dokumentregistrering set aktnr = 7 where nr = (select max(nr) from dokumentregistrering) returning 1", "aktnummer")]
    [InlineData("update journalnotat set tekst = '<p>Noget andet</p>' where nr = (select max(nr) from journalnotat) returning 1", "er ændret")]
    [InlineData("delete from journalnotat where nr = (select max(nr) from journalnotat) returning 1", "er fjernet")]
    public async Task Det_der_er_aendret_udenom_findes(string sql, string saetning)
    {
        await SagMedAktOgNotatAsync();
        var (_, dokument, notat) = await SagMedAktOgNotatAsync();
        Assert.DoesNotContain(await FejlAsync(), f => f.Contains(dokument, StringComparison.Ordinal) || f.Contains(notat, StringComparison.Ordinal));

        Assert.Equal(1, server.Database.Tal("korsbaek", sql));

        var fejl = Assert.Single(await FejlAsync(), f => f.Contains(dokument, StringComparison.Ordinal) || f.Contains(notat, StringComparison.Ordinal));
        Assert.Contains(saetning, fejl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_kladde_der_laases_udenom_har_ingen_haendelse_bag_sig()
    {
        var klient = server.Som("sagsbehandler");
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Kladde", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        using var svar = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "kladde.txt", Encoding.UTF8.GetBytes("kladde"), new { titel = "Kladde", retning = "internt" });
        var dokument = (await svar.ForventAsync()).GetProperty("id").GetString()!;

        Assert.Equal(1, server.Database.Tal("korsbaek", "update dokument set tilstand = 'Journaliseret' where nr = (select max(nr) from dokument) returning 1"));

        Assert.Contains("ingen hændelse", Assert.Single(await FejlAsync(), f => f.Contains(dokument, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> FejlAsync()
    {
        await foreach (var rapport in server.Services.GetRequiredService<Verifier>().VerifyAsync(null, CancellationToken.None))
        {
            if (rapport.Noegle == "korsbaek")
                return rapport.Fejl;
        }

        throw new InvalidOperationException("korsbaek was not checked.");
    }

    private async Task<(string Sag, string Dokument, string Notat)> SagMedAktOgNotatAsync()
    {
        var klient = server.Som("sagsbehandler");
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Låst", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        using var svar = await klient.UploadAsync(
            $"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes($"brev {Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende", journaliser = true });
        var dokument = (await svar.ForventAsync()).GetProperty("id").GetString()!;
        var notat = (await klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "Opkald", tekst = "<p>Ja</p>", endeligt = true })).GetProperty("id").GetString()!;
        return (sag, dokument, notat);
    }
}
