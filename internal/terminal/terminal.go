// Package terminal lets a person talk with the bot in a terminal: it is the adapter without a platform. What is typed is a
// message for the [chat.Handler], what that returns is printed. It works in a pipe too, where it prints replies and nothing
// else. There is no courier between, and nothing is kept: whoever types waits for the reply. [Render] is a reply as other
// commands print it as well.
package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"golang.org/x/term"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// DefaultTimeout is how long the handler has for one message: as long as the platforms give it.
const DefaultTimeout = 3 * time.Second

// Options say how to show replies and how to run. The zero value is right for a pipe.
type Options struct {
	Interactive bool // a person reads along: prompt, buttons, a word about silence
	Color       bool // emphasis by ANSI sequences; nothing is told by emphasis alone
	Dumb        bool // the terminal knows no ANSI sequences, so lines cannot be edited

	Timeout time.Duration    // for one message; 0 means DefaultTimeout
	Apology string           // printed when the handler panics; empty means this package's own
	Now     func() time.Time // nil means time.Now
	Log     *slog.Logger     // nil means no log
}

// Detect gives the options that fit in and out: interactive when both are terminals, in color when out is one and the
// environment does not forbid it (NO_COLOR, see no-color.org, or TERM=dumb).
func Detect(in io.Reader, out io.Writer, getenv func(string) string) Options {
	dumb := getenv("TERM") == "dumb"
	return Options{
		Interactive: isTerminal(in) && isTerminal(out),
		Color:       isTerminal(out) && getenv("NO_COLOR") == "" && !dumb,
		Dumb:        dumb,
	}
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Run lets a person talk to the handler: every line of in is a message of one conversation, and the replies go to
// out. It returns nil when in ends, on /quit, and when ctx is done; a read that is under way then is interrupted if in
// is a file (on Unix) or can be closed, and in is closed in the second case.
func Run(ctx context.Context, handler chat.Handler, in io.Reader, out io.Writer, opts Options) error {
	s := newSession(handler, out, opts)
	input, release := interruptible(ctx, in)
	defer release()
	lines := newLines(input, in, out, opts)
	if opts.Interactive {
		s.print(voice.TerminalGreeting)
	}
	for s.err == nil {
		line, err := lines.next()
		switch {
		case ctx.Err() != nil:
			s.endLine()
			return nil
		case errors.Is(err, errTooLong):
			s.note(voice.TerminalTooLong(lines.limit()))
			continue
		case errors.Is(err, io.EOF):
			s.endLine()
			return nil
		case err != nil:
			return fmt.Errorf("reading a line: %w", err)
		}
		if s.line(ctx, line) == quit {
			break
		}
	}
	if s.err != nil {
		return fmt.Errorf("printing a reply: %w", s.err)
	}
	return nil
}
