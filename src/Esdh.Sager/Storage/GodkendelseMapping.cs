using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class GodkendelseMapping : IEntityTypeConfiguration<Godkendelse>, IEntityTypeConfiguration<Godkendelsesled>, IEntityTypeConfiguration<Godkendelseskaede>
{
    public void Configure(EntityTypeBuilder<Godkendelse> builder)
    {
        builder.HasKey(g => g.Id);
        builder.Ignore(g => g.Anmodere);
    }

    public void Configure(EntityTypeBuilder<Godkendelsesled> builder)
    {
        builder.HasKey(l => l.Id);
        builder.Ignore(l => l.Personer);
    }

    public void Configure(EntityTypeBuilder<Godkendelseskaede> builder) => SagMapping.Json(builder.Property(k => k.Led));
}
