using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Storage;

internal sealed partial class KlubDb
{
    static partial void Pengemodel(ModelBuilder modelBuilder)
    {
    }
}
