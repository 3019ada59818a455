//go:build !unix

package terminal

import (
	"context"
	"io"
)

// interruptible makes reads from in end when ctx does, as far as closing does that here.
func interruptible(ctx context.Context, in io.Reader) (io.Reader, func()) { return closing(ctx, in) }
