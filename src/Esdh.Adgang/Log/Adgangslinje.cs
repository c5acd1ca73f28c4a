namespace Esdh.Adgang.Log;

/// <summary>One line of the access log. A request that touched several cases, documents or persons gives several.</summary>
/// <param name="Tid">When the request came.</param>
/// <param name="BrugerId">Who; null when nobody was signed in. For a sign-in: whom it was tried as.</param>
/// <param name="Klient">The client that acted for the user; null at the pages.</param>
/// <param name="Handling">Method and route, <c>GET /api/v1/sager/{sag}</c>. Never the query.</param>
/// <param name="Objekt">The route's values, <c>sag=02.34.02-G01-17-26</c>.</param>
/// <param name="Status">HTTP status of the answer; 499 when the caller left.</param>
/// <param name="SagId">The case.</param>
/// <param name="Sagsnummer">Its number then; without <paramref name="SagId"/> the number in the address, where the case was not told.</param>
/// <param name="DokumentId">The document.</param>
/// <param name="Person">Keyed hash of the personnummer or person's id.</param>
/// <param name="Soegeord">What was searched for.</param>
/// <param name="Begrundelse">Why, where a reason was asked.</param>
/// <param name="PaaVegneAf">For whom a substitute did it; null when one did it for oneself.</param>
internal sealed record Adgangslinje(
    DateTimeOffset Tid, Guid? BrugerId, string? Klient, string Handling, string? Objekt, int Status,
    Guid? SagId, string? Sagsnummer, Guid? DokumentId, string? Person, string? Soegeord, string? Begrundelse, Guid? PaaVegneAf = null)
{
    public bool ErAfvist => Status is 401 or 403 or 429;
}

/// <summary>What to look for in the log; null means any.</summary>
/// <param name="Fra">From and with.</param>
/// <param name="Til">Up to and without.</param>
/// <param name="BrugerId">Who.</param>
/// <param name="SagId">The case.</param>
/// <param name="Sagsnummer">The case by number, also where only the address named it.</param>
/// <param name="DokumentId">The document.</param>
/// <param name="Person">What concerns one person.</param>
/// <param name="KunAfviste">Refusals alone.</param>
/// <param name="PaaVegneAf">What substitutes did for this user.</param>
/// <param name="KunSete">Without what was refused or failed, and so showed nothing.</param>
internal sealed record Adgangsfilter(
    DateTimeOffset Fra, DateTimeOffset Til, Guid? BrugerId = null, Guid? SagId = null, string? Sagsnummer = null, Guid? DokumentId = null,
    Personomfang? Person = null, bool KunAfviste = false, bool KunSete = false, Guid? PaaVegneAf = null);

/// <summary>Place in the log, newest first.</summary>
internal sealed record Logsted(int Maaned, long Nr);
