namespace Esdh.Benchmarks;

/// <summary>A scenario that lies with a module's tests and is compiled in here: found by its name, so that nothing else names the module.</summary>
internal interface IScenarie
{
    /// <summary>As it is asked for on the command line.</summary>
    string Navn { get; }

    /// <param name="folder">On the disk to measure; gone afterwards.</param>
    /// <param name="n">How many; the scenario's own number when null.</param>
    /// <param name="preload">A library that makes flushes slower.</param>
    Task RunAsync(string folder, int? n, string? preload);

    static IReadOnlyList<IScenarie> Alle { get; } = [.. typeof(IScenarie).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IScenarie))).Select(t => (IScenarie)Activator.CreateInstance(t)!)];
}
