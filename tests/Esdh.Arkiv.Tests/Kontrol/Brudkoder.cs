namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>Keys (4.A) and media (4.B).</summary>
internal static class BrudNoegler
{
    public static readonly Brud[] Alle =
    [
        new("4.A_1_1", p => p.Ret(Proeveversion.Tabelfil(5), "<c1>11</c1>", "<c1>010</c1>")),
    ];
}
