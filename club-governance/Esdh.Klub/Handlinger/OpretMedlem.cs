using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>What is known of a member, as the secretariat types it.</summary>
internal sealed record Medlemsoplysninger(string? Navn, Medlemsart? Art, string? Cvr, string? Gln, string? Grundlagskode, string? Adresse, string? Postnummer, string? By, string? Reference, string? Myndighed)
{
    public Errors Fejl(bool demonstration) => new Errors()
        .AddIf(string.IsNullOrWhiteSpace(Navn) || Navn.Length > 200, "navn", "Skriv navnet med højst 200 tegn.")
        .AddIf(Art is null, "art", "Vælg, om det er en kommune, en region eller en statslig myndighed.")
        .AddIf(!Esdh.Core.Identity.Cvr.TryParse(Cvr, out _, demonstration), "cvr", "CVR-nummeret er ikke gyldigt.")
        .AddIf(!Lokationsnummer.ErGln(Gln), "gln", "GLN er 13 cifre, og det sidste kontrollerer de andre.")
        .AddIf(Grundlagskode is not { Length: 4 or 8 } || !Grundlagskode.All(char.IsAsciiDigit), "grundlagskode", "Skriv kommunekoden med fire cifre, eller en statslig myndigheds CVR-nummer.")
        .AddIf(string.IsNullOrWhiteSpace(Adresse) || Adresse.Length > 200, "adresse", "Skriv adressen med højst 200 tegn.")
        .AddIf(Postnummer is not { Length: 4 } || !Postnummer.All(char.IsAsciiDigit), "postnummer", "Postnummeret har fire cifre.")
        .AddIf(string.IsNullOrWhiteSpace(By) || By.Length > 100, "by", "Skriv byen med højst 100 tegn.")
        .AddIf(string.IsNullOrWhiteSpace(Reference) || Reference.Length > 100, "reference", "Skriv medlemmets reference. Uden den kan en e-faktura ikke modtages.")
        .AddIf(Myndighed is { Length: > 40 }, "myndighed", "Nøglen er højst 40 tegn.");

    public void Til(KlubMedlem m)
    {
        (m.Navn, m.Art, m.Cvr, m.Gln, m.Grundlagskode) = (Navn!.Trim(), Art!.Value, Cvr!.Trim(), Gln!, Grundlagskode!);
        (m.Adresse, m.Postnummer, m.By, m.Reference, m.Myndighed) = (Adresse!.Trim(), Postnummer!, By!.Trim(), Reference!.Trim(), string.IsNullOrWhiteSpace(Myndighed) ? null : Myndighed.Trim());
    }

    /// <exception cref="RegelbrudException">Another member has the authority or the number.</exception>
    public async Task KraevEneAsync(KlubDb db, Guid id, CancellationToken ct) =>
        MedlemRegler.EnMyndighedEtMedlem.Kraev(!await db.Medlemmer.AnyAsync(m => m.Id != id && (m.Cvr == Cvr || (Myndighed != null && Myndighed != "" && m.Myndighed == Myndighed)), ct));
}

/// <summary>Puts a body down that sounds out membership.</summary>
internal sealed class OpretMedlem(KlubDb db, Counters numre, EventLog haendelser)
{
    internal sealed record Kommando(Klubaktoer Aktoer, Medlemsoplysninger Oplysninger);

    internal sealed record Svar(Guid Id, int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var o = k.Oplysninger;
        o.Fejl(false).Throw();
        var id = Guid.CreateVersion7();
        await o.KraevEneAsync(db, id, ct);
        var medlem = new KlubMedlem { Id = id, Nr = await numre.NextAsync("klub-medlem", ct), Navn = "", Art = default, Cvr = "", Gln = "", Grundlagskode = "", Adresse = "", Postnummer = "", By = "", Reference = "", Version = 1 };
        o.Til(medlem);
        db.Add(medlem);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemGemt(medlem.Nr, medlem.Navn, true), null, medlem.Id, ct);
        return new(medlem.Id, medlem.Nr);
    }
}
