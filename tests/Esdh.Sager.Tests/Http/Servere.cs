using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Three servers, so that the tests of one do not wait for those of the others. A class takes the one of its field, and makes what it needs.</summary>
[CollectionDefinition("sagsserver")]
public sealed class Sagsserver : ICollectionFixture<Testserver>;

/// <inheritdoc cref="Sagsserver"/>
[CollectionDefinition("dokumentserver")]
public sealed class Dokumentserver : ICollectionFixture<Testserver>;

/// <inheritdoc cref="Sagsserver"/>
[CollectionDefinition("organisationsserver")]
public sealed class Organisationsserver : ICollectionFixture<Testserver>;
