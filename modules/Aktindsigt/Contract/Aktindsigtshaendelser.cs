namespace Esdh.Aktindsigt.Contract;

/// <summary>A case is to be looked through for a request. The event's object is that case.</summary>
public sealed record IndsigtssagValgt(string Sagsnummer);

/// <summary>A case is no longer looked through.</summary>
public sealed record IndsigtssagFravalgt(string Sagsnummer);

/// <summary>It was decided whether a document is given. The event's object is the document.</summary>
/// <param name="Afgoerelse">Udlever, Delvist or Undtag.</param>
/// <param name="Hjemmel">The paragraph.</param>
public sealed record IndsigtsdokumentVurderet(string Afgoerelse, string? Hjemmel);

/// <summary>It was considered to give more than the law demands.</summary>
public sealed record MeroffentlighedOvervejet;

/// <summary>Time was noted on the request.</summary>
public sealed record IndsigtstidNoteret(int Minutter);

/// <summary>An answer was made and filed. The event's object is its document.</summary>
/// <param name="Nr">From 1.</param>
/// <param name="ErDel">More is to follow.</param>
public sealed record IndsigtssvarDannet(int Nr, bool ErDel, int Udleveret, int Delvist, int Undtaget, int Sider);

/// <summary>A complaint came.</summary>
/// <param name="Art">Afgoerelsen or Langsommelighed.</param>
public sealed record IndsigtsklageModtaget(int Nr, string Art, DateOnly Frist);

/// <summary>A complaint is dealt with.</summary>
/// <param name="Udfald">Imoedekommet, Videresendt or Trukket.</param>
public sealed record IndsigtsklageAfsluttet(int Nr, string Udfald);
