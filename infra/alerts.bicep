// What wakes somebody, and the budget. docs/azure.md says what each means. A test finds every quoted log message in the code.
param name string
param location string
param tags object
param addresses string[]
param workspaceId string
param systemTopicId string
param monthlyBudget int
param budgetStart string

var rules = [
  {
    name: 'function-failed'
    title: 'A function failed'
    severity: 2
    every: 'PT15M'
    over: 'PT15M'
    query: 'AppRequests | where Success == false and not(ResultCode startswith "4")'
    atLeast: 1
  }
  {
    name: 'poison-queue'
    title: 'A poison queue is not empty'
    severity: 1
    every: 'PT1H'
    over: 'PT2H'
    query: 'AppTraces | where Message startswith "Poison queue is not empty."'
    atLeast: 1
  }
  {
    name: 'delivery-unknown'
    title: 'Nobody knows whether a mail was delivered'
    severity: 2
    every: 'PT1H'
    over: 'PT2H'
    query: 'AppTraces | where Message startswith "Deliveries are unknown."'
    atLeast: 1
  }
  {
    name: 'mail-stopped'
    title: 'The mail server takes nothing'
    severity: 1
    every: 'PT1H'
    over: 'PT2H'
    query: 'AppTraces | where Message startswith "Month-end mail stopped:"'
    atLeast: 1
  }
  {
    name: 'month-not-complete'
    title: 'A month that is due is not complete'
    severity: 2
    every: 'PT6H'
    over: 'PT6H'
    query: 'AppTraces | where Message startswith "Month is not complete."'
    atLeast: 1
  }
  {
    name: 'bank-holidays-end'
    title: 'The bank holidays known end within three months'
    severity: 3
    every: 'P1D'
    over: 'P1D'
    query: 'AppTraces | where Message startswith "Bank holidays end."'
    atLeast: 1
  }
  {
    name: 'no-heartbeat'
    title: 'The hourly sweep has not run'
    severity: 1
    every: 'PT1H'
    over: 'PT3H'
    query: 'AppTraces | where Message startswith "Sweep ended."'
    atLeast: 0
  }
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

// A file whose event was given up on is read by the hourly sweep at the earliest; and the app did not answer for a day.
resource eventDropped 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'event-dropped-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/azure.md: event-dropped'
    severity: 1
    enabled: true
    scopes: [systemTopicId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dropped'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DroppedEventCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0) {
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
