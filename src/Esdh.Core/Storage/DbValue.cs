using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Esdh.Core.Storage;

/// <summary>Values in hand-written SQL, in the form each provider stores them.</summary>
public static class DbValue
{
    public static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    public static DateTimeOffset FromMicroseconds(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * 10);

    /// <summary>Adds a parameter. UUIDs, instants and nulls get the provider's form.</summary>
    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            Guid id when command.Connection is SqliteConnection => id.ToByteArray(true),
            DateTimeOffset time when command.Connection is SqliteConnection => ToMicroseconds(time),
            DateTimeOffset time => time.ToUniversalTime(),
            _ => value,
        };
        command.Parameters.Add(parameter);
        return command;
    }

    public static Guid? GuidOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetValue(column) is byte[] bytes ? new Guid(bytes, true) : reader.GetGuid(column);

    public static DateTimeOffset Instant(this DbDataReader reader, int column) =>
        reader.GetValue(column) is long value ? FromMicroseconds(value) : reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A command on the scope's connection and in its transaction.</summary>
    public static DbCommand Command(this StorageScope scope, string sql)
    {
        if (scope.Connection.State == ConnectionState.Closed)
            scope.Connection.Open();
        Sent.Statement(sql);
        var command = scope.Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = scope.Transaction;
        return command;
    }
}
