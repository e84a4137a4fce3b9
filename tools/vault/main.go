// Command vault is HashiCorp Vault.
//
// Some of its locks watch out for deadlocks by goroutine ids, which their library cannot tell under a newer Go than it
// knows: it takes all goroutines for one, finds deadlocks where there are none, and ends the process. That check is off.
package main

import (
	"os"

	"github.com/hashicorp/vault/command"
	"github.com/sasha-s/go-deadlock"
)

func main() {
	deadlock.Opts.Disable = true
	os.Exit(command.Run(os.Args[1:]))
}
