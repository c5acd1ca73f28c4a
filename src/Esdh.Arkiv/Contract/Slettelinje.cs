namespace Esdh.Arkiv.Contract;

/// <summary>A document, or a case, that an archivist's run has destroyed: what a copy taken before it must lose again when it is put back.</summary>
/// <param name="Art">Kassation: a document's files. Sletning: a case's personal data.</param>
/// <param name="Nr">The run's number.</param>
/// <param name="Titel">Its title.</param>
/// <param name="GodkendtAf">Id of the user who approved it.</param>
/// <param name="Godkendt">When that was.</param>
/// <param name="Id">The document's or the case's.</param>
public sealed record Slettelinje(string Art, int Nr, string Titel, Guid GodkendtAf, DateTimeOffset Godkendt, Guid Id);
