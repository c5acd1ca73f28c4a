namespace Esdh.Core.Files.Mime;

/// <summary>Text of which nobody says how its letters are written.</summary>
public static class PlainText
{
    /// <summary>UTF-8 if it is, else Windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes) => MimeText.Guess(bytes);
}
