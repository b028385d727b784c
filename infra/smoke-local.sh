#!/usr/bin/env bash
# Whether the app works on this machine under the host that a command starts, on an emulator of its own (ports and data):
#   infra/smoke-local.sh 'cd src/ScorecardFunctions && func start'
#   infra/smoke-local.sh 'dotnet run --project src/LocalFunctionsHost --'
# `--port N` is put behind the command. Needs Node.js and what the command needs; ends what it started.
set -euo pipefail
cd "$(dirname "$0")/.."
command=${1:?Type: infra/smoke-local.sh START-COMMAND}
emulator=infra/local/node_modules/azurite/dist/src/azurite.js
[ -f "$emulator" ] || (cd infra/local && npm ci --ignore-scripts --no-audit --no-fund)

read -r blobs queues tables port key < <(node -e '
  const servers = [1, 2, 3, 4].map(() => require("net").createServer().listen(0, "127.0.0.1"));
  setTimeout(() => {
    console.log(...servers.map(s => s.address().port), require("crypto").randomBytes(64).toString("base64"));
    servers.forEach(s => s.close());
  }, 100)')
storage=http://127.0.0.1:$blobs/smoke
export AzureWebJobsStorage="DefaultEndpointsProtocol=http;AccountName=smoke;AccountKey=$key;BlobEndpoint=$storage;\
QueueEndpoint=http://127.0.0.1:$queues/smoke;TableEndpoint=http://127.0.0.1:$tables/smoke;"

# Each in a process group of its own, so that what it starts ends with it.
set -m
AZURITE_ACCOUNTS=smoke:$key node "$emulator" --silent --disableTelemetry --skipApiVersionCheck --inMemoryPersistence \
  --blobHost 127.0.0.1 --queueHost 127.0.0.1 --tableHost 127.0.0.1 --blobPort "$blobs" --queuePort "$queues" --tablePort "$tables" &
azurite=$!
bash -c "$command --port $port" &
app=$!
set +m
finish() {
  kill -TERM -- "-$app" 2> /dev/null || true
  for _ in $(seq 40); do
    kill -0 -- "-$app" 2> /dev/null || break
    sleep 0.5
  done
  { kill -KILL -- "-$app" "-$azurite" || true; wait; } 2> /dev/null
}
trap finish EXIT

STORAGE=$storage KEY=$key APP=http://127.0.0.1:$port APP_PROCESS=$app node infra/local/smoke.mjs
