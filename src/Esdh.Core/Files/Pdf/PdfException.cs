namespace Esdh.Core.Files.Pdf;

/// <summary>A PDF or picture that cannot be used; the message is a Danish sentence for the user.</summary>
public sealed class PdfException : Exception
{
    /// <summary>With the sentence to show.</summary>
    public PdfException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence to show and what lay behind it.</summary>
    public PdfException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
