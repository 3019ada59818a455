package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"backtalk/internal/terminal"
)

func main() { os.Exit(program(time.Now)) }

// program runs the command line and returns the exit code, so that a test can be the program, with a clock of its own.
func program(now func() time.Time) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{getenv: os.Getenv, in: os.Stdin, out: os.Stdout, errOut: os.Stderr, now: now}
	if err := a.run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, terminal.Clean("backtalk: "+err.Error()))
		return 1
	}
	return 0
}
