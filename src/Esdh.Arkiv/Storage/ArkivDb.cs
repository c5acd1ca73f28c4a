using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Storage;

/// <summary>The archive's own tables in an authority's database.</summary>
internal sealed class ArkivDb(DbContextOptions<ArkivDb> options) : AuthorityDb(options);
