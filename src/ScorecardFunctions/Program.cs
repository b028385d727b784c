using Microsoft.Azure.Functions.Worker.Builder;
using ScorecardFunctions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddScorecards(builder.Configuration);
builder.Build().Run();
