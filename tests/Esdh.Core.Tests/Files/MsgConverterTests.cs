using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Mime;
using Esdh.Core.Tests.Search;

namespace Esdh.Core.Tests.Files;

/// <summary>Outlook's .msg by the real msgconvert: whatever the bytes, a mail that can be read or a Danish sentence on why not.</summary>
[Trait("Database", "nej")]
public sealed class MsgConverterTests
{
    [Fact]
    public async Task A_msg_with_turned_bytes_gives_a_mail_or_a_sentence()
    {
        var (random, sound) = (new Random(20261122), Samples.Msg);
        using var outlook = new MsgConverter(new() { AtOnce = 2, TimeLimit = TimeSpan.FromSeconds(20) });
        Assert.NotNull((await outlook.ToMailAsync(new MemoryStream(sound), CancellationToken.None)).Mail);

        var mails = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 40).Select(_ => Mutated(random, sound)).ToList(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (bytes, ct) =>
        {
            var made = await outlook.ToMailAsync(new MemoryStream(bytes), ct);
            Assert.True(made.Mail is not null ^ made.Reason is not null);
            if (made.Mail is null)
                return;
            await using var mail = made.Mail;
            using var read = MimeReader.Read(mail, ct: ct);
            Interlocked.Increment(ref mails);
        });
        Assert.InRange(mails, 1, 39); // both happen
    }

    private static byte[] Mutated(Random random, byte[] sound)
    {
        List<byte> bytes = [.. sound];
        for (var n = random.Next(1, 60); n > 0 && bytes.Count > 600; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 600), bytes.Count - at));
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - 600), 600));
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }
}
