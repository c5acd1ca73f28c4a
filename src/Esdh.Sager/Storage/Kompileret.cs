using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Esdh.Sager.Storage;

/// <summary>
/// A query that Entity Framework translates once and not looks up again each time: for what every page asks. One for each model, since a process may have several.
/// </summary>
/// <param name="lav">Makes it with <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class Kompileret<T>(Func<T> lav) where T : Delegate
{
    private readonly ConditionalWeakTable<IModel, T> _lavet = [];

    public T For(DbContext db) => _lavet.GetValue(db.Model, _ => lav());
}
