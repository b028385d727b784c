#!/usr/bin/env bash
# Whether an installation works: it is up, it is closed, and a file that is dropped gets its receipt. The file says nothing that counts, and is
# removed with its receipt; /uploads goes on listing it as refused. Needs the Azure CLI, signed in as smokeTestPrincipalId (azure.bicep).
set -euo pipefail
: "${functionAppUrl:?is not set}" "${storageAccountName:?is not set}"
tries=30
pause=${PAUSE_SECONDS:-10}
run=$(date -u +%Y%m%dT%H%M%S)-$$
canary=_canary/$run.csv
folder=$(mktemp -d)

blob() {
  az storage blob "$1" --account-name "$storageAccountName" --auth-mode login --output none "${@:2}"
}

remove() {
  blob delete --container-name extracts --name "$canary" || true
  for kind in json html rejected.csv; do
    blob delete --container-name receipts --name "$canary.$kind" 2> /dev/null || true
  done
  rm -r "$folder"
}

answers() {
  local address=$1 expected=$2 status
  status=$(curl --silent --output /dev/null --max-time 60 --write-out '%{http_code}' "$functionAppUrl$address") || true
  [[ $status =~ ^($expected)$ ]] || { echo "$address answers $status, not $expected"; return 1; }
}

until_done() {
  for _ in $(seq "$tries"); do
    if "$@"; then
      echo "smoke: $*: yes"
      return
    fi
    sleep "$pause"
  done
  echo "smoke: $*: no, $tries times" >&2
  exit 1
}

drop() { blob upload --container-name extracts --name "$canary" --file "$folder/canary.csv" --overwrite; }

has_receipt() {
  blob download --container-name receipts --name "$canary.json" --file "$folder/receipt.json" 2> /dev/null &&
    grep --quiet '"outcome": *"Refused"' "$folder/receipt.json"
}

until_done answers /api/health 200
until_done answers /api/scorecards 401
until_done answers /api/extracts 401
until_done answers / '401|403|302'
printf 'canary\n%s\n' "$run" > "$folder/canary.csv"
trap remove EXIT
until_done drop
until_done has_receipt
