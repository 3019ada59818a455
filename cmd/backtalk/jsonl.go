package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/fault"
)

// maxLine is the longest line of JSON that is read, in bytes; a longer one gets an error of its own.
const maxLine = 1 << 20

// maxPending is how many lines are answered at a time, or wait for an earlier one to be written.
const maxPending = 32

// rawLine is a line as it was read.
type rawLine struct {
	number  int // counted from 1, blank lines too
	text    []byte
	tooLong bool
}

// askLines answers questions as they come, several at a time, and writes the answers in the order of the questions.
// Memory stays constant: at most a few lines are under way. When ctx is done it returns without waiting for the next
// line, which may never come.
func askLines(ctx context.Context, engine *answer.Engine, speaker bot.Speaker, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup
	defer working.Wait()
	defer cancel()
	var readErr error
	lines := make(chan rawLine)
	go func() {
		defer close(lines)
		readErr = eachLine(in, func(l rawLine) error {
			select {
			case lines <- l:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	w := bufio.NewWriter(out)
	var pending []chan any
	all, bad, more := 0, 0, true
	for more || len(pending) > 0 {
		next, first := lines, chan any(nil)
		if !more || len(pending) == maxPending {
			next = nil
		}
		if len(pending) > 0 {
			first = pending[0]
		}
		select {
		case l, ok := <-next:
			if more = ok; !ok {
				continue
			}
			answered := make(chan any, 1)
			pending = append(pending, answered)
			working.Go(func() { answered <- answerLine(ctx, engine, speaker, l) })
		case v := <-first:
			pending = pending[1:]
			all++
			if _, is := v.(failure); is {
				bad++
			}
			err := writeJSON(w, v)
			if err == nil && len(pending) == 0 {
				err = w.Flush()
			}
			if err != nil {
				return fmt.Errorf("writing answers: %w", err)
			}
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("reading questions: %w", ctx.Err()), w.Flush())
		}
	}
	if readErr != nil {
		return fmt.Errorf("reading questions: %w", readErr)
	}
	if bad > 0 {
		return badLines{bad, all}
	}
	return nil
}

// badLines is the error when some lines were not answered; each has said why in its place.
type badLines struct{ bad, all int }

func (b badLines) Error() string {
	return fmt.Sprintf("%d of %s got no answer; the \"error\" of each says why", b.bad, count(b.all, "line", "lines"))
}

// eachLine calls do with every line that is not blank; what is longer than maxLine is cut and marked. A byte order
// mark at the beginning is dropped.
func eachLine(in io.Reader, do func(rawLine) error) error {
	r := bufio.NewReaderSize(in, 64<<10)
	if mark, err := r.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = r.Discard(len(mark)) // cannot go wrong: they are in the buffer
	}
	var buf []byte
	tooLong := false
	for number := 1; ; {
		part, err := r.ReadSlice('\n')
		if room := maxLine - len(buf); len(bytes.TrimRight(part, "\r\n")) > room {
			tooLong = true
			part = part[:room]
		}
		buf = append(buf, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if text := bytes.TrimSpace(buf); len(text) > 0 {
			if err := do(rawLine{number, bytes.Clone(text), tooLong}); err != nil {
				return err
			}
		}
		buf, tooLong, number = buf[:0], false, number+1
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// answerLine answers one line, or says what is wrong with it.
func answerLine(ctx context.Context, engine *answer.Engine, speaker bot.Speaker, l rawLine) any {
	var q line
	fail := func(id, format string, args ...any) failure {
		return failure{id, fmt.Sprintf("line %d: ", l.number) + fmt.Sprintf(format, args...)}
	}
	err := json.Unmarshal(l.text, &q)
	ignored := unknownFields(l.text)
	switch {
	case l.tooLong:
		return fail(idOf(l.text), "the line is longer than %d bytes", maxLine)
	case err != nil:
		return fail(idOf(l.text), "not a question: %s", misshapen(err))
	case !utf8.Valid(l.text):
		return fail(idOf(l.text), "the line is not valid UTF-8")
	case q.Text == nil && len(ignored) > 0:
		return fail(q.ID, `the field "text" is missing, and the field %q is unknown%s`, ignored[0], fault.OneOf(ignored[0], lineFields()))
	case q.Text == nil:
		return fail(q.ID, `the field "text" is missing`)
	}
	standing := engine.Stands(q.Before)
	got, err := engine.Answer(ctx, answer.Question{Text: *q.Text, Before: q.Before, Addressed: q.ToBot == nil || *q.ToBot, Standing: standing})
	if err != nil && got.Outcome != answer.Warn {
		return fail(q.ID, "%v", err)
	}
	given, err := linkGiven(ctx, engine, speaker, q.Before)
	if err != nil {
		return fail(q.ID, "%v", err)
	}
	r := newResult(q.ID, got, speaker.Reply(got, bot.Mood{Held: standing.On, LinkGiven: given}))
	r.Ignored = ignored
	return r
}

// linkGiven tells whether the booking link was offered in reply to messages before, as in a live talk.
func linkGiven(ctx context.Context, engine *answer.Engine, speaker bot.Speaker, before []string) (bool, error) {
	for i, text := range before {
		got, err := engine.Answer(ctx, answer.Question{Text: text, Before: before[:i], Addressed: true, Standing: engine.Stands(before[:i])})
		if err != nil {
			return false, fmt.Errorf("answering what came before: %w", err)
		}
		if bot.Offers(speaker.Reply(got, bot.Mood{Held: got.Standing != nil})) {
			return true, nil
		}
	}
	return false, nil
}
