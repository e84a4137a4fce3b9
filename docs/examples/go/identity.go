package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	audience     = "neighbourhood-services"
	identityLife = time.Minute
)

// identitySigner signs for whom a call is made; services know which app may assert what.
type identitySigner struct {
	appID string
	keyID string
	key   ed25519.PrivateKey
}

// newIdentitySigner takes the app's own key as the secret store has it: an Ed25519 JWK with `kid`.
func newIdentitySigner(appID, privateJWK string) (*identitySigner, error) {
	var jwk struct{ Kty, Crv, Kid, D string }
	if err := json.Unmarshal([]byte(privateJWK), &jwk); err != nil {
		return nil, fmt.Errorf("the internal key is no JSON: %w", err)
	}
	seed, err := base64.RawURLEncoding.DecodeString(jwk.D)
	if err != nil || jwk.Kty != "OKP" || jwk.Crv != "Ed25519" || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("the internal key is no private Ed25519 JWK")
	}
	return &identitySigner{appID: appID, keyID: jwk.Kid, key: ed25519.NewKeyFromSeed(seed)}, nil
}

// sign gives a token of a minute's life for calls inside one workspace.
func (s *identitySigner) sign(workspaceID string, permissions []string) (string, error) {
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
	token.Header["kid"] = s.keyID
	return token.SignedString(s.key)
}
