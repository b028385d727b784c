// Every option on, for the tests, which change a line of it.
using '../../../azure.bicep'

param environmentName = 'everything'
param location = 'uksouth'
param storageRedundancy = 'Standard_GZRS'
param keepMonths = 24
param clearInboxAfterDays = 60
param deleteLocks = true
param archiveImmutableDays = 365
param makesRights = true
param recoverVault = true
param privateNetwork = true
param allowedAddresses = ['192.0.2.0/24', '198.51.100.7/32', '198.51.100.8', '203.0.113.0/24']
param readyInstances = 2
param readyCalculations = 1
param signInClientId = '11111111-1111-1111-1111-111111111111'
param dataTeamGroupId = '22222222-2222-2222-2222-222222222222'
param smokeTestPrincipalId = '55555555-5555-5555-5555-555555555555'
param smokeTestPrincipalType = 'User'
param notify = null
param smtp = null
param mailApplication = { clientId: '33333333-3333-3333-3333-333333333333', principalId: '44444444-4444-4444-4444-444444444444' }
param mailDomain = { name: 'scorecards.example.org', isVerified: true }
param alertAddresses = ['a@example.org', 'b@example.org']
param monthlyBudget = 100
param settings = {
  MonthEndSchedule: '0 5 * * * *'
  SweepSchedule: '0 35 * * * *'
  MonthEnd__WorkingDay: 9
  MonthEnd__Hour: 8
  MonthEnd__Deadline: 12
  MonthEnd__IsEarly: true
  Mail__From: 'scorecards@example.org'
  Mail__Owner: 'owner@example.org'
  Mail__Site: 'https://scorecards.example.org'
  Mail__CertificateAuthority: '-----BEGIN CERTIFICATE----- MIIBezCCASGgAwIBAgIUIPnUzD7lGoPzzBM1Ik/IbGs+xg4wCgYIKoZIzj0EAwIw EjEQMA4GA1UEAwwHRXhhbXBsZTAgFw0yNjExMjcyMzI5MzNaGA8yMTI2MTEwMzIz MjkzM1owEjEQMA4GA1UEAwwHRXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH A0IABCPa9BMZfZ2/wYI3kvD5YtjamTrcNTRnWTBmr3BgW1HYcQWNePA/Gu+GUaEO SxmPKZ152kAxi5DBQfq/+yd0pTyjUzBRMB0GA1UdDgQWBBSJcBvmzIjH0UY8Czdg rucDc1jK0zAfBgNVHSMEGDAWgBSJcBvmzIjH0UY8CzdgrucDc1jK0zAPBgNVHRMB Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIC0euCSvZDI8DhBarzBHXzoDmLPs yhZYPRnFzske/Nl9AiEArMEJwX2G51Ff/pIE0xe9NzhWHhShXS4v4aK6bHoKY+g= -----END CERTIFICATE-----'
  Mail__StartMonth: '2026-11'
  Mail__Inside: 'example.org;example.com'
  Mail__OutsideThreshold: 10
  Mail__MostPerHour: 100
  Mail__DryRun: true
  Suppression__Threshold: 5
  Suppression__IsInclusive: false
  Suppression__RoundTo: 10
  Records__Scorecards: 'county;district'
  Records__Megabytes: 300
  Retention__ExportDays: 40
  Pages__FrameAncestors: 'https://teams.microsoft.com;https://*.sharepoint.com'
  Pages__AccessibilityStatement: 'https://example.org/accessibility'
  Limits__MostBytes: 1001
  Limits__MostUnzippedBytes: 1002
  Limits__MostZipRatio: 1003
  Limits__MostEntries: 1004
  Limits__MostRows: 1005
  Limits__MostColumns: 1006
  Limits__LongestCell: 1007
  Limits__MostSharedStringBytes: 1008
  Limits__MostSheets: 1009
}
param suppressionKeys = { '0000000000000000000000000000000000000000000000000000000000000000': 10 }
param recordListKeys = { '0000000000000000000000000000000000000000000000000000000000000000': 'R. Jones' }
