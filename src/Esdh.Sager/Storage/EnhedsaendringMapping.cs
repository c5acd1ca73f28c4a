using System.Text.Json;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Sager.Storage;

internal sealed class EnhedsaendringMapping : IEntityTypeConfiguration<Enhedsaendring>
{
    public void Configure(EntityTypeBuilder<Enhedsaendring> builder)
    {
        Json(builder.Property(a => a.Plan));
        Json(builder.Property(a => a.Stand));
    }

    private static void Json<T>(PropertyBuilder<T> property) => property.HasConversion(
        v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web), t => JsonSerializer.Deserialize<T>(t, JsonSerializerOptions.Web)!,
        new ValueComparer<T>((a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Web) == JsonSerializer.Serialize(b, JsonSerializerOptions.Web), v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal), v => v));
}
