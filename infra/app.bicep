// The function app: Flex Consumption, .NET isolated, no key to anything.
param name string
param location string
param tags object
param identityName string
param storageAccountName string
param deploymentContainer string
param applicationInsightsConnection string
param workspaceId string
param subnetId string
param allowedAddresses string[]
param readyInstances int
param readyCalculations int
param signInClientId string
param deletedDays int
param recordDays int

@description('What the installation decides, over what is set here.')
param settings { *: string }

@description('Empty server and Notify template: a dry run, no mail leaves.')
param mail {
  sender: string
  server: string
  userName: string
  passwordReference: string
  notifyKeyReference: string
  notifyTemplate: string
  notifyReplyTo: string
}

var storage = environment().suffixes.storage

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'scorecards' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageAccountName}.blob.${storage}/${deploymentContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        // For each group of functions: pages and data, files, calculations, either timer. A month's extracts of 153 councils need a handful, and
        // 10 instances that calculate ask for as much as a table partition answers (docs/costs.md).
        maximumInstanceCount: 10
        // Each function scales by itself. Blob triggers are a group of their own, which would otherwise not start before its first event: an app
        // that is still cold answers that event 401, and Event Grid does not try again.
        alwaysReady: concat(
          [{ name: 'blob', instanceCount: readyInstances }],
          readyCalculations > 0 ? [{ name: 'function:CalculateScorecards', instanceCount: readyCalculations }] : []
        )
        triggers: { http: { perInstanceConcurrency: 32 } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(allowedAddresses) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(allowedAddresses)
        ? []
        : concat(
            // Blob events come as calls from outside.
            [{ name: 'event-grid', priority: 100, action: 'Allow', tag: 'ServiceTag', ipAddress: 'AzureEventGrid' }],
            map(range(0, length(allowedAddresses)), i => {
              name: 'allowed-${i}'
              priority: 200 + i
              action: 'Allow'
              tag: 'Default'
              ipAddress: contains(allowedAddresses[i], '/') ? allowedAddresses[i] : '${allowedAddresses[i]}/32'
            })
          )
      scmIpSecurityRestrictionsUseMain: true
    }
  }

  // One after the other: Azure answers two writes to a site at the same time 409, or one undoes the other.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
    dependsOn: [ftp]
  }

  // Pages ask for a sign-in; data addresses ask for a function key themselves, blob events for a system key. Without an Entra app
  // there is nobody who could sign in, and the pages answer 401 to all.
  resource signIn 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: empty(signInClientId) ? 'Return401' : 'RedirectToLoginPage'
        redirectToProvider: empty(signInClientId) ? null : 'azureactivedirectory'
        excludedPaths: ['/api/*', '/runtime/webhooks/*']
      }
      identityProviders: {
        azureActiveDirectory: {
          enabled: !empty(signInClientId)
          registration: empty(signInClientId)
            ? null
            : {
                clientId: signInClientId
                openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
              }
        }
      }
      login: { tokenStore: { enabled: false } }
    }
    dependsOn: [scm]
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union({
      // What the host and the worker know by these names.
      AzureWebJobsStorage__blobServiceUri: 'https://${storageAccountName}.blob.${storage}'
      AzureWebJobsStorage__queueServiceUri: 'https://${storageAccountName}.queue.${storage}'
      AzureWebJobsStorage__tableServiceUri: 'https://${storageAccountName}.table.${storage}'
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnection
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      // Everything is kept: the default of five traces a second drops the logs of the others with them, those that alerts wait for among them.
      OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
      OTEL_TRACES_SAMPLER_ARG: '1.0'

      // What the options classes bind (infra/settings.bicep names the rest). A test finds each of them read, and each required one here.
      MonthEndSchedule: '0 0 * * * *'
      SweepSchedule: '0 30 * * * *'
      Mail__From: mail.sender
      Mail__Site: 'https://${name}.azurewebsites.net'
      Mail__Smtp: mail.server
      Mail__UserName: mail.userName
      Mail__Password: mail.passwordReference
      Mail__Notify__ApiKey: mail.notifyKeyReference
      Mail__Notify__Template: mail.notifyTemplate
      Mail__Notify__ReplyTo: mail.notifyReplyTo
      // Without a way of mail a month would be issued into the container outbox, which counts as sent: nobody would be mailed it once there is one.
      Mail__DryRun: string(empty(mail.server) && empty(mail.notifyTemplate))
      Retention__DeletedDays: string(deletedDays)
      Retention__RecordDays: string(recordDays)
      // An instance has 0.8 GB of temporary storage: two files at a time, each as it was uploaded and unzipped beside it.
      Limits__MostBytes: string(128 * 1024 * 1024)
      Limits__MostUnzippedBytes: string(256 * 1024 * 1024)
    }, settings)
    dependsOn: [signIn]
  }
}

resource signInLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-log-analytics'
  properties: {
    workspaceId: workspaceId
    // FunctionAppLogs would be the traces of Application Insights a second time.
    logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }]
  }
}

output url string = 'https://${app.properties.defaultHostName}'
