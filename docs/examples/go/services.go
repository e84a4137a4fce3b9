package main

import (
	"context"
	"time"

	"google.golang.org/grpc/metadata"

	consent "example.com/welcome/gen/neighbourhood/consent/v1"
	workflow "example.com/welcome/gen/neighbourhood/workflow/v1"
)

const callTimeout = 10 * time.Second

var permissions = []string{"consent:read", "workflow:read", "workflow:write", "workflow:execute"}

// platformServices calls the platform's services through the sidecar, each call with a deadline, the internal
// identity and the trace of the event at hand.
type platformServices struct {
	sidecar   *sidecar
	signer    *identitySigner
	consents  consent.ConsentServiceClient
	workflows workflow.WorkflowServiceClient
}

// newServices shares the sidecar's connection: it tells by `dapr-app-id` who is called.
func newServices(sidecar *sidecar, signer *identitySigner) *platformServices {
	return &platformServices{
		sidecar:   sidecar,
		signer:    signer,
		consents:  consent.NewConsentServiceClient(sidecar.conn),
		workflows: workflow.NewWorkflowServiceClient(sidecar.conn),
	}
}

// outgoing makes the context of one call, to be cancelled after it.
func (s *platformServices) outgoing(ctx context.Context, app string, e event, timeout time.Duration) (context.Context, context.CancelFunc, error) {
	token, err := s.signer.sign(ctx, e.workspaceID, permissions)
	if err != nil {
		return nil, nil, err
	}
	ctx = metadata.AppendToOutgoingContext(s.sidecar.to(ctx, app),
		"authorization", "Bearer "+token,
		"traceparent", childOf(e.traceparent),
		"x-request-id", e.id,
	)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	return ctx, cancel, nil
}

// consent looks a consent up; nil where there is none any more.
func (s *platformServices) consent(ctx context.Context, e event, consentID string) (*consent.Consent, error) {
	ctx, cancel, err := s.outgoing(ctx, "consent", e, callTimeout)
	if err != nil {
		return nil, err
	}
	defer cancel()
	answer, err := s.consents.GetConsent(ctx, &consent.GetConsentRequest{ConsentId: consentID})
	if err != nil {
		if err = fromStatus(err, "consent"); hasCode(err, "CONSENT.NOT_FOUND") {
			return nil, nil
		}
		return nil, err
	}
	return answer.GetConsent(), nil
}

// workflow gives the id of the workspace's definition of that name, made from the document if need be.
func (s *platformServices) workflow(ctx context.Context, e event, namespace, name, document string) (string, error) {
	found, err := s.findWorkflow(ctx, e, namespace, name)
	if err != nil || found != "" {
		return found, err
	}
	created, err := s.createWorkflow(ctx, e, document)
	if hasCode(err, "WORKFLOW.EXISTS") {
		// Another replica was first.
		return s.findWorkflow(ctx, e, namespace, name)
	}
	return created, err
}

func (s *platformServices) findWorkflow(ctx context.Context, e event, namespace, name string) (string, error) {
	ctx, cancel, err := s.outgoing(ctx, "workflow", e, callTimeout)
	if err != nil {
		return "", err
	}
	defer cancel()
	listed, err := s.workflows.ListWorkflows(ctx, &workflow.ListWorkflowsRequest{Namespace: namespace, PageSize: 100})
	if err != nil {
		return "", fromStatus(err, "workflow")
	}
	for _, one := range listed.GetWorkflows() {
		if one.GetName() == name {
			return one.GetId(), nil
		}
	}
	return "", nil
}

func (s *platformServices) createWorkflow(ctx context.Context, e event, document string) (string, error) {
	ctx, cancel, err := s.outgoing(ctx, "workflow", e, callTimeout)
	if err != nil {
		return "", err
	}
	defer cancel()
	created, err := s.workflows.CreateWorkflow(ctx, &workflow.CreateWorkflowRequest{
		Document: document,
		Format:   workflow.DocumentFormat_DOCUMENT_FORMAT_YAML,
	})
	if err != nil {
		return "", fromStatus(err, "workflow")
	}
	return created.GetWorkflow().GetId(), nil
}

// execute starts a run, or finds the one that was started under the key, and waits for its end.
func (s *platformServices) execute(ctx context.Context, e event, request *workflow.ExecuteWorkflowRequest) (*workflow.ExecuteWorkflowResponse, error) {
	wait := time.Duration(request.GetWaitSeconds()) * time.Second
	ctx, cancel, err := s.outgoing(ctx, "workflow", e, wait+callTimeout)
	if err != nil {
		return nil, err
	}
	defer cancel()
	answer, err := s.workflows.ExecuteWorkflow(ctx, request)
	if err != nil {
		return nil, fromStatus(err, "workflow")
	}
	return answer, nil
}
