package terminal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"backtalk/internal/chat/chattest"
)

// newPTY opens a terminal: what a person types goes into the first, the program has the second.
func newPTY(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	conn, err := person.SyscallConn() // Fd would make reads ignore their deadline
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if e := conn.Control(func(fd uintptr) {
		if n, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN); err == nil {
			err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0)
		}
	}); errors.Join(e, err) != nil {
		person.Close()
		t.Skipf("no terminals here: %v", err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		person.Close()
		t.Skipf("no terminals here: %v", err)
	}
	if err := unix.IoctlSetWinsize(int(program.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
		t.Fatal(err)
	}
	return person, program
}

// onTerminal is the handler on a real terminal, with a person in front of it.
type onTerminal struct {
	t       *testing.T
	person  *os.File
	program *os.File
	ended   chan error
	shown   bytes.Buffer
}

func startOnTerminal(ctx context.Context, t *testing.T, h *chattest.Handler, env map[string]string) *onTerminal {
	person, program := newPTY(t)
	o := &onTerminal{t: t, person: person, program: program, ended: make(chan error, 1)}
	opts := Detect(program, program, func(name string) string { return env[name] })
	if !opts.Interactive || opts.Color != (env["NO_COLOR"] == "" && env["TERM"] != "dumb") {
		t.Errorf("detected %+v with %v", opts, env)
	}
	go func() { o.ended <- Run(ctx, h, program, program, opts) }()
	t.Cleanup(func() { program.Close(); person.Close() })
	return o
}

// types lets the person type keys.
func (o *onTerminal) types(keys string) {
	o.t.Helper()
	if _, err := io.WriteString(o.person, keys); err != nil {
		o.t.Fatal(err)
	}
}

// until reads what is shown, up to a text.
func (o *onTerminal) until(text string) {
	o.t.Helper()
	if err := o.person.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		o.t.Fatal(err)
	}
	p := make([]byte, 256)
	for !strings.Contains(o.shown.String(), text) {
		n, err := o.person.Read(p)
		if err != nil {
			o.t.Fatalf("got %q, then %v; want %q", o.shown.String(), err, text)
		}
		o.shown.Write(p[:n])
	}
	o.shown.Next(strings.Index(o.shown.String(), text) + len(text))
}

// isCooked tells whether the terminal echoes and gathers lines, as it does for a shell's commands.
func (o *onTerminal) isCooked() bool {
	state, err := unix.IoctlGetTermios(int(o.program.Fd()), unix.TCGETS)
	if err != nil {
		o.t.Fatal(err)
	}
	return state.Lflag&unix.ICANON != 0 && state.Lflag&unix.ECHO != 0
}

const arrowUp = "\x1b[A"

// TestHistory: arrow up brings the last line back, to be edited and sent again.
func TestHistory(t *testing.T) {
	h := chattest.Echo()
	o := startOnTerminal(t.Context(), t, h, map[string]string{"NO_COLOR": "1"})
	o.until("> ")
	o.types("first\r")
	o.until("echo: first")
	o.until("> ")
	o.types("second\r")
	o.until("echo: second")
	o.until("> ")
	o.types(arrowUp + arrowUp + " again\r")
	o.until("echo: first again")
	o.until("> ")
	o.types("\x03") // Ctrl-C
	if err := <-o.ended; err != nil {
		t.Errorf("got error %v, want none", err)
	}
	if !o.isCooked() {
		t.Error("the terminal was left raw")
	}
	if got := h.Messages(); len(got) != 3 {
		t.Errorf("got messages %+v, want three", got)
	}
}

// TestTerminalCancel: a context that ends while a line is typed leaves the terminal as it was.
func TestTerminalCancel(t *testing.T) {
	for _, env := range []map[string]string{nil, {"TERM": "dumb"}} {
		ctx, cancel := context.WithCancel(t.Context())
		o := startOnTerminal(ctx, t, chattest.Echo(), env)
		o.until("> ")
		o.types("half a li")
		o.until("half a li") // echoed, so it was read or stands in the terminal
		cancel()
		if err := <-o.ended; err != nil {
			t.Errorf("%v: got error %v, want none", env, err)
		}
		if !o.isCooked() {
			t.Errorf("%v: the terminal was left raw", env)
		}
	}
}

// TestTerminalLongLine: a line at the editor's limit was cut, so it is not answered.
func TestTerminalLongLine(t *testing.T) {
	h := chattest.Echo()
	o := startOnTerminal(t.Context(), t, h, nil)
	o.until("> ")
	for range maxEdited / 64 {
		o.types(strings.Repeat("x", 63) + "y")
		o.until("y")
	}
	o.types("not echoed any more\r")
	o.until("longer than")
	o.until("> ")
	o.types("/quit\r")
	if err := <-o.ended; err != nil || len(h.Messages()) != 0 {
		t.Errorf("got error %v and %d messages, want none", err, len(h.Messages()))
	}
}
