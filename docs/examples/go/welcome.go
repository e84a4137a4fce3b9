package main

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/structpb"

	consent "example.com/welcome/gen/neighbourhood/consent/v1"
	events "example.com/welcome/gen/neighbourhood/events/v1"
	workflow "example.com/welcome/gen/neighbourhood/workflow/v1"
)

//go:embed workflow.yaml
var document string

const (
	namespace   = "examples"
	waitSeconds = 10
)

// services is what a welcome needs of the platform.
type services interface {
	consent(ctx context.Context, e event, consentID string) (*consent.Consent, error)
	workflow(ctx context.Context, e event, namespace, name, document string) (string, error)
	execute(ctx context.Context, e event, request *workflow.ExecuteWorkflowRequest) (*workflow.ExecuteWorkflowResponse, error)
}

// welcome runs a workflow for each end user who gave a consent, and tells how it ended.
type welcome struct {
	appID    string
	services services
	publish  func(ctx context.Context, topic string, event cloudEvent) error
}

// ended is the data of `welcome.ended`.
type ended struct {
	WorkspaceID string `json:"workspaceId"`
	ConsentID   string `json:"consentId"`
	EndUserID   string `json:"endUserId"`
	ExecutionID string `json:"executionId"`
	Status      string `json:"status"`
	Output      any    `json:"output"`
}

// onGranted handles `consent.granted`. Whatever is done twice, because the event came twice, has one effect.
func (w *welcome) onGranted(ctx context.Context, e event) error {
	var granted events.ConsentGranted
	if err := e.read(&granted); err != nil {
		return err
	}
	found, err := w.services.consent(ctx, e, granted.GetConsentId())
	if err != nil || found.GetStatus() != consent.ConsentStatus_CONSENT_STATUS_ACTIVE {
		return err
	}
	own := strings.ReplaceAll(document, "{name}", w.appID)
	workflowID, err := w.services.workflow(ctx, e, namespace, w.appID, own)
	if err != nil {
		return err
	}
	input, err := structpb.NewValue(map[string]any{"endUserId": found.GetEndUserId(), "provider": found.GetProvider()})
	if err != nil {
		return err
	}
	// Keys are the workspace's: another app that hears the event must not use the same.
	key := e.id + "." + w.appID
	run, err := w.services.execute(ctx, e, &workflow.ExecuteWorkflowRequest{
		WorkflowId:     workflowID,
		EndUserId:      found.GetEndUserId(),
		Input:          input,
		WaitSeconds:    waitSeconds,
		IdempotencyKey: key,
	})
	if err != nil {
		return err
	}
	if !run.GetEnded() {
		// A later delivery of the event finds the same run.
		return fmt.Errorf("%s has not ended yet", run.GetExecution().GetId())
	}
	return w.publish(ctx, w.appID+".events", w.told(e, key, &granted, run.GetExecution()))
}

// told makes the event that tells of the welcome: the same one, id included, if this is done again.
func (w *welcome) told(e event, eventID string, granted *events.ConsentGranted, run *workflow.ExecutionStatus) cloudEvent {
	return cloudEvent{
		SpecVersion:     "1.0",
		ID:              eventID,
		Type:            "welcome.ended",
		Source:          "/examples/" + w.appID,
		Subject:         run.GetId(),
		Time:            time.Now().UTC(),
		DataContentType: "application/json",
		WorkspaceID:     e.workspaceID,
		Data: ended{
			WorkspaceID: e.workspaceID,
			ConsentID:   granted.GetConsentId(),
			EndUserID:   granted.GetEndUserId(),
			ExecutionID: run.GetId(),
			Status:      strings.ToLower(strings.TrimPrefix(run.GetStatus().String(), "EXECUTION_STATE_")),
			Output:      run.GetOutput().AsInterface(),
		},
		Traceparent: e.traceparent,
	}
}
