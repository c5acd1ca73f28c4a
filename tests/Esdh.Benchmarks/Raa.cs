using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Esdh.Benchmarks;

/// <summary>
/// What the disk itself allows: one thread that for each document writes and flushes the file and its folder, and commits the same rows with
/// <c>synchronous=FULL</c> by prepared statements. The rows are copied from the last document the server journalised, so they are the same
/// whatever the schema is.
/// </summary>
internal static partial class Raa
{
    /// <summary>In a process of its own, so that an added flush time reaches it as it reaches the server.</summary>
    public static double Maal(string database, string folder, int n, string? preload)
    {
        var copy = Path.Combine(folder, "raa.db");
        foreach (var end in new[] { "", "-wal" })
        {
            if (File.Exists(database + end))
                File.Copy(database + end, copy + end, overwrite: true);
        }

        var start = new ProcessStartInfo("dotnet", [typeof(Raa).Assembly.Location, "raa", copy, Path.Combine(folder, "raa"), $"{n}"]) { RedirectStandardOutput = true };
        if (preload is not null)
            start.Environment["LD_PRELOAD"] = preload;
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        foreach (var file in Directory.GetFiles(folder, "raa.db*"))
            File.Delete(file);
        Directory.Delete(Path.Combine(folder, "raa"), recursive: true);
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public static int Run(string database, string folder, int n)
    {
        using var db = new SqliteConnection($"Data Source={database};Pooling=false");
        db.Open();
        Execute(db, "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=1; pragma temp_store=memory; pragma secure_delete=1");
        var document = (byte[])Scalar(db, "select id from dokument where journaliseret is not null order by nr desc limit 1")!;
        Row[] rows =
        [
            new(db, "dokument", "id", document), new(db, "dokumentregistrering", "dokument_id", document), new(db, "fil", "dokument_id", document),
            .. Row.Events(db, document),
        ];
        using var touch = db.CreateCommand();
        touch.CommandText = "update sag set version = version + 1 where id = (select sag_id from dokumentregistrering order by nr desc limit 1)";
        for (var i = 0; i < 256; i++)
            Directory.CreateDirectory(Path.Combine(folder, i.ToString("x2", null)));

        var content = new byte[100 * 1024];
        Random.Shared.NextBytes(content);
        var warm = Math.Min(50, n);
        var watch = new Stopwatch();
        for (var i = 0; i < n + warm; i++)
        {
            if (i == warm)
                watch.Start();
            var id = Guid.CreateVersion7().ToByteArray(true);
            id.CopyTo(content, 0);
            var home = Path.Combine(folder, (i % 256).ToString("x2", null));
            using (var file = File.OpenHandle(Path.Combine(home, Convert.ToHexStringLower(id)), FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, content, 0);
                RandomAccess.FlushToDisk(file);
            }

            FlushFolder(home);
            using var transaction = db.BeginTransaction();
            foreach (var row in rows)
                row.Insert(transaction, id, i);
            touch.Transaction = transaction;
            touch.ExecuteNonQuery();
            transaction.Commit();
        }

        Console.WriteLine((n / watch.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Execute(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void FlushFolder(string path)
    {
        using var folder = new SafeFileHandle(Open(path, 0x80000), ownsHandle: true);
        RandomAccess.FlushToDisk(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    /// <summary>A prepared insert of a row like one that is there, with keys of its own.</summary>
    private sealed class Row
    {
        private readonly SqliteCommand _insert;
        private readonly List<string> _columns = [];

        public Row(SqliteConnection db, string table, string key, object value, string extra = "")
        {
            using var read = db.CreateCommand();
            read.CommandText = $"select * from {table} where {key} = @key {extra} limit 1";
            read.Parameters.AddWithValue("@key", value);
            using var reader = read.ExecuteReader();
            if (!reader.Read())
                throw new InvalidOperationException($"No row in {table} to copy.");
            _insert = db.CreateCommand();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (reader.GetName(i) == "nr" && table != "haendelse_data")
                    continue; // given by the table
                _columns.Add(reader.GetName(i));
                _insert.Parameters.AddWithValue("@" + reader.GetName(i), reader.GetValue(i));
            }

            _insert.CommandText = $"insert into {table} ({string.Join(',', _columns)}) values ({string.Join(',', _columns.Select(c => c == "nr" ? "last_insert_rowid()" : "@" + c))})";
            _insert.Prepare();
        }

        /// <summary>Each event of the document, followed by its data.</summary>
        public static IEnumerable<Row> Events(SqliteConnection db, byte[] document)
        {
            List<long> numbers = [];
            using (var read = db.CreateCommand())
            {
                read.CommandText = "select nr from haendelse where objekt_id = @id order by nr";
                read.Parameters.AddWithValue("@id", document);
                using var reader = read.ExecuteReader();
                while (reader.Read())
                    numbers.Add(reader.GetInt64(0));
            }

            return numbers.SelectMany(nr => new[] { new Row(db, "haendelse", "nr", nr), new Row(db, "haendelse_data", "nr", nr) });
        }

        public void Insert(SqliteTransaction transaction, byte[] document, int number)
        {
            _insert.Transaction = transaction;
            foreach (var column in _columns)
            {
                switch (column)
                {
                    case "id":
                        _insert.Parameters["@id"].Value = _columns.Contains("dokument_id") ? Guid.CreateVersion7().ToByteArray(true) : document;
                        break;
                    case "dokument_id" or "objekt_id":
                        _insert.Parameters["@" + column].Value = document;
                        break;
                    case "aktnr":
                        _insert.Parameters["@aktnr"].Value = 1_000_000 + number;
                        break;
                }
            }

            _insert.ExecuteNonQuery();
        }
    }
}
