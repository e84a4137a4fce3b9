package main

import (
	"errors"
	"fmt"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const errorDomain = "neighbourhood"

// serviceError is what a service answered, or what happened on the way to it.
type serviceError struct {
	// Stable, as `CONSENT.NOT_FOUND`; docs/errors.md has them all. Match on it, never on the message.
	code    string
	message string
	status  codes.Code
	// What is wrong with which field of the request.
	fields []fieldError
	// How long to wait before another try; 0 when not told.
	retryAfter time.Duration
}

type fieldError struct{ path, message string }

// Error says what a log should.
func (e *serviceError) Error() string {
	text := e.code + ": " + e.message
	for _, field := range e.fields {
		text += "; " + field.path + ": " + field.message
	}
	return text
}

// forGood tells whether the same call would be refused again.
func (e *serviceError) forGood() bool {
	switch e.status {
	case codes.InvalidArgument, codes.NotFound, codes.AlreadyExists, codes.PermissionDenied,
		codes.FailedPrecondition, codes.OutOfRange, codes.Unimplemented:
		return true
	default:
		return false
	}
}

// hasCode tells whether err is a service's error of that code.
func hasCode(err error, code string) bool {
	var failed *serviceError
	return errors.As(err, &failed) && failed.code == code
}

// fromStatus reads the details of a failed call to the app (google.rpc.Status with ErrorInfo, BadRequest and
// RetryInfo); without ours, a sidecar or the connection answered.
func fromStatus(err error, app string) error {
	answered, _ := status.FromError(err)
	failed := &serviceError{message: answered.Message(), status: answered.Code()}
	ours := false
	for _, detail := range answered.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			failed.code, ours = detail.GetReason(), detail.GetDomain() == errorDomain
		case *errdetails.BadRequest:
			for _, wrong := range detail.GetFieldViolations() {
				failed.fields = append(failed.fields, fieldError{wrong.GetField(), wrong.GetDescription()})
			}
		case *errdetails.RetryInfo:
			failed.retryAfter = detail.GetRetryDelay().AsDuration()
		}
	}
	if ours {
		return failed
	}
	switch answered.Code() {
	// A sidecar answers UNKNOWN for an app that it cannot find.
	case codes.Unavailable, codes.Unknown:
		return &serviceError{code: "SERVICE.UNAVAILABLE", message: app + " cannot be reached", status: failed.status}
	case codes.DeadlineExceeded, codes.Canceled:
		return &serviceError{code: "SERVICE.TIMEOUT", message: app + " did not answer in time", status: failed.status}
	default:
		message := fmt.Sprintf("%s answered %s", app, answered.Code())
		return &serviceError{code: "INTERNAL", message: message, status: failed.status}
	}
}
