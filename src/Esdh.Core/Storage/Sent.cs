using System.Diagnostics;

namespace Esdh.Core.Storage;

/// <summary>Tells who listens of statements that go to a database past Entity Framework, which tells of its own: both count against a route's <see cref="Web.QueryBound"/>.</summary>
public static class Sent
{
    /// <summary>Name of the <see cref="DiagnosticListener"/>.</summary>
    public const string Listener = "Esdh.Storage";

    private static readonly DiagnosticListener _listener = new(Listener);

    /// <summary>A statement is about to be sent. Costs nothing where nobody listens.</summary>
    public static void Statement(string sql)
    {
        if (_listener.IsEnabled())
            _listener.Write("Esdh.Storage.CommandExecuting", sql);
    }
}
