// Command ferretdb serves the MongoDB protocol over a PostgreSQL database.
//
// FerretDB's own command panics when it is built as a dependency of another module, so this one
// embeds its library. Clients authenticate (PLAIN) as a PostgreSQL role: the URL names none.
package main

import (
	"context"
	"flag"
	"log"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:27027", "address to listen on")
	postgres := flag.String("postgres", "", "PostgreSQL URL")
	cert := flag.String("tls-cert", "", "certificate file: listen with TLS only")
	key := flag.String("tls-key", "", "key file of the certificate")
	flag.Parse()

	listener := ferretdb.ListenerConfig{TCP: *listen}
	if *cert != "" {
		listener = ferretdb.ListenerConfig{TLS: *listen, TLSCertFile: *cert, TLSKeyFile: *key}
	}

	server, err := ferretdb.New(&ferretdb.Config{
		Listener:      listener,
		Handler:       "postgresql",
		PostgreSQLURL: *postgres,
	})
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := server.Run(ctx); err != nil {
		log.Fatal(err)
	}
}
