// The installation that leadership relies on. Names of yours come from the environment: the GitHub environment's variables, or the
// shell's; an empty one is not set (docs/azure.md). The rest is decided here and reviewed as code.
using '../azure.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'production')
param storageRedundancy = 'Standard_ZRS'
param keepMonths = 24
param deleteLocks = true
param archiveImmutableDays = 90
param makesRights = readEnvironmentVariable('MAKES_RIGHTS', '') != 'false'
// Open: every address may ask, who is not signed in or has no role is refused. Write down who decided so, or close it.
param privateNetwork = false
param allowedAddresses = []
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '')
param dataTeamGroupId = readEnvironmentVariable('DATA_TEAM_GROUP_ID', '')
param smokeTestPrincipalId = readEnvironmentVariable('SMOKE_TEST_PRINCIPAL_ID', '')
param smokeTestPrincipalType = readEnvironmentVariable('SMOKE_TEST_PRINCIPAL_TYPE', '') == 'User' ? 'User' : 'ServicePrincipal'
var mailClientId = readEnvironmentVariable('MAIL_CLIENT_ID', '')
var mailPrincipalId = readEnvironmentVariable('MAIL_PRINCIPAL_ID', '')
param mailApplication = empty(mailClientId) || empty(mailPrincipalId) ? null : { clientId: mailClientId, principalId: mailPrincipalId }
param alertAddresses = filter([readEnvironmentVariable('ALERT_ADDRESS', '')], address => !empty(address))
param monthlyBudget = 100
param budgetStart = '2026-12-01'
// Who may read small numbers is decided here: README, Settings. Mail__Inside = '' means that every recipient is the council's own.
param settings = {
  Mail__Inside: ''
  Mail__OutsideThreshold: 5
  Suppression__Threshold: 0
}
