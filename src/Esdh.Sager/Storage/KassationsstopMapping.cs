using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class KassationsstopMapping : IEntityTypeConfiguration<Kassationsstopomfang>
{
    public void Configure(EntityTypeBuilder<Kassationsstopomfang> builder) => builder.HasKey(o => new { o.StopId, o.Nr });
}
