using Esdh.Adgang;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager;

// The whole server, module by module, in the order in which their migrations run.
IModule[] modules =
[
    new AdgangModule(),
    new SagerModule(),
];

ThreadPool.SetMinThreads(64, 64); // file flushes block pool threads
var builder = WebApplication.CreateBuilder(args);
var options = DatabaseOptions.From(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddEsdhCore(options, modules);
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ProblemHandler>();
foreach (var module in modules)
    module.AddServices(builder.Services, builder.Configuration);

var app = builder.Build();
app.UseExceptionHandler();
app.UseRouting();
app.UseMiddleware<AuthorityMiddleware>();
foreach (var module in modules)
    module.MapEndpoints(app.MapGroup("").WithMetadata(new ModuleMark(module.Name)));
AccessRules.EnsureEveryRouteHasOne(app);

var registry = app.Services.GetRequiredService<AuthorityRegistry>();
await registry.OpenAsync(CancellationToken.None);
await app.RunAsync();
await registry.CloseAsync();
