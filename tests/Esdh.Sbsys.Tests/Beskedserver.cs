using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Esdh.Sbsys.Tests;

/// <summary>A real RabbitMQ in a folder and on ports of its own, to be stopped and started again.</summary>
internal sealed class Beskedserver : IDisposable
{
    private readonly string _mappe = Directory.CreateTempSubdirectory("esdh-rabbit-").FullName;
    private readonly int _port = LedigPort(), _fordeling = LedigPort();
    private Process? _proces;

    public string Adresse => $"amqp://guest:guest@127.0.0.1:{_port}/";

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmq-server") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _mappe };
        start.Environment["HOME"] = _mappe;
        start.Environment["RABBITMQ_NODENAME"] = $"esdh{_port}@localhost";
        start.Environment["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1";
        start.Environment["RABBITMQ_NODE_PORT"] = $"{_port}";
        start.Environment["RABBITMQ_DIST_PORT"] = $"{_fordeling}";
        start.Environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(_mappe, "data");
        start.Environment["RABBITMQ_LOG_BASE"] = Path.Combine(_mappe, "log");
        start.Environment["RABBITMQ_PID_FILE"] = Path.Combine(_mappe, "pid");
        start.Environment["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_mappe, "ingen");
        start.Environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(_mappe, "rabbitmq");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_mappe, "plugins");
        start.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"-start_epmd false -erl_epmd_port {_fordeling} +S 1:1";
        await File.WriteAllTextAsync(Path.Combine(_mappe, "plugins"), "[].");
        _proces = Process.Start(start)!;
        _proces.OutputDataReceived += (_, _) => { };
        _proces.ErrorDataReceived += (_, _) => { };
        _proces.BeginOutputReadLine();
        _proces.BeginErrorReadLine();
        for (var i = 0; i < 600; i++)
        {
            if (_proces.HasExited)
                break;
            try
            {
                using var proeve = new TcpClient();
                await proeve.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("RabbitMQ did not start: " + string.Concat(Directory.GetFiles(Path.Combine(_mappe, "log")).Select(File.ReadAllText)));
    }

    public void Stop()
    {
        if (_proces is null)
            return;
        _proces.Kill(entireProcessTree: true);
        _proces.WaitForExit();
        _proces.Dispose();
        _proces = null;
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_mappe, recursive: true);
    }

    private static int LedigPort()
    {
        using var lytter = new TcpListener(IPAddress.Loopback, 0);
        lytter.Start();
        return ((IPEndPoint)lytter.LocalEndpoint).Port;
    }
}
