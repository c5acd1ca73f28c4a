using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Aktindsigt.Contract;

/// <summary>A case is to be looked through for a request. The event's object is that case.</summary>
public sealed record IndsigtssagValgt(string Sagsnummer) : ISagshaendelse
{
    public string Saetning => "En sag blev valgt til gennemgang.";
}

/// <summary>A case is no longer looked through.</summary>
public sealed record IndsigtssagFravalgt(string Sagsnummer) : ISagshaendelse
{
    public string Saetning => "En sag gennemgås ikke længere.";
}

/// <summary>It was decided whether a document is given. The event's object is the document.</summary>
/// <param name="Afgoerelse">Udlever, Delvist or Undtag.</param>
/// <param name="Hjemmel">The paragraph.</param>
public sealed record IndsigtsdokumentVurderet(string Afgoerelse, string? Hjemmel) : ISagshaendelse
{
    public string Saetning => Afgoerelse switch
    {
        "Udlever" => "Et dokument skal udleveres.",
        "Delvist" => $"Et dokument skal udleveres delvist efter {Hjemmel}.",
        _ => $"Et dokument undtages efter {Hjemmel}.",
    };
}

/// <summary>It was considered to give more than the law demands.</summary>
public sealed record MeroffentlighedOvervejet : ISagshaendelse
{
    public string Saetning => "Det blev overvejet at give mere indsigt, end loven kræver.";
}

/// <summary>Time was noted on the request.</summary>
public sealed record IndsigtstidNoteret(int Minutter) : ISagshaendelse
{
    public string Saetning => Minutter == 1 ? "Der blev noteret 1 minut." : $"Der blev noteret {Minutter} minutter.";
}

/// <summary>An answer was made and filed. The event's object is its document.</summary>
/// <param name="Nr">From 1.</param>
/// <param name="ErDel">More is to follow.</param>
public sealed record IndsigtssvarDannet(int Nr, bool ErDel, int Udleveret, int Delvist, int Undtaget, int Sider) : ISagshaendelse
{
    public string Saetning => $"{(ErDel ? $"Delafgørelse {Nr}" : "Afgørelsen")} blev lavet: {Udleveret} udleveret, {Delvist} delvist, {Undtaget} undtaget.";
}

/// <summary>What is registered of the person who asks was gathered (GDPR art. 15). The event's object is its document.</summary>
/// <param name="Sager">Cases it was gathered from.</param>
/// <param name="Opslag">Look-ups that it tells of.</param>
public sealed record PersonoplysningerSamlet(int Sager, int Opslag) : ISagshaendelse
{
    public string Saetning => $"Ansøgerens oplysninger blev samlet fra {(Sager == 1 ? "1 sag" : $"{Sager} sager")}, med {(Opslag == 1 ? "1 opslag" : $"{Opslag} opslag")} fra adgangsloggen.";
}

/// <summary>A complaint came.</summary>
/// <param name="Art">Afgoerelsen or Langsommelighed.</param>
public sealed record IndsigtsklageModtaget(int Nr, string Art, DateOnly Frist) : ISagshaendelse
{
    public string Saetning => $"Klage {Nr} over {(Art == "Afgoerelsen" ? "afgørelsen" : "sagsbehandlingstiden")} blev modtaget. Frist {DanishTime.ShortDate(Frist)}.";
}

/// <summary>A complaint is dealt with.</summary>
/// <param name="Udfald">Imoedekommet, Videresendt or Trukket.</param>
public sealed record IndsigtsklageAfsluttet(int Nr, string Udfald) : ISagshaendelse
{
    public string Saetning => $"Klage {Nr} blev {Udfald switch { "Imoedekommet" => "imødekommet", "Videresendt" => "sendt videre", _ => "trukket" }}.";
}
