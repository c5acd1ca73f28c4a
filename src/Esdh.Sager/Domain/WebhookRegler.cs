using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on webhooks.</summary>
internal static class WebhookRegler
{
    /// <summary>Most webhooks of one authority.</summary>
    public const int Hoejst = 50;

    public static readonly Regel IkkeForMange =
        new("WEBHOOK-1", $"Der er allerede {Hoejst} webhooks. Slet en, der ikke bruges.", Regel.Intern);

    public static readonly Regel EjerErRobotEllerDigSelv =
        new("WEBHOOK-2", "En webhook tilhører den, der opretter den. En administrator kan oprette den for en robot.", Regel.Intern);
}
