package main

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"strings"
	"testing"

	consent "example.com/welcome/gen/neighbourhood/consent/v1"
)

type told struct {
	topic string
	event cloudEvent
}

// welcomed handles a grant with the services, and gives what was published.
func welcomed(t *testing.T, services *fakeServices, data any) ([]told, error) {
	t.Helper()
	var published []told
	w := &welcome{appID: "welcome-go", services: services, publish: func(_ context.Context, topic string, e cloudEvent) error {
		published = append(published, told{topic, e})
		return nil
	}}
	err := w.onGranted(t.Context(), eventOf(delivery(t, "consent.granted", data)))
	return published, err
}

func TestAConsentStartsARunUnderAKeyOfItsEventAndThisApp(t *testing.T) {
	services := wellServices()
	if _, err := welcomed(t, services, granted); err != nil {
		t.Fatal(err)
	}
	if len(services.runs) != 1 {
		t.Fatalf("ran %v", services.runs)
	}
	run := services.runs[0]
	if run.GetIdempotencyKey() != "evt_1.welcome-go" || run.GetWorkflowId() != "wfl_examples_welcome-go" || run.GetEndUserId() != "ada" {
		t.Errorf("ran %v", run)
	}
	if want := map[string]any{"endUserId": "ada", "provider": "sandbox"}; !reflect.DeepEqual(run.GetInput().AsInterface(), want) {
		t.Errorf("with %v", run.GetInput())
	}
}

func TestTheEndOfTheRunIsToldInTheTraceOfTheConsent(t *testing.T) {
	published, err := welcomed(t, wellServices(), granted)
	if err != nil || len(published) != 1 {
		t.Fatalf("published %v: %v", published, err)
	}
	topic, e := published[0].topic, published[0].event
	if topic != "welcome-go.events" || e.ID != "evt_1.welcome-go" || e.Traceparent != traceparent {
		t.Errorf("published to %s: %+v", topic, e)
	}
	output := map[string]any{"greeting": "Welcome, ada"}
	if want := (ended{"wsp_1", "cns_1", "ada", "exe_1", "completed", output}); !reflect.DeepEqual(e.Data, want) {
		t.Errorf("told %+v", e.Data)
	}
}

func TestAConsentThatIsGoneOrWithdrawnStartsNothing(t *testing.T) {
	revoked := &consent.Consent{Status: consent.ConsentStatus_CONSENT_STATUS_REVOKED}
	for _, found := range []*consent.Consent{nil, revoked} {
		services := wellServices()
		services.found = found
		published, err := welcomed(t, services, granted)
		if err != nil || len(published) != 0 || len(services.runs) != 0 {
			t.Errorf("%v: published %v, ran %v: %v", found, published, services.runs, err)
		}
	}
}

func TestARunThatTakesLongerIsWaitedForAtTheNextDelivery(t *testing.T) {
	services := wellServices()
	services.ended = false
	published, err := welcomed(t, services, granted)
	if len(published) != 0 || err == nil || !strings.Contains(err.Error(), "exe_1") {
		t.Errorf("published %v: %v", published, err)
	}
}

func TestFieldsThatAreNewerThanTheAppDoNotTroubleIt(t *testing.T) {
	newer := maps.Clone(granted)
	newer["inventedLater"] = map[string]any{"a": 1}
	if published, err := welcomed(t, wellServices(), newer); err != nil || len(published) != 1 {
		t.Errorf("published %v: %v", published, err)
	}
}

func TestDataThatIsNotWhatTheSchemaSaysIsMalformed(t *testing.T) {
	for _, data := range []any{[]byte("{"), []byte("\xff"), []any{}, map[string]any{"consentId": 7}} {
		if _, err := welcomed(t, wellServices(), data); !errors.Is(err, errMalformed) {
			t.Errorf("%v: %v", data, err)
		}
	}
}
