using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

[CollectionDefinition("server")]
public sealed class Serversamling : ICollectionFixture<Testserver>;
