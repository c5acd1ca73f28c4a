using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class DokumentMapping : IEntityTypeConfiguration<Pdfvisning>, IEntityTypeConfiguration<Masseudtraek>, IEntityTypeConfiguration<Dokumentskabelon>
{
    public void Configure(EntityTypeBuilder<Pdfvisning> builder) => builder.HasKey(p => p.Sha256);

    public void Configure(EntityTypeBuilder<Masseudtraek> builder) => builder.HasKey(u => u.JobId);

    public void Configure(EntityTypeBuilder<Dokumentskabelon> builder) => SagMapping.Json(builder.Property(s => s.Felter));
}
