package main

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/structpb"

	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
	consent "example.com/welcome/gen/neighbourhood/consent/v1"
	workflow "example.com/welcome/gen/neighbourhood/workflow/v1"
)

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

var granted = map[string]any{"workspaceId": "wsp_1", "consentId": "cns_1", "endUserId": "ada", "provider": "sandbox"}

// delivery is what the sidecar would deliver; data is made JSON unless it is bytes.
func delivery(t *testing.T, kind string, data any) *dapr.TopicEventRequest {
	t.Helper()
	raw, isRaw := data.([]byte)
	if !isRaw {
		var err error
		if raw, err = json.Marshal(data); err != nil {
			t.Fatal(err)
		}
	}
	extensions, err := structpb.NewStruct(map[string]any{"workspaceid": "wsp_1", "traceparent": traceparent})
	if err != nil {
		t.Fatal(err)
	}
	return &dapr.TopicEventRequest{Id: "evt_1", Type: kind, Data: raw, Extensions: extensions}
}

// fakeInbox is a set of keys.
type fakeInbox map[string]bool

func (f fakeInbox) exists(_ context.Context, key string) (bool, error) { return f[key], nil }

func (f fakeInbox) remember(_ context.Context, key string, _ time.Duration) error {
	f[key] = true
	return nil
}

// fakeServices answers as the platform would.
type fakeServices struct {
	found  *consent.Consent
	ended  bool
	failed error
	runs   []*workflow.ExecuteWorkflowRequest
}

// wellServices have an active consent, and a run that ends at once.
func wellServices() *fakeServices {
	active := consent.ConsentStatus_CONSENT_STATUS_ACTIVE
	return &fakeServices{
		found: &consent.Consent{Id: "cns_1", EndUserId: "ada", Provider: "sandbox", Status: active},
		ended: true,
	}
}

func (f *fakeServices) consent(context.Context, event, string) (*consent.Consent, error) {
	return f.found, f.failed
}

func (f *fakeServices) workflow(_ context.Context, _ event, namespace, name, _ string) (string, error) {
	return "wfl_" + namespace + "_" + name, nil
}

func (f *fakeServices) execute(_ context.Context, _ event, request *workflow.ExecuteWorkflowRequest) (*workflow.ExecuteWorkflowResponse, error) {
	f.runs = append(f.runs, request)
	output, err := structpb.NewValue(map[string]any{"greeting": "Welcome, ada"})
	return &workflow.ExecuteWorkflowResponse{
		Execution: &workflow.ExecutionStatus{
			Id:     "exe_1",
			Status: workflow.ExecutionState_EXECUTION_STATE_COMPLETED,
			Output: output,
		},
		Ended: f.ended,
	}, err
}
