using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Esdh.Core.Authorities;

namespace Esdh.Core.Storage;

/// <summary>
/// What was read from those of a context's tables that every request asks and few acts change. An act that touches one of them empties it: from the act's first write
/// until after the commit nothing is taken from it or put in, so that what an act has changed is seen by the next request.
/// </summary>
/// <typeparam name="T">The context; <see cref="AuthorityDb.TouchesRemembered"/> says which tables.</typeparam>
public sealed class Remembered<T>(TimeProvider time) where T : AuthorityDb
{
    /// <summary>What another process on the same database changes is seen after this.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(5);

    private readonly ConditionalWeakTable<Authority, State> _authorities = [];

    /// <summary>What <paramref name="read"/> answers now, or answered since the last change.</summary>
    /// <param name="authority">Whose.</param>
    /// <param name="key">The question; compared by value.</param>
    /// <param name="read">Reads the answer, from the tables of the context that are remembered and no others. An answer is shared by all who ask and never changed; null is not kept.</param>
    public async Task<TAnswer> GetAsync<TAnswer>(Authority authority, object key, Func<Task<TAnswer>> read) where TAnswer : class?
    {
        var state = For(authority);
        var version = state.Version;
        if (version % 2 == 0 && state.Answers.TryGetValue(key, out var known) && known.Version == version && known.Until > time.GetUtcNow())
            return (TAnswer)known.Value;
        var answer = await read();
        if (answer is not null && version % 2 == 0)
            state.Answers[key] = (version, time.GetUtcNow() + Lasts, answer);
        return answer;
    }

    /// <summary>An act is about to write to one of the tables.</summary>
    internal void BeginChange(Authority authority) => For(authority).BeginChange();

    private State For(Authority authority) => _authorities.GetValue(authority, static a => new(a));

    private sealed class State
    {
        private int _version;

        public State(Authority authority) => authority.Queue.Committed += EndChange;

        /// <summary>Odd while an act's change is not yet committed.</summary>
        public int Version => Volatile.Read(ref _version);

        public ConcurrentDictionary<object, (int Version, DateTimeOffset Until, object Value)> Answers { get; } = new();

        /// <summary>Both run on the queue's loop alone.</summary>
        public void BeginChange()
        {
            if (_version % 2 == 0)
                Volatile.Write(ref _version, _version + 1);
        }

        private void EndChange()
        {
            if (_version % 2 == 0)
                return;
            Answers.Clear();
            Volatile.Write(ref _version, _version + 1);
        }
    }
}

/// <summary><see cref="Remembered{T}"/> as one scope asks it: an act, which may itself have changed the answer, always reads it.</summary>
public sealed class Recall<T>(Remembered<T> remembered, StorageScope scope) where T : AuthorityDb
{
    /// <inheritdoc cref="Remembered{T}.GetAsync"/>
    public Task<TAnswer> GetAsync<TAnswer>(object key, Func<Task<TAnswer>> read) where TAnswer : class? => scope.InAct ? read() : remembered.GetAsync(scope.Authority, key, read);
}
