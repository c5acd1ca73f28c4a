using Esdh.Testing;

namespace Esdh.Arkiv.Tests;

[CollectionDefinition("server")]
public sealed class Serversamling : ICollectionFixture<Testserver>;
