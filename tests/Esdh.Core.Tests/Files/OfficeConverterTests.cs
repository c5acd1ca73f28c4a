using Esdh.Core.Files.Pdf;
using Esdh.Core.Files.Word;
using Esdh.Testing;

namespace Esdh.Core.Tests.Files;

/// <summary>Against the real LibreOffice, the answers checked by poppler.</summary>
[Trait("Database", "nej")]
public sealed class OfficeConverterTests
{
    [Fact]
    public async Task A_real_Word_file_becomes_a_pdf_by_LibreOffice_and_nothing_is_left_behind()
    {
        var work = Directory.CreateTempSubdirectory();
        using var office = new OfficeConverter(new() { WorkFolder = work.FullName });
        Assert.True(office.IsAvailable);
        var docx = Tool.Bytes(new DocxWriter().Heading("Afgørelse").Paragraph("Kære Ærø").Table([["A", "B"], ["1", "2"]]).Save);
        using var answer = await office.ToPdfAsync(new MemoryStream(docx), ".docx");
        Assert.Null(answer.Reason);
        var text = await Tool.PdfText(Tool.Bytes(answer.Pdf!));
        Assert.Contains("Afgørelse", text, StringComparison.Ordinal);
        Assert.Contains("Kære Ærø", text, StringComparison.Ordinal);
        Assert.Empty(work.GetFileSystemInfos());
        work.Delete();
    }

    [Fact]
    public async Task A_converter_that_never_ends_is_killed_with_its_children_and_the_line_moves_on()
    {
        var script = Path.Combine(Path.GetTempPath(), $"esdh-test-{Guid.CreateVersion7():N}.sh");
        var mark = $"31{Random.Shared.Next(10_000, 99_999)}";
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nsleep {mark} &\nsleep {mark}\n");
#pragma warning disable CA1416 // the tests run on Linux
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        using var office = new OfficeConverter(new() { Program = script, TimeLimit = TimeSpan.FromSeconds(1) });
        var answers = await Task.WhenAll(office.ToPdfAsync(new MemoryStream([1]), ".docx"), office.ToPdfAsync(new MemoryStream([1]), ".docx"));
        Assert.All(answers, answer => Assert.Contains("1 sekunder", answer.Reason, StringComparison.Ordinal));
        await Vent.TilAsync(() => Task.FromResult(!Directory.GetDirectories("/proc").Any(folder => IsRunning(folder, $"sleep\0{mark}")))); // a killed process is gone when the system gets to it
        File.Delete(script);
    }

    private static bool IsRunning(string folder, string command)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(command, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [Fact]
    public async Task Without_LibreOffice_the_answer_is_a_reason()
    {
        using var office = new OfficeConverter(new() { Program = "" });
        Assert.False(office.IsAvailable);
        using var answer = await office.ToPdfAsync(new MemoryStream([1]), ".docx");
        Assert.Null(answer.Pdf);
        Assert.Contains("LibreOffice er ikke installeret", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_or_oversize_file_is_a_reason_and_the_converter_lives()
    {
        var work = Directory.CreateTempSubdirectory();
        using var office = new OfficeConverter(new() { MostBytes = 5_000_000, WorkFolder = work.FullName });
        using var tooLarge = await office.ToPdfAsync(new MemoryStream(new byte[5_100_000]), ".docx");
        Assert.Contains("for stor", tooLarge.Reason, StringComparison.Ordinal);
        var docx = Tool.Bytes(new DocxWriter().Paragraph("x").Save);
        using var broken = await office.ToPdfAsync(new MemoryStream(docx[..(docx.Length / 2)]), ".docx");
        Assert.True(broken.Pdf is not null || broken.Reason is not null);
        using var sound = await office.ToPdfAsync(new MemoryStream(docx), ".docx");
        Assert.Null(sound.Reason);
        Assert.Empty(work.GetFileSystemInfos());
        work.Delete();
    }
}
