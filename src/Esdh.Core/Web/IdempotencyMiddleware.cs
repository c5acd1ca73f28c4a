using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Esdh.Core.Web;

/// <summary>The route's POSTs answer the same when they are sent again with the same <c>Idempotency-Key</c>.</summary>
public sealed class Idempotent;

/// <summary>The route's answers are not kept, see <see cref="ApiConventions.UdenIdempotens"/>.</summary>
public sealed class NotIdempotent;

/// <summary>Makes a keyed POST run its acts once. Place it after sign-in; see <see cref="RunOnce"/>.</summary>
public sealed class IdempotencyMiddleware(RequestDelegate next, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Says <c>true</c> on an answer that comes from an earlier request.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>The hidden field of a page's form that says which showing of it is sent.</summary>
    public const string FormField = "engangsnoegle";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (await FormAsync(context) is { } form)
        {
            RunOnce.Current = form;
            await next(context);
            return;
        }

        if (!request.Headers.TryGetValue(Header, out var sent) || !HttpMethods.IsPost(request.Method)
            || context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<Idempotent>() is null
            || metadata.GetMetadata<AccessRule>() is { Anonymous: true })
        {
            await next(context);
            return;
        }

        if (sent is not [{ Length: >= 1 and <= 200 } key] || key.Any(c => c is <= ' ' or > '~'))
            throw new InvalidException(Header, "Nøglen skal være 1 til 200 tegn uden mellemrum, f.eks. et UUID.");
        await using var body = new HashedBody(request);
        request.Body = body;
        var once = For(context, key, body.Hash);
        context.Response.OnStarting(() =>
        {
            if (once.Replayed)
                context.Response.Headers[ReplayedHeader] = "true";
            return Task.CompletedTask;
        });
        RunOnce.Current = once;
        await next(context);
    }

    /// <summary>
    /// A form that is sent twice as it stands (a double click, a page sent again) is one; the same page sent with another content is another.
    /// </summary>
    private async Task<RunOnce?> FormAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<Idempotent>() is null
            || metadata.GetMetadata<AccessRule>() is { Anonymous: true }
            || !request.HasFormContentType || request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return null;
        var form = await request.ReadFormAsync(context.RequestAborted);
        if (form[FormField] is not [{ Length: > 0 and <= 100 } key])
            return null;
        var content = string.Join('\n', form.Where(f => f.Key is not (FormField or "__RequestVerificationToken")).SelectMany(f => f.Value.Select(v => $"{f.Key.Length}:{f.Key}={v?.Length}:{v}")));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.PathBase}{request.Path}\n{content}"));
        return For(context, $"form:{key}:{Convert.ToHexString(hash)}", () => hash);
    }

    /// <summary>What a substitute sent for one desk is never the answer at another.</summary>
    private RunOnce For(HttpContext context, string key, Func<byte[]> hash)
    {
        var actor = context.RequestServices.GetRequiredService<Aktoer>();
        return new(actor.Id, actor.PaaVegneAf is { } onBehalf ? $"{onBehalf.Id:N}:{key}" : key, hash, time);
    }

    /// <summary>
    /// Hashes what is read. The boundary of a multipart body is left out: programs make a new one for each attempt, and the parts are the same.
    /// </summary>
    private sealed class HashedBody : Stream
    {
        private readonly Stream _inner;
        private readonly byte[] _boundary;
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[] _tail = [];

        public HashedBody(HttpRequest request)
        {
            _inner = request.Body;
            _boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetBytes(HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "") : [];
            _hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n{type?.MediaType}\n"));
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public byte[] Hash()
        {
            _hash.AppendData(_tail);
            _tail = [];
            return _hash.GetCurrentHash();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await _inner.ReadAsync(buffer, cancellationToken);
            Append(buffer.Span[..read]);
            return read;
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = _inner.Read(buffer, offset, count);
            Append(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            base.Dispose(disposing);
        }

        private void Append(ReadOnlySpan<byte> data)
        {
            if (data.IsEmpty)
                return;
            if (_boundary.Length == 0)
            {
                _hash.AppendData(data);
                return;
            }

            ReadOnlySpan<byte> rest = [.. _tail, .. data];
            for (int at; (at = rest.IndexOf(_boundary)) >= 0; rest = rest[(at + _boundary.Length)..])
                _hash.AppendData(rest[..at]);
            var keep = Math.Min(rest.Length, _boundary.Length - 1); // the boundary may go on in what is read next
            _hash.AppendData(rest[..^keep]);
            _tail = rest[^keep..].ToArray();
        }
    }
}

/// <summary>What routes of the REST API say about themselves beside their access rule.</summary>
public static class ApiConventions
{
    /// <summary>POSTs here may carry an <c>Idempotency-Key</c>. Set on the API's group, so that no route can forget it.</summary>
    public static T MedIdempotens<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new Idempotent());

    /// <summary>Answers here carry secrets and are not kept, so an <c>Idempotency-Key</c> is not heeded; something else must keep what is sent twice from being done twice.</summary>
    public static T UdenIdempotens<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new NotIdempotent());

    /// <summary>The route reads a multipart body itself, with the parts <c>fil</c> and <c>json</c>; the description of the API shows it.</summary>
    /// <param name="route">The route.</param>
    /// <param name="json">What the part <c>json</c> holds; null where there is none.</param>
    public static T MedUpload<T>(this T route, Type? json = null) where T : IEndpointConventionBuilder => route.WithMetadata(new UploadBody(json));
}

/// <summary>A multipart body with files and JSON, for the description of the API.</summary>
/// <param name="Json">What the part <c>json</c> holds; null where there is none.</param>
public sealed record UploadBody(Type? Json);
