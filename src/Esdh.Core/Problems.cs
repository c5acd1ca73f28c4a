namespace Esdh.Core;

/// <summary>The thing is not there, or is not the caller's to know of. Answered as 404, and the two cases look the same.</summary>
public sealed class NotFoundException(string message = "Siden eller oplysningen findes ikke, eller du har ikke adgang til den.") : Exception(message);

/// <summary>Known, but not allowed for this actor. Answered as 403 and written in the access log.</summary>
public sealed class ForbiddenException(string message = "Din rolle giver ikke adgang til denne handling.") : Exception(message);

/// <summary>Someone changed it first. Answered as 412.</summary>
/// <param name="message">Who and what, when that is known.</param>
public sealed class StaleException(string message = "En anden har rettet, mens du skrev. Hent den nye udgave, og prøv igen.") : Exception(message);

/// <summary>The request's <c>Idempotency-Key</c> was used for another request. Answered as 422.</summary>
public sealed class KeyReusedException() : Exception("Nøglen i Idempotency-Key er brugt til en anden forespørgsel inden for det seneste døgn. Brug en ny nøgle. Intet er gemt.");

/// <summary>The request itself is wrong. Answered as 400 with every field that is wrong.</summary>
public sealed class InvalidException(IReadOnlyDictionary<string, string[]> errors) : Exception("Nogle felter skal rettes.")
{
    public InvalidException(string field, string message) : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>Collects what is wrong with a request, so that the answer names all of it.</summary>
public sealed class Errors
{
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.Ordinal);

    public bool Any => _fields.Count > 0;

    /// <summary>Something is wrong with the field already.</summary>
    public bool Has(string field) => _fields.ContainsKey(field);

    public Errors Add(string field, string message)
    {
        (_fields.TryGetValue(field, out var list) ? list : _fields[field] = []).Add(message);
        return this;
    }

    public Errors AddIf(bool wrong, string field, string message) => wrong ? Add(field, message) : this;

    /// <exception cref="InvalidException">When anything was added.</exception>
    public void Throw()
    {
        if (Any)
            throw new InvalidException(_fields.ToDictionary(f => f.Key, f => f.Value.ToArray()));
    }
}
