package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// What a test tells the program that its own binary is.
const (
	beProgram = "BACKTALK_TEST_BE_PROGRAM" // be the program
	clockEnv  = "BACKTALK_TEST_CLOCK"      // a file with the nanoseconds by which the program's clock is ahead
	seen      = ".seen"                    // ends the name of the file in which the program says that it saw the clock
	heapEnv   = "BACKTALK_TEST_HEAP"       // a file into which SIGUSR1 writes how many bytes are in use
)

func TestMain(m *testing.M) {
	if os.Getenv(beProgram) != "" {
		weigh(os.Getenv(heapEnv))
		os.Exit(program(turned(os.Getenv(clockEnv))))
	}
	testscript.Main(side{m}, map[string]func(){"backtalk": main})
}

// run runs a command in this process.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out, errOut io.Writer) error {
	a := &app{getenv: getenv, in: in, out: out, errOut: errOut, now: time.Now}
	return a.run(ctx, args)
}

// turned is a clock that a file puts ahead, as soon as that is written.
func turned(file string) func() time.Time {
	if file == "" {
		return time.Now
	}
	var ahead atomic.Int64
	read := func() {
		if text, err := os.ReadFile(file); err == nil {
			if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil {
				ahead.Store(n)
				_ = os.WriteFile(file+seen, text, 0o600) // for the test that waits for it
			}
		}
	}
	read()
	go func() {
		for range time.Tick(20 * time.Millisecond) {
			read()
		}
	}()
	return func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
}

// weigh has SIGUSR1 write into a file how many goroutines there are and how many bytes are in use, after a collection.
func weigh(file string) {
	if file == "" {
		return
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	go func() {
		for range asked {
			runtime.GC()
			runtime.GC() // what the first found to be finalised
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if err := os.WriteFile(file+".new", fmt.Appendf(nil, "%d %d", runtime.NumGoroutine(), m.HeapAlloc), 0o600); err == nil {
				_ = os.Rename(file+".new", file)
			}
		}
	}()
}
