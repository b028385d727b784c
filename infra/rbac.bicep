// Every right that anybody has here, each beside the GUID of its role. docs/azure.md says what each is for.
param appPrincipalId string
param storageAccountName string
param applicationInsightsName string
param vaultName string
param communicationServiceName string
param mailPrincipalId string
param dataTeamGroupId string
param smokeTestPrincipalId string

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
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = if (!empty(vaultName)) {
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
    name: guid(account.id, 'app', role)
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
  name: guid(applicationInsights.id, 'app', monitoringMetricsPublisher)
  properties: {
    description: 'The app'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource appOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(vaultName)) {
  scope: vault
  name: guid(vault.id, 'app', keyVaultSecretsUser)
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
  name: guid(communicationService.id, 'smtp-user', communicationAndEmailServiceOwner)
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
  name: guid(account::blobs::extracts.id, 'data-team', 'extract-writer')
  properties: {
    description: 'The data team'
    principalId: dataTeamGroupId
    principalType: 'Group'
    roleDefinitionId: extractWriter.id
  }
}

resource dataTeamOnReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(dataTeamGroupId)) {
  scope: account::blobs::receipts
  name: guid(account::blobs::receipts.id, 'data-team', storageBlobDataReader)
  properties: {
    description: 'The data team'
    principalId: dataTeamGroupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataReader)
  }
}

// Drops the canary, reads its receipt, removes both.
resource smokeTestOnExtracts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(smokeTestPrincipalId)) {
  scope: account::blobs::extracts
  name: guid(account::blobs::extracts.id, 'smoke-test', storageBlobDataContributor)
  properties: {
    description: 'The smoke test'
    principalId: smokeTestPrincipalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

resource smokeTestOnReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(smokeTestPrincipalId)) {
  scope: account::blobs::receipts
  name: guid(account::blobs::receipts.id, 'smoke-test', storageBlobDataContributor)
  properties: {
    description: 'The smoke test'
    principalId: smokeTestPrincipalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}
