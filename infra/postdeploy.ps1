#!/usr/bin/env pwsh
# postdeploy.sh for Windows, which need not have bash: it does the same, and says there what is done and why.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
Set-Location (Join-Path $PSScriptRoot '..')
$tries = 30
$pause = if ($env:PAUSE_SECONDS) { [double]$env:PAUSE_SECONDS } else { 10 }
$lasting = "az login|AADSTS|AuthorizationFailed|ResourceGroupNotFound|ResourceNotFound|SubscriptionNotFound|InvalidTemplate|doesn't exist in cloud"
$subscription = if ($env:AZURE_SUBSCRIPTION_ID) { '--subscription', $env:AZURE_SUBSCRIPTION_ID } else { @() }
$told = [Console]::Error

function Stop-Here([string] $why) {
    $told.WriteLine("postdeploy.ps1: $why")
    exit 1
}

foreach ($name in 'AZURE_RESOURCE_GROUP', 'functionAppName', 'functionAppUrl', 'systemTopicName', 'storageAccountName') {
    if (-not [Environment]::GetEnvironmentVariable($name)) { Stop-Here "$name is not set" }
}

# What az answered, and what it complained of; null: it failed.
function Invoke-Az([string[]] $arguments) {
    $said = & az @arguments @subscription 2>&1
    $failed = $LASTEXITCODE -ne 0
    $script:complaint = ($said | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) -join "`n"
    if ($script:complaint) { $told.WriteLine($script:complaint) }
    if ($failed) { return $null }
    return , @($said | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
}

function Wait-Until([string] $what, [scriptblock] $try) {
    for ($i = 0; $i -lt $tries; $i++) {
        if (& $try) {
            Write-Output "postdeploy.ps1: ${what}: yes"
            return
        }
        if ($script:complaint -match $lasting) { Stop-Here "${what}: no, and trying again would not help" }
        Start-Sleep -Seconds $pause
    }
    Stop-Here "${what}: no, $tries times"
}

if ($null -eq (Invoke-Az 'account', 'show', '--output', 'none')) {
    $where = if ($subscription) { ", or not to the subscription $env:AZURE_SUBSCRIPTION_ID" }
    Stop-Here "az is not signed in$where. Run: az login"
}

Wait-Until 'has_key' {
    $keys = Invoke-Az 'functionapp', 'keys', 'list', '--resource-group', $env:AZURE_RESOURCE_GROUP, '--name', $env:functionAppName, `
        '--query', 'keys(systemKeys)', '--output', 'tsv'
    $null -ne $keys -and @($keys | ForEach-Object { "$_".Trim() }) -ccontains 'blobs_extension'
}
Wait-Until 'subscribe' {
    & curl --silent --max-time 60 "$env:functionAppUrl/api/health" | Out-Null
    $null -ne (Invoke-Az 'deployment', 'group', 'create', '--resource-group', $env:AZURE_RESOURCE_GROUP, '--name', 'extract-dropped', `
            '--template-file', 'infra/subscription.bicep', '--parameters', "functionAppName=$env:functionAppName", `
            "systemTopicName=$env:systemTopicName", "storageAccountName=$env:storageAccountName", '--output', 'none')
}
Write-Output "Files that are dropped into extracts of $env:functionAppName are read."
