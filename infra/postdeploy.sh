#!/usr/bin/env bash
# Subscribes the blob trigger to what is dropped into `extracts`. Runs after the code is deployed, because the trigger's key exists only then, and
# may run again at any time: a subscription that is there is brought up to date. Needs the Azure CLI, signed in.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${AZURE_RESOURCE_GROUP:?is not set}" "${functionAppName:?is not set}" "${functionAppUrl:?is not set}" "${systemTopicName:?is not set}"
tries=30
pause=${PAUSE_SECONDS:-10}

has_key() {
  # Its length only: the key itself goes from the app to Event Grid inside Azure.
  local length
  length=$(az functionapp keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$functionAppName" --query "length(systemKeys.blobs_extension || '')" --output tsv)
  [ "${length:-0}" -gt 0 ]
}

subscribe() {
  # Event Grid asks the app to confirm within 30 seconds, which one that has to start first does not manage.
  curl --silent --output /dev/null --max-time 60 "$functionAppUrl/api/health" || true
  az deployment group create --resource-group "$AZURE_RESOURCE_GROUP" --name extract-dropped --template-file infra/subscription.bicep \
    --parameters functionAppName="$functionAppName" systemTopicName="$systemTopicName" --output none
}

until_done() {
  local what=$1
  for _ in $(seq "$tries"); do
    if "$what"; then
      return
    fi
    sleep "$pause"
  done
  echo "postdeploy: $what failed $tries times, see above. Run it again when the app is up." >&2
  exit 1
}

until_done has_key
until_done subscribe
echo "Files that are dropped into extracts of $functionAppName are read."
