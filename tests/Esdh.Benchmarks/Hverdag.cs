using System.Diagnostics;
using Esdh.Benchmarks.Kommune;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks;

/// <summary>
/// A mixed day of sixteen caseworkers at once: of a hundred requests eighty look (my day, lists, cases, their documents, histories, suggestions) and twenty write
/// (notes, journalised documents of 20 KB, reminders, new cases). Each works with own cases.
/// </summary>
internal static class Hverdag
{
    private const int Klientantal = 16;

    private sealed record Bord(HttpClient Klient, IReadOnlyList<string> Sager) : IDisposable
    {
        public void Dispose() => Klient.Dispose();
    }

    public static async Task MaalAsync(Serverproces server, string mappe, int antal)
    {
        var borde = Borde(mappe, server.Adresse);
        await Maaling.VarmOpAsync(server.Id, 1500, i => EtAsync(borde[i % Klientantal], i));
        var (kig, skriv) = (new List<double>(), new List<double>());
        var cpu = Maaling.Cpu(server.Id);
        var slut = 0;
        using var process = Process.GetProcessById(server.Id);
        var hoejest = 0L;
        var maaler = Task.Run(async () =>
        {
            while (Volatile.Read(ref slut) == 0)
            {
                process.Refresh();
                hoejest = Math.Max(hoejest, process.WorkingSet64);
                await Task.Delay(200);
            }
        });
        var (prSekund, tider) = await Maaling.BelastAsync(Klientantal, antal, i => EtAsync(borde[i % Klientantal], i));
        Volatile.Write(ref slut, 1);
        await maaler;
        for (var i = 0; i < tider.Count; i++)
            (ErSkrivning(i) ? skriv : kig).Add(tider[i]);
        Maaling.Skriv("hverdag", "16 klienter, 80 % kig, 20 % skriv", "forespørgsler/s", prSekund, 250);
        Maaling.Skriv("hverdag", "kig, 95 %", "ms", Maaling.Percentile(kig, 95), null);
        Maaling.Skriv("hverdag", "skriv, 95 %", "ms", Maaling.Percentile(skriv, 95), null);
        Maaling.Skriv("hverdag", "serverens CPU pr. forespørgsel", "ms", (Maaling.Cpu(server.Id) - cpu).TotalMilliseconds / antal, null);
        Maaling.Skriv("hverdag", "hukommelse (RSS), højeste", "MB", hoejest / 1e6, 500);
        foreach (var bord in borde)
            bord.Dispose();
    }

    /// <summary>Spread evenly over any hundred in a row; 37 is prime to a hundred.</summary>
    private static int Plads(int i) => (int)(i * 37L % 100);

    private static bool ErSkrivning(int i) => Plads(i) >= 80;

    private static Task EtAsync(Bord bord, int i)
    {
        var sag = bord.Sager[i * 7 % bord.Sager.Count];
        return Plads(i) switch
        {
            < 8 => AabnSag.HentAsync(bord.Klient, "/"),
            < 18 => AabnSag.HentAsync(bord.Klient, "/sager?behandler=mig&tilstand=aaben"),
            < 22 => AabnSag.HentAsync(bord.Klient, "/sager?enhed=min&tilstand=aaben"),
            < 40 => AabnSag.HentAsync(bord.Klient, $"/sager/{sag}"),
            < 50 => AabnSag.HentAsync(bord.Klient, $"/api/v1/sager/{sag}"),
            < 60 => AabnSag.HentAsync(bord.Klient, $"/sager/{sag}/dokumenter"),
            < 70 => AabnSag.HentAsync(bord.Klient, $"/api/v1/sager/{sag}/dokumenter"),
            < 75 => AabnSag.HentAsync(bord.Klient, $"/sager/{sag}/historik"),
            < 80 => AabnSag.HentAsync(bord.Klient, $"/api/v1/sager/{sag}/parter"),
            < 87 => SendAsync(bord.Klient, $"/api/v1/sager/{sag}/notater", Klienter.Json(new { overskrift = "Opkald", tekst = "<p>Ringede og spurgte til sagen</p>", kilde = "Telefon" })),
            < 93 => SendAsync(bord.Klient, $"/api/v1/sager/{sag}/dokumenter", Klienter.Fil(20 * 1024, new { titel = "Bilag til sagen", retning = "indgaaende", journaliser = true })),
            < 97 => SendAsync(bord.Klient, $"/api/v1/sager/{sag}/erindringer", Klienter.Json(new { type = "opfoelgning", dage = 14 })),
            _ => SendAsync(bord.Klient, "/api/v1/sager", Klienter.Json(new { titel = $"Henvendelse {i}", emne = "02.34.02", facet = "G01" })),
        };
    }

    private static async Task SendAsync(HttpClient klient, string sti, HttpContent indhold)
    {
        using var svar = await klient.PostAsync(new Uri(sti, UriKind.Relative), indhold);
        await Klienter.SvarAsync(svar);
    }

    private static List<Bord> Borde(string mappe, Uri adresse)
    {
        using var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        return Kommunebygger.Udtraek(db, $"""
            select brugernavn from bruger b where roller = 1
            order by brugernavn <> 'sagsbehandler', (select count(*) from (select 1 from sag where behandler_id = b.id and tilstand <> 'Afsluttet' and sidste_aktnr < 1000 limit 20)) desc, nr limit {Klientantal}
            """).ConvertAll(b => new Bord(
            new HttpClient(new Tegnhandler(adresse, b, Kommunemappe.Myndighed)) { BaseAddress = adresse, Timeout = TimeSpan.FromMinutes(2) },
            Kommunebygger.Udtraek(db, $"select sagsnummer from sag where behandler_id = (select id from bruger where brugernavn = '{b}') and tilstand <> 'Afsluttet' and sidste_aktnr < 1000 order by nr desc limit 40")));
    }
}
