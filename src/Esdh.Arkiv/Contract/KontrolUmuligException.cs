namespace Esdh.Arkiv.Contract;

/// <summary>There is no arkiveringsversion to check; the message is a Danish sentence that says why.</summary>
public sealed class KontrolUmuligException : Exception
{
    public KontrolUmuligException()
    {
    }

    public KontrolUmuligException(string message)
        : base(message)
    {
    }

    public KontrolUmuligException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
