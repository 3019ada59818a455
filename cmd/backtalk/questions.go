package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"backtalk/internal/config"
	"backtalk/internal/terminal"
)

// questions asks one thing after the other. After an error it asks nothing more.
type questions struct {
	in    io.Reader
	lines *bufio.Reader
	out   io.Writer
	file  string
	err   error
}

// settings asks for what a configuration says of the clinic, until each answer is one that may stand there.
func (q *questions) settings(text []byte, now config.Clinic) []byte {
	for _, s := range []struct{ ask, name, value string }{
		{"The clinic's name", "name", now.Name},
		{"Phone number", "phone", now.Phone},
		{"Booking link (https://...)", "booking_url", now.BookingURL},
		{"Contact page (https://...)", "contact_url", now.ContactURL},
	} {
		text, _ = q.setting(text, s.ask, s.value, config.Setting{Section: "clinic", Name: s.name}, anything)
	}
	return text
}

// knowledge asks for the clinic's own articles and, where there are some, whether the built-in ones are served beside them.
func (q *questions) knowledge(text []byte, now config.Knowledge, beside func(string) string) []byte {
	noFolder := func(answer string) string {
		if info, err := os.Stat(beside(answer)); err != nil || !info.IsDir() {
			return "there is no such folder beside the configuration; make it first, or press Enter"
		}
		return ""
	}
	text, folder := q.setting(text, "Folder with your own articles", now.Folder, config.Setting{Section: "knowledge", Name: "folder"}, noFolder)
	if folder == "" {
		return text
	}
	builtin := ""
	if now.Builtin != nil {
		builtin = map[bool]string{true: "yes", false: "no"}[*now.Builtin]
	}
	text, _ = q.setting(text, "Serve the built-in articles on massage beside yours, yes or no (left out: yes when yours speak of massage)", builtin,
		config.Setting{Section: "knowledge", Name: "builtin"}, anything)
	return text
}

// anything finds nothing wrong with an answer.
func anything(string) string { return "" }

// setting asks for one setting until the answer is one that may stand there, and returns the text with it, and the answer.
func (q *questions) setting(text []byte, ask, value string, s config.Setting, wrong func(string) string) ([]byte, string) {
	for q.err == nil {
		s.Value = q.line(ask, value)
		if s.Value == value {
			return text, value
		}
		if fault := wrong(s.Value); fault != "" {
			fmt.Fprintln(q.out, terminal.Clean("  "+fault))
			continue
		}
		edited, err := config.Edit(q.file, text, []config.Setting{s})
		if err == nil {
			return edited, s.Value
		}
		fmt.Fprintln(q.out, terminal.Clean("  "+err.Error()))
	}
	return text, value
}

// line asks for a line; nothing typed is the value that stands there.
func (q *questions) line(ask, value string) string {
	if value != "" {
		ask += " [" + terminal.Clean(value) + "]"
	}
	fmt.Fprint(q.out, ask+": ")
	switch text, err := q.lines.ReadString('\n'); {
	case err == nil, errors.Is(err, io.EOF) && text != "":
		return cmp.Or(strings.TrimSpace(text), value)
	case errors.Is(err, io.EOF):
		fmt.Fprintln(q.out)
		q.err = errors.New("this asks questions, and there was nobody to answer them; run \"backtalk setup\" in a terminal")
	default:
		q.err = fmt.Errorf("reading an answer: %w", err)
	}
	return value
}

// token asks for a token until what is typed can be one; nothing typed keeps the one that stands there.
func (q *questions) token(ask string, kind tokenKind, token *string) {
	if *token != "" {
		ask += " [keep the one that stands there]"
	}
	for q.err == nil {
		typed := strings.TrimPrefix(q.secret(ask), "Bot ")
		if typed == "" {
			return
		}
		wrong := kind.fault(typed)
		if wrong == "" {
			*token = typed
			return
		}
		fmt.Fprintln(q.out, "  "+wrong)
	}
}

// secret reads a line without showing it, where the terminal can do that.
func (q *questions) secret(ask string) string {
	f, ok := q.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return q.line(ask, "")
	}
	fmt.Fprint(q.out, ask+" (it stays hidden): ")
	text, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(q.out)
	if err != nil {
		q.err = fmt.Errorf("reading the token: %w", err)
	}
	return strings.TrimSpace(string(text))
}
