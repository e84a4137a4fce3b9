package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	common "example.com/welcome/gen/dapr/proto/common/v1"
	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
)

// The names of the components; which product is behind one is nobody's business here.
const (
	pubsubName = "pubsub"
	stateName  = "statestore"
	secretName = "secretstore"
)

const sidecarTimeout = 5 * time.Second

// sidecar talks to the daprd next door: secrets, state, publishing, and the way to other apps.
type sidecar struct {
	conn     *grpc.ClientConn
	dapr     dapr.DaprClient
	health   string
	apiToken string
}

// newSidecar connects at the first call.
func newSidecar(s settings) (*sidecar, error) {
	address := fmt.Sprintf("127.0.0.1:%d", s.sidecarGRPCPort)
	conn, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultServiceConfig(serviceConfig()),
	)
	if err != nil {
		return nil, err
	}
	return &sidecar{
		conn:     conn,
		dapr:     dapr.NewDaprClient(conn),
		health:   fmt.Sprintf("http://127.0.0.1:%d/v1.0/healthz/outbound", s.sidecarHTTPPort),
		apiToken: s.apiToken,
	}, nil
}

// waitUntilReady waits until components and name resolution work.
func (s *sidecar) waitUntilReady(ctx context.Context) error {
	client := http.Client{Timeout: 2 * time.Second}
	for {
		if answer, err := client.Get(s.health); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode < 300 {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the sidecar was not ready in time, see its log: %w", ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// withToken shows the sidecar its token.
func (s *sidecar) withToken(ctx context.Context) context.Context {
	if s.apiToken == "" {
		return ctx
	}
	return metadata.AppendToOutgoingContext(ctx, "dapr-api-token", s.apiToken)
}

// to makes the sidecar pass a call on to another app, once: without `dapr-stream` it may repeat it.
func (s *sidecar) to(ctx context.Context, app string) context.Context {
	return metadata.AppendToOutgoingContext(s.withToken(ctx), "dapr-app-id", app, "dapr-stream", "true")
}

// secret reads a secret that the app's Configuration allows; stores name its one value differently.
func (s *sidecar) secret(ctx context.Context, name string) (string, error) {
	ctx, cancel := context.WithTimeout(s.withToken(ctx), sidecarTimeout)
	defer cancel()
	answer, err := s.dapr.GetSecret(ctx, &dapr.GetSecretRequest{StoreName: secretName, Key: name})
	if err != nil {
		return "", fmt.Errorf("the secret %s cannot be read: %w", name, err)
	}
	for _, value := range answer.GetData() {
		return value, nil
	}
	return "", fmt.Errorf("the secret %s is empty", name)
}

// exists tells whether the app's state has the key.
func (s *sidecar) exists(ctx context.Context, key string) (bool, error) {
	ctx, cancel := context.WithTimeout(s.withToken(ctx), sidecarTimeout)
	defer cancel()
	answer, err := s.dapr.GetState(ctx, &dapr.GetStateRequest{StoreName: stateName, Key: key})
	return len(answer.GetData()) > 0, err
}

// remember puts a key into the app's state for some time.
func (s *sidecar) remember(ctx context.Context, key string, life time.Duration) error {
	ctx, cancel := context.WithTimeout(s.withToken(ctx), sidecarTimeout)
	defer cancel()
	seconds := strconv.Itoa(int(life.Seconds()))
	item := &common.StateItem{Key: key, Value: []byte("true"), Metadata: map[string]string{"ttlInSeconds": seconds}}
	_, err := s.dapr.SaveState(ctx, &dapr.SaveStateRequest{StoreName: stateName, States: []*common.StateItem{item}})
	return err
}

// publish publishes a whole CloudEvent; it is with the broker when this returns.
func (s *sidecar) publish(ctx context.Context, topic string, event cloudEvent) error {
	ctx, cancel := context.WithTimeout(s.withToken(ctx), sidecarTimeout)
	defer cancel()
	// The sidecar puts the trace of the call into the event.
	ctx = metadata.AppendToOutgoingContext(ctx, "traceparent", childOf(event.Traceparent))
	data, err := json.Marshal(event)
	if err != nil {
		return err
	}
	_, err = s.dapr.PublishEvent(ctx, &dapr.PublishEventRequest{
		PubsubName:      pubsubName,
		Topic:           topic,
		Data:            data,
		DataContentType: "application/cloudevents+json",
	})
	return err
}
