using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Esdh.Server;

/// <summary>
/// The description of the REST API at <c>/openapi/v1.json</c>, drawn from the routes themselves. What holds for all of them (how one signs in,
/// how failures are answered, keys and preconditions) is added here, so that no route has to say it.
/// </summary>
internal static class OpenApi
{
    private const string Scheme = "oauth2";
    private const string ProblemId = "Problem";

    public static void AddEsdhOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        o.CreateSchemaReferenceId = info => OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null ? null : Name(info.Type);
        o.AddDocumentTransformer(Document);
        o.AddOperationTransformer(Operation);
    });

    /// <summary>Types in a type carry its name, since acts and endpoints call theirs alike (<c>OpretSag.Svar</c>).</summary>
    private static string Name(Type type)
    {
        var own = type.Name.Split('`')[0];
        if (type.IsArray)
            own = Name(type.GetElementType()!) + "Liste";
        var arguments = string.Concat(type.GetGenericArguments().Select(a => "Af" + Name(a)));
        return (type.DeclaringType is { } outer && !type.IsGenericParameter ? Name(outer) : "") + own + arguments;
    }

    private static Task Document(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "Esdh",
            Version = "v1",
            Description = "Sager, dokumenter og journal. Alle handlinger går gennem de samme regler som siderne. "
                + "Fejl svares som application/problem+json med en dansk sætning; et regelbrud har kode og hjemmel.",
        };
        var token = new Uri($"/auth/realms/{Realm(context.ApplicationServices)}/protocol/openid-connect/token", UriKind.Relative);
        document.AddComponent(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "Et adgangstegn fra myndighedens realm, sendt som Authorization: Bearer.",
            Flows = new()
            {
                ClientCredentials = new() { TokenUrl = token, Scopes = new Dictionary<string, string>() },
                Password = new() { TokenUrl = token, Scopes = new Dictionary<string, string>() },
            },
        });
        document.AddComponent(ProblemId, Problem());
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>The authority of the host that was asked, as <c>AuthorityMiddleware</c> finds it; the description itself is the same for all.</summary>
    private static string Realm(IServiceProvider services)
    {
        var registry = services.GetRequiredService<AuthorityRegistry>();
        var host = services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request.Host.Host ?? "";
        var fallback = services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? services.GetRequiredService<IConfiguration>()["Esdh:Standardmyndighed"] ?? "korsbaek" : "";
        return registry.FindByHost(host) ?? (registry.Exists(fallback) ? fallback : "{realm}");
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Hvorfor forespørgslen ikke blev udført (RFC 9457). Intet er gemt.",
        Required = new HashSet<string> { "status", "title" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "HTTP-status" },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Dansk sætning til brugeren" },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "400: hvert forkert felt og hvad der er galt",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("") },
            },
            ["kode"] = Text("409: reglens kode"),
            ["hjemmel"] = Text("409: reglens kilde, en lov eller »Intern regel«"),
            ["detaljer"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(""), Description = "409: præcis hvad der er i vejen" },
            ["sporing"] = Text("500: kode, som driften kan slå op"),
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description.Length == 0 ? null : description };

    private static async Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var description = context.Description;
        var metadata = description.ActionDescriptor.EndpointMetadata;
        var method = description.HttpMethod ?? "GET";
        var writes = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
        operation.OperationId ??= $"{method.ToLowerInvariant()}-{description.RelativePath!["api/v1/".Length..].Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('/', '-').TrimEnd('-')}";
        operation.Parameters ??= [];
        if (metadata.OfType<UploadBody>().LastOrDefault() is { } upload)
            operation.RequestBody = await Upload(upload, context, ct);
        if (HttpMethods.IsPost(method) && metadata.OfType<Idempotent>().Any())
            operation.Parameters.Add(Header(IdempotencyMiddleware.Header, "Vælges af afsenderen, f.eks. et UUID. Sendes forespørgslen igen inden for et døgn, udføres den ikke to gange; svaret er det samme."));
        if (writes && description.RelativePath!.Contains('{', StringComparison.Ordinal))
            operation.Parameters.Add(Header("If-Match", "Den ETag, du fik. Har en anden rettet imens, svares 412."));
        Failures(operation, context.Document!, writes, description.RelativePath!.Contains('{', StringComparison.Ordinal), operation.RequestBody is not null);
    }

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text("") };

    private static async Task<OpenApiRequestBody> Upload(UploadBody upload, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var parts = new Dictionary<string, IOpenApiSchema>
        {
            ["fil"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
        };
        if (upload.Json is not null)
            parts["json"] = await context.GetOrCreateSchemaAsync(upload.Json, null, ct);
        return new()
        {
            Required = true,
            Description = "Delene kan komme i vilkårlig rækkefølge; fil kan gentages, og den første er hovedfilen.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = parts },
                    Encoding = upload.Json is null ? null : new Dictionary<string, OpenApiEncoding> { ["json"] = new() { ContentType = "application/json" } },
                },
            },
        };
    }

    private static void Failures(OpenApiOperation operation, OpenApiDocument document, bool writes, bool names, bool body)
    {
        operation.Responses ??= [];
        void Add(int status, string text)
        {
            operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemId, document) },
                },
            };
        }

        Add(400, "Noget i forespørgslen skal rettes; hvert felt er nævnt");
        Add(401, "Adgangstegnet mangler eller er udløbet");
        Add(403, "Rollen giver ikke adgang; forsøget er skrevet i adgangsloggen");
        if (names)
            Add(404, "Findes ikke, eller er ikke din at kende til");
        if (writes)
        {
            Add(409, "En regel afviser det; kode og hjemmel er med");
            if (names)
                Add(412, "En anden har rettet, siden du hentede");
            if (body)
                Add(413, "Større end grænsen; intet er gemt");
            Add(422, "Nøglen i Idempotency-Key er brugt til en anden forespørgsel");
        }
    }
}
