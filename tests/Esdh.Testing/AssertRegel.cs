using Esdh.Core;

namespace Esdh.Testing;

/// <summary>Assertions that an act was refused by a certain rule.</summary>
public static class AssertRegel
{
    /// <summary><paramref name="handling"/> is refused by <paramref name="regel"/>.</summary>
    public static RegelbrudException Brydes(Regel regel, Action handling)
    {
        var refused = Assert.Throws<RegelbrudException>(handling);
        Assert.Equal(regel.Kode, refused.Regel.Kode);
        return refused;
    }

    /// <summary><paramref name="handling"/> is refused by <paramref name="regel"/>.</summary>
    public static async Task<RegelbrudException> BrydesAsync(Regel regel, Func<Task> handling)
    {
        var refused = await Assert.ThrowsAsync<RegelbrudException>(handling);
        Assert.Equal(regel.Kode, refused.Regel.Kode);
        return refused;
    }
}
