#!/usr/bin/env bash
# A deployment by plain az, as .github/workflows/deploy.yml runs it: infra/deploy.sh test|production [--what-if]
# With --what-if it shows what would change and changes nothing. Needs the Azure CLI (az login), the .NET SDK and zip; AZURE_RESOURCE_GROUP is
# there already, and infra/*.bicepparam read the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
. infra/az.sh
installation=${1:?Type: infra/deploy.sh test|production [--what-if]}
parameters=infra/$installation.bicepparam
[ -f "$parameters" ] || { echo "There is no $parameters." >&2; exit 2; }
: "${AZURE_RESOURCE_GROUP:?is not set}"
[ "$installation" != production ] || : "${ALERT_ADDRESS:?is not set: every alert of production would go to nobody}"
missing=$(sed -n "s/.*readEnvironmentVariable('\([A-Z_]*\)'.*/\1/p" "$parameters" | while read -r name; do
  [ -n "${!name:-}" ] || printf ' %s' "$name"
done)
[ -z "$missing" ] || echo "Not set in this shell, so that this deployment undoes what an earlier one set by it (roles stay):$missing"
signed_in

if [ "${2:-}" = --what-if ]; then
  # Whoever plans needs to read and to ask, not the rights of who deploys.
  az deployment group what-if --resource-group "$AZURE_RESOURCE_GROUP" --parameters "$parameters" --validation-level ProviderNoRbac
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

publish() {
  az functionapp deployment source config-zip --resource-group "$AZURE_RESOURCE_GROUP" --name "$functionAppName" --src "$package/app.zip" --output none
}
until_done publish
infra/postdeploy.sh
printf '%s\n' "functionAppUrl=$functionAppUrl" "storageAccountName=$storageAccountName" >> "${GITHUB_OUTPUT:-/dev/null}"
echo "Does it work? functionAppUrl=$functionAppUrl storageAccountName=$storageAccountName infra/smoke.sh"
