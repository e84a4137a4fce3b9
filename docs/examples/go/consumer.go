package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"google.golang.org/protobuf/types/known/emptypb"

	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
)

// Longer than any broker delivers an event again.
const rememberFor = 7 * 24 * time.Hour

// handler handles the events of one type. It does a thing once however often it is called with one event.
type handler func(ctx context.Context, e event) error

// inbox remembers the events that were handled.
type inbox interface {
	exists(ctx context.Context, key string) (bool, error)
	remember(ctx context.Context, key string, life time.Duration) error
}

// consumer is what the sidecar calls: events, and whether the app is well.
//
// Events come at least once. What was handled is remembered after it was done, so nothing is lost when the app dies
// in between.
type consumer struct {
	dapr.UnimplementedAppCallbackServer
	dapr.UnimplementedAppCallbackHealthCheckServer
	handlers map[string]handler
	inbox    inbox
	log      *slog.Logger
}

// OnTopicEvent answers SUCCESS, RETRY for what may go better later, or DROP, which makes it a dead letter.
func (c *consumer) OnTopicEvent(ctx context.Context, request *dapr.TopicEventRequest) (*dapr.TopicEventResponse, error) {
	e := eventOf(request)
	log := c.log.With("event", e.id, "type", e.kind, "workspace", e.workspaceID)
	answer := dapr.TopicEventResponse_SUCCESS
	if err := c.handle(ctx, e, log); err != nil {
		var failed *serviceError
		if errors.Is(err, errMalformed) || errors.As(err, &failed) && failed.forGood() {
			answer = dapr.TopicEventResponse_DROP
			log.Warn("dropped", "error", err.Error())
		} else {
			// Nothing else that goes wrong here makes the event wrong.
			answer = dapr.TopicEventResponse_RETRY
			log.Warn("will be tried again", "error", err.Error())
		}
	}
	return &dapr.TopicEventResponse{Status: answer}, nil
}

func (c *consumer) handle(ctx context.Context, e event, log *slog.Logger) error {
	handle, known := c.handlers[e.kind]
	if !known {
		log.Debug("not for this app")
		return nil
	}
	key := "event-" + e.id
	seen, err := c.inbox.exists(ctx, key)
	if err != nil {
		return err
	}
	if seen {
		log.Info("seen before")
		return nil
	}
	if err := handle(ctx, e); err != nil {
		return err
	}
	if err := c.inbox.remember(ctx, key, rememberFor); err != nil {
		return err
	}
	log.Info("handled")
	return nil
}

// ListTopicSubscriptions tells of none: they are declared in components/subscriptions.yaml.
func (c *consumer) ListTopicSubscriptions(context.Context, *emptypb.Empty) (*dapr.ListTopicSubscriptionsResponse, error) {
	return &dapr.ListTopicSubscriptionsResponse{}, nil
}

// ListInputBindings tells of none.
func (c *consumer) ListInputBindings(context.Context, *emptypb.Empty) (*dapr.ListInputBindingsResponse, error) {
	return &dapr.ListInputBindingsResponse{}, nil
}

// HealthCheck says that the app is well: everything that it needs is behind the sidecar. While nobody answers, the
// sidecar holds events back.
func (c *consumer) HealthCheck(context.Context, *emptypb.Empty) (*dapr.HealthCheckResponse, error) {
	return &dapr.HealthCheckResponse{}, nil
}
