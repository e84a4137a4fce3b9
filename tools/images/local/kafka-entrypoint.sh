#!/bin/bash
# What of the official image's entrypoint this project uses: settings by KAFKA_… variables, a new data directory.
set -euo pipefail
settings=/tmp/server.properties
env | grep '^KAFKA_' | grep -v '^KAFKA_OPTS=' | while IFS='=' read -r name value; do
  echo "$(tr 'A-Z_' 'a-z.' <<< "${name#KAFKA_}")=$value"
done > "$settings"
run=(java -Xms128m -Xmx384m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/kafka/libs/*')
"${run[@]}" kafka.tools.StorageTool format --ignore-formatted \
  --cluster-id="${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" --config "$settings"
# shellcheck disable=SC2086 -- several options
exec "${run[@]}" ${KAFKA_OPTS:-} kafka.Kafka "$settings"
