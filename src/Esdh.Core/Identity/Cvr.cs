using System.Diagnostics.CodeAnalysis;

namespace Esdh.Core.Identity;

/// <summary>A CVR number: eight digits that satisfy modulus 11. The default value is no number: reading it throws.</summary>
public readonly record struct Cvr
{
    /// <summary>The number used in tests and examples. It does not satisfy modulus 11 and is taken only by an authority that is marked as a demonstration, for itself and its parties.</summary>
    public const string TestNumber = "12345678";

    private static readonly int[] Weights = [2, 7, 6, 5, 4, 3, 2, 1];

    private readonly string? digits;

    private Cvr(string digits) => this.digits = digits;

    /// <summary>Eight digits, as stored and shown.</summary>
    public string Digits => digits ?? throw new InvalidOperationException("Et tomt CVR-nummer kan ikke læses.");

    /// <summary>Whether this is <see cref="TestNumber"/>.</summary>
    public bool IsTestNumber => Digits == TestNumber;

    public override string ToString() => digits ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out Cvr cvr, bool allowTestNumber = false) =>
        TryParse(text, out cvr, out _, allowTestNumber);

    /// <summary>Reads a number as people write it; spaces, hyphens and a leading <c>DK</c> are tolerated.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="cvr">The number, when the answer is true.</param>
    /// <param name="error">When the answer is false: a Danish sentence that says what is wrong.</param>
    /// <param name="allowTestNumber">Also take 12345678, for demonstration and test.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, out Cvr cvr, [NotNullWhen(false)] out string? error, bool allowTestNumber = false)
    {
        cvr = default;
        var trimmed = text?.Trim();
        if (trimmed?.StartsWith("DK", StringComparison.OrdinalIgnoreCase) == true)
            trimmed = trimmed[2..];
        if (IdentityDigits.Read(trimmed, 8) is not { } digits)
        {
            error = "Et CVR-nummer har otte cifre.";
            return false;
        }
        // Eight zeros satisfy the sum and are nobody.
        var valid = digits != "00000000" && digits.Select((c, i) => (c - '0') * Weights[i]).Sum() % 11 == 0;
        if (!valid && !(allowTestNumber && digits == TestNumber))
        {
            error = "CVR-nummeret er ikke gyldigt. Se efter, om to cifre er byttet om.";
            return false;
        }
        cvr = new(digits);
        error = null;
        return true;
    }
}
