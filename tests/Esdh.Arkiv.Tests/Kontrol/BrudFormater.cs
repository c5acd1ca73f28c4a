using static Esdh.Arkiv.Tests.Kontrol.Proeveversion;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>Pictures, sound, film and geodata (5.E, 5.F, 5.G).</summary>
internal static class BrudFormater
{
    private static readonly string Et = Dokument(1) + "/1.tif";

    public static readonly Brud[] Alle =
    [
        new("5.E_2", p => p.Fil(Et, Proevefiler.Tif()[..^20])),
        new("5.E_2", p => p.Fil(Et, Proevefiler.Tif(2, ring: true)), "sider i ring"),
        new("5.E_2", p => p.Fil(Et, Proevefiler.Tif(ret: m => m.Remove(278))), "uden RowsPerStrip"),
        new("5.E_2", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[322] = (3, [16]))), "i fliser"),
        new("5.E_2", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[262] = (3, [6]))), "YCbCr"),
        new("5.E_2", p => p.Fil(Et, [.. "II+\0"u8, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0]), "BigTIFF"),
        new("5.E_2", p => p.Fil(Et, [.. "II*\0"u8, 0, 0, 0, 0]), "uden sider"),
        new("5.E_2", p => p.Fil(Et, [.. "II*\0"u8, 8, 0, 0, 0, 0xFF, 0xFF, 1, 2, 3]), "65.535 mærker"),
        new("5.E_2", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[279] = (4, [uint.MaxValue]))), "striben rækker ud"),
        new("5.E_3", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[259] = (3, [1])))),
        new("5.E_3", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[259] = (3, [7]))), "JPEG"),
        new("5.E_3", p => p.Fil(Et, Proevefiler.Tif(ret: m => (m[258], m[259]) = ((3, [8]), (3, [4])))), "G4 til gråt"),
        new("5.E_5", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[283] = (5, [200, 1])))),
        new("5.E_7", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[40000] = (4, [1])))),
        new("5.E_10", p => p.Fil(Et, Proevefiler.Tif(2, blanke: [true, false]))),
        new("5.E_11", p => p.Fil(Et, Proevefiler.Tif(blank: true))),
        new("5.E_11", p => p.Fil(Et, Proevefiler.Tif(2, billede: [0xFF, 0xFF, 0, 0x10, 0x01, 0, 0x10, 0x01], ret: m => m[259] = (3, [4]))), "G4"),
        new("5.E_12", p => p.Fil(Et, "%PDF-1.7")),
        new("5.E_12", p => p.Fil(Et, []), "tom"),
        new("5.E_12", p => p.Fil(Dokument(3) + "/1.jp2", Proevefiler.Tif()), "JP2"),
        new("5.E_13", p => p.Fil(Et, Proevefiler.Tif(5))) { Valg = new() { MaksSider = 3 } },
        new("E_20", p => p.Fil(Et, Proevefiler.Tif(ret: m => m.Remove(277)))),
        new("E_21", p => p.Fil(Et, Proevefiler.Tif(ret: m => m[258] = (3, [16])))),
        new("E_22", p => p.Fil(Dokument(3) + "/1.jp2", Proevefiler.Jp2(slut: false))),
        new("E_22", p => p.Fil(Dokument(3) + "/1.jp2", Proevefiler.Jp2(hoved: false)), "uden hoved"),
        new("E_22", p => p.Fil(Dokument(3) + "/1.jp2", [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 0xFF, 0xD9]), "kun kodestrøm"),
        new("E_22", p => p.Fil(Dokument(3) + "/1.jp2", Proevefiler.Jp2()[..^30]), "skåret over"),
        new("5.F_1", p => p.Fil(Dokument(4) + "/1.mp3", Proevefiler.Mp3(0xFD))),
        new("5.F_2", p => p.Fil(Dokument(5) + "/1.wav", Proevefiler.Wav(2, 4))),
        new("5.F_2", p => p.Fil(Dokument(5) + "/1.wav", Proevefiler.Wav()[..100]), "skåret over"),
        new("5.F_3", p => p.Fil(Dokument(6) + "/1.mpg", Proevefiler.Mpg(h264: false))),
        new("5.F_3", p => p.Fil(Dokument(6) + "/1.mpg", [0, 0, 1, 0xBA, 0x21, 0, 1, 0, 1, 0, 0, 0]), "MPEG-1"),
        new("5.F_4", p => p.Fil(Dokument(4) + "/1.mp3", Proevefiler.Wav())),
        new("5.F_4", p => p.Fil(Dokument(5) + "/1.wav", Proevefiler.Mp3()), "WAV"),
        new("5.F_4", p => p.Fil(Dokument(6) + "/1.mpg", []), "film"),
        new("5.G_5", p => p.Ret(M1 + "/Schemas/localShared/localSchema1.xsd", "/>", ">")),
        new("5.G_6", p => p.Ret(M1 + "/Schemas/localShared/localSchema1.xsd", "UTF-8", "ISO-8859-1")),
        new("5.G_16", _ => { }) { Valg = new() { MaksGml = 100 } },
        new("5.G_17", p => p.Ret(Dokument(8) + "/1.gml", "</gml:FeatureCollection>", "")),
        new("5.G_20", p => p.Ret(Dokument(8) + "/1.gml", "UTF-8", "ISO-8859-1")),
        new("5.G_22", p => p.RetAlle(Dokument(8) + "/1.gml", "gml:FeatureCollection", "gml:Andet")),
        new("5.G_27", p => p.Fil(Dokument(8) + "/1.gml", Proevefiler.Gml(""))),
        new("5.G_31", p => p.Ret(Dokument(8) + "/1.gml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")),
    ];
}
