using System.Buffers.Binary;
using System.Diagnostics;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>libtiff's own programs as judges of what we write.</summary>
internal static class Proevetiff
{
    /// <summary>Runs a program and answers what it wrote; fails on an exit code.</summary>
    public static async Task<string> KoerAsync(string program, params string[] argumenter)
    {
        using var proces = Process.Start(new ProcessStartInfo(program, argumenter) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var fejl = proces.StandardError.ReadToEndAsync();
        var svar = await proces.StandardOutput.ReadToEndAsync() + await fejl;
        await proces.WaitForExitAsync();
        Assert.True(proces.ExitCode == 0, $"{program} {string.Join(' ', argumenter)}: {svar}");
        return svar;
    }

    /// <summary>The dots of each page as libtiff unpacks them.</summary>
    public static async Task<List<byte[]>> SiderAsync(string tiff)
    {
        var pakketUd = tiff + ".raa";
        await KoerAsync("tiffcp", "-c", "none", "-r", "100000", tiff, pakketUd);
        var bytes = await File.ReadAllBytesAsync(pakketUd);
        List<byte[]> sider = [];
        for (var mappe = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)); mappe != 0;)
        {
            var antal = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan((int)mappe));
            Dictionary<int, uint> maerker = [];
            for (var i = 0; i < antal; i++)
            {
                var post = bytes.AsSpan((int)mappe + 2 + (12 * i), 12);
                maerker[BinaryPrimitives.ReadUInt16LittleEndian(post)] = BinaryPrimitives.ReadUInt16LittleEndian(post[2..]) == 3 ? BinaryPrimitives.ReadUInt16LittleEndian(post[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(post[8..]);
            }

            sider.Add(bytes.AsSpan((int)maerker[273], (int)maerker[279]).ToArray());
            mappe = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)mappe + 2 + (12 * antal)));
        }

        return sider;
    }
}
