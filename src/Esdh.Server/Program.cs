using Esdh.Adgang;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager;
using Esdh.Sager.Contract;
using Esdh.Server;
using Esdh.Server.Jobs;
using Esdh.Server.Sider;
using Esdh.Ui;

// The whole server, module by module, in the order in which their migrations run.
IModule[] modules =
[
    new AdgangModule(),
    new SagerModule(),
    new Esdh.Sbsys.SbsysModule(),
    new Esdh.Kombit.KombitModule(),
    new Esdh.Arkiv.ArkivModule(),
    new Esdh.Byggesager.ByggesagerModule(),
    new Esdh.Aktindsigt.AktindsigtModule(),
    new Esdh.Dagtilbud.DagtilbudModule(),
    new Esdh.Klub.KlubModule(),
];

if (await Arkivtestkommando.TryRunAsync(args) is { } arkivtest)
    return arkivtest; // needs nothing of the server

if (await Esdh.Klub.Contract.Taelefter.TryRunAsync(args) is { } talt)
    return talt; // the same

NativeMemory.UseFewArenas();
ThreadPool.SetMinThreads(64, 64); // file flushes block pool threads
// Started from anywhere, it finds its own settings and static files.
var root = File.Exists("appsettings.json") || args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : AppContext.BaseDirectory;
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = root });
if (Segl.IsCommand(args) || Myndighedskommando.IsCommand(args) || Soegeindekskommando.IsCommand(args) || Arkivversionskommando.IsCommand(args) || Faktureringskommando.IsCommand(args) || Sbsysimportkommando.IsCommand(args) || Sikkerhedskopikommando.IsCommand(args))
    builder.Logging.ClearProviders(); // a command answers on standard output
foreach (var category in new[] { "Hosting.Diagnostics", "HttpLogging", "Routing", "Server.Kestrel", "StaticFiles", "Diagnostics.HealthChecks" })
    builder.Logging.AddFilter("Microsoft.AspNetCore." + category, LogLevel.Warning); // below that they write addresses, and some addresses are secrets
builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestLineSize = 64 * 1024); // a search of 10,000 characters is refused with a sentence, which Kestrel's own refusal of an address has not
var options = DatabaseOptions.From(builder.Configuration, builder.Environment.ContentRootPath) with { RemakeChanged = builder.Environment.IsDevelopment() };
builder.Services.AddEsdhCore(options, modules);
if (builder.Environment.IsDevelopment())
    builder.Services.AddSingleton<TimeProvider>(new Demonstrationsur(TimeProvider.System));
Maalinger.Tilfoej(builder);
builder.Services.AddProblemDetails();
builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true); // Problem says in Danish what could not be read
builder.Services.AddEsdhOpenApi();
JobRuter.Tilfoej(builder.Services);
builder.Services.AddEsdhUi();
builder.Services.AddExceptionHandler<FaultLog>(); // first: it answers nothing
foreach (var module in modules)
    module.AddServices(builder.Services, builder.Configuration);
builder.Services.AddExceptionHandler<ProblemHandler>(); // after the modules: what no page has answered

var app = builder.Build();
app.UseProxies(app.Configuration);
app.UseExceptionHandler();
app.UseEsdhFiludgaver();
app.Use((context, next) =>
{
    if (HttpMethods.IsHead(context.Request.Method))
        context.Request.Method = HttpMethods.Get; // what can be fetched can be asked for; the server knows that no body is to be sent
    return next(context);
});
app.UseRouting();
app.UseEsdhAdgangslog();
app.UseMiddleware<AuthorityMiddleware>();
app.UseEsdhAdgang();
app.UseMiddleware<IdempotencyMiddleware>();
app.Use(ProblemHandler.FillAsync);
foreach (var module in modules)
    module.MapEndpoints(app.MapGroup("").WithMetadata(new ModuleMark(module.Name, module.IsOptional)));
Vaertssider.Map(app.MapGroup("").WithMetadata(new ModuleMark("vaert")), modules);
app.MapHealth();
Maalinger.Map(app);
app.MapOpenApi("/openapi/{documentName}.json").AabenForAlle().WithMetadata(new NoAuthorityNeeded());
app.MapStaticAssets().AabenForAlle().WithMetadata(new NoAuthorityNeeded());
app.UseEndpoints(_ => { }); // now routing knows them all, and they are made once: the check below reads the ones that requests will meet
AccessRules.EnsureEveryRouteHasOne(app.Services.GetRequiredService<EndpointDataSource>());

if (await Segl.TryRunAsync(app, args) is { } code)
    return code;
if (await Myndighedskommando.TryRunAsync(app, args) is { } answer)
    return answer;
if (await Soegeindekskommando.TryRunAsync(app, args) is { } ended)
    return ended;
if (await Arkivversionskommando.TryRunAsync(app, args) is { } built)
    return built;
if (await Faktureringskommando.TryRunAsync(app, args) is { } faktureret)
    return faktureret;
if (await Sbsysimportkommando.TryRunAsync(app, args) is { } importeret)
    return importeret;
if (await Sikkerhedskopikommando.TryRunAsync(app, args) is { } kopieret)
    return kopieret;

var registry = app.Services.GetRequiredService<AuthorityRegistry>();
await registry.OpenAsync(CancellationToken.None);
if (app.Environment.IsDevelopment())
{
    var medSager = !string.Equals(app.Configuration["Esdh:Demonstration"], "tom", StringComparison.OrdinalIgnoreCase);
    foreach (var info in Sagsdemonstration.Myndigheder)
    {
        var myndighed = await registry.CreateAsync(info, [info.Key + ".localhost"], CancellationToken.None);
        await Sagsdemonstration.SeedAsync(myndighed, medSager, CancellationToken.None);
        if (medSager)
            await Sagsdemonstration.ModulerAsync(myndighed, app.Services.GetRequiredService<IServiceScopeFactory>(), CancellationToken.None);
    }

    if (medSager || app.Configuration.GetValue<bool>("Esdh:Klub:Demonstration"))
        await Esdh.Klub.Contract.Klubdemonstration.SeedAsync(registry, CancellationToken.None);
}

await app.RunAsync();
await registry.CloseAsync();
return 0;
