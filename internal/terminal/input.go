package terminal

import (
	"context"
	"io"
)

// closing closes in when ctx is done, if it can be closed: for a pipe in memory or a connection, that ends a read.
func closing(ctx context.Context, in io.Reader) (io.Reader, func()) {
	closer, ok := in.(io.Closer)
	if !ok {
		return in, func() {}
	}
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(done)
		_ = closer.Close() // the read that it ends reports what matters
	})
	return in, func() {
		if !stop() {
			<-done
		}
	}
}
