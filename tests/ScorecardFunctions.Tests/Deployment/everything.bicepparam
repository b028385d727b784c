// Every option on, for the tests.
using '../../../azure.bicep'

param environmentName = 'everything'
param location = 'uksouth'
param storageRedundancy = 'Standard_GZRS'
param keepMonths = 24
param clearInboxAfterDays = 60
param deleteLocks = true
param privateNetwork = true
param allowedAddresses = ['192.0.2.0/24', '198.51.100.7/32']
param readyInstances = 2
param signInClientId = '11111111-1111-1111-1111-111111111111'
param dataTeamGroupId = '22222222-2222-2222-2222-222222222222'
param smokeTestPrincipalId = '55555555-5555-5555-5555-555555555555'
param mailApplication = { clientId: '33333333-3333-3333-3333-333333333333', principalId: '44444444-4444-4444-4444-444444444444' }
param mailDomain = { name: 'scorecards.example.org', isVerified: true }
param alertAddresses = ['a@example.org', 'b@example.org']
param monthlyBudget = 100
