#!/usr/bin/env bash
# A deployment by plain az, as .github/workflows/deploy.yml runs it: infra/deploy.sh test|production [--what-if]
# Needs the Azure CLI (az login), the .NET SDK and zip; AZURE_RESOURCE_GROUP is there already, and infra/*.bicepparam read the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
installation=${1:?Type: infra/deploy.sh test|production [--what-if]}
parameters=infra/$installation.bicepparam
[ -f "$parameters" ] || { echo "There is no $parameters." >&2; exit 2; }
: "${AZURE_RESOURCE_GROUP:?is not set}"

az deployment group what-if --resource-group "$AZURE_RESOURCE_GROUP" --parameters "$parameters"
if [ "${2:-}" = --what-if ]; then
  exit
fi

# Built first: what does not build changes nothing.
package=$(mktemp -d)
trap 'rm -r "$package"' EXIT
dotnet publish src/ScorecardFunctions --configuration Release --output "$package/app"
(cd "$package/app" && zip --quiet --recurse-paths ../app.zip .)

az deployment group create --resource-group "$AZURE_RESOURCE_GROUP" --name "scorecards-$installation" --parameters "$parameters" --output none
output() {
  az deployment group show --resource-group "$AZURE_RESOURCE_GROUP" --name "scorecards-$installation" --query "properties.outputs.$1.value" --output tsv
}
functionAppName=$(output functionAppName)
functionAppUrl=$(output functionAppUrl)
storageAccountName=$(output storageAccountName)
systemTopicName=$(output systemTopicName)
export AZURE_RESOURCE_GROUP functionAppName functionAppUrl storageAccountName systemTopicName

az functionapp deployment source config-zip --resource-group "$AZURE_RESOURCE_GROUP" --name "$functionAppName" --src "$package/app.zip" --output none
infra/postdeploy.sh
if [ -n "${SMOKE_TEST_PRINCIPAL_ID:-}" ]; then
  infra/smoke.sh
fi
