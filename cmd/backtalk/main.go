package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"backtalk/internal/terminal"
)

func main() { os.Exit(program()) }

// program runs the command line and returns the exit code, so that a test can be the program.
func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, terminal.Clean("backtalk: "+err.Error()))
		return 1
	}
	return 0
}
