using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>Packages out and in.</summary>
/// <param name="Slags">What a package can hold.</param>
/// <param name="Forskel">The package that was read; null before one is.</param>
public sealed record Opsaetningspakkevisning(IReadOnlyList<string> Slags, Pakkeforskel? Forskel, Formular Formular);

/// <summary>How a package differs from what is here.</summary>
/// <param name="Pakke">Names it to the server, when it is taken in.</param>
/// <param name="Fra">The authority that made it.</param>
/// <param name="Ens">How many say the same already.</param>
public sealed record Pakkeforskel(string Pakke, string Fra, string Dannet, int Ens, IReadOnlyList<Pakkepost> Poster);

/// <summary>One thing that is new or differs.</summary>
/// <param name="Felter">What it says here and there.</param>
/// <param name="Tekst">Lines of its Word file that go and come.</param>
public sealed record Pakkepost(string Vaerdi, string Slags, string Navn, bool ErNy, IReadOnlyList<(string Felt, string Her, string Der)> Felter, IReadOnlyList<(string Linje, bool Kommer)> Tekst);
