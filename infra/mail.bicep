// Azure Communication Services as the SMTP server. Its user is an Entra app; the app's secret is put into the key vault by hand (docs/azure.md).
param name string
param vaultName string
param communicationServiceName string
param location string
param tags object
param clientId string
param ownDomain string
param sendsFromOwnDomain bool
param deleteLock bool
param privateNetwork bool
param allowedAddresses string[]
param workspaceId string

var dataLocation = 'UK'
var secretName = 'mail-password'
var userName = 'scorecards'

resource emailService 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: 'mail-${name}'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource givenDomain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: emailService
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

resource customDomain 'Microsoft.Communication/emailServices/domains@2025-09-01' = if (!empty(ownDomain)) {
  parent: emailService
  name: ownDomain
  location: 'global'
  tags: tags
  properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: communicationServiceName
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation, disableLocalAuth: true, linkedDomains: [sendsFromOwnDomain ? customDomain.id : givenDomain.id] }
}

resource user 'Microsoft.Communication/communicationServices/smtpUsernames@2025-09-01' = {
  parent: communicationService
  // Azure refuses a resource that is named as the user is.
  name: '${userName}-login'
  properties: { username: userName, entraApplicationId: clientId, tenantId: tenant().tenantId }
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: privateNetwork && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipRules: [for address in (privateNetwork ? allowedAddresses : []): { value: address }]
    }
  }
}

resource vaultLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  scope: vault
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Without its secret no mail leaves.' }
}

output sender string = 'DoNotReply@${sendsFromOwnDomain ? ownDomain : givenDomain.properties.mailFromSenderDomain}'
output server string = 'smtp://smtp.azurecomm.net:587'
output userName string = userName
#disable-next-line outputs-should-not-contain-secrets // the secret's place, not the secret
output passwordReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${secretName})'
