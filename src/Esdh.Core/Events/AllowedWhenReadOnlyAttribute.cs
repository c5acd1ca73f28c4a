namespace Esdh.Core.Events;

/// <summary>
/// What this event tells of, or all events of an assembly, may also happen where cases are only read (<see cref="Authorities.Authority.ReadOnly"/>): to look after who may read, to take data out, to deliver it to the archive.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class)]
public sealed class AllowedWhenReadOnlyAttribute : Attribute;
