# What the scripts share; they read it in. MOST_TRIES and PAUSE_SECONDS say how often they try again, and how quickly.
tries=${MOST_TRIES:-30}
pause=${PAUSE_SECONDS:-10}
# What az says of a mistake that is still there in ten seconds.
lasting="az login|AADSTS|AuthorizationFailed|ResourceGroupNotFound|ResourceNotFound|SubscriptionNotFound|InvalidTemplate|doesn't exist in cloud"

# In the subscription of azd, or of who says one; else in az's own.
az() {
  command az "$@" ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"}
}

signed_in() {
  az account show --output none && return
  echo "$(basename "$0"): az is not signed in${AZURE_SUBSCRIPTION_ID:+, or not to the subscription $AZURE_SUBSCRIPTION_ID}. Run: az login" >&2
  exit 1
}

# Tries again what can pass by itself: an app that starts, a role that has not taken effect.
until_done() {
  local said
  said=$(mktemp)
  for _ in $(seq "$tries"); do
    if "$@" 2> "$said"; then
      rm "$said"
      echo "$(basename "$0"): $*: yes"
      return
    fi
    cat "$said" >&2
    if grep --quiet --extended-regexp "$lasting" "$said"; then
      echo "$(basename "$0"): $*: no, and trying again would not help" >&2
      exit 1
    fi
    sleep "$pause"
  done
  echo "$(basename "$0"): $*: no, $tries times" >&2
  exit 1
}
