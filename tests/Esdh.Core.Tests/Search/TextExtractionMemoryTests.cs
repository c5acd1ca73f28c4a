using System.Text;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Search;

namespace Esdh.Core.Tests.Search;

/// <summary>Alone, since what is allocated is counted in the whole process.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone"), Trait("Database", "nej")]
public sealed class TextExtractionMemoryTests
{
    [Fact]
    public async Task Af_en_kaempe_tekst_findes_begyndelsen()
    {
        var work = Directory.CreateTempSubdirectory();
        try
        {
            using var office = new OfficeConverter();
            using var outlook = new MsgConverter();
            using var reader = new TextExtraction(new() { MostCharacters = 1_000_000, WorkFolder = work.FullName }, office, outlook);
            // 500 MB, of which the file system keeps only the beginning.
            await using var file = new FileStream(Path.Combine(work.FullName, "stor.txt"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite });
            await file.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Byggetilladelse på Ærø. ", 100_000))));
            file.SetLength(500_000_000);
            var memory = GC.GetTotalAllocatedBytes();
            var read = await reader.ReadAsync(file, "stor.txt", false, CancellationToken.None);
            Assert.Equal((TextState.Extracted, true), (read.State, read.IsCut));
            Assert.InRange(read.Text.Length, 999_990, 1_000_000);
            Assert.Equal("Kun de første 1.000.000 tegn af teksten kan findes.", read.Reason);
            Assert.InRange(GC.GetTotalAllocatedBytes() - memory, 0, 50_000_000);
        }
        finally
        {
            work.Delete(true);
        }
    }
}
