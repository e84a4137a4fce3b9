package main

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	audience     = "neighbourhood-services"
	identityLife = time.Minute
	rereadKey    = time.Minute
)

// identitySigner signs for whom a call is made; services know which app may assert what.
type identitySigner struct {
	appID string
	// Reads the key, which is exchanged while the app runs.
	readKey func(ctx context.Context) (string, error)

	mutex  sync.Mutex
	key    signingKey
	readAt time.Time
}

type signingKey struct {
	id      string
	private ed25519.PrivateKey
}

// sign gives a token of a minute's life for calls inside one workspace.
func (s *identitySigner) sign(ctx context.Context, workspaceID string, permissions []string) (string, error) {
	key, err := s.currentKey(ctx)
	if err != nil {
		return "", err
	}
	now := time.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims{
		"iss":   s.appID,
		"aud":   audience,
		"sub":   s.appID,
		"kind":  "apiKey",
		"wsp":   workspaceID,
		"perms": permissions,
		"iat":   now.Unix(),
		"exp":   now.Add(identityLife).Unix(),
	})
	token.Header["kid"] = key.id
	return token.SignedString(key.private)
}

func (s *identitySigner) currentKey(ctx context.Context) (signingKey, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.key.private != nil && time.Since(s.readAt) < rereadKey {
		return s.key, nil
	}
	secret, err := s.readKey(ctx)
	if err != nil {
		return signingKey{}, err
	}
	key, err := parseKey(secret)
	if err != nil {
		return signingKey{}, err
	}
	s.key, s.readAt = key, time.Now()
	return key, nil
}

type jwk struct{ Kty, Crv, Kid, D string }

// parseKey takes an Ed25519 JWK with `kid`, or a set of which the first signs.
func parseKey(secret string) (signingKey, error) {
	var value struct {
		jwk
		Keys []jwk
	}
	if err := json.Unmarshal([]byte(secret), &value); err != nil {
		return signingKey{}, errors.New("the internal key is no JSON") // The parser's own words quote it.
	}
	first := value.jwk
	if len(value.Keys) > 0 {
		first = value.Keys[0]
	}
	seed, err := base64.RawURLEncoding.DecodeString(first.D)
	if err != nil || first.Kty != "OKP" || first.Crv != "Ed25519" || len(seed) != ed25519.SeedSize {
		return signingKey{}, errors.New("the internal key is no private Ed25519 JWK")
	}
	return signingKey{id: first.Kid, private: ed25519.NewKeyFromSeed(seed)}, nil
}
