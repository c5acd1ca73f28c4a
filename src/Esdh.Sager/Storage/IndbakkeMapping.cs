using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class IndbakkeMapping :
    IEntityTypeConfiguration<Indbakkepost>, IEntityTypeConfiguration<Postkassestand>, IEntityTypeConfiguration<Indbakkeopsaetning>, IEntityTypeConfiguration<Dokumentmail>
{
    public void Configure(EntityTypeBuilder<Indbakkepost> builder)
    {
        SagMapping.Json(builder.Property(p => p.Traad));
        SagMapping.Json(builder.Property(p => p.Spor));
    }

    public void Configure(EntityTypeBuilder<Postkassestand> builder)
    {
        builder.HasKey(s => s.PostkasseId);
        SagMapping.Json(builder.Property(s => s.Ulaeselige));
    }

    public void Configure(EntityTypeBuilder<Indbakkeopsaetning> builder) => builder.Property(o => o.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<Dokumentmail> builder) => builder.HasKey(m => m.DokumentId);
}
