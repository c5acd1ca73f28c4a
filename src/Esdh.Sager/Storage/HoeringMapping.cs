using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class HoeringMapping : IEntityTypeConfiguration<Hoering>, IEntityTypeConfiguration<Hoeringspart>, IEntityTypeConfiguration<Hoeringsbilag>
{
    public void Configure(EntityTypeBuilder<Hoering> builder) => builder.HasKey(h => h.Id);

    public void Configure(EntityTypeBuilder<Hoeringspart> builder) => builder.Ignore(p => p.HarSvaret);

    public void Configure(EntityTypeBuilder<Hoeringsbilag> builder) => builder.HasKey(b => new { b.HoeringId, b.DokumentId });
}
