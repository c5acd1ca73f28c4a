using System.Text.Json;
using Esdh.Aktindsigt.Domain;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Esdh.Aktindsigt.Storage;

/// <summary>The module's own tables. Rows are read only after their case was found as the actor's.</summary>
internal sealed class AktindsigtDb(DbContextOptions<AktindsigtDb> options) : AuthorityDb(options)
{
    public DbSet<Indsigtsanmodning> Anmodninger => Set<Indsigtsanmodning>();

    public DbSet<Indsigtskilde> Kilder => Set<Indsigtskilde>();

    public DbSet<Indsigtsvalg> Valg => Set<Indsigtsvalg>();

    public DbSet<Indsigtstid> Tider => Set<Indsigtstid>();

    public DbSet<Indsigtssvar> Svar => Set<Indsigtssvar>();

    public DbSet<Indsigtsklage> Klager => Set<Indsigtsklage>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Indsigtsanmodning>(b =>
        {
            b.HasKey(a => a.SagId);
            b.Property(a => a.SagId).ValueGeneratedNever();
            b.Property(a => a.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Indsigtskilde>().HasKey(k => new { k.SagId, k.KildeSagId });
        modelBuilder.Entity<Indsigtsvalg>(b =>
        {
            b.HasKey(v => new { v.SagId, v.DokumentId });
            b.Property(v => v.Version).IsConcurrencyToken();
            Json(b.Property(v => v.Skjul));
            Json(b.Property(v => v.Felter));
        });
        modelBuilder.Entity<Indsigtstid>().HasKey(t => new { t.SagId, t.Nr });
        modelBuilder.Entity<Indsigtssvar>().HasKey(s => new { s.SagId, s.Nr });
        modelBuilder.Entity<Indsigtsklage>().HasKey(k => new { k.SagId, k.Nr });
        base.OnModelCreating(modelBuilder);
    }

    private static void Json<T>(PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        v => JsonSerializer.Serialize(v, JsonSerializerOptions.Default), s => JsonSerializer.Deserialize<List<T>>(s, JsonSerializerOptions.Default)!,
        new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), v => v.Count, v => v.ToList()));
}
