using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Authorities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Handlinger;

/// <summary>
/// Checks who someone says they are, for the page and the token endpoint alike. Wrong name, wrong password and locked give the same answer
/// after the same time. A password that was right is remembered for five minutes as a keyed hash, since robots fetch a token per call.
/// </summary>
internal sealed class Legitimation(TimeProvider time, Tokens.Indbyggetlogon indbygget) : IDisposable
{
    public const string Afvist = "Brugernavnet eller adgangskoden er forkert, eller brugeren er låst. Efter fem forkerte forsøg låses brugeren i 15 minutter.";

    private static readonly TimeSpan Huskes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MindsteSvartid = TimeSpan.FromMilliseconds(300);

    private readonly byte[] _noegle = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Myndighed, Guid Bruger), (byte[] Hash, DateTimeOffset Til)> _husket = new();

    /// <summary>One attempt at a time per name, so that the count holds against many at once.</summary>
    private readonly SemaphoreSlim[] _raekker = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Hashing must not take every core from those who work.</summary>
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The user, or null. The reason is not told.</summary>
    public async Task<Bruger?> LogonAsync(Authority authority, IServiceProvider services, string? brugernavn, string? kodeord, CancellationToken ct)
    {
        var begyndt = System.Diagnostics.Stopwatch.GetTimestamp();
        var bruger = !indbygget.ErTilladt ? null : await ProevAsync(authority, services.GetRequiredService<AdgangDb>(), services.GetRequiredService<Adgangsspor>(), (brugernavn ?? "").Trim().ToLowerInvariant(), kodeord ?? "", ct);
        if (bruger is null && MindsteSvartid - System.Diagnostics.Stopwatch.GetElapsedTime(begyndt) is { Ticks: > 0 } rest)
            await Task.Delay(rest, ct);
        return bruger;
    }

    public static string Sha256(string hemmelighed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hemmelighed)));

    /// <summary>256 random bits for a client.</summary>
    public static string NyHemmelighed() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The client with this secret, or null.</summary>
    public static async Task<Klient?> KlientAsync(AdgangDb db, string? klientId, string? hemmelighed, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(klientId) || string.IsNullOrEmpty(hemmelighed))
            return null;
        var klient = await db.Klienter.SingleOrDefaultAsync(k => k.KlientId == klientId && k.Aktiv, ct);
        var passer = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sha256(hemmelighed)), Encoding.ASCII.GetBytes(klient?.HemmelighedSha256 ?? new string('0', 64)));
        return passer ? klient : null;
    }

    public void Dispose()
    {
        foreach (var raekke in _raekker)
            raekke.Dispose();
        _hashing.Dispose();
    }

    private async Task<Bruger?> ProevAsync(Authority authority, AdgangDb db, Adgangsspor spor, string brugernavn, string kodeord, CancellationToken ct)
    {
        if (brugernavn.Length is 0 or > 200 || kodeord.Length is 0 or > Kodeord.HoejstLaengde)
            return null;
        var known = await FindAsync(db, brugernavn, ct);
        if (known is not null)
            spor.Bruger(known.Id);
        if (known is not null && !Laast(known) && Husker(authority, known, kodeord))
            return known;

        var raekke = _raekker[(uint)HashCode.Combine(authority.Key, brugernavn) % _raekker.Length];
        await raekke.WaitAsync(ct);
        try
        {
            // Read again: what waited before us in the row may have locked the user.
            var bruger = await FindAsync(db, brugernavn, ct);
            if (!await HashAsync(kodeord, bruger?.KodeordHash, ct))
            {
                if (bruger is not null && !Laast(bruger) && bruger.KodeordHash is not null)
                    await authority.Queue.RunAsync((NoterLogon act) => act.Udfoer(new(bruger.Id, false), CancellationToken.None), CancellationToken.None);
                return null;
            }

            if (bruger is null || Laast(bruger))
                return null;
            if (bruger.FejlForsoeg > 0)
                await authority.Queue.RunAsync((NoterLogon act) => act.Udfoer(new(bruger.Id, true), CancellationToken.None), CancellationToken.None);
            _husket[(authority.Key, bruger.Id)] = (Noegle(authority, bruger, kodeord), time.GetUtcNow() + Huskes);
            return bruger;
        }
        finally
        {
            raekke.Release();
        }
    }

    private static Task<Bruger?> FindAsync(AdgangDb db, string brugernavn, CancellationToken ct) =>
        db.Brugere.AsNoTracking().SingleOrDefaultAsync(b => b.Brugernavn == brugernavn && b.Aktiv, ct);

    private bool Laast(Bruger bruger) => bruger.LaastTil > time.GetUtcNow();

    private async Task<bool> HashAsync(string kodeord, string? hash, CancellationToken ct)
    {
        await _hashing.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Kodeord.Passer(kodeord, hash), ct);
        }
        finally
        {
            _hashing.Release();
        }
    }

    private bool Husker(Authority authority, Bruger bruger, string kodeord) =>
        _husket.TryGetValue((authority.Key, bruger.Id), out var husket) && husket.Til > time.GetUtcNow()
        && CryptographicOperations.FixedTimeEquals(husket.Hash, Noegle(authority, bruger, kodeord));

    /// <summary>Over the stored hash and the security number too: what changes either forgets it.</summary>
    private byte[] Noegle(Authority authority, Bruger bruger, string kodeord) =>
        HMACSHA256.HashData(_noegle, Encoding.UTF8.GetBytes($"{authority.Key}\n{bruger.Id}\n{bruger.Sikkerhedsnummer}\n{bruger.KodeordHash}\n{kodeord}"));
}
