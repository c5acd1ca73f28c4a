using System.Text;
using Esdh.Core.Files;
using Esdh.Core.Files.Pdf;

namespace Esdh.Core.Tests.Files;

/// <summary>Bitmaps, GIFs and TIFFs on the pages of a PDF, looked at with poppler.</summary>
[Trait("Database", "nej")]
public sealed class PictureTests
{
    private static async Task<OfficeConversion> Make(byte[] content, string name, TiffConverter? tiff = null)
    {
        using var office = new OfficeConverter(new() { Program = "" });
        using var qpdf = new Qpdf(new() { Program = "" });
        using var own = new TiffConverter();
        return await PdfRendition.MakeAsync(new MemoryStream(content), name, office, qpdf, tiff ?? own);
    }

    private static async Task IsHalves(byte[] content, string name, int width, int height)
    {
        using var answer = await Make(content, name);
        Assert.Null(answer.Reason);
        var pdf = Tool.Bytes(answer.Pdf!);
        await Tool.QpdfCheck(pdf);
        var (w, h, gray) = await Tool.FirstPicture(pdf);
        Assert.Equal((width, height), (w, h));
        for (var i = 0; i < gray.Length; i++)
            Assert.True(gray[i] == (i % width < width / 2 ? 0 : 255), $"{name}: dot {i % width},{i / width} is {gray[i]}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(4, true)]
    [InlineData(8, true)]
    [InlineData(24, false, true)]
    [InlineData(1, false, false, true)]
    [InlineData(24, false, false, true)]
    public Task A_bitmap_of_any_kind_is_shown(int bits, bool isPacked = false, bool topFirst = false, bool isOld = false) =>
        IsHalves(TestPictures.Bmp(21, 5, bits, isPacked, topFirst, isOld), "a.bmp", 21, 5);

    [Theory]
    [InlineData(7, 5, false)]
    [InlineData(40, 23, true)]
    [InlineData(400, 300, false)]
    public Task A_gif_is_shown_its_clear_parts_white(int width, int height, bool isInterlaced) => IsHalves(TestPictures.Gif(width, height, isInterlaced), "a.gif", width, height);

    [Fact]
    public async Task Of_a_moving_gif_the_first_picture_is_shown_and_it_is_said()
    {
        using var answer = await Make(TestPictures.Gif(8, 8, pictures: 3), "a.gif");
        Assert.NotNull(answer.Pdf);
        Assert.Contains("første billede", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task All_pages_of_a_tiff_are_shown_on_paper_of_their_size(bool isLittle, bool tellsSize)
    {
        using var answer = await Make(TestPictures.Tiff(3, 360, 144, isLittle, tellsSize), "a.tif");
        Assert.Null(answer.Reason);
        var pdf = Tool.Bytes(answer.Pdf!);
        Assert.Equal(3, await Tool.PdfPages(pdf));
        var (width, height, gray) = await Tool.FirstPage(pdf);
        Assert.Equal(tellsSize ? 360 : 130, width); // 72 dots an inch as the file says, else 200
        Assert.True(gray[(height / 2 * width) + (width / 4)] < 10 && gray[(height / 2 * width) + (3 * width / 4)] > 245);
    }

    [Fact]
    public async Task What_unpacks_beyond_reason_is_refused_before_it_is_unpacked()
    {
        var bmp = TestPictures.Bmp(16, 16, 8, isPacked: true);
        (bmp[20], bmp[24]) = (0x7F, 0x7F);
        var gif = TestPictures.Gif(16, 16);
        foreach (var at in new[] { 6, 8, 13 + 12 + 8 + 5, 13 + 12 + 8 + 7 })
            (gif[at], gif[at + 1]) = (0xFF, 0xFF);
        foreach (var (content, name) in new[] { (bmp, "a.bmp"), (gif, "a.gif"), (TestPictures.Tiff(1, 16, 16, tellsSize: false) is var t && Wide(t) ? t : [], "a.tif") })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var answer = await Make(content, name);
            Assert.Null(answer.Pdf);
            Assert.Contains("for stort", answer.Reason, StringComparison.Ordinal);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 60_000_000, name);
        }

        static bool Wide(byte[] tiff)
        {
            (tiff[8 + 2 + 8 + 2], tiff[8 + 2 + 12 + 8 + 2]) = (0x10, 0x10); // a million dots each way
            return true;
        }
    }

    [Fact]
    public async Task A_bitmap_that_lacks_its_bytes_and_a_tiff_without_end_are_damaged()
    {
        foreach (var (content, name) in new[]
        {
            (TestPictures.Bmp(500, 500, 24)[..2000], "a.bmp"), (TestPictures.Gif(16, 16)[..30], "a.gif"), (TestPictures.Tiff(2, 8, 8, next: 8), "a.tif"),
            (TestPictures.Tiff(1, 8, 8, next: 9_999_999), "a.tif"), (TestPictures.Tiff(1, 0, 8), "a.tif"), (TestPictures.Tiff(1, 8, 8)[..40], "a.tif"),
        })
        {
            using var answer = await Make(content, name);
            Assert.Null(answer.Pdf);
            Assert.Contains("beskadiget", answer.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Any_bytes_after_the_head_of_a_picture_are_answered()
    {
        var random = new Random(7);
        foreach (var (good, name) in new[] { (TestPictures.Bmp(30, 9, 8, isPacked: true), "a.bmp"), (TestPictures.Bmp(30, 9, 4), "a.bmp"), (TestPictures.Gif(30, 9), "a.gif") })
        {
            for (var i = 0; i < 400; i++)
            {
                var bad = (byte[])good.Clone();
                for (var n = 0; n < 4; n++)
                    bad[random.Next(10, bad.Length)] = (byte)random.Next(256);
                using var answer = await Make(bad[..random.Next(20, bad.Length)], name);
                Assert.True(answer.Pdf is not null || answer.Reason is not null);
            }
        }
    }

    [Fact]
    public async Task Without_the_program_a_tiff_is_not_shown_and_it_is_said()
    {
        using var tiff = new TiffConverter(new() { Program = "" });
        Assert.False(tiff.IsAvailable);
        using var answer = await Make(TestPictures.Tiff(1, 8, 8), "a.tif", tiff);
        Assert.Null(answer.Pdf);
        Assert.Contains("tiff2pdf", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pictures_inside_a_mail_follow_its_text()
    {
        var mail = "From: a@a.dk\r\nSubject: Hul\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Se</p><img src=\"cid:b1\">\r\n"
            + "--x\r\nContent-Type: image/gif\r\nContent-ID: <b1>\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(TestPictures.Gif(30, 20)) + "\r\n--x--\r\n";
        using var answer = await Make(Encoding.ASCII.GetBytes(mail), "m.eml");
        var pdf = Tool.Bytes(answer.Pdf!);
        Assert.Equal(2, await Tool.PdfPages(pdf));
        Assert.Equal((30, 20), (await Tool.FirstPicture(pdf)) is var p ? (p.Width, p.Height) : default);
    }
}
