package main

import (
	"context"
	"crypto/subtle"
	"slices"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health"
	healthgrpc "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
)

const (
	callbacks = "/dapr.proto.runtime.v1.AppCallback"
	probes    = "/grpc.health.v1.Health/"
)

// What is sent to an app through sidecars has at least one of these; what a sidecar says by itself has none.
var passedOn = []string{"dapr-app-id", "dapr-callee-app-id", "dapr-caller-app-id"}

// newServer makes the app's gRPC server; it belongs on loopback, where only the app's own sidecar calls.
func newServer(tokens []string, consumer *consumer) *grpc.Server {
	refuse := onlySidecar(tokens)
	server := grpc.NewServer(
		grpc.UnaryInterceptor(func(ctx context.Context, request any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
			if err := refuse(ctx, info.FullMethod); err != nil {
				return nil, err
			}
			return handle(ctx, request)
		}),
		// Also methods that nobody serves are told apart only by those who may call.
		grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
			method, _ := grpc.Method(stream.Context())
			if err := refuse(stream.Context(), method); err != nil {
				return err
			}
			return status.Errorf(codes.Unimplemented, "unknown method %s", method)
		}),
	)
	dapr.RegisterAppCallbackServer(server, consumer)
	dapr.RegisterAppCallbackHealthCheckServer(server, consumer)
	// Whoever answers lives, and is ready, as all that it needs is behind the sidecar.
	answers := health.NewServer()
	answers.SetServingStatus("readiness", healthgrpc.HealthCheckResponse_SERVING)
	healthgrpc.RegisterHealthServer(server, answers)
	return server
}

// onlySidecar refuses calls without one of the tokens that only the sidecar knows; without any, whoever reaches the
// port is heard.
//
// Health checks pass: whoever probes has no token. Dapr sends no token with its own callbacks over gRPC. They are heard because the server listens on loopback only,
// and refused when a sidecar passed them on for another app: it then says for whom.
func onlySidecar(tokens []string) func(ctx context.Context, method string) error {
	return func(ctx context.Context, method string) error {
		headers, _ := metadata.FromIncomingContext(ctx)
		given := headers.Get("dapr-api-token")
		good := len(tokens) == 0 || len(given) > 0
		for _, token := range given {
			good = good && (len(tokens) == 0 || known(tokens, token))
		}
		switch {
		case strings.HasPrefix(method, probes):
			good = true
		case strings.HasPrefix(method, callbacks):
			good = !slices.ContainsFunc(passedOn, func(name string) bool { return len(headers.Get(name)) > 0 })
		}
		if !good {
			return status.Error(codes.Unauthenticated, "This app takes calls through its own sidecar only.")
		}
		return nil
	}
}

func known(tokens []string, given string) bool {
	for _, token := range tokens {
		if subtle.ConstantTimeCompare([]byte(given), []byte(token)) == 1 {
			return true
		}
	}
	return false
}
