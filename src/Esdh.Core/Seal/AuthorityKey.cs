using Esdh.Core.Authorities;
using Esdh.Core.Events;

namespace Esdh.Core.Seal;

/// <summary>The key an authority seals with, for what a module must be able to prove on paper: protocols and receipts.</summary>
public static class AuthorityKey
{
    /// <summary>Reads it; made at the first use. Its public half lies beside the seal's, where <c>verificer</c> and others find it.</summary>
    /// <exception cref="SealKeyException">The key file cannot be used.</exception>
    public static SealKey Load(Authority store) => SealStore.LoadKey(store);
}
