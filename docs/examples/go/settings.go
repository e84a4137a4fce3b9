package main

import (
	"fmt"
	"strconv"
	"strings"
)

// settings are the variables that `make up` and the Dapr CLI give every app.
type settings struct {
	appID           string
	appPort         int
	sidecarGRPCPort int
	sidecarHTTPPort int
	// What the sidecar wants to see, and what it shows; the CLI gives neither.
	apiToken  string
	appTokens []string
}

// readSettings reads the environment; the error names what is missing or wrong.
func readSettings(get func(string) string) (settings, error) {
	read := settings{appID: get("APP_ID"), apiToken: get("DAPR_API_TOKEN")}
	if read.appID == "" {
		return settings{}, fmt.Errorf("APP_ID is missing")
	}
	for name, port := range map[string]*int{
		"APP_PORT":       &read.appPort,
		"DAPR_GRPC_PORT": &read.sidecarGRPCPort,
		"DAPR_HTTP_PORT": &read.sidecarHTTPPort,
	} {
		var err error
		if *port, err = strconv.Atoi(get(name)); err != nil {
			return settings{}, fmt.Errorf("%s must be a port: %w", name, err)
		}
	}
	// Two, separated by a comma, while the token is being exchanged.
	for token := range strings.SplitSeq(get("APP_API_TOKEN"), ",") {
		if token != "" {
			read.appTokens = append(read.appTokens, token)
		}
	}
	return read, nil
}
