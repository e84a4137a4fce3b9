package main

import (
	"encoding/json"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	consent "example.com/welcome/gen/neighbourhood/consent/v1"
	workflow "example.com/welcome/gen/neighbourhood/workflow/v1"
)

type object = map[string]any

// serviceConfig lets gRPC itself send again what the protos call repeatable (`idempotency_level`), and nothing else.
func serviceConfig() string {
	var names []object
	for _, file := range []protoreflect.FileDescriptor{
		consent.File_neighbourhood_consent_v1_consent_service_proto,
		workflow.File_neighbourhood_workflow_v1_workflow_service_proto,
	} {
		for i := range file.Services().Len() {
			names = append(names, repeatable(file.Services().Get(i))...)
		}
	}
	config, _ := json.Marshal(object{"methodConfig": []object{{ // Strings and numbers always become JSON.
		"name": names,
		"retryPolicy": object{
			"maxAttempts":          3,
			"initialBackoff":       "0.1s",
			"maxBackoff":           "1s",
			"backoffMultiplier":    2,
			"retryableStatusCodes": []string{"UNAVAILABLE"},
		},
	}}})
	return string(config)
}

func repeatable(service protoreflect.ServiceDescriptor) []object {
	var names []object
	for i := range service.Methods().Len() {
		method := service.Methods().Get(i)
		options, _ := method.Options().(*descriptorpb.MethodOptions)
		if options.GetIdempotencyLevel() != descriptorpb.MethodOptions_IDEMPOTENCY_UNKNOWN {
			names = append(names, object{"service": string(service.FullName()), "method": string(method.Name())})
		}
	}
	return names
}
