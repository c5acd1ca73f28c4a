using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on dispatches.</summary>
internal static class ForsendelseRegler
{
    public static readonly Regel DokumentetSendesIkke =
        new("FOR-1", "Dokumentet er ved at blive sendt. Det kan ikke ændres, journaliseres, flyttes eller slettes, før forsendelsen er slut. Fortryd forsendelsen, hvis den ikke er gået endnu.", Regel.Intern);

    public static readonly Regel KunUdgaaendeSendes =
        new("FOR-2", "Kun et udgående dokument sendes. Ret retningen, eller læg dokumentet ved som bilag til et brev.", Regel.Intern);

    public static readonly Regel ErIkkeGaaet =
        new("FOR-3", "Forsendelsen er gået, eller den er ved at gå, og kan ikke fortrydes.", Regel.Intern);

    public static readonly Regel VenterPaaEtMenneske =
        new("FOR-4", "Forsendelsen er hverken afvist eller uvis, eller den er taget hånd om. Der er intet at gøre ved den.", Regel.Intern);

    public static readonly Regel DokumentetErUaendret =
        new("FOR-5", "Dokumentet er ændret, siden det blev forsøgt sendt, eller det kunne ikke blive til PDF. Bestil en ny forsendelse af det.", Regel.Intern);

    public static readonly Regel SendesMedHaanden =
        new("FOR-6", "Kun et brev, der printes, eller en forsendelse, der er uvis, markeres som sendt af et menneske.", Regel.Intern);

    public static readonly Regel ForsoegtSendtSlettesIkke =
        new("FOR-7", "Dokumentet har været med i en forsendelse og slettes ikke. Markér det som uden betydning, hvis det ikke skal bruges.", Regel.Intern);

    public static readonly Regel HarEnFil =
        new("FOR-8", "Et dokument uden fil eller et fejljournaliseret dokument sendes ikke.", Regel.Intern);

    public static readonly Regel BilagStaarSelv =
        new("FOR-9", "Et bilag, der kom med et andet dokument, sendes, når det dokument er journaliseret. Send det dokument i stedet, eller journalisér det først.", Regel.Intern);

    public static readonly Regel MasseforsendelsenErIkkeBegyndt =
        new("FOR-11", "Masseforsendelsen er begyndt og ændres ikke. Stop den under Jobs, hvis den ikke skal fortsætte.", Regel.Intern);

    public static readonly Regel RaekkerneErIOrden =
        new("FOR-12", "Der er rækker, som ikke kan bruges. Ret listen, eller spring dem over.", Regel.Intern);

    public static readonly Regel SendtFortrydesIkke =
        new("FOR-10", "Dokumentet er sendt herfra, og der er kvittering for det. Det kan ikke fortrydes.", Regel.Intern);
}
