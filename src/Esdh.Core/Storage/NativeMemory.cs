using System.Runtime.InteropServices;

namespace Esdh.Core.Storage;

/// <summary>
/// SQLite allocates with the C library, which on Linux gives each thread that meets another an arena of its own, up to eight for each processor, and keeps what they once held. One for each
/// processor is as fast and a fraction of the memory.
/// </summary>
public static partial class NativeMemory
{
    private const int ArenaMax = -8; // M_ARENA_MAX of glibc

    /// <summary>Call first of all in a process. Who sets <c>MALLOC_ARENA_MAX</c> decides instead.</summary>
    public static void UseFewArenas()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is not null)
            return;
        try
        {
            _ = mallopt(ArenaMax, Math.Max(2, Environment.ProcessorCount));
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, which has no arenas.
        }
    }

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);
}
