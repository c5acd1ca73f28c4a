using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Esdh.Sager.Api;

/// <summary>The event feed: whoever follows what happens asks for what comes after the number seen last.</summary>
internal static class HaendelserApi
{
    /// <summary>Longest that a request waits for something to happen, in seconds.</summary>
    private const int LaengsteVent = 20;

    /// <summary>Another server on the same database does not wake us; and a busy authority does not make every reader look at each commit.</summary>
    private static readonly TimeSpan Senest = TimeSpan.FromSeconds(2), Tidligst = TimeSpan.FromMilliseconds(50);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/haendelser", Laes).Kraever(AccessRules.Laesning | Roller.Administrator).WithTags("Hændelser")
            .WithSummary("Følg, hvad der sker, efter nummer")
            .WithDescription("efter: det sidste nummer, du har set. antal: 1 til 200. vent: sekunder (0 til 20) at vente på noget nyt. type: kun disse typer, adskilt af komma. "
                + "Kun hændelser på sager og dokumenter, du må se; sidste er nummeret, du spørger videre fra.");

    private static async Task<Ok<Feedside>> Laes(
        long? efter, int? antal, int? vent, string? type, Haendelsestyper haendelsestyper, Authority myndighed, Aktoer aktoer, IServiceScopeFactory scopes, IHostApplicationLifetime liv, TimeProvider tid, CancellationToken ct)
    {
        var stoerrelse = Cursor.PageSize(antal);
        var typer = type?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = new Errors()
            .AddIf(efter < 0, "efter", "Nummeret skal være 0 eller mere.")
            .AddIf(vent is < 0 or > LaengsteVent, "vent", $"Vent skal være fra 0 til {LaengsteVent} sekunder.")
            .AddIf(type?.Length > 2000, "type", "Der er for mange typer.");
        haendelsestyper.Kontroller(typer ?? [], "type", errors);
        errors.Throw();
        using var slut = CancellationTokenSource.CreateLinkedTokenSource(ct, liv.ApplicationStopping);
        slut.CancelAfter(TimeSpan.FromSeconds(vent ?? 0));
        var fra = efter ?? 0;
        while (true)
        {
            using var naeste = new Commitsignal(myndighed.Queue); // before we look, so that nothing falls between
            Feedside side;
            await using (var scope = scopes.CreateAsyncScope()) // its connection is given back while we wait
            {
                scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
                var aktoerer = scope.ServiceProvider.GetRequiredService<Aktoerkilde>();
                side = await Haendelsesfeed.LaesAsync(
                    scope.ServiceProvider.GetRequiredService<SagerDb>(), scope.ServiceProvider.GetRequiredService<CoreDb>(), () => aktoerer.FindNuAsync(aktoer.Id, ct, aktoer.PaaVegneAf?.Id), fra, stoerrelse, typer, DanishTime.Today(tid), ct);
            }

            if (side.Poster.Count > 0 || side.Flere || slut.IsCancellationRequested || vent is null or 0)
                return TypedResults.Ok(side);
            fra = side.Sidste;
            try
            {
                await Task.Delay(Tidligst, slut.Token);
                await naeste.Task.WaitAsync(Senest, slut.Token);
            }
            catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // Look once more, and answer if time is up.
            }
        }
    }

    /// <summary>Completes at the next commit after it was made.</summary>
    private sealed class Commitsignal : IDisposable
    {
        private readonly WriteQueue _queue;
        private readonly TaskCompletionSource _sket = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Commitsignal(WriteQueue queue)
        {
            _queue = queue;
            _queue.Committed += Meld;
        }

        public Task Task => _sket.Task;

        public void Dispose() => _queue.Committed -= Meld;

        private void Meld() => _sket.TrySetResult();
    }
}
