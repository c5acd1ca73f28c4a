using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>5.F: sound and film.</summary>
internal static class Lydpunkter
{
    public static readonly Kontrolpunkt Mp3 = Fejl("5.F_1", "5.F", "Lydfilen er ikke MPEG-1 eller MPEG-2 lag III (MP3). Konvertér den.");
    public static readonly Kontrolpunkt Wav = Fejl("5.F_2", "5.F", "Lydfilen er ikke WAVE med ukomprimeret LPCM og en bitdybde, der går op i 8. Konvertér den.");
    public static readonly Kontrolpunkt Mpg = Fejl("5.F_3", "5.F", "Filmen er hverken MPEG-2 eller MPEG-4 med H.264. Konvertér den.");
    public static readonly Kontrolpunkt ForkertIndhold = Fejl("5.F_4", "5.F", "Filens indhold er ikke det lyd- eller filmformat, som navnet siger. Konvertér filen, eller giv den sit rette navn.");
}
