package main

import (
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
)

// errMalformed is an event that no repetition makes readable.
var errMalformed = errors.New("malformed event")

// event is the envelope, a CloudEvent; its data is read by the handler of its type.
type event struct {
	// Consumers drop ids that they have seen.
	id string
	// As `consent.granted`.
	kind        string
	workspaceID string
	// The trace of the change that it tells of.
	traceparent string
	data        []byte
}

// eventOf takes what of the request matters here.
func eventOf(request *dapr.TopicEventRequest) event {
	extension := func(name string) string {
		return request.GetExtensions().GetFields()[name].GetStringValue()
	}
	return event{
		id:          request.GetId(),
		kind:        request.GetType(),
		workspaceID: extension("workspaceid"),
		traceparent: extension("traceparent"),
		data:        request.GetData(),
	}
}

// read reads the event's data, camelCase JSON, by the schemas of proto/neighbourhood/events; fields that are newer
// than this app are left out.
func (e event) read(into proto.Message) error {
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(e.data, into); err != nil {
		return fmt.Errorf("%w: the data of %s is no %s: %w", errMalformed, e.kind, into.ProtoReflect().Descriptor().Name(), err)
	}
	return nil
}

// cloudEvent is an event that this app publishes.
type cloudEvent struct {
	SpecVersion     string    `json:"specversion"`
	ID              string    `json:"id"`
	Type            string    `json:"type"`
	Source          string    `json:"source"`
	Subject         string    `json:"subject"`
	Time            time.Time `json:"time"`
	DataContentType string    `json:"datacontenttype"`
	WorkspaceID     string    `json:"workspaceid"`
	Data            any       `json:"data"`
	// Travels beside the event: see sidecar.publish.
	Traceparent string `json:"-"`
}
