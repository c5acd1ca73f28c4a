using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A piece of a text that is or is not what was searched for.</summary>
public sealed record Tekststykke(string Tekst, bool Ramt);
