using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class AfgoerelseMapping : IEntityTypeConfiguration<Afgoerelsespart>
{
    public void Configure(EntityTypeBuilder<Afgoerelsespart> builder) => builder.HasKey(p => new { p.AfgoerelseId, p.SagspartId });
}
