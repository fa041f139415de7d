#!/usr/bin/env bash
# Prints what a change affects, as arguments of npx playwright test. Where that can not be told it prints none, so that all is
# run, and says why. The change is that of the suite and its plan, or that of MATHESAR, by whichever of them knows BASE.
set -euo pipefail

everything() {
  echo "$1, so everything is run" >&2
  exit 0
}
knows_base() { git -C "$1" rev-parse --verify --quiet --end-of-options "$BASE^{commit}" > /dev/null 2>&1; }

[ -n "$BASE" ] || everything 'no base is given'
[ -n "$MATHESAR" ] || exec npx qa-plan affected --base "$BASE"

checkout="$GITHUB_WORKSPACE/$MATHESAR"
if knows_base . && knows_base "$checkout"; then
  everything "the suite and Mathesar both have a commit \"$BASE\", and which of them changed is not known"
elif knows_base .; then
  exec npx qa-plan affected --base "$BASE"
elif ! knows_base "$checkout"; then
  everything "neither the suite nor a checkout of Mathesar in \"$MATHESAR\" knows a commit \"$BASE\""
fi

# What is installed here can not tell whether it changed: a workflow names the commit of the suite, and a plan may lie beside
# Mathesar.
repository="$GITHUB_WORKSPACE"
git -C "$repository" rev-parse > /dev/null 2>&1 || repository="$checkout"
paths=(:/.github)
[ -z "$PLAN" ] || paths+=("$GITHUB_WORKSPACE/$PLAN")
code=0
git -C "$repository" diff --quiet "$BASE...HEAD" -- "${paths[@]}" 2> /dev/null || code=$?
case "$code" in
  0) exec npx qa-plan affected --no-base --mathesar "$checkout" --mathesar-base "$BASE" ;;
  1) everything 'the plan changed, or a workflow, which names the suite' ;;
  *) everything 'whether the plan or a workflow changed can not be told' ;;
esac
