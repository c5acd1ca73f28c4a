using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class JournalMapping : IEntityTypeConfiguration<Endeliggoerelse>, IEntityTypeConfiguration<Postlisteopsaetning>
{
    public void Configure(EntityTypeBuilder<Endeliggoerelse> builder) => builder.HasKey(e => e.DokumentId);

    public void Configure(EntityTypeBuilder<Postlisteopsaetning> builder) => builder.Property(o => o.Id).ValueGeneratedNever();
}
