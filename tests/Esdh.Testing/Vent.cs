namespace Esdh.Testing;

/// <summary>Waits for what the server does by itself.</summary>
public static class Vent
{
    /// <summary>Until it is so; at most two minutes, since the machine may be busy with other things.</summary>
    public static async Task TilAsync(Func<Task<bool>> erSaa)
    {
        ArgumentNullException.ThrowIfNull(erSaa);
        for (var i = 0; i < 4800; i++)
        {
            if (await erSaa())
                return;
            await Task.Delay(25);
        }

        throw new TimeoutException("It did not happen.");
    }
}
