using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class JournalMapping : IEntityTypeConfiguration<Endeliggoerelse>, IEntityTypeConfiguration<Postlisteopsaetning>, IEntityTypeConfiguration<Postlisteafvisning>
{
    public void Configure(EntityTypeBuilder<Endeliggoerelse> builder) => builder.HasKey(e => e.DokumentId);

    public void Configure(EntityTypeBuilder<Postlisteopsaetning> builder) => builder.Property(o => o.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<Postlisteafvisning> builder) => builder.HasKey(a => a.DokumentId);
}
