namespace Esdh.Arkiv.Contract;

/// <summary>How much a finding weighs: an archive refuses a version with errors, reads the notices, and is told the figures.</summary>
public enum Kontrolalvor
{
    Fejl,
    Bemaerkning,
    Oplysning,
}
