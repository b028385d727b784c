#!/usr/bin/env bash
# Subscribes the blob trigger to what is dropped into `extracts`. Runs after the code is deployed, because the trigger's key exists only then, and
# may run again at any time: a subscription that is there is brought up to date. Needs the Azure CLI, signed in. On Windows: postdeploy.ps1.
set -euo pipefail
cd "$(dirname "$0")/.."
. infra/az.sh
: "${AZURE_RESOURCE_GROUP:?is not set}" "${functionAppName:?is not set}" "${functionAppUrl:?is not set}" "${systemTopicName:?is not set}"
: "${storageAccountName:?is not set}"

has_key() {
  # Its name only: the key itself goes from the app to Event Grid inside Azure.
  az functionapp keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$functionAppName" --query "keys(systemKeys)" --output tsv |
    tr -d "\r" | grep --line-regexp blobs_extension > /dev/null
}

subscribe() {
  # Event Grid asks the app to confirm within 30 seconds, which one that has to start first does not manage.
  curl --silent --output /dev/null --max-time 60 "$functionAppUrl/api/health" || true
  az deployment group create --resource-group "$AZURE_RESOURCE_GROUP" --name extract-dropped --template-file infra/subscription.bicep \
    --parameters functionAppName="$functionAppName" systemTopicName="$systemTopicName" storageAccountName="$storageAccountName" --output none
}

signed_in
until_done has_key
until_done subscribe
echo "Files that are dropped into extracts of $functionAppName are read."
