package terminal

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// session is one conversation.
type session struct {
	handler chat.Handler
	out     io.Writer
	opts    Options
	count   int         // of messages and presses so far
	printed bool        // something stands above, so a reply starts with a blank line
	last    *chat.Reply // what numbers and labels choose from
	err     error       // of the first print that did not succeed
}

// next says how the conversation goes on after a line.
type next bool

const (
	goOn next = false
	quit next = true
)

func newSession(handler chat.Handler, out io.Writer, opts Options) *session {
	opts.Timeout = cmp.Or(opts.Timeout, DefaultTimeout)
	opts.Apology = cmp.Or(opts.Apology, voice.TerminalApology)
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	return &session{handler: handler, out: out, opts: opts}
}

// line takes one line that was typed: a command, a choice, or a message.
func (s *session) line(ctx context.Context, line string) next {
	text := strings.TrimSpace(strings.ToValidUTF8(line, "\ufffd"))
	switch {
	case text == "":
		return goOn
	case text == "/quit", text == "/exit":
		return quit
	case text == "/help":
		s.note(voice.TerminalHelp)
		return goOn
	case isCommand(text):
		s.note(voice.TerminalNoCommand)
		return goOn
	}
	if choice, found, note := s.choice(text); note != "" {
		s.note(note)
		return goOn
	} else if found {
		s.reply(ctx, func(ctx context.Context) *chat.Reply {
			return s.handler.Press(ctx, chat.Press{Place: place(), ID: s.id(), Author: author, Action: choice.Action,
				Ref: choice.Ref, Time: s.opts.Now()})
		})
		return goOn
	}
	s.reply(ctx, func(ctx context.Context) *chat.Reply {
		return s.handler.Message(ctx, chat.Message{Place: place(), ID: s.id(), Author: author, Text: text,
			Addressed: true, Time: s.opts.Now()})
	})
	return goOn
}

// isCommand tells whether text is one word after a slash.
func isCommand(text string) bool {
	name, slash := strings.CutPrefix(text, "/")
	return slash && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

const author = "you"

// place is where all of it happens.
func place() chat.Place { return chat.Place{Platform: "terminal", Channel: "terminal"} }

// id numbers messages and presses.
func (s *session) id() string {
	s.count++
	return strconv.Itoa(s.count)
}

// choice finds what the text chooses of the last reply, by number or by label; the note says why a number chooses
// nothing.
func (s *session) choice(text string) (c chat.Choice, found bool, note string) {
	if s.last == nil {
		return c, false, ""
	}
	choices := s.last.Choices
	if n, err := strconv.Atoi(strings.TrimRight(text, ".)")); err == nil && len(choices) > 0 {
		if n < 1 || n > len(choices) {
			return c, false, voice.TerminalNoChoice(len(choices))
		}
		return choices[n-1], true, ""
	}
	for _, c := range choices {
		if strings.EqualFold(text, c.Label) {
			return c, true, ""
		}
	}
	if s.opts.Interactive {
		for _, b := range s.last.Buttons {
			if strings.EqualFold(strings.Trim(text, "[]"), b.Label) {
				return chat.Choice(b), true, ""
			}
		}
	}
	return c, false, ""
}

// reply calls the handler under a deadline and prints what it returns.
func (s *session) reply(ctx context.Context, call func(context.Context) *chat.Reply) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	r := s.protect(ctx, call)
	text := Render(r, s.opts)
	if r == nil || text == "" {
		if s.opts.Interactive {
			s.note(voice.TerminalSilence)
		}
		return
	}
	s.last = r
	s.print(text)
}

// protect calls the handler and makes an apology of a panic. What the panic says may hold a person's words, so the
// log gets only its kind and where it happened.
func (s *session) protect(ctx context.Context, call func(context.Context) *chat.Reply) (r *chat.Reply) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		kind := fmt.Sprintf("%T", p)
		if e, ok := p.(runtime.Error); ok {
			kind = e.Error()
		}
		s.opts.Log.Error("the handler panicked", "kind", kind, "stack", string(debug.Stack()))
		r = &chat.Reply{Words: chat.Words{Text: s.opts.Apology}}
	}()
	return call(ctx)
}

// note prints a sentence of this package.
func (s *session) note(text string) { s.print(text) }

// print prints a reply with a blank line before it, except at the very beginning.
func (s *session) print(text string) {
	if s.printed {
		text = "\n" + text
	}
	s.printed = true
	s.write(text + "\n")
}

// endLine ends the line that the prompt stands on.
func (s *session) endLine() {
	if s.opts.Interactive {
		s.write("\n")
	}
}

func (s *session) write(text string) {
	if s.err == nil {
		_, s.err = io.WriteString(s.out, text)
	}
}
