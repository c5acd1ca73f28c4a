using Microsoft.AspNetCore.Http;

namespace Esdh.Core.Web;

/// <summary>A route whose failures are answered in another shape than <c>application/problem+json</c>.</summary>
/// <param name="WriteAsync">Writes status, headers and body.</param>
public sealed record ProblemShape(Func<HttpContext, Problem, Task> WriteAsync);
