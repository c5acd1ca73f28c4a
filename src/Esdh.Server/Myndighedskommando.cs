using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Identity;

namespace Esdh.Server;

/// <summary>
/// <c>myndighed opret --noegle NOEGLE --navn NAVN --cvr CVR --vaert VAERT[,VAERT] --administrator BRUGERNAVN</c>: makes an authority and its first
/// administrator, and prints a password to be used once. The key <c>klub</c> makes the realm of the club's secretariat. Needs no running server; one that runs knows the authority after its next start.
/// </summary>
internal static class Myndighedskommando
{
    private const string Brug = "Brug: myndighed opret --noegle NOEGLE --navn NAVN --cvr CVR --vaert VAERT[,VAERT] --administrator BRUGERNAVN";

    public static bool IsCommand(string[] args) => args is ["myndighed", ..];

    /// <returns>The exit code (0 done, 1 refused, 2 the command cannot be read), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (!IsCommand(args))
            return null;
        var c = app.Configuration;
        if (args is not ["myndighed", "opret", ..] || c["noegle"] is not { } noegle || c["navn"] is not { } navn || c["cvr"] is not { } cvr
            || c["vaert"] is not { } vaerter || c["administrator"] is not { } administrator)
        {
            await Console.Error.WriteLineAsync(Brug);
            return 2;
        }

        var registry = app.Services.GetRequiredService<AuthorityRegistry>();
        try
        {
            await registry.OpenAsync(CancellationToken.None);
            var navne = vaerter.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (navne.Length == 0)
                throw new InvalidException("vaert", "Skriv mindst ét værtsnavn. Uden det kan ingen nå myndigheden.");
            // One that was interrupted before it got its administrator is finished; one in use is left alone.
            var engangskode = registry.Exists(noegle) ? await AdministratorAsync(await registry.GetAsync(noegle)) ?? throw new InvalidException("noegle", $"Myndigheden »{noegle}« findes allerede og har brugere. Intet er ændret.") : null;
            var proeve = Cvr.TryParse(cvr, out var nummer, allowTestNumber: true) && nummer.IsTestNumber; // belongs to nobody: who has it is a demonstration, and says so on every page
            var myndighed = noegle == AuthorityRegistry.ClubKey
                ? await registry.CreateClubAsync(navn, cvr, proeve, navne, CancellationToken.None)
                : await registry.CreateAsync(new(noegle, navn, cvr, proeve), navne, CancellationToken.None);
            engangskode ??= await AdministratorAsync(myndighed);
            Console.WriteLine($"Myndigheden {noegle} er oprettet{(proeve ? " som demonstration, for 12345678 er et prøvenummer" : "")}.\nBrugernavn: {administrator.Trim().ToLowerInvariant()}\nEngangskode: {engangskode}\nLog på og vælg en ny adgangskode.");
            return 0;

            Task<string?> AdministratorAsync(Authority til) => Foersteadministrator.OpretAsync(til, administrator, CancellationToken.None);
        }
        catch (InvalidException fejl)
        {
            foreach (var (felt, tekster) in fejl.Errors)
                await Console.Error.WriteLineAsync($"--{felt}: {string.Join(' ', tekster)}");
            return 1;
        }
        finally
        {
            await registry.CloseAsync();
        }
    }
}
