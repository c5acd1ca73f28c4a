using System.Net;
using System.Net.Sockets;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>Lies on the way to a server, and can keep its answers back: it has heard everything, and the one who asked knows nothing.</summary>
internal sealed class Omvej : IAsyncDisposable
{
    private readonly TcpListener _lytter = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _slut = new();
    private readonly int _til;
    private readonly Task _loekke;

    public Omvej(int til)
    {
        _til = til;
        _lytter.Start();
        _loekke = Task.Run(ModtagAsync);
    }

    public int Port => ((IPEndPoint)_lytter.LocalEndpoint).Port;

    public bool HoldSvar { get; set; }

    /// <summary>An answer was kept back since the last time.</summary>
    public bool HarHoldt { get; private set; }

    public void Slip() => (HoldSvar, HarHoldt) = (false, false);

    private async Task ModtagAsync()
    {
        List<Task> linjer = [];
        try
        {
            while (true)
                linjer.Add(LinjeAsync(await _lytter.AcceptTcpClientAsync(_slut.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(linjer);
        }
    }

    private async Task LinjeAsync(TcpClient fra)
    {
        using var til = new TcpClient();
        using (fra)
        {
            try
            {
                await til.ConnectAsync(IPAddress.Loopback, _til, _slut.Token);
                await Task.WhenAny(KopiAsync(fra.GetStream(), til.GetStream(), false), KopiAsync(til.GetStream(), fra.GetStream(), true));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Either end is gone.
            }
        }
    }

    private async Task KopiAsync(NetworkStream fra, NetworkStream til, bool svar)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int n; (n = await fra.ReadAsync(buffer, _slut.Token)) > 0;)
            {
                if (svar && HoldSvar)
                {
                    HarHoldt = true;
                    await Task.Delay(Timeout.Infinite, _slut.Token).WaitAsync(TimeSpan.FromSeconds(2), _slut.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return;
                }

                await til.WriteAsync(buffer.AsMemory(0, n), _slut.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _slut.CancelAsync();
        _lytter.Stop();
        await _loekke;
        _slut.Dispose();
    }
}
