// Logs and traces. Nothing is written with a key: the app writes as its identity (rbac.bicep), people read as themselves.
param name string
param applicationInsightsName string
param location string
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    // A fault that logs in a loop must not cost more than a year of ordinary days.
    workspaceCapping: { dailyQuotaGb: 2 }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    DisableIpMasking: false
  }
}

output workspaceId string = workspace.id
output connection string = applicationInsights.properties.ConnectionString
output applicationInsightsId string = applicationInsights.id
