// Every right that anybody has here, each beside the GUID of its role. docs/azure.md says what each is for. An assignment's name is made of its
// scope, its principal and its role: Azure refuses to change the principal of one that is there.
param appPrincipalId string
param storageAccountName string
param applicationInsightsName string
param vaultName string
param communicationServiceName string
param mailPrincipalId string
param dataTeamGroupId string
param smokeTestPrincipalId string
param smokeTestPrincipalType string
param systemTopicPrincipalId string
param deadLetterContainer string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var communicationAndEmailServiceOwner = '09976791-48a7-449e-bb21-39d1a415f350'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var storageBlobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource extracts 'containers' existing = {
      name: 'extracts'
    }

    resource receipts 'containers' existing = {
      name: 'receipts'
    }

    resource deadLetters 'containers' existing = {
      name: deadLetterContainer
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' existing = if (!empty(communicationServiceName)) {
  name: communicationServiceName
}

// Owner, not Contributor: what Microsoft documents for the host's own blobs (leases, keys) and for a blob trigger.
// Queues: ours, the blob trigger's own, and the poison queues that the host makes. Tables: everything the app knows, and the host's diagnostics.
var ofStorage = [storageBlobDataOwner, storageQueueDataContributor, storageTableDataContributor]

resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in ofStorage: {
    scope: account
    name: guid(account.id, appPrincipalId, role)
    properties: {
      description: 'The app'
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource appOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, appPrincipalId, monitoringMetricsPublisher)
  properties: {
    description: 'The app'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource appOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipalId, keyVaultSecretsUser)
  properties: {
    description: 'The app'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

// The least built-in role that the SMTP server accepts. The app's own identity has no right to send.
resource smtpUserOnMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(communicationServiceName)) {
  scope: communicationService
  name: guid(communicationService.id, mailPrincipalId, communicationAndEmailServiceOwner)
  properties: {
    description: 'The SMTP user'
    principalId: mailPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', communicationAndEmailServiceOwner)
  }
}

// No built-in role writes without reading, listing and deleting.
resource extractWriter 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (!empty(dataTeamGroupId)) {
  name: guid(resourceGroup().id, 'extract-writer')
  properties: {
    roleName: 'Scorecard extract writer (${storageAccountName})'
    description: 'Drops files; reads, lists and deletes none.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
        ]
      }
    ]
  }
}

resource dataTeamOnExtracts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(dataTeamGroupId)) {
  scope: account::blobs::extracts
  name: guid(account::blobs::extracts.id, dataTeamGroupId, extractWriter.id)
  properties: {
    description: 'The data team'
    principalId: dataTeamGroupId
    principalType: 'Group'
    roleDefinitionId: extractWriter.id
  }
}

resource dataTeamOnReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(dataTeamGroupId)) {
  scope: account::blobs::receipts
  name: guid(account::blobs::receipts.id, dataTeamGroupId, storageBlobDataReader)
  properties: {
    description: 'The data team'
    principalId: dataTeamGroupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataReader)
  }
}

// What Event Grid could not deliver.
resource topicOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::deadLetters
  name: guid(account::blobs::deadLetters.id, systemTopicPrincipalId, storageBlobDataContributor)
  properties: {
    description: 'The topic'
    principalId: systemTopicPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

// Drops the canary, reads its receipt, removes both, and sees no other file: the built-in roles would also list and delete containers.
resource canaryKeeper 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (!empty(smokeTestPrincipalId)) {
  name: guid(resourceGroup().id, 'canary-keeper')
  properties: {
    roleName: 'Scorecard canary keeper (${storageAccountName})'
    description: 'Reads, writes and deletes files; given for _canary/ only.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [{ actions: [], dataActions: map(canaryActions, action => '${blobActions}/${action}') }]
  }
}

var blobActions = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs'
var canaryActions = ['read', 'write', 'add/action', 'delete']
var refusedElsewhere = join(map(canaryActions, action => '!(ActionMatches{\'${blobActions}/${action}\'})'), ' AND ')
var isCanary = '@Resource[${blobActions}:path] StringLike \'_canary/*\''

resource smokeTestOnExtracts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(smokeTestPrincipalId)) {
  scope: account::blobs::extracts
  name: guid(account::blobs::extracts.id, smokeTestPrincipalId, canaryKeeper.id)
  properties: {
    description: 'The smoke test'
    principalId: smokeTestPrincipalId
    principalType: smokeTestPrincipalType
    roleDefinitionId: canaryKeeper.id
    condition: '((${refusedElsewhere}) OR (${isCanary}))'
    conditionVersion: '2.0'
  }
}

resource smokeTestOnReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(smokeTestPrincipalId)) {
  scope: account::blobs::receipts
  name: guid(account::blobs::receipts.id, smokeTestPrincipalId, canaryKeeper.id)
  properties: {
    description: 'The smoke test'
    principalId: smokeTestPrincipalId
    principalType: smokeTestPrincipalType
    roleDefinitionId: canaryKeeper.id
    condition: '((${refusedElsewhere}) OR (${isCanary}))'
    conditionVersion: '2.0'
  }
}
