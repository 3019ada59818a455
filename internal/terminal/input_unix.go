//go:build unix

package terminal

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// interruptible makes reads from in end when ctx does. The caller releases what that needs.
func interruptible(ctx context.Context, in io.Reader) (io.Reader, func()) {
	f, ok := in.(*os.File)
	if !ok {
		return closing(ctx, in)
	}
	conn, err := f.SyscallConn()
	if err != nil {
		return closing(ctx, in)
	}
	wake, waker, err := os.Pipe()
	if err != nil {
		return closing(ctx, in)
	}
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(done)
		waker.Close()
	})
	release := func() {
		if stop() {
			waker.Close()
		} else {
			<-done
		}
		wake.Close()
	}
	return &file{ctx: ctx, file: f, conn: conn, wake: int(wake.Fd())}, release
}

// file is a file whose reads end when its context does: it waits until there is something to read before it reads.
// It uses select, since poll knows no terminals on macOS.
type file struct {
	ctx  context.Context
	file *os.File
	conn syscall.RawConn
	wake int // readable once the context is done
}

// Read reads from the file, or returns the context's error once that is done.
func (f *file) Read(p []byte) (int, error) {
	var waiting error
	err := f.conn.Control(func(fd uintptr) { waiting = waitReadable(int(fd), f.wake) })
	if err := errors.Join(err, waiting); err != nil {
		return 0, err
	}
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.file.Read(p)
}

// waitReadable returns when one of the two can be read.
func waitReadable(a, b int) error {
	if max(a, b) >= unix.FD_SETSIZE {
		return nil // more than select can wait for; the read itself waits
	}
	for {
		var set unix.FdSet
		set.Set(a)
		set.Set(b)
		_, err := unix.Select(max(a, b)+1, &set, nil, nil, nil)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
