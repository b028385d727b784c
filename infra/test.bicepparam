// To try things out: cheap, forgetful, not locked. Names of yours come from the environment; an empty one is not set (docs/azure.md).
using '../azure.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'test')
param storageRedundancy = 'Standard_LRS'
param keepMonths = 3
param clearInboxAfterDays = 30
param deleteLocks = false
param archiveImmutableDays = 0
param makesRights = readEnvironmentVariable('MAKES_RIGHTS', '') != 'false'
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '')
param dataTeamGroupId = readEnvironmentVariable('DATA_TEAM_GROUP_ID', '')
param smokeTestPrincipalId = readEnvironmentVariable('SMOKE_TEST_PRINCIPAL_ID', '')
param smokeTestPrincipalType = readEnvironmentVariable('SMOKE_TEST_PRINCIPAL_TYPE', '') == 'User' ? 'User' : 'ServicePrincipal'
var mailClientId = readEnvironmentVariable('MAIL_CLIENT_ID', '')
var mailPrincipalId = readEnvironmentVariable('MAIL_PRINCIPAL_ID', '')
param mailApplication = empty(mailClientId) || empty(mailPrincipalId) ? null : { clientId: mailClientId, principalId: mailPrincipalId }
param alertAddresses = filter([readEnvironmentVariable('ALERT_ADDRESS', '')], address => !empty(address))
