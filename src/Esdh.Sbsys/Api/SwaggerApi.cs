using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Web;
using Esdh.Sbsys.Former;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sbsys.Api;

/// <summary>A description of the surface as Swagger 2.0, made from its own routes: what generators of clients ask for. Every version is the same.</summary>
internal static partial class SwaggerApi
{
    /// <summary>What an address answers: its method and pattern, the definition, and whether it is a list.</summary>
    private static readonly (string Rute, Type Form, bool Liste)[] Svarformer =
    [
        ("POST /api/sag/search", typeof(Soegesvar), false), ("POST /api/sag/template", typeof(SagDto), false), ("GET /api/sag/sagstatuslist", typeof(SagsStatusDto), true),
        ("GET /api/sag/{sag}", typeof(SagDto), false), ("PUT /api/sag/{sag}", typeof(SagDto), false), ("PUT /api/sag/{sag}/status", typeof(SagDto), false), ("GET /api/sag/{sag}/part", typeof(PartDto), true),
        ("GET /api/sag/{sag}/dokumenter", typeof(DokumentMetadataDto), true), ("GET /api/sag/{sag}/journalarknotes", typeof(JournalarkNoteDto), true), ("GET /api/sag/{sag}/delforloeb", typeof(DelforloebDto), true),
        ("GET /api/sag/{sag}/kladder", typeof(KladdeDto), true), ("GET /api/delforloeb/sag/{sag}", typeof(DelforloebDto), true), ("GET /api/delforloeb/{id}", typeof(DelforloebDto), false),
        ("POST /api/delforloeb", typeof(DelforloebDto), false), ("POST /api/delforloeb/{id}/dokument", typeof(DokumentMetadataDto), false), ("POST /api/dokument/journaliser", typeof(DokumentMetadataDto), false),
        ("POST /api/dokument/journaliser/{delforloeb}", typeof(DokumentMetadataDto), false), ("GET /api/dokument/{id}", typeof(DokumentMetadataDto), false), ("POST /api/kladde", typeof(KladdeDto), false),
        ("GET /api/kladde/{id}", typeof(KladdeDto), false), ("POST /api/kladde/{id}/checkin", typeof(KladdeDto), false), ("POST /api/journalarknote/create", typeof(JournalarkNoteDto), false),
        ("GET /api/erindring/typer", typeof(ErindringTypeDto), true), ("GET /api/erindring/sag/{sag}", typeof(ErindringDto), true), ("GET /api/erindring/{id}", typeof(ErindringDto), false),
        ("POST /api/erindring", typeof(ErindringDto), false), ("PUT /api/erindring/{id}", typeof(ErindringDto), false), ("POST /api/person/search", typeof(PersonDto), true), ("POST /api/person", typeof(PersonDto), false),
        ("POST /api/firma/search", typeof(FirmaDto), true), ("GET /api/part/person", typeof(PersonDto), false), ("GET /api/part/firma", typeof(FirmaDto), false), ("POST /api/bruger/search", typeof(BrugerDto), true),
        ("GET /api/bruger/me", typeof(BrugerDto), false), ("GET /api/bruger/{bruger}", typeof(BrugerDto), false), ("GET /api/sagsskabelon", typeof(SagsskabelonDto), true), ("GET /api/sagsskabelon/{id}", typeof(SagsskabelonDto), false),
        ("GET /api/ansaettelsessted/alle", typeof(Navngivet), true),
    ];

    /// <summary>Dotted, as generators expect it.</summary>
    private static string Definition(Type form) => form.Name switch
    {
        nameof(Soegesvar) => "Dto.Sag.SagSearchResultDto", nameof(Navngivet) => "Dto.NavngivetDto",
        nameof(PartDto) or nameof(PersonDto) or nameof(FirmaDto) or nameof(AdresseDto) => "Dto.Part." + form.Name, nameof(BrugerDto) => "Dto.Bruger.BrugerDto",
        nameof(DokumentMetadataDto) or nameof(FilDto) or nameof(MailDto) or nameof(MailRecipientDto) => "Dto.Dokument." + form.Name, nameof(DelforloebDto) => "Dto.Delforloeb.DelforloebDto",
        nameof(KladdeDto) => "Dto.Kladde.KladdeDto", nameof(JournalarkNoteDto) => "Dto.Journalark.JournalarkNoteDto", nameof(ErindringDto) or nameof(ErindringTypeDto) => "Dto.Erindring." + form.Name,
        _ => "Dto.Sag." + form.Name,
    };

    public static void Map(IEndpointRouteBuilder sbsys)
    {
        foreach (var sti in new[] { "/docs/{version}", "/swagger/docs/{version}", "/swagger/{version}/swagger.json", "/api/docs/{version}" })
            sbsys.MapGet(sti, Hent).AabenForAlle().WithMetadata(new NoAuthorityNeeded()).WithSummary("Beskrivelse af SBSYS-snitfladen (Swagger 2.0)");
    }

    private static IResult Hent(string version, HttpRequest request, EndpointDataSource ruter) => Version().IsMatch(version)
        ? Results.Text(Byg(version, request, ruter).ToJsonString(Web.Svar.Json), "application/json")
        : throw new NotFoundException("Der er beskrivelser af default og v1 til v31.");

    private static JsonObject Byg(string version, HttpRequest request, EndpointDataSource ruter)
    {
        JsonObject stier = [];
        HashSet<Type> former = [];
        foreach (var rute in ruter.Endpoints.OfType<RouteEndpoint>())
        {
            var moenster = "/" + rute.RoutePattern.RawText?.TrimStart('/');
            if (!moenster.StartsWith("/sbsys/api/", StringComparison.Ordinal) || moenster.Contains("/docs/", StringComparison.Ordinal))
                continue;
            var sti = Begraensning().Replace(moenster["/sbsys".Length..], "}").TrimEnd('/');
            foreach (var metode in rute.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            {
                if (stier[sti] is not JsonObject operationer)
                    stier[sti] = operationer = [];
                operationer[metode.ToLowerInvariant()] = Operation(metode, sti, rute.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary, former);
            }
        }

        JsonObject definitioner = [];
        Queue<Type> koe = new(former);
        while (koe.TryDequeue(out var form))
        {
            if (!definitioner.ContainsKey(Definition(form)))
                definitioner[Definition(form)] = Form(form, koe);
        }

        return new()
        {
            ["swagger"] = "2.0", ["info"] = new JsonObject { ["title"] = "SBSYS-snitflade (Esdh)", ["version"] = version }, ["host"] = request.Host.Value, ["basePath"] = "/sbsys", ["schemes"] = new JsonArray(request.Scheme),
            ["paths"] = stier, ["definitions"] = definitioner,
        };
    }

    private static JsonObject Operation(string metode, string sti, string? tekst, HashSet<Type> former)
    {
        JsonArray parametre = [.. Parameter().Matches(sti).Select(m => (JsonNode)new JsonObject { ["name"] = m.Groups[1].Value, ["in"] = "path", ["required"] = true, ["type"] = "string" })];
        var multipart = sti.StartsWith("/api/dokument/journaliser", StringComparison.Ordinal) || sti is "/api/kladde" or "/api/kladde/{id}/checkin";
        if (multipart)
        {
            parametre.Add(new JsonObject { ["name"] = sti.StartsWith("/api/kladde", StringComparison.Ordinal) ? "files" : "file", ["in"] = "formData", ["required"] = true, ["type"] = "file" });
            parametre.Add(new JsonObject { ["name"] = "json", ["in"] = "formData", ["required"] = true, ["type"] = "string" });
        }
        else if (metode is "POST" or "PUT")
        {
            parametre.Add(new JsonObject { ["name"] = "model", ["in"] = "body", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "object" } });
        }

        if (sti.StartsWith("/api/part/", StringComparison.Ordinal))
            parametre.Add(new JsonObject { ["name"] = "id", ["in"] = "query", ["required"] = true, ["type"] = "string" });
        JsonObject svar = new() { ["description"] = "OK" };
        if (Array.Find(Svarformer, s => s.Rute == $"{metode} {sti}") is { Form: { } form } fundet)
        {
            former.Add(form);
            var henvisning = new JsonObject { ["$ref"] = "#/definitions/" + Definition(form) };
            svar["schema"] = fundet.Liste ? new JsonObject { ["type"] = "array", ["items"] = henvisning } : henvisning;
        }

        JsonObject operation = new()
        {
            ["tags"] = new JsonArray(sti.Split('/')[2]), ["summary"] = tekst, ["operationId"] = metode[..1] + metode[1..].ToLowerInvariant() + Navn().Replace(sti, "_"), ["produces"] = new JsonArray("application/json"),
            ["parameters"] = parametre, ["responses"] = new JsonObject { ["200"] = svar },
        };
        if (metode is "POST" or "PUT")
            operation["consumes"] = new JsonArray(multipart ? "multipart/form-data" : "application/json");
        return operation;
    }

    private static JsonObject Form(Type form, Queue<Type> koe)
    {
        JsonObject felter = [];
        foreach (var felt in form.GetProperties().Where(p => p.Name != "EqualityContract"))
            felter[felt.Name] = Felt(felt.PropertyType, koe);
        return new() { ["type"] = "object", ["properties"] = felter };
    }

    private static JsonObject Felt(Type type, Queue<Type> koe)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return new() { ["type"] = "string" };
        if (type == typeof(Guid))
            return new() { ["type"] = "string", ["format"] = "uuid" };
        if (type == typeof(DateTimeOffset))
            return new() { ["type"] = "string", ["format"] = "date-time" };
        if (type == typeof(bool))
            return new() { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return new() { ["type"] = "integer", ["format"] = type == typeof(int) ? "int32" : "int64" };
        if (type.IsGenericType)
            return new() { ["type"] = "array", ["items"] = Felt(type.GetGenericArguments()[0], koe) };
        koe.Enqueue(type);
        return new() { ["$ref"] = "#/definitions/" + Definition(type) };
    }

    [GeneratedRegex(@"^(default|v[0-9]{1,3})\z", RegexOptions.IgnoreCase)]
    private static partial Regex Version();

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Begraensning();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[^A-Za-z0-9]+")]
    private static partial Regex Navn();
}
