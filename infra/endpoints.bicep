// Private endpoints of the storage account and of the key vault.
param name string
param location string
param tags object
param networkName string
param storageAccountName string
param vaultName string

var zones = [
  { service: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { service: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { service: 'table', zone: 'privatelink.table.${environment().suffixes.storage}' }
  // The vault's zone has a name of its own: vaultcore, where the address says vault.
  { service: 'vault', zone: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}' }
]

resource network 'Microsoft.Network/virtualNetworks@2024-10-01' existing = {
  name: networkName
}

resource endpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-10-01' existing = {
  parent: network
  name: 'endpoints'
}

resource dnsZones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for item in zones: {
    name: item.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (item, i) in zones: {
    parent: dnsZones[i]
    name: networkName
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-10-01' = [
  for item in zones: {
    name: 'pe-${item.service}-${name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: endpointSubnet.id }
      privateLinkServiceConnections: [
        {
          name: item.service
          properties: {
            privateLinkServiceId: item.service == 'vault'
              ? resourceId('Microsoft.KeyVault/vaults', vaultName)
              : resourceId('Microsoft.Storage/storageAccounts', storageAccountName)
            groupIds: [item.service]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-10-01' = [
  for (item, i) in zones: {
    parent: endpoints[i]
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: item.service, properties: { privateDnsZoneId: dnsZones[i].id } }] }
  }
]
