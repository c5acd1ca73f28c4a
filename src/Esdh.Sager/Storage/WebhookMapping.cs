using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<Webhookfejl>
{
    public void Configure(EntityTypeBuilder<Webhook> builder) => SagMapping.Json(builder.Property(w => w.Typer));

    public void Configure(EntityTypeBuilder<Webhookfejl> builder)
    {
        builder.HasKey(f => new { f.WebhookId, f.Haendelse });
        builder.HasOne<Webhook>().WithMany().HasForeignKey(f => f.WebhookId).OnDelete(DeleteBehavior.NoAction);
    }
}
