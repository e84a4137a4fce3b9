//go:build tools

// Package tools names the commands that this module builds, so that their dependencies stay pinned.
package tools

import (
	_ "github.com/rhysd/actionlint/cmd/actionlint"
	_ "sigs.k8s.io/kustomize/kustomize/v5"
)
