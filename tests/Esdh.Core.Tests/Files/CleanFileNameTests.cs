using Esdh.Core.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Core.Tests.Files;

[Trait("Database", "nej")]
public class CleanFileNameTests
{
    [Theory]
    [InlineData("plan.pdf", "plan.pdf", false)]
    [InlineData("blåbær grød (2).docx", "blåbær grød (2).docx", false)]
    [InlineData(" plan.pdf ", "plan.pdf", false)]
    [InlineData("../../etc/passwd", "passwd", true)]
    [InlineData("C:\\Users\\x\\brev.docx", "brev.docx", true)]
    [InlineData("C:brev.docx", "brev.docx", true)]
    [InlineData("a\0b\r\n.pdf", "ab .pdf", true)]
    [InlineData("Ansøgning\r\n\tom carport.pdf", "Ansøgning om carport.pdf", true)]
    [InlineData("regning\u202Efdp.exe", "regningfdp.exe", true)]
    [InlineData("navn\uFFFD\uE000.txt", "navn.txt", true)]
    [InlineData("CON.txt", "_CON.txt", true)]
    [InlineData("lpt1", "_lpt1", true)]
    [InlineData("console.txt", "console.txt", false)]
    [InlineData("hvad? <nu>.txt", "hvad_ _nu_.txt", true)]
    [InlineData("navn. . ", "navn", true)]
    [InlineData("..", "fil", true)]
    [InlineData("", "fil", true)]
    [InlineData(null, "fil", true)]
    [InlineData("mappe/", "fil", true)]
    [InlineData("Pa\u030A.txt", "På.txt", false)]
    public void A_file_name_is_cleaned_and_it_is_said(string? given, string expected, bool changed) =>
        Assert.Equal(new CleanFileName(expected, changed), CleanFileName.From(given));

    [Theory]
    [InlineData("vedhæftet-1.pdf", "vedhæftet-1.pdf")]
    [InlineData("NUL", "_NUL")]
    [InlineData("../", "fil")]
    public void A_file_without_a_name_gets_the_fallback_cleaned_too(string fallback, string expected) =>
        Assert.Equal(new CleanFileName(expected, true), CleanFileName.From("..", fallback));

    [Theory]
    [InlineData(300)]
    [InlineData(5_000)]
    [InlineData(1_000_000)]
    public void A_long_file_name_keeps_its_extension(int length)
    {
        var (name, changed) = CleanFileName.From(new string('æ', length) + ".docx");
        Assert.True(changed);
        Assert.Equal(CleanFileName.MaxLength, name.Length);
        Assert.EndsWith("æ.docx", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_file_name_is_never_cut_within_a_character() =>
        Assert.Equal(199, CleanFileName.From("a" + string.Concat(Enumerable.Repeat("😀", 300))).Name.Length);

    [Fact]
    public void A_cleaned_name_is_clean() =>
        Prop.ForAll((from t in TextTests.AnyText from n in Gen.Choose(1, 60) from tail in Gen.Elements("", ".pdf", "/..", " .", "\\CON", ":x", "?", "\n")
                     select string.Concat(Enumerable.Repeat(t, n)) + tail).ToArbitrary(), t =>
        {
            var clean = CleanFileName.From(t).Name;
            return clean.Length is > 0 and <= CleanFileName.MaxLength && clean == Path.GetFileName(clean) && clean is not ("." or "..")
                && !clean.Any(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c)) && CleanFileName.From(clean) == new CleanFileName(clean, false);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
