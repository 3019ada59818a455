package terminal

import (
	"bufio"
	"errors"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/term"

	"backtalk/internal/voice"
)

// MaxLine is the longest line that is read, in bytes.
const MaxLine = 64 << 10

// maxEdited is the longest line that x/term lets anybody type, in characters (terminal.go, maxLineLength). It ignores
// what is typed beyond, so a line of this length is taken for one that was cut.
const maxEdited = 4096

// errTooLong is the error of a line that is too long; the next one can be read.
var errTooLong = errors.New("the line is too long")

// prompt stands before what is typed.
const prompt = "> "

// lines reads what is typed, line by line.
type lines interface {
	next() (string, error)
	limit() string // the longest line, in words
}

// newLines edits lines where a person types into a terminal, and reads them as they come elsewhere.
func newLines(input io.Reader, in io.Reader, out io.Writer, opts Options) lines {
	if f, ok := in.(*os.File); ok && opts.Interactive && !opts.Dumb && isTerminal(in) && isTerminal(out) {
		stream := struct {
			io.Reader
			io.Writer
		}{input, out}
		return &edited{fd: int(f.Fd()), terminal: term.NewTerminal(stream, prompt)}
	}
	p := &plain{in: bufio.NewReader(input)}
	if opts.Interactive {
		p.prompt = out
	}
	return p
}

// plain reads lines without editing.
type plain struct {
	in     *bufio.Reader
	prompt io.Writer // nil for none
}

func (p *plain) limit() string { return voice.TerminalKilobytes(MaxLine >> 10) }

func (p *plain) next() (string, error) {
	if p.prompt != nil {
		if _, err := io.WriteString(p.prompt, prompt); err != nil {
			return "", err
		}
	}
	var line []byte
	long := false
	for {
		part, err := p.in.ReadSlice('\n')
		if len(line)+len(part) > MaxLine+len("\r\n") {
			long = true
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) > 0 && !long: // the last line has no newline
		case errors.Is(err, io.EOF) && long: // the end is found by the next read
			return "", errTooLong
		case err != nil:
			return "", err
		case long:
			return "", errTooLong
		}
		return string(line), nil
	}
}

// edited reads lines from a terminal, with editing and history. The terminal is raw only meanwhile, so that nothing
// but a line being typed can leave it in that state.
type edited struct {
	fd       int
	terminal *term.Terminal
}

func (e *edited) limit() string { return voice.TerminalCharacters(maxEdited - 1) }

func (e *edited) next() (line string, err error) {
	before, err := term.MakeRaw(e.fd)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, term.Restore(e.fd, before)) }()
	if width, height, err := term.GetSize(e.fd); err == nil && width > 0 && height > 0 {
		if err := e.terminal.SetSize(width, height); err != nil {
			return "", err
		}
	}
	line, err = e.terminal.ReadLine()
	if err == nil && utf8.RuneCountInString(line) >= maxEdited {
		return "", errTooLong
	}
	return line, err
}
