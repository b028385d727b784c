// The one storage account: what people drop, what the app keeps, what the Functions host needs, the deployed package.
// The names are those of src/Scorecards.Storage/StorageNames.cs; a test compares them.
param name string
param systemTopicName string
param location string
param tags object
param redundancy string
param deploymentContainer string
param deadLetterContainer string
param recordDays int
param daysOfRecordVersions int
param clearInboxAfterDays int
param deleteLock bool
param archiveImmutableDays int
param daysOfOldVersions int
param daysOfSoftDelete int
param privateNetwork bool
param allowedAddresses string[]
param workspaceId string

var containers = ['extracts', 'receipts', 'archive', 'facts', 'lists', 'outbox', 'backups']
var queues = ['calculations']
// Made here so that they can be watched and emptied before the host has ever needed them.
var poisonQueues = ['calculations-poison', 'webjobs-blobtrigger-poison']
var tables = ['Journal', 'Uploads', 'Measures', 'Catalogue', 'Results', 'Deliveries']

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Event Grid and diagnostic settings are trusted services; the app itself comes through the private endpoints.
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipRules: [for address in (privateNetwork ? allowedAddresses : []): {
        action: 'Allow'
        // Storage takes no /32: a single address stands by itself.
        value: endsWith(address, '/32') ? split(address, '/')[0] : address
      }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: daysOfSoftDelete }
    containerDeleteRetentionPolicy: { enabled: true, days: daysOfSoftDelete }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for container in concat(containers, [deadLetterContainer, deploymentContainer]): {
    parent: blobs
    name: container
    properties: {
      publicAccess: 'None'
      immutableStorageWithVersioning: container == 'archive' && archiveImmutableDays > 0 ? { enabled: true } : null
    }
  }
]

// Each version of a blob of the archive stays that long, whoever deletes it; the app may still delete what is current (an erasure). Not locked:
// an administrator may shorten it.
resource archivePolicy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-01-01' = if (archiveImmutableDays > 0) {
  parent: blobContainers[indexOf(containers, 'archive')]
  name: 'default'
  properties: { immutabilityPeriodSinceCreationInDays: archiveImmutableDays, allowProtectedAppendWrites: false }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource storageQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = [
  for queue in concat(queues, poisonQueues): {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource storageTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

// A list is made again when somebody asks for it.
var ruleOfLists = {
  name: 'lists-are-deleted'
  type: 'Lifecycle'
  enabled: true
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['lists/'] }
    actions: {
      baseBlob: { delete: { daysAfterModificationGreaterThan: recordDays } }
      version: { delete: { daysAfterCreationGreaterThan: daysOfRecordVersions } }
    }
  }
}
// The app deletes facts itself (Retention__RecordDays): their age does not say whether they still count.
var ruleOfFacts = {
  name: 'old-facts-are-deleted'
  type: 'Lifecycle'
  enabled: true
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['facts/'] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: daysOfRecordVersions } } }
  }
}
var ruleOfArchive = {
  name: 'archive-is-cooled'
  type: 'Lifecycle'
  enabled: true
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['archive/'] }
    actions: {
      baseBlob: {
        tierToCool: { daysAfterModificationGreaterThan: 30 }
        tierToCold: { daysAfterModificationGreaterThan: 180 }
      }
    }
  }
}
var ruleOfVersions = {
  name: 'old-versions-are-deleted'
  type: 'Lifecycle'
  enabled: true
  definition: {
    filters: {
      blobTypes: ['blockBlob']
      prefixMatch: ['extracts/', 'receipts/', 'archive/', 'backups/', 'outbox/', 'deployments/', 'azure-webjobs-']
    }
    actions: { version: { delete: { daysAfterCreationGreaterThan: daysOfOldVersions } } }
  }
}
var ruleOfInbox = {
  name: 'inbox-is-cleared'
  type: 'Lifecycle'
  enabled: true
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['extracts/'] }
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: clearInboxAfterDays } } }
  }
}
var ruleOfDeadLetters = {
  name: 'dead-letters-are-deleted'
  type: 'Lifecycle'
  enabled: true
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['${deadLetterContainer}/'] }
    actions: {
      baseBlob: { delete: { daysAfterModificationGreaterThan: daysOfSoftDelete } }
      version: { delete: { daysAfterCreationGreaterThan: daysOfSoftDelete } }
    }
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: { rules: concat([ruleOfLists, ruleOfFacts, ruleOfArchive, ruleOfVersions, ruleOfDeadLetters], clearInboxAfterDays > 0 ? [ruleOfInbox] : []) }
  }
  dependsOn: [blobs]
}

// Its subscription needs a key that only the deployed app has: subscription.bicep, run by postdeploy.sh.
resource systemTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: systemTopicName
  location: location
  tags: tags
  // By which it writes dead letters.
  identity: { type: 'SystemAssigned' }
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

// Who wrote and who deleted; reads would be the host's own polling, by the million.
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

resource topicLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: systemTopic
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'DeliveryFailures', enabled: true }]
  }
}

// Not on the account: a lock also keeps every role assignment below it from being taken away.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  scope: blobContainers[indexOf(containers, 'archive')]
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Holds every figure that was ever reported.' }
}

output systemTopicId string = systemTopic.id
output systemTopicPrincipalId string = systemTopic.identity.principalId
