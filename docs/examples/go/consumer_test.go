package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
)

// consume delivers the requests one after the other, and gives the answers as words.
func consume(t *testing.T, inbox fakeInbox, handle handler, requests ...*dapr.TopicEventRequest) string {
	t.Helper()
	handlers := map[string]handler{"consent.granted": handle}
	c := &consumer{handlers: handlers, inbox: inbox, log: slog.New(slog.DiscardHandler)}
	var answers []string
	for _, request := range requests {
		answer, err := c.OnTopicEvent(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, answer.GetStatus().String())
	}
	return strings.Join(answers, " ")
}

func TestAnEventReachesItsHandlerWithWorkspaceAndTrace(t *testing.T) {
	var got event
	handle := func(_ context.Context, e event) error { got = e; return nil }
	if answers := consume(t, fakeInbox{}, handle, delivery(t, "consent.granted", granted)); answers != "SUCCESS" {
		t.Errorf("answered %s", answers)
	}
	if got.id != "evt_1" || got.workspaceID != "wsp_1" || got.traceparent != traceparent {
		t.Errorf("got %+v", got)
	}
}

func TestAnEventThatComesAgainIsHandledOnce(t *testing.T) {
	handled := 0
	handle := func(context.Context, event) error { handled++; return nil }
	twice := delivery(t, "consent.granted", granted)
	if answers := consume(t, fakeInbox{}, handle, twice, twice); answers != "SUCCESS SUCCESS" || handled != 1 {
		t.Errorf("answered %s, handled %d times", answers, handled)
	}
}

func TestATypeThatNobodyHereKnowsIsTakenAndLeft(t *testing.T) {
	inbox := fakeInbox{}
	handle := func(context.Context, event) error { t.Error("handled"); return nil }
	answers := consume(t, inbox, handle, delivery(t, "consent.invented", granted))
	if answers != "SUCCESS" || len(inbox) != 0 {
		t.Errorf("answered %s, remembered %v", answers, inbox)
	}
}

func TestAnEventThatFailedIsAskedForAgainAndThenHandled(t *testing.T) {
	failures := []error{errors.New("sidecar gone"), nil}
	handle := func(context.Context, event) error {
		defer func() { failures = failures[1:] }()
		return failures[0]
	}
	twice := delivery(t, "consent.granted", granted)
	if answers := consume(t, fakeInbox{}, handle, twice, twice); answers != "RETRY SUCCESS" {
		t.Errorf("answered %s", answers)
	}
}

func TestWhatAServiceAnsweredDecidesWhetherTryingAgainIsOfUse(t *testing.T) {
	for status, want := range map[codes.Code]string{
		codes.Unavailable:        "RETRY",
		codes.DeadlineExceeded:   "RETRY",
		codes.ResourceExhausted:  "RETRY",
		codes.Aborted:            "RETRY",
		codes.Internal:           "RETRY",
		codes.InvalidArgument:    "DROP",
		codes.PermissionDenied:   "DROP",
		codes.FailedPrecondition: "DROP",
	} {
		failed := fmt.Errorf("wrapped: %w", &serviceError{status: status})
		handle := func(context.Context, event) error { return failed }
		if answers := consume(t, fakeInbox{}, handle, delivery(t, "consent.granted", granted)); answers != want {
			t.Errorf("%s: answered %s, not %s", status, answers, want)
		}
	}
}

func TestAnEventThatCannotBeReadIsDroppedAndNotRemembered(t *testing.T) {
	inbox := fakeInbox{}
	handle := (&welcome{}).onGranted
	answers := consume(t, inbox, handle, delivery(t, "consent.granted", []byte("{")))
	if answers != "DROP" || len(inbox) != 0 {
		t.Errorf("answered %s, remembered %v", answers, inbox)
	}
}
