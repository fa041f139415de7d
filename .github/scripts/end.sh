#!/usr/bin/env bash
# Ends with 4 if a role may do more than at the base, else as the run did.
set -euo pipefail

case "${DIFF_CODE:-0}" in
  4)
    echo '::error title=Permissions loosened::A role may do or see more than at the base; the step "Write the reports" says which.'
    exit 4
    ;;
  2)
    echo '::error title=Baseline::The baseline could not be read.'
    exit 2
    ;;
esac
exit "${RUN_CODE:-1}"
