// An installation to try things on, and what azd takes (azure.yaml). No mail leaves it; nothing is locked.
using '../azure.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'test')
param storageRedundancy = 'Standard_LRS'
param keepMonths = 3
param clearInboxAfterDays = 30
param deleteLocks = false
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '')
param dataTeamGroupId = readEnvironmentVariable('DATA_TEAM_GROUP_ID', '')
param smokeTestPrincipalId = readEnvironmentVariable('SMOKE_TEST_PRINCIPAL_ID', '')
param alertAddresses = [readEnvironmentVariable('ALERT_ADDRESS', 'scorecards@example.org')]
