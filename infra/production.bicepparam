// The installation that leadership relies on. The identities come from the environment: the GitHub environment's variables, or the
// shell's; see docs/azure.md. The rest is decided here and reviewed as code.
using '../azure.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'production')
param storageRedundancy = 'Standard_ZRS'
param keepMonths = 24
param deleteLocks = true
param privateNetwork = false
param allowedAddresses = []
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID')
param dataTeamGroupId = readEnvironmentVariable('DATA_TEAM_GROUP_ID')
param smokeTestPrincipalId = readEnvironmentVariable('SMOKE_TEST_PRINCIPAL_ID', '')
param mailApplication = {
  clientId: readEnvironmentVariable('MAIL_CLIENT_ID')
  principalId: readEnvironmentVariable('MAIL_PRINCIPAL_ID')
}
param alertAddresses = [readEnvironmentVariable('ALERT_ADDRESS')]
param monthlyBudget = 100
param budgetStart = '2026-12-01'
