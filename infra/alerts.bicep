// What wakes somebody, and the budget. docs/azure.md says what each means. A test finds every quoted log message in the code.
param name string
param location string
param tags object
param addresses string[]
param workspaceId string
param systemTopicId string
param vaultId string
param applicationInsightsId string
param siteUrl string
param asksFromOutside bool
param monthlyBudget int
param budgetStart string

// An alert that has fired mails nobody again until it has healed. A rule of lines that may go on for days fires for each of what they name.
// Azure takes no rule that heals by itself and is asked less often than every 12 hours.
var rules = [
  {
    name: 'function-failed'
    title: 'A function failed'
    severity: 2
    every: 'PT15M'
    over: 'PT15M'
    // 501 is a reader's mistake, as 4xx are: the feed is asked for what it does not offer.
    query: 'AppRequests | where Success == false and not(ResultCode startswith "4") and ResultCode != "501"'
    each: []
    atLeast: 1
  }
  {
    name: 'poison-queue'
    title: 'A poison queue is not empty'
    severity: 1
    every: 'PT1H'
    over: 'PT2H'
    query: 'AppTraces | where Message startswith "Poison queue is not empty." | extend Queue = tostring(Properties.Queue)'
    each: ['Queue']
    atLeast: 1
  }
  {
    name: 'delivery-unknown'
    title: 'A mail was not delivered, or nobody knows whether it was'
    severity: 2
    every: 'PT1H'
    over: 'PT2H'
    query: 'AppTraces | where Message startswith "Deliveries are unknown." or Message startswith "Deliveries are refused." | extend Delivery = tostring(Properties.Delivery)'
    each: ['Delivery']
    atLeast: 1
  }
  {
    name: 'mail-stopped'
    title: 'The mail server takes nothing'
    severity: 1
    every: 'PT1H'
    over: 'PT2H'
    query: 'AppTraces | where Message startswith "Month-end mail stopped:"'
    each: []
    atLeast: 1
  }
  {
    name: 'month-not-complete'
    title: 'A month that is due is not complete'
    severity: 2
    every: 'PT6H'
    over: 'PT6H'
    query: '''
AppTraces | where Message startswith "Month is not complete."
| extend Scorecard = tostring(Properties.Scorecard), Month = tostring(Properties.Month)'''
    each: ['Scorecard', 'Month']
    atLeast: 1
  }
  {
    name: 'bank-holidays-end'
    title: 'The bank holidays known end within three months'
    severity: 3
    every: 'PT6H'
    over: 'PT6H'
    query: 'AppTraces | where Message startswith "Bank holidays end."'
    each: []
    atLeast: 1
  }
  {
    name: 'no-heartbeat'
    title: 'The hourly sweep has not run'
    severity: 1
    every: 'PT1H'
    over: 'PT3H'
    query: 'AppTraces | where Message startswith "Sweep ended."'
    each: []
    atLeast: 0
  }
  {
    // Each function scales by itself: the sweep may run where the mail's timer does not.
    name: 'no-mail-tick'
    title: 'No tick of the month-end mail has ended'
    severity: 1
    every: 'PT6H'
    over: 'P1D'
    query: 'AppTraces | where Message startswith "Mail tick ended."'
    each: []
    atLeast: 0
  }
  {
    name: 'error-logged'
    title: 'The app has logged an error'
    severity: 2
    every: 'PT1H'
    over: 'PT2H'
    // Those that another alert tells of are left out, a 500 among them. A line with an exception is a row of AppExceptions, whose message is the
    // exception's; without one of our categories it is the host's, or a step's, of a function that has failed. The host names no event.
    query: '''
union
  (AppTraces | where SeverityLevel >= 3
    and not(Message startswith "Poison queue is not empty." or Message startswith "Month-end mail stopped:")),
  (AppExceptions | where SeverityLevel >= 3
    and tostring(Properties.CategoryName) startswith "Scorecard" and tostring(Properties.EventName) != "RequestFailed")
| extend EventName = coalesce(tostring(Properties.EventName), tostring(Properties.CategoryName), "none")'''
    each: ['EventName']
    atLeast: 1
  }
  {
    name: 'logs-capped'
    title: 'The workspace has reached its daily cap: no other alert on logs sees anything'
    severity: 1
    every: 'PT1H'
    over: 'PT2H'
    query: '_LogOperation | where Detail has "OverQuota"'
    each: []
    atLeast: 1
  }
]

// Event Grid's own counts. An event that could not be delivered is a dead letter; dropped is what could not be put there either.
var events = [
  { name: 'event-dead-lettered', metric: 'DeadLetteredCount', severity: 2 }
  { name: 'event-dropped', metric: 'DroppedEventCount', severity: 1 }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'scorecards'
    enabled: true
    emailReceivers: [
      for (address, i) in addresses: { name: 'mail-${i}', emailAddress: address, useCommonAlertSchema: true }
    ]
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${rule.name}-${name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${rule.title} (${name})'
      description: 'docs/azure.md: ${rule.name}'
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.over
      autoMitigate: true
      // The tables come to be with the first log that is written.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            dimensions: map(rule.each, column => { name: column, operator: 'Include', values: ['*'] })
            // At least 0 is a rule on what should be there: it fires where nothing is.
            operator: rule.atLeast == 0 ? 'LessThan' : 'GreaterThanOrEqual'
            threshold: rule.atLeast == 0 ? 1 : rule.atLeast
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

resource eventAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for event in events: {
    name: '${event.name}-${name}'
    location: 'global'
    tags: tags
    properties: {
      description: 'docs/azure.md: ${event.name}'
      severity: event.severity
      enabled: true
      scopes: [systemTopicId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT1H'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'events'
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.EventGrid/systemTopics'
            metricName: event.metric
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]

// A secret with an end (--expires) is announced 30 days before it.
resource secrets 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-secrets-${name}'
  location: location
  tags: tags
  properties: { source: vaultId, topicType: 'Microsoft.KeyVault.vaults' }

  resource secretEnds 'eventSubscriptions' = {
    name: 'secret-ends'
    properties: {
      eventDeliverySchema: 'CloudEventSchemaV1_0'
      destination: {
        endpointType: 'MonitorAlert'
        properties: { severity: 'Sev2', description: 'docs/azure.md: secret-ends', actionGroups: [people.id] }
      }
      filter: { includedEventTypes: ['Microsoft.KeyVault.SecretNearExpiry', 'Microsoft.KeyVault.SecretExpired'] }
    }
  }
}

resource answers 'Microsoft.Insights/webtests@2022-06-15' = if (asksFromOutside) {
  name: 'answers-${name}'
  location: location
  tags: union(tags, { 'hidden-link:${applicationInsightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'answers-${name}'
    Name: 'answers-${name}'
    Enabled: true
    Kind: 'standard'
    Frequency: 900
    Timeout: 60
    RetryEnabled: true
    // Microsoft's names of UK South, UK West and North Europe.
    Locations: [{ Id: 'emea-ru-msa-edge' }, { Id: 'emea-se-sto-edge' }, { Id: 'emea-gb-db3-azr' }]
    Request: { RequestUrl: '${siteUrl}/api/health', HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200 }
  }
}

resource siteDown 'Microsoft.Insights/metricAlerts@2018-03-01' = if (asksFromOutside) {
  name: 'site-down-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/azure.md: site-down'
    severity: 1
    enabled: true
    scopes: [answers.id, applicationInsightsId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT30M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: answers.id
      componentId: applicationInsightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0 && !empty(addresses)) {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      spent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: addresses
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: addresses
      }
    }
  }
}
