package main

import (
	"crypto/rand"
	"encoding/hex"
	"regexp"
)

var traceparentFormat = regexp.MustCompile(`^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$`)

// childOf gives a span of the same trace, or of a new one where there is none (W3C trace context). Whoever has
// OpenTelemetry uses its propagator instead.
func childOf(traceparent string) string {
	traceID, flags := randomHex(16), "01"
	if parent := traceparentFormat.FindStringSubmatch(traceparent); parent != nil {
		traceID, flags = parent[1], parent[2]
	}
	return "00-" + traceID + "-" + randomHex(8) + "-" + flags
}

func randomHex(bytes int) string {
	random := make([]byte, bytes)
	_, _ = rand.Read(random) // Never fails.
	return hex.EncodeToString(random)
}
