using System.Net;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Tests.Http;

/// <summary>One server for the project's tests, with the demonstration's club and none of its cases.</summary>
public sealed class Klubserver : IAsyncLifetime
{
    public Testserver Server { get; private set; } = null!;

    /// <summary>The secretariat.</summary>
    public HttpClient Sekretariat => Server.Som("kasserer", "klub");

    /// <summary>Korsbæk's medlemsrepræsentant, who also sits on the board.</summary>
    public HttpClient Delegat => Server.Som("leder");

    /// <summary>Månekær's medlemsrepræsentant.</summary>
    public HttpClient AndenDelegat => Server.Som("leder", "maanekaer");

    /// <summary>Somebody at a member, without a mandate.</summary>
    public HttpClient Medarbejder => Server.Som("sagsbehandler");

    public async Task InitializeAsync()
    {
        Server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Klub:Demonstration"] = "true" });
        await Server.InitializeAsync();
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>Every member of the club with a delegate, as a request of that delegate's would be.</summary>
    internal Task<List<(Guid Medlem, string Navn, Klubaktoer Delegat)>> DelegeredeAsync() => Faelles.Queue.RunAsync<KlubDb, List<(Guid, string, Klubaktoer)>>(async db =>
    {
        List<(Guid, string, Klubaktoer)> alle = [];
        foreach (var m in await db.Medlemmer.Where(m => m.Fase == Medlemsfase.Optaget || m.Fase == Medlemsfase.Opsagt).OrderBy(m => m.Nr).ToListAsync())
        {
            m.Myndighed ??= $"proeve-{m.Nr}";
            var mandat = await db.Mandater.FirstOrDefaultAsync(x => x.MedlemId == m.Id && x.Til == null);
            if (mandat is null)
                db.Add(mandat = new() { Id = Guid.CreateVersion7(), MedlemId = m.Id, Myndighed = m.Myndighed, BrugerId = Guid.CreateVersion7(), Navn = $"Delegeret {m.Nr}", Rolle = Klubrolle.Medlemsrepraesentant, Fra = new(2020, 1, 1) });
            alle.Add((m.Id, m.Navn, new(Aktoer.Systemet with { Id = mandat.BrugerId, Navn = mandat.Navn }, m.Myndighed, false, m.Id, [mandat.Rolle])));
        }

        await db.SaveChangesAsync();
        return alle;
    }, CancellationToken.None);

    /// <summary>A vote, as the route runs it.</summary>
    internal Task<AfgivStemme.Svar> StemAsync(Klubaktoer delegat, Guid afstemning, string indhold, Stemmekvittering? kode = null, Guid? hvem = null) => Faelles.Queue.RunAsync(
        (AfgivStemme act) => act.Udfoer(new(delegat, afstemning, hvem, Stemmeindhold.Laes(indhold)!, kode ?? Stemmekvittering.Ny()), CancellationToken.None), CancellationToken.None);

    private Authority Faelles => Server.Services.GetRequiredService<AuthorityRegistry>().Shared;

    public static async Task<string> HtmlAsync(HttpClient klient, string sti, HttpStatusCode status = HttpStatusCode.OK)
    {
        var svar = await klient.GetAsync(new Uri(sti, UriKind.Relative));
        var html = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
        Assert.True(svar.StatusCode == status, $"{sti}: {svar.StatusCode}. {html}");
        Assert.DoesNotContain("Der er 0 fejl", html, StringComparison.Ordinal);
        return html;
    }
}

[CollectionDefinition("klubserver")]
public sealed class Klubsamling : ICollectionFixture<Klubserver>;
