// Command welcome is an app of one's own beside NeighbourHood's: it welcomes end users who gave their consent.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	events "example.com/welcome/gen/neighbourhood/events/v1"
)

const (
	startLimit = time.Minute
	drainLimit = 20 * time.Second
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	if err := run(log); err != nil {
		log.Error("ended", "error", err.Error())
		os.Exit(1)
	}
}

// run wires everything and serves until SIGTERM.
func run(log *slog.Logger) error {
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	s, err := readSettings(os.Getenv)
	if err != nil {
		return err
	}
	if len(s.appTokens) == 0 {
		log.Warn("without APP_API_TOKEN, whoever reaches the port is heard")
	}
	consumer, err := wire(stopped, s, log)
	if err != nil {
		return err
	}

	// Once the port is open, the sidecar begins to deliver.
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", s.appPort))
	if err != nil {
		return err
	}
	server := newServer(s.appTokens, consumer)
	go func() {
		<-stopped.Done()
		force := time.AfterFunc(drainLimit, server.Stop)
		defer force.Stop()
		server.GracefulStop()
	}()
	log.Info("listening", "address", listener.Addr().String())
	return server.Serve(listener)
}

// wire waits for the sidecar and makes the consumer of its events.
func wire(ctx context.Context, s settings, log *slog.Logger) (*consumer, error) {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	sidecar, err := newSidecar(s)
	if err != nil {
		return nil, err
	}
	if err := sidecar.waitUntilReady(ctx); err != nil {
		return nil, err
	}
	signer := &identitySigner{appID: s.appID, readKey: func(ctx context.Context) (string, error) {
		return sidecar.secret(ctx, s.appID+"-internal-key")
	}}
	if _, err := signer.currentKey(ctx); err != nil {
		return nil, err
	}
	welcome := &welcome{appID: s.appID, services: newServices(sidecar, signer), publish: sidecar.publish}
	return &consumer{
		handlers: map[string]handler{
			"consent.granted":            welcome.onGranted,
			"workflow.execution.faulted": logFault(log),
		},
		inbox: sidecar,
		log:   log,
	}, nil
}

// logFault handles `workflow.execution.faulted`, of whoever's run.
func logFault(log *slog.Logger) handler {
	return func(_ context.Context, e event) error {
		var faulted events.WorkflowExecutionFaulted
		if err := e.read(&faulted); err != nil {
			return err
		}
		log.Info("a run faulted", "execution", faulted.GetExecutionId(), "detail", faulted.GetError().GetDetail())
		return nil
	}
}
