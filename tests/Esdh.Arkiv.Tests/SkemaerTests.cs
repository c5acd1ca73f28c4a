using System.Security.Cryptography;

namespace Esdh.Arkiv.Tests;

/// <summary>Archives check the schemas of a delivery by their MD5: ours are the official files to the byte.</summary>
[Trait("Database", "nej")]
public sealed class SkemaerTests
{
    [Theory]
    [InlineData("XMLSchema", "94ED1A93CE3147D01BCB2FC1126255ED")]
    [InlineData("archiveIndex", "70B4597EDAD0728813F3F28FF185A9C5")]
    [InlineData("contextDocumentationIndex", "5767A33BEAEFC287541343460980703B")]
    [InlineData("docIndex", "C13EFD26F0190C12E1BDBDA172FA9259")]
    [InlineData("fileIndex", "5144948CA96C138BDB32EA6737CBF620")]
    [InlineData("researchIndex", "09AE6EEAC94636ED5E599BD6701916DD")]
    [InlineData("tableIndex", "95F9F7F69FDAE49187D8367F16A25F0E")]
    public async Task Et_skema_er_det_officielle(string navn, string md5)
    {
        await using var fil = typeof(ArkivModule).Assembly.GetManifestResourceStream($"Skemaer/{navn}.xsd")!;
#pragma warning disable CA5351 // the archives' own choice
        Assert.Equal(md5, Convert.ToHexString(await MD5.HashDataAsync(fil)));
#pragma warning restore CA5351
    }
}
