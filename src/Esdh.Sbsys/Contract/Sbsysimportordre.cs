namespace Esdh.Sbsys.Contract;

/// <summary>An order to bring an authority over from a system that is read through the REST surface of SBSYS.</summary>
/// <param name="Fra">The source's base address, with or without <c>/api</c>. Plain http to this machine alone.</param>
/// <param name="Identitet">The identity host's base address; the same as <paramref name="Fra"/> when null.</param>
/// <param name="Klient">Client at the source.</param>
/// <param name="Hemmelighed">The client's secret.</param>
/// <param name="Bruger">User at the source, for the password grant; null for client credentials.</param>
/// <param name="Kode">The user's password.</param>
/// <param name="System">What the source is called in history and in the table of what has come over; the same in every run. Its host and port when null.</param>
/// <param name="Som">User name here that acts.</param>
/// <param name="Rapport">Folder for the report, made where it is not there.</param>
public sealed record Sbsysimportordre(Uri Fra, Uri? Identitet, string Klient, string Hemmelighed, string? Bruger, string? Kode, string? System, string Som, string Rapport);

/// <summary>The order cannot be carried out, or the source has stopped answering. What has come over stays; the same order goes on.</summary>
public sealed class SbsysimportException(string message, Exception? inner = null) : Exception(message, inner);
