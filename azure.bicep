// One installation of ScorecardFunctions in one resource group. What differs between installations stands in infra/*.bicepparam.
targetScope = 'resourceGroup'

@description('Part of every name, and the azd environment that these resources belong to.')
@minLength(2)
@maxLength(20)
param environmentName string

@description('Where everything runs. uksouth and ukwest keep the data in the United Kingdom.')
param location string = resourceGroup().location

@description('Standard_LRS: three copies in one building. Standard_ZRS: three buildings. Standard_GZRS: and another region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string

@description('Months after which accepted record-level data and drill-through lists are deleted.')
@minValue(1)
@maxValue(120)
param keepMonths int

@description('Days after which files are cleared from the inbox; the archive keeps what was accepted. 0: never.')
@minValue(0)
param clearInboxAfterDays int = 0

@description('Locks the storage account and the key vault against deletion.')
param deleteLocks bool

@description('Storage and key vault answer only inside a virtual network of their own, and from allowedAddresses.')
param privateNetwork bool = false

@description('Public addresses (CIDR) that may reach the pages and the data, and storage where privateNetwork is on. Empty: the app answers everywhere.')
param allowedAddresses string[] = []

@description('Instances that are kept ready for dropped files. 0 saves their price; the first file of the day then waits for a cold start.')
@minValue(0)
param readyInstances int = 1

@description('Client id of the Entra app that people sign in to the pages with. Empty: the pages answer nobody.')
param signInClientId string = ''

@description('Object id of the Entra group of the data team: writes into extracts, reads receipts. Empty: no role is given.')
param dataTeamGroupId string = ''

@description('Object id of whoever runs infra/smoke.sh, the deployment workflow for example. Empty: no role is given.')
param smokeTestPrincipalId string = ''

@description('Entra app that Azure Communication Services knows as the SMTP user: its client id and the object id of its service principal. Null: no mail leaves, it is written into the container outbox.')
param mailApplication { clientId: string, principalId: string }?

@description('A domain of yours. Mail comes from it once it is verified (docs/azure.md); until then, and where it is null, from a domain that Azure gives.')
param mailDomain { name: string, isVerified: bool }?

@description('GOV.UK Notify in place of Communication Services: the id of its template, the address of the secret with its API key in a key vault of yours, the id of a reply-to address (docs/azure.md). Null: not used.')
param notify { template: string, keySecretUri: string, replyTo: string? }?

@description('Whom alerts and the budget write to.')
param alertAddresses string[]

@description('What a month may cost before somebody is told, in the currency of the subscription. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the month of the first deployment (yyyy-MM-01). Azure refuses to change it afterwards.')
param budgetStart string = '2026-12-01'

@description('When a month is issued: this working day after month end, from this hour on, London time.')
param monthEnd { workingDay: int, hour: int } = { workingDay: 8, hour: 7 }

@description('When to look for due mail and for work left standing: six NCrontab fields, UTC.')
param schedules { monthEnd: string, sweep: string } = { monthEnd: '0 0 * * * *', sweep: '0 30 * * * *' }

var suffix = take(uniqueString(resourceGroup().id, environmentName), 8)
var name = 'scorecards-${environmentName}-${suffix}'
var functionAppName = 'func-${name}'
var systemTopicName = 'evgt-${name}'
var storageAccountName = 'stscore${suffix}'
var vaultName = 'kv-score-${suffix}'
var communicationServiceName = 'acs-${name}'
var applicationInsightsName = 'appi-${name}'
// Of the deployed package; not among the app's own containers.
var deploymentContainer = 'deployments'
var networkName = 'vnet-${name}'
var tags = { 'azd-env-name': environmentName }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}'
  location: location
  tags: tags
}

module monitoring 'infra/monitoring.bicep' = {
  params: { name: name, applicationInsightsName: applicationInsightsName, location: location, tags: tags }
}

module network 'infra/network.bicep' = if (privateNetwork) {
  params: { name: networkName, location: location, tags: tags }
}

module storage 'infra/storage.bicep' = {
  params: {
    name: storageAccountName
    systemTopicName: systemTopicName
    location: location
    tags: tags
    redundancy: storageRedundancy
    deploymentContainer: deploymentContainer
    keepMonths: keepMonths
    clearInboxAfterDays: clearInboxAfterDays
    deleteLock: deleteLocks
    privateNetwork: privateNetwork
    allowedAddresses: allowedAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module mail 'infra/mail.bicep' = if (mailApplication != null) {
  params: {
    name: name
    vaultName: vaultName
    communicationServiceName: communicationServiceName
    location: location
    tags: tags
    clientId: mailApplication!.clientId
    ownDomain: mailDomain.?name ?? ''
    sendsFromOwnDomain: mailDomain.?isVerified ?? false
    deleteLock: deleteLocks
    privateNetwork: privateNetwork
    allowedAddresses: allowedAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'infra/endpoints.bicep' = if (privateNetwork) {
  params: {
    name: name
    location: location
    tags: tags
    networkName: networkName
    storageAccountName: storageAccountName
    vaultName: mailApplication == null ? '' : vaultName
  }
  dependsOn: [network, storage, mail]
}

module rbac 'infra/rbac.bicep' = {
  params: {
    appPrincipalId: identity.properties.principalId
    storageAccountName: storageAccountName
    applicationInsightsName: applicationInsightsName
    vaultName: mailApplication == null ? '' : vaultName
    communicationServiceName: mailApplication == null ? '' : communicationServiceName
    mailPrincipalId: mailApplication.?principalId ?? ''
    dataTeamGroupId: dataTeamGroupId
    smokeTestPrincipalId: smokeTestPrincipalId
  }
  dependsOn: [storage, monitoring, mail]
}

module app 'infra/app.bicep' = {
  params: {
    name: functionAppName
    location: location
    tags: tags
    identityName: identity.name
    storageAccountName: storageAccountName
    deploymentContainer: deploymentContainer
    applicationInsightsConnection: monitoring.outputs.connection
    workspaceId: monitoring.outputs.workspaceId
    subnetId: network.?outputs.appSubnetId ?? ''
    allowedAddresses: allowedAddresses
    readyInstances: readyInstances
    signInClientId: signInClientId
    monthEnd: monthEnd
    schedules: schedules
    mail: {
      sender: mail.?outputs.sender ?? 'scorecards@example.org'
      // The app takes one of the two.
      server: notify == null ? (mail.?outputs.server ?? '') : ''
      userName: mail.?outputs.userName ?? ''
      passwordReference: mail.?outputs.passwordReference ?? ''
      notifyKeyReference: notify == null ? '' : '@Microsoft.KeyVault(SecretUri=${notify!.keySecretUri})'
      notifyTemplate: notify.?template ?? ''
      notifyReplyTo: notify.?replyTo ?? ''
    }
  }
  dependsOn: [rbac, endpoints]
}

module alerts 'infra/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    addresses: alertAddresses
    workspaceId: monitoring.outputs.workspaceId
    systemTopicId: storage.outputs.systemTopicId
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

// Lower case first: ARM changes the case of names that begin with several capitals. The scripts of infra/ know these names; azd hands them on.
output functionAppName string = functionAppName
output functionAppUrl string = app.outputs.url
output storageAccountName string = storageAccountName
output systemTopicName string = systemTopicName
output vaultName string = mailApplication == null ? '' : vaultName
output mailSender string = mail.?outputs.sender ?? ''
