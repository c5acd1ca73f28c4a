using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class GemtSoegningMapping : IEntityTypeConfiguration<GemtSoegning>, IEntityTypeConfiguration<Soegningsfoelger>, IEntityTypeConfiguration<Soegningshit>
{
    public void Configure(EntityTypeBuilder<GemtSoegning> builder) => builder.HasKey(s => s.Id);

    public void Configure(EntityTypeBuilder<Soegningsfoelger> builder) => builder.HasKey(f => new { f.SoegningId, f.BrugerId });

    public void Configure(EntityTypeBuilder<Soegningshit> builder)
    {
        builder.HasKey(h => new { h.SoegningId, h.BrugerId, h.Art, h.TingNr });
        builder.Ignore(h => h.Noegle);
    }
}
