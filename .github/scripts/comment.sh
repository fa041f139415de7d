#!/usr/bin/env bash
# Tells the pull request that a run was of what it changes. The record was written by a run of the pull request: data that
# anybody may have made up. Where the comment goes is asked of GitHub alone.
set -euo pipefail

if [ ! -f "$RECORD" ]; then
  echo 'the run left no record, so there is nothing to tell'
  exit 0
fi
number=$(npx qa-plan pull-request)
if [ -z "$number" ]; then
  echo 'no open pull request ends with the commit that was run'
  exit 0
fi
arguments=(--record "$RECORD" --repository "$GITHUB_REPOSITORY" --pull-request "$number" --tried)
if [ -f "$GITHUB_WORKSPACE/$BASELINE" ]; then arguments+=(--baseline "$GITHUB_WORKSPACE/$BASELINE"); fi
npx qa-plan comment "${arguments[@]}"
