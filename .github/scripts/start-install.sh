#!/usr/bin/env bash
# Starts a Mathesar by the command in START, in the background, and waits until ADDRESS answers.
set -euo pipefail

log="${RUNNER_TEMP:-/tmp}/install.log"
nohup bash -c "$START" > "$log" 2>&1 &
for _ in $(seq "${WAIT_SECONDS:-300}"); do
  if curl --silent --output /dev/null --max-time 5 "$ADDRESS"; then exit 0; fi
  sleep 1
done
echo "::error title=No Mathesar::$ADDRESS did not answer within ${WAIT_SECONDS:-300} seconds; its log follows"
tail -n 100 "$log"
exit 1
