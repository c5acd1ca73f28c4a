using Esdh.Arkiv.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Arkiv.Storage;

internal sealed class ArkivversionMapping :
    IEntityTypeConfiguration<Arkivversion>, IEntityTypeConfiguration<ArkivAfleveret>, IEntityTypeConfiguration<ArkivAfleveretSag>, IEntityTypeConfiguration<Arkivopsaetning>,
    IEntityTypeConfiguration<Afleveringsbestemmelse>, IEntityTypeConfiguration<Journalperiode>, IEntityTypeConfiguration<Afleveringsbilag>
{
    public void Configure(EntityTypeBuilder<Arkivversion> builder) => builder.Property(v => v.Version).IsConcurrencyToken();

    public void Configure(EntityTypeBuilder<ArkivAfleveret> builder) => builder.HasKey(a => new { a.DokumentId, a.ArkivversionId });

    public void Configure(EntityTypeBuilder<ArkivAfleveretSag> builder) => builder.HasKey(a => new { a.SagId, a.ArkivversionId });

    public void Configure(EntityTypeBuilder<Arkivopsaetning> builder)
    {
        builder.HasKey(o => o.Nr);
        builder.Property(o => o.Nr).ValueGeneratedNever();
        builder.Property(o => o.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Afleveringsbestemmelse> builder) => builder.HasKey(b => b.Id);

    public void Configure(EntityTypeBuilder<Journalperiode> builder) => builder.HasKey(p => p.Id);

    public void Configure(EntityTypeBuilder<Afleveringsbilag> builder) => builder.HasKey(b => b.Id);
}
