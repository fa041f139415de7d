#!/usr/bin/env bash
# Runs the plan on an install, or merges the blob reports of shards. The inputs of action.yml are in the environment.
# Ends well whatever was found, so that the reports are written; the output "code" has what Playwright ended with.
set -euo pipefail

# An input that was not given is no setting.
for name in $(compgen -e | grep -E '^(LOCAL|QA_PLAN)_'); do
  [ -n "${!name}" ] || unset "$name"
done

# Where the plan is on the web: in this repository if it lies in the workspace, else in that of the action.
if [ -n "$PLAN" ]; then
  export QA_PLAN_FOLDER="$GITHUB_WORKSPACE/$PLAN"
  rm -rf "$QA_PLAN_FOLDER/.results"
else
  rm -rf results
  if [ -n "$PLAN_REPOSITORY" ]; then
    export QA_PLAN_REPOSITORY="$GITHUB_SERVER_URL/$PLAN_REPOSITORY"
    [ -z "$ACTION_REF" ] || export QA_PLAN_COMMIT="$ACTION_REF"
  fi
fi

arguments=()
if [ -n "$BLOBS" ]; then
  arguments=(merge-reports -c playwright.config.ts "$GITHUB_WORKSPACE/$BLOBS")
else
  arguments=(test)
  case "$RULES" in
    all) ;;
    affected)
      # Words that it prints to be used as arguments; where nobody can tell, there are none, and all is run.
      # shellcheck disable=SC2207
      arguments+=($(bash .github/scripts/affected.sh)) || true
      ;;
    *)
      # shellcheck disable=SC2206
      arguments+=($RULES)
      ;;
  esac
  if [ -n "$SHARD" ]; then
    blob="$PWD/blob-report"
    export PLAYWRIGHT_BLOB_OUTPUT_FILE="$blob/shard-${SHARD//\//-of-}.zip"
    arguments+=("--shard=$SHARD" --add-reporter=blob)
    {
      echo "blob=$blob"
      echo "blob-name=$ARTIFACT-blob-${SHARD//\//-of-}"
    } >> "$GITHUB_OUTPUT"
  fi
fi

code=0
npx playwright "${arguments[@]}" || code=$?
echo "code=$code" >> "$GITHUB_OUTPUT"
