using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class FindingMapping :
    IEntityTypeConfiguration<Partsudgave>, IEntityTypeConfiguration<Favorit>, IEntityTypeConfiguration<SenestSet>, IEntityTypeConfiguration<GemtVisning>
{
    public void Configure(EntityTypeBuilder<Partsudgave> builder)
    {
        builder.HasKey(u => new { u.PartId, u.Version });
        builder.Property(u => u.Version).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Favorit> builder) => builder.HasKey(f => new { f.BrugerId, f.SagId });

    public void Configure(EntityTypeBuilder<SenestSet> builder) => builder.HasKey(s => new { s.BrugerId, s.SagId });

    public void Configure(EntityTypeBuilder<GemtVisning> builder) => builder.HasKey(v => v.Id);
}
