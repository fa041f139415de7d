#!/usr/bin/env bash
# Writes all reports of a run, tells the job about it, and compares it with the base. The outputs "reports" and
# "diff-code" say where they are, and what the comparison ended with.
set -euo pipefail

results=results
if [ -n "$PLAN" ]; then
  export QA_PLAN_FOLDER="$GITHUB_WORKSPACE/$PLAN"
  results="$QA_PLAN_FOLDER/.results"
fi
if [ ! -f "$results/run.json" ]; then
  echo 'status=not run' >> "$GITHUB_OUTPUT"
  echo '## ❌ Permissions: nothing was run; the log of the step before says why' >> "$GITHUB_STEP_SUMMARY"
  exit 0
fi

npx qa-plan report --github
if [ -n "$BASELINE" ]; then
  code=0
  # A change may affect a part of the plan only: what was not tried says nothing.
  npx qa-plan diff --lock "$GITHUB_WORKSPACE/$BASELINE" "$results/run.json" --tried > "$results/changes.txt" || code=$?
  cat "$results/changes.txt"
  echo "diff-code=$code" >> "$GITHUB_OUTPUT"
fi

# The links between the reports want this layout.
reports="$RUNNER_TEMP/permissions"
rm -rf "$reports"
mkdir -p "$reports"
cp -R "$results" "$reports/results"
if npm run --silent report -- --no-open; then cp -R allure-report "$reports/allure-report"; fi
echo "reports=$reports" >> "$GITHUB_OUTPUT"
