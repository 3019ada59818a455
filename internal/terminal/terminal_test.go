package terminal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/voice"
)

// offering replies to everything with two choices and a button.
func offering() *chattest.Handler {
	h := chattest.Always(&chat.Reply{Words: chat.Words{Text: "Which?",
		Choices: []chat.Choice{{Label: "Does it hurt?", Action: chat.Ask, Ref: "hurt"}, {Label: "None of these", Action: chat.None}},
		Buttons: []chat.Button{{Label: "Ask the clinic", Action: chat.Clinic, Ref: "key"}}}})
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Text: "pressed " + string(p.Action) + " " + p.Ref}}
	}
	return h
}

func TestRun(t *testing.T) {
	const list = "Which?\n\n1. Does it hurt?\n2. None of these\n"
	tests := []struct {
		name, in string
		opts     Options
		handler  *chattest.Handler
		want     string
	}{
		{"pipe", "a\nb\n", Options{}, chattest.Echo(), "echo: a\n\necho: b\n"},
		{"no newline at the end", "a", Options{}, chattest.Echo(), "echo: a\n"},
		{"windows lines and blank ones", "\r\n  \r\na \r\n\r\n", Options{}, chattest.Echo(), "echo: a\n"},
		{"nothing", "", Options{}, chattest.Echo(), ""},
		{"not UTF-8", "a\xff\n", Options{}, chattest.Echo(), "echo: a\ufffd\n"},
		{"silent in a pipe", "a\n", Options{}, &chattest.Handler{}, ""},
		{"silent to a person", "a\n", Options{Interactive: true}, &chattest.Handler{}, voice.TerminalGreeting + "\n> \n" + voice.TerminalSilence + "\n> \n"},
		{"empty reply", "a\n", Options{}, chattest.Always(&chat.Reply{}), ""},
		{"choice", "a\n1\n", Options{}, offering(), list + "\npressed ask hurt\n"},
		{"choice with a point", "a\n2.\n", Options{}, offering(), list + "\npressed none \n"},
		{"choice by its words", "a\nnone of THESE\n", Options{}, offering(), list + "\npressed none \n"},
		{"no such choice", "a\n0\n3\n1\n", Options{}, offering(), list + "\n" + voice.TerminalNoChoice(2) + "\n\n" + voice.TerminalNoChoice(2) + "\n\npressed ask hurt\n"},
		{"number without choices", "1\n", Options{}, chattest.Echo(), "echo: 1\n"},
		{"choices are gone after the next reply", "a\n1\n1\n", Options{}, offering(), list + "\npressed ask hurt\n\n" + list},
		{"button in a pipe is a message", "a\n[ask the clinic]\n", Options{}, offering(), list + "\n" + list},
		{"button", "a\n[ask the clinic]\n", Options{Interactive: true}, offering(),
			voice.TerminalGreeting + "\n> \n" + list + "\n[Ask the clinic]\n> \npressed clinic key\n> \n"},
		{"help", "/help\n", Options{}, chattest.Echo(), voice.TerminalHelp + "\n"},
		{"quit", "a\n/quit\nb\n", Options{}, chattest.Echo(), "echo: a\n"},
		{"unknown command", "/hepl\n/ 5 hours\n", Options{}, chattest.Echo(), voice.TerminalNoCommand + "\n\necho: / 5 hours\n"},
		{"longest line", strings.Repeat("x", MaxLine) + "\nb\n", Options{}, chattest.Echo(), "echo: " + strings.Repeat("x", MaxLine) + "\n\necho: b\n"},
		{"too long", strings.Repeat("x", MaxLine+3) + "\nb\n", Options{}, chattest.Echo(), voice.TerminalTooLong("64 KB") + "\n\necho: b\n"},
		{"too long at the end", strings.Repeat("x", 3*MaxLine), Options{}, chattest.Echo(), voice.TerminalTooLong("64 KB") + "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := Run(context.Background(), tt.handler, strings.NewReader(tt.in), &out, tt.opts); err != nil {
				t.Fatal(err)
			}
			if got := out.String(); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

func TestRunMessage(t *testing.T) {
	h := offering()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	err := Run(context.Background(), h, strings.NewReader("hello\n1\n"), io.Discard, Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	at := chat.Place{Platform: "terminal", Channel: "terminal"}
	if got, want := h.Messages(), (chat.Message{Place: at, ID: "1", Author: "you", Text: "hello", Addressed: true, Time: now}); len(got) != 1 || got[0] != want {
		t.Errorf("got messages %+v, want %+v", got, want)
	}
	got := h.Presses()
	if len(got) != 1 || got[0].Place != at || got[0].ID != "2" || got[0].Author != "you" || got[0].Ref != "hurt" || !got[0].Time.Equal(now) {
		t.Errorf("got presses %+v", got)
	}
}

// TestRunCancel: when the context ends, so does a read that is under way, and nothing is left behind.
func TestRunCancel(t *testing.T) {
	file, fileEnd, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	defer fileEnd.Close()
	memory, memoryEnd := io.Pipe()
	defer memoryEnd.Close()
	for name, ends := range map[string]struct {
		in io.Reader
		to io.Writer
	}{"file": {file, fileEnd}, "memory": {memory, memoryEnd}} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			asked := make(chan struct{})
			h := chattest.Always(&chat.Reply{Words: chat.Words{Text: "reply"}})
			answer := h.OnMessage
			h.OnMessage = func(ctx context.Context, m chat.Message) *chat.Reply { defer close(asked); return answer(ctx, m) }
			ended := make(chan error, 1)
			var out bytes.Buffer
			go func() { ended <- Run(ctx, h, ends.in, &out, Options{Interactive: true}) }()
			if _, err := io.WriteString(ends.to, "hello\n"); err != nil {
				t.Fatal(err)
			}
			<-asked
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("got error %v, want none", err)
			}
			if !strings.HasPrefix(out.String(), voice.TerminalGreeting+"\n> \nreply\n") {
				t.Errorf("got %q", out.String())
			}
		})
	}
	if _, err := fileEnd.WriteString("x"); err != nil {
		t.Errorf("the file was closed: %v", err)
	}
}

// TestRunCancelled: a context that has ended already reads nothing.
func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h := chattest.Echo()
	if err := Run(ctx, h, strings.NewReader("a\n"), io.Discard, Options{}); err != nil || len(h.Messages()) != 0 {
		t.Errorf("got error %v and messages %v, want none", err, h.Messages())
	}
}

// broken is a reader and writer that cannot.
type broken struct{}

var errBroken = errors.New("broken pipe")

// Read cannot.
func (broken) Read([]byte) (int, error) { return 0, errBroken }

// Write cannot.
func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestRunErrors(t *testing.T) {
	h := chattest.Echo()
	err := Run(context.Background(), h, broken{}, io.Discard, Options{})
	if !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "reading") {
		t.Errorf("reading: got %v", err)
	}
	err = Run(context.Background(), h, strings.NewReader("a\nb\n"), broken{}, Options{})
	if !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "printing") || len(h.Messages()) != 1 {
		t.Errorf("printing: got %v after %d messages", err, len(h.Messages()))
	}
}

// TestRunPanic: the apology is the one that was given; the log knows the kind of panic and not its words.
func TestRunPanic(t *testing.T) {
	var log, out bytes.Buffer
	h := &chattest.Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		var none []int
		if m.Text == "index" {
			_ = none[len(m.Text)]
		}
		panic(m.Text)
	}}
	opts := Options{Apology: "So sorry.", Log: slog.New(slog.NewTextHandler(&log, nil))}
	if err := Run(context.Background(), h, strings.NewReader("my secret\nindex\n"), &out, opts); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "So sorry.\n\nSo sorry.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, want := range []string{"kind=string", "index out of range", "terminal_test.go"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("got log %q, want %q in it", log.String(), want)
		}
	}
	if strings.Contains(log.String(), "my secret") {
		t.Errorf("the log holds what was typed: %s", log.String())
	}
}

func TestDetect(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := Detect(f, f, func(string) string { return "" }); got.Interactive || got.Color {
		t.Errorf("a file: got %+v, want neither interactive nor color", got)
	}
	if got := Detect(strings.NewReader(""), io.Discard, func(string) string { return "" }); got.Interactive || got.Color {
		t.Errorf("no file: got %+v, want neither interactive nor color", got)
	}
}
