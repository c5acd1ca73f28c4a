namespace Esdh.Core.Files.Word;

/// <summary>A Word file that cannot be used; the message is a Danish sentence for the user.</summary>
public sealed class DocxException : Exception
{
    /// <summary>With the sentence to show.</summary>
    public DocxException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence to show and what lay behind it.</summary>
    public DocxException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
