#!/usr/bin/env bash
# Whether an installation works: it is up, it is closed, and a file that is dropped gets its receipt. The file says nothing that counts, and is
# removed with its receipt; /uploads goes on listing it as refused. Needs the Azure CLI, signed in as smokeTestPrincipalId (azure.bicep), and
# SIGN_IN_CLIENT_ID where the installation has one.
set -euo pipefail
. "$(dirname "$0")/az.sh"
: "${functionAppUrl:?is not set}" "${storageAccountName:?is not set}"
run=$(date -u +%Y%m%dT%H%M%S)-$$
canary=_canary/$run.csv
folder=$(mktemp -d)

blob() {
  az storage blob "$1" --account-name "$storageAccountName" --auth-mode login --output none "${@:2}"
}

remove() {
  if [ -e "$folder/canary.csv" ]; then
    blob delete --container-name extracts --name "$canary" || true
    for kind in json html rejected.csv; do
      blob delete --container-name receipts --name "$canary.$kind" 2> /dev/null || true
    done
  fi
  rm -r "$folder"
}

# Leaves the answer's head and body in the folder.
ask() {
  curl --silent --max-time 60 --path-as-is --user-agent 'Mozilla/5.0 (smoke)' --header 'Accept: text/html,*/*' "${@:2}" \
    --dump-header "$folder/head" --output "$folder/body" --write-out '%{http_code}' "$functionAppUrl$1" || true
}

answers() {
  local address=$1 expected=$2 status
  status=$(ask "$address")
  [[ $status =~ ^($expected)$ ]] || { echo "$address answers $status, not $expected" >&2; return 1; }
}

# Turned away by Azure. An answer of the app itself, 401 too, means that nobody stands in front of it.
signs_in() {
  local expected=401
  [ -z "${SIGN_IN_CLIENT_ID:-}" ] || expected=302
  answers / "$expected" || return
  if grep --quiet 'Please sign in' "$folder/body"; then
    echo "/ is answered by the app itself: App Service Authentication is off" >&2
    return 1
  fi
  [ "$expected" = 401 ] || grep --quiet --ignore-case --extended-regexp '^location: .*(login\.microsoftonline\.|login\.windows\.|/\.auth/login/)' "$folder/head" ||
    { echo "/ leads elsewhere than to a sign-in" >&2; return 1; }
}

# By the addresses that sign-in leaves out, and with a header that Azure alone may set.
shows_no_page() {
  answers "$1" '[345]..' && answers_with_principal "$1"
}

answers_with_principal() {
  local status
  status=$(ask "$1" --header 'X-MS-CLIENT-PRINCIPAL-ID: smoke' --header 'X-MS-CLIENT-PRINCIPAL-NAME: smoke')
  [[ $status =~ ^[345]..$ ]] || { echo "$1 answers $status to a made-up principal" >&2; return 1; }
}

drop() {
  blob upload --container-name extracts --name "$canary" --file "$folder/canary.csv" --overwrite 2> "$folder/said" && return
  cat "$folder/said" >&2
  ! grep --quiet --extended-regexp "required permissions|AuthorizationPermissionMismatch" "$folder/said" ||
    echo "You may not upload the canary: a deployment gives SMOKE_TEST_PRINCIPAL_ID its role, which takes minutes to take effect" >&2
  return 1
}

has_receipt() {
  blob download --container-name receipts --name "$canary.json" --file "$folder/receipt.json" 2> /dev/null &&
    grep --quiet '"outcome": *"Refused"' "$folder/receipt.json"
}

trap remove EXIT
signed_in
until_done answers /api/health 200
until_done answers /api/scorecards 401
until_done answers /api/extracts 401
until_done signs_in
for path in /uploads /api/../uploads /api/%2e%2e/uploads /api/..%2fuploads; do
  until_done shows_no_page "$path"
done
printf 'canary\n%s\n' "$run" > "$folder/canary.csv"
until_done drop
until_done has_receipt
