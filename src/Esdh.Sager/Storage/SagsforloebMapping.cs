using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class SagsforloebMapping : IEntityTypeConfiguration<Sagsforloeb>, IEntityTypeConfiguration<Feltvaerdi>, IEntityTypeConfiguration<Urstand>, IEntityTypeConfiguration<Urstop>
{
    public void Configure(EntityTypeBuilder<Sagsforloeb> builder) => builder.HasKey(f => f.SagId);

    public void Configure(EntityTypeBuilder<Feltvaerdi> builder) => builder.HasKey(v => new { v.SagId, v.Felt });

    public void Configure(EntityTypeBuilder<Urstand> builder) => builder.HasKey(u => new { u.SagId, u.Ur });

    public void Configure(EntityTypeBuilder<Urstop> builder) => builder.HasKey(u => new { u.SagId, u.Ur, u.Nr });
}
