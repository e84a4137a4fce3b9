package main

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	healthgrpc "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	dapr "example.com/welcome/gen/dapr/proto/runtime/v1"
	consent "example.com/welcome/gen/neighbourhood/consent/v1"
)

// consents fails with the details it was given, or as a sidecar would.
type consents struct {
	consent.UnimplementedConsentServiceServer
	details []protoadapt.MessageV1
}

func (c *consents) GetConsent(context.Context, *consent.GetConsentRequest) (*consent.GetConsentResponse, error) {
	if c.details == nil {
		return nil, status.Error(codes.Unknown, "failed to resolve address for 'consent'")
	}
	failed, err := status.New(codes.InvalidArgument, "About cns_1.").WithDetails(c.details...)
	if err != nil {
		return nil, err
	}
	return nil, failed.Err()
}

// connect serves on loopback and gives a connection.
func connect(t *testing.T, server *grpc.Server) *grpc.ClientConn {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// failure calls a service that fails so, and reads the error.
func failure(t *testing.T, details ...protoadapt.MessageV1) *serviceError {
	t.Helper()
	server := grpc.NewServer()
	consent.RegisterConsentServiceServer(server, &consents{details: details})
	client := consent.NewConsentServiceClient(connect(t, server))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err := client.GetConsent(ctx, &consent.GetConsentRequest{ConsentId: "cns_1"})
	failed, isOurs := fromStatus(err, "consent").(*serviceError)
	if !isOurs {
		t.Fatalf("no serviceError of %v", err)
	}
	return failed
}

func TestTheDetailsOfAStatusBecomeAnError(t *testing.T) {
	wrong := &errdetails.BadRequest_FieldViolation{Field: "consentId", Description: "must be an id"}
	failed := failure(t,
		&errdetails.ErrorInfo{Reason: "REQUEST.INVALID", Domain: "neighbourhood"},
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{wrong}},
		&errdetails.RetryInfo{RetryDelay: durationpb.New(3 * time.Second)},
	)
	if failed.Error() != "REQUEST.INVALID: About cns_1.; consentId: must be an id" {
		t.Errorf("says %s", failed)
	}
	if failed.status != codes.InvalidArgument || !failed.forGood() || failed.retryAfter != 3*time.Second {
		t.Errorf("is %+v", failed)
	}
	if !hasCode(failed, "REQUEST.INVALID") || hasCode(failed, "CONSENT.NOT_FOUND") {
		t.Error("matches on something else than its code")
	}
}

func TestWhatASidecarSaysIsUnavailableAndItsWordsAreKeptOut(t *testing.T) {
	failed := failure(t)
	if failed.Error() != "SERVICE.UNAVAILABLE: consent cannot be reached" || failed.forGood() {
		t.Errorf("is %+v", failed)
	}
}

func TestDetailsOfSomebodyElseAreNotTakenForOurs(t *testing.T) {
	if failed := failure(t, &errdetails.ErrorInfo{Reason: "QUOTA", Domain: "googleapis.com"}); failed.code != "INTERNAL" {
		t.Errorf("is %+v", failed)
	}
}

func TestAnIdentitySaysForWhomByWhomAndUntilWhen(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	jwk, err := json.Marshal(map[string]string{
		"kty": "OKP", "crv": "Ed25519", "kid": "k1", "x": encode(public), "d": encode(private.Seed()),
	})
	if err != nil {
		t.Fatal(err)
	}
	secret := `{"keys": [` + string(jwk) + `, {"kid": "older"}]}`
	signer := &identitySigner{appID: "welcome-go", readKey: func(context.Context) (string, error) { return secret, nil }}
	token, err := signer.sign(t.Context(), "wsp_1", []string{"consent:read"})
	if err != nil {
		t.Fatal(err)
	}
	var claims jwt.MapClaims
	verified, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return public, nil },
		jwt.WithAudience(audience), jwt.WithIssuer("welcome-go"), jwt.WithExpirationRequired())
	if err != nil || verified.Header["kid"] != "k1" {
		t.Fatalf("header %v: %v", verified.Header, err)
	}
	if claims["wsp"] != "wsp_1" || claims["exp"].(float64)-claims["iat"].(float64) != 60 {
		t.Errorf("claims %v", claims)
	}
	secret = strings.Replace(string(jwk), `"k1"`, `"k2"`, 1)
	if key, err := signer.currentKey(t.Context()); err != nil || key.id != "k1" {
		t.Errorf("signs with %s: %v", key.id, err)
	}
	signer.readAt = time.Now().Add(-rereadKey)
	if key, err := signer.currentKey(t.Context()); err != nil || key.id != "k2" {
		t.Errorf("after a minute signs with %s: %v", key.id, err)
	}
	for _, bad := range []string{"{", "{}", strings.Replace(string(jwk), `"OKP"`, `"EC"`, 1)} {
		if _, err := parseKey(bad); err == nil {
			t.Errorf("took %s for a key", bad)
		}
	}
}

func TestAChildStaysInTheTraceOfItsParent(t *testing.T) {
	parent, child := strings.Split(traceparent, "-"), strings.Split(childOf(traceparent), "-")
	if child[1] != parent[1] || child[2] == parent[2] || child[3] != parent[3] {
		t.Errorf("the child is %v", child)
	}
	if fresh := childOf("nonsense"); !traceparentFormat.MatchString(fresh) {
		t.Errorf("without a parent it is %s", fresh)
	}
}

func TestWhoeverIsNotTheSidecarIsRefused(t *testing.T) {
	consumer := &consumer{inbox: fakeInbox{}, log: slog.New(slog.DiscardHandler)}
	conn := connect(t, newServer([]string{"old", "new"}, consumer))
	call := func(metadataPairs ...string) codes.Code {
		ctx, cancel := context.WithTimeout(metadata.AppendToOutgoingContext(t.Context(), metadataPairs...), 10*time.Second)
		defer cancel()
		_, err := consent.NewConsentServiceClient(conn).GetConsent(ctx, &consent.GetConsentRequest{})
		return status.Code(err)
	}
	const token = "dapr-api-token"
	for _, bad := range [][]string{nil, {token, "guessed"}, {token, "new", token, "guessed"}} {
		if code := call(bad...); code != codes.Unauthenticated {
			t.Errorf("%v: %s", bad, code)
		}
	}
	for _, good := range []string{"old", "new"} {
		// This app serves no such method, but it was asked.
		if code := call(token, good); code != codes.Unimplemented {
			t.Errorf("%s: %s", good, code)
		}
	}
}

func TestWhoeverProbesNeedsNoToken(t *testing.T) {
	conn := connect(t, newServer([]string{"token"}, &consumer{}))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	answer, err := healthgrpc.NewHealthClient(conn).Check(ctx, &healthgrpc.HealthCheckRequest{Service: "readiness"})
	if err != nil || answer.GetStatus() != healthgrpc.HealthCheckResponse_SERVING {
		t.Errorf("answered %v: %v", answer, err)
	}
}

func TestAnEventComesFromTheSidecarAndNotThroughIt(t *testing.T) {
	consumer := &consumer{inbox: fakeInbox{}, log: slog.New(slog.DiscardHandler)}
	client := dapr.NewAppCallbackClient(connect(t, newServer([]string{"token"}, consumer)))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	request := delivery(t, "consent.invented", granted)
	if _, err := client.OnTopicEvent(ctx, request); err != nil {
		t.Error(err)
	}
	ctx = metadata.AppendToOutgoingContext(ctx, "dapr-caller-app-id", "another")
	if _, err := client.OnTopicEvent(ctx, request); status.Code(err) != codes.Unauthenticated {
		t.Error(err)
	}
}

func TestOnlyWhatTheProtosCallRepeatableIsSentAgain(t *testing.T) {
	config := serviceConfig()
	if !strings.Contains(config, `"GetConsent"`) || strings.Contains(config, `"RevokeConsent"`) {
		t.Error(config)
	}
}
