#!/bin/sh
# step.sh TEXT COMMAND...: run a long command quietly, with a sign of life every few seconds and its time at the end.
# The command's output goes to a log file and is shown if the command fails.
set -u
text=$1
shift
mkdir -p _build/logs
log=_build/logs/$(echo "$text" | tr -cs 'A-Za-z0-9' '-' | tr 'A-Z' 'a-z' | cut -c1-40).log
started=$(date +%s)
printf '%s ' "$text"
(while sleep 3; do printf '.'; done) &
ticker=$!
trap 'kill $ticker 2>/dev/null' EXIT
"$@" >"$log" 2>&1 </dev/null
status=$?
kill $ticker 2>/dev/null
wait $ticker 2>/dev/null
seconds=$(($(date +%s) - started))
if [ $status -ne 0 ]; then
    echo " failed after $seconds s, exit status $status; its output:"
    cat "$log"
    exit $status
fi
echo " $seconds s"
