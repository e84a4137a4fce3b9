//go:build tools

// Package tools names the command that this module builds, so that its dependencies stay pinned.
package tools

import (
	_ "github.com/tilt-dev/tilt/cmd/tilt"
)
