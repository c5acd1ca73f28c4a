namespace Esdh.Klub.Demonstration;

internal sealed partial class OpretKlubdemonstration
{
    private static partial Task OpretPengeAsync(CancellationToken ct) => Task.CompletedTask;
}
