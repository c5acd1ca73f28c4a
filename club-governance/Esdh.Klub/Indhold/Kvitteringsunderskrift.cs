using Esdh.Core.Authorities;
using Esdh.Core.Seal;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>Signs receipts with the club's key, the one that seals <c>faelles</c>: a signed receipt that is not among those published proves that a paper was left out.</summary>
internal sealed class Kvitteringsunderskrift(AuthorityRegistry registry)
{
    public string Skriv(Guid afstemning, string maerke)
    {
        using var noegle = AuthorityKey.Load(registry.Shared);
        return Convert.ToBase64String(noegle.Sign(Stemmekvittering.TilUnderskrift(afstemning, maerke)));
    }

    /// <summary>The public half, as PEM.</summary>
    public string OffentligNoegle()
    {
        using var noegle = AuthorityKey.Load(registry.Shared);
        return noegle.PublicPem;
    }
}
