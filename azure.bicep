// One installation of ScorecardFunctions in one resource group. What differs between installations stands in infra/*.bicepparam.
targetScope = 'resourceGroup'

import { appSettings } from 'infra/settings.bicep'

@description('Part of every name, and the azd environment that these resources belong to.')
@minLength(2)
@maxLength(20)
param environmentName string

@description('Where everything runs. uksouth and ukwest keep the data in the United Kingdom; ukwest has no zones, so no Standard_ZRS and no Standard_GZRS.')
param location string = resourceGroup().location

@description('Standard_LRS: three copies in one building. Standard_ZRS: three buildings. Standard_GZRS: and another region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string

@description('Months of 31 days after which nothing is left of record-level tables that no longer count, and of lists of records with who has read them, old versions and soft-deleted ones included: they can be read for 37 days less. Tables that count stay, and so do the files that were uploaded, until an administrator erases them.')
@minValue(2)
@maxValue(120)
param keepMonths int

@description('Days after which files are cleared from the inbox, one that was overwritten not before its old versions (90 days); the archive keeps what was accepted. 0: never.')
@minValue(0)
param clearInboxAfterDays int = 0

@description('Locks the container archive, and with it the group, against deletion. Roles are given and taken away as before.')
param deleteLocks bool

@description('Days for which every version of a blob in the archive stays, whoever deletes it. Also the days that an erased file is kept at least, and then 30 more soft-deleted. 0: no such policy. Can be switched on for a new container only.')
@minValue(0)
@maxValue(146000)
param archiveImmutableDays int = 90

@description('Makes role definitions, role assignments and locks. false: an administrator has made them before; whoever deploys then needs Contributor and no right to give rights.')
param makesRights bool = true

@description('Takes the key vault of an installation that was deleted here less than 90 days ago, which Azure keeps under this name. Not together with a vault that is there.')
param recoverVault bool = false

@description('Storage and key vault answer only inside a virtual network of their own, and from allowedAddresses.')
param privateNetwork bool = false

@description('Public addresses (single ones, or ranges as CIDR) that may reach the pages, the data and the publishing site, and storage and vault where privateNetwork is on. Write the two addresses of a /31 singly. Storage takes no private ranges (RFC 1918). Empty: the app answers everywhere.')
param allowedAddresses string[] = []

@description('Instances that are kept ready for dropped files. At least 1: a cold app may answer the event of a file 401, after which Event Grid does not try again.')
@minValue(1)
param readyInstances int = 1

@description('Instances that are kept ready to calculate, at the price of as many again. 0: figures counted from records, and what a file changes in more than 100 scorecard months, follow within two minutes, of which most is the start of an instance. Fewer months are calculated where the file is read.')
@minValue(0)
param readyCalculations int = 0

@description('Client id of the Entra app that people sign in to the pages with. Empty: the pages answer nobody.')
param signInClientId string = ''

@description('Object id of the Entra group of the data team: writes into extracts, reads receipts. Empty: no role is given.')
param dataTeamGroupId string = ''

@description('Object id of whoever runs infra/smoke.sh, the deployment workflow for example. Empty: no role is given.')
param smokeTestPrincipalId string = ''

@description('What smokeTestPrincipalId is: the workflow\'s app is a ServicePrincipal, you are a User.')
@allowed(['ServicePrincipal', 'User'])
param smokeTestPrincipalType string = 'ServicePrincipal'

@description('GOV.UK Notify: the id of its template, the id of a reply-to address, and where its API key is unless it is the secret notify-key of this installation\'s vault (docs/azure.md). Where it is set, the two below are not used.')
param notify { template: string, replyTo: string?, keySecretUri: string? }?

@description('Any SMTP server: the council\'s relay, Exchange Online, another provider. server is smtp://host:port or smtps://host:port. With a user, its password is the secret mail-password of this installation\'s vault, or passwordSecretUri. Where it is set, the one below is not used.')
param smtp { server: string, from: string, user: string?, passwordSecretUri: string? }?

@description('Azure Communication Services, for who has it already: it has taken no new customers since October 2026 and ends in 2028. The Entra app that is the SMTP user: its client id and the object id of its service principal. Where all three are null no mail leaves: the app runs dry (Mail__DryRun).')
param mailApplication { clientId: string, principalId: string }?

@description('A domain of yours in Communication Services. Mail comes from it once it is verified (docs/azure.md); until then, and where it is null, from a domain that Azure gives.')
param mailDomain { name: string, isVerified: bool }?

@description('Whom alerts and the budget write to.')
param alertAddresses string[]

@description('What a month may cost before somebody is told, in the currency of the subscription. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('First day (yyyy-MM-01) of the month in which the budget is first made: monthlyBudget above 0 and alertAddresses set. Azure refuses to change it afterwards.')
param budgetStart string = '2026-12-01'

@description('Settings of the app. What is set by az lasts until the next deployment, which writes all settings anew.')
param settings appSettings = {}

@description('Small numbers withheld from single readers: 0, 5 or 10 for each function key, named by its SHA-256 in lower-case hexadecimal.')
param suppressionKeys { *: 0 | 5 | 10 } = {}

@description('Who may read the lists of records behind figures: a name for each function key, named by its SHA-256 in lower-case hexadecimal.')
param recordListKeys { *: string } = {}

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
// Where Event Grid puts what it could not deliver; of Azure alone, too.
var deadLetterContainer = 'dead-letters'
var networkName = 'vnet-${name}'
var tags = { 'azd-env-name': environmentName }

var checkedRedundancy = location == 'ukwest' && storageRedundancy != 'Standard_LRS'
  ? fail('ukwest has no availability zones: set storageRedundancy to Standard_LRS, or location to uksouth.')
  : storageRedundancy
var checkedAddresses = empty(filter(allowedAddresses, address => endsWith(address, '/31')))
  ? allowedAddresses
  : fail('allowedAddresses: storage takes no /31. Write its two addresses singly.')

// GOV.UK Notify before SMTP before Communication Services: the app takes one.
var smtpUserName = 'scorecards-${suffix}'
var server = notify != null ? null : smtp ?? (mailApplication == null ? null : { server: 'smtp://smtp.azurecomm.net:587', user: smtpUserName })
var ownSecrets = '@Microsoft.KeyVault(VaultName=${vaultName};SecretName='
var passwordReference = server.?passwordSecretUri == null ? '${ownSecrets}mail-password)' : '@Microsoft.KeyVault(SecretUri=${server.?passwordSecretUri})'
var notifyKeyReference = notify.?keySecretUri == null ? '${ownSecrets}notify-key)' : '@Microsoft.KeyVault(SecretUri=${notify.?keySecretUri})'

// An erased file is gone when its old versions are, and they are no longer soft-deleted.
var daysOfOldVersions = 90
var daysOfSoftDelete = 30
var deletedDays = max(daysOfOldVersions, archiveImmutableDays) + daysOfSoftDelete

// A deleted blob leaves a version, a deleted version stays soft-deleted: at the end of keepMonths all three are gone.
var daysOfRecordVersions = 7
var recordDays = keepMonths * 31 - daysOfRecordVersions - daysOfSoftDelete

var givenSettings = union(
  toObject(filter(items(settings), setting => setting.value != null), setting => setting.key, setting => string(setting.value!)),
  toObject(items(suppressionKeys), key => 'Suppression__Keys__${key.key}', key => string(key.value)),
  toObject(items(recordListKeys), key => 'Records__ListKeys__${key.key}', key => key.value)
)

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
    redundancy: checkedRedundancy
    deploymentContainer: deploymentContainer
    deadLetterContainer: deadLetterContainer
    recordDays: recordDays
    daysOfRecordVersions: daysOfRecordVersions
    clearInboxAfterDays: clearInboxAfterDays
    deleteLock: deleteLocks && makesRights
    archiveImmutableDays: archiveImmutableDays
    daysOfOldVersions: daysOfOldVersions
    daysOfSoftDelete: daysOfSoftDelete
    privateNetwork: privateNetwork
    allowedAddresses: checkedAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'infra/vault.bicep' = {
  params: {
    name: vaultName
    location: location
    tags: tags
    recover: recoverVault
    privateNetwork: privateNetwork
    allowedAddresses: checkedAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module mail 'infra/mail.bicep' = if (mailApplication != null) {
  params: {
    name: name
    communicationServiceName: communicationServiceName
    tags: tags
    ownDomain: mailDomain.?name ?? ''
    sendsFromOwnDomain: mailDomain.?isVerified ?? false
  }
}

module endpoints 'infra/endpoints.bicep' = if (privateNetwork) {
  params: {
    name: name
    location: location
    tags: tags
    networkName: networkName
    storageAccountName: storageAccountName
    vaultName: vaultName
  }
  dependsOn: [network, storage, vault]
}

module rbac 'infra/rbac.bicep' = if (makesRights) {
  params: {
    // In the names of assignments, which Azure could not change for an identity that was made again; what-if shows them less exactly for it.
    #disable-next-line what-if-short-circuiting
    appPrincipalId: identity.properties.principalId
    storageAccountName: storageAccountName
    applicationInsightsName: applicationInsightsName
    vaultName: vaultName
    communicationServiceName: mailApplication == null ? '' : communicationServiceName
    mailPrincipalId: mailApplication.?principalId ?? ''
    dataTeamGroupId: dataTeamGroupId
    smokeTestPrincipalId: smokeTestPrincipalId
    smokeTestPrincipalType: smokeTestPrincipalType
    #disable-next-line what-if-short-circuiting
    systemTopicPrincipalId: storage.outputs.systemTopicPrincipalId
    deadLetterContainer: deadLetterContainer
  }
  dependsOn: [vault, mail]
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' existing = if (mailApplication != null) {
  name: communicationServiceName

  // Azure takes an app as a user once it has its role; the user's name is one of the whole of Azure.
  resource smtpUser 'smtpUsernames' = if (mailApplication != null) {
    // Azure refuses a resource that is named as the user is.
    name: '${smtpUserName}-login'
    properties: { username: smtpUserName, entraApplicationId: mailApplication!.clientId, tenantId: tenant().tenantId }
    dependsOn: [rbac, mail]
  }
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
    allowedAddresses: checkedAddresses
    readyInstances: readyInstances
    readyCalculations: readyCalculations
    signInClientId: signInClientId
    deletedDays: deletedDays
    recordDays: recordDays
    settings: givenSettings
    mail: {
      sender: smtp.?from ?? mail.?outputs.sender ?? 'scorecards@example.org'
      server: server.?server ?? ''
      userName: server.?user ?? ''
      passwordReference: empty(server.?user) ? '' : passwordReference
      notifyKeyReference: notify == null ? '' : notifyKeyReference
      notifyTemplate: notify.?template ?? ''
      notifyReplyTo: notify.?replyTo ?? ''
    }
  }
  dependsOn: [rbac, endpoints, storage, vault]
}

module alerts 'infra/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    addresses: alertAddresses
    workspaceId: monitoring.outputs.workspaceId
    systemTopicId: storage.outputs.systemTopicId
    vaultId: vault.outputs.id
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    siteUrl: app.outputs.url
    // With allowed addresses alone Microsoft's testers would be turned away.
    asksFromOutside: empty(allowedAddresses)
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

// Lower case first: ARM changes the case of names that begin with several capitals. The scripts of infra/ know these names; azd hands them on.
output functionAppName string = functionAppName
output functionAppUrl string = app.outputs.url
output storageAccountName string = storageAccountName
output systemTopicName string = systemTopicName
output vaultName string = vaultName
