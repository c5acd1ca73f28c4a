using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Esdh.Core.Storage;

/// <summary>
/// A module's view of one authority's database. Tables and columns are the Danish names in snake_case; on SQLite instants are integer
/// microseconds and UUIDs 16 big-endian bytes, so that both sort and index well.
/// </summary>
public abstract class AuthorityDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Called before an act writes to what is remembered; set each time the pooled context is lent.</summary>
    internal Action? Changing { get; set; }

    /// <summary>Whether what is about to be saved may concern a table that <see cref="Remembered{T}"/> has answers from. Such a table is written through <c>SaveChangesAsync</c> alone.</summary>
    protected virtual bool TouchesRemembered() => false;

    /// <summary>The scope of the act that the context works in; set each time the pooled context is lent.</summary>
    internal StorageScope? Act { get; set; }

    /// <summary>
    /// Ids of what is about to be saved in such a way that an event of the same act must name it: others follow events alone, and would not know. An act that names
    /// not all of them is a fault, and is undone. Called with changes detected.
    /// </summary>
    protected virtual IEnumerable<Guid> MustBeTold() => [];

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Changing is not null && TouchesRemembered())
            Changing();
        if (Act is null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false; // once is enough
        try
        {
            foreach (var id in MustBeTold())
                Act.Owe(id);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.ProviderName == "Microsoft.EntityFrameworkCore.SqlServer")
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantToUtc>(); // datetime2
        if (!Database.IsSqlite())
            return;
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantToMicroseconds>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToBytes>();
    }

    /// <summary>Call last in the derived class: names what has no name and stores enums by their Danish names.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is not null && entity.GetViewName() is null)
                entity.SetTableName(Snake(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum && !type.IsDefined(typeof(FlagsAttribute), false) && property.GetValueConverter() is null)
                    property.SetProviderClrType(typeof(string));
            }
        }
    }

    /// <summary><c>SagsbehandlerId</c> to <c>sagsbehandler_id</c>.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private sealed class InstantToMicroseconds() : ValueConverter<DateTimeOffset, long>(
        time => DbValue.ToMicroseconds(time), value => DbValue.FromMicroseconds(value));

    private sealed class InstantToUtc() : ValueConverter<DateTimeOffset, DateTime>(
        time => time.UtcDateTime, value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));

    private sealed class GuidToBytes() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}
