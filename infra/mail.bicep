// Azure Communication Services as the SMTP server, for who has it: it takes no new customers. Its user is an Entra app (azure.bicep, smtpUser).
param name string
param communicationServiceName string
param tags object
param ownDomain string
param sendsFromOwnDomain bool

var dataLocation = 'UK'

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

output sender string = 'DoNotReply@${sendsFromOwnDomain ? ownDomain : givenDomain.properties.mailFromSenderDomain}'
