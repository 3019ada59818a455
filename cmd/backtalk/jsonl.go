package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"unicode/utf8"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
)

// maxLine is the longest line of JSON that is read, in bytes; a longer one gets an error of its own.
const maxLine = 1 << 20

// line is one question of --jsonl.
type line struct {
	ID     string   `json:"id"`
	Text   string   `json:"text"`
	ToBot  *bool    `json:"to_bot"`
	Before []string `json:"before"`
}

// askLines answers questions as they come, several at a time, and writes the answers in the order of the questions.
// Memory stays constant: at most a few lines are under way.
func askLines(ctx context.Context, engine *answer.Engine, speaker bot.Speaker, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pending := make(chan chan any, 4*runtime.GOMAXPROCS(0))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var readErr error
	go func() {
		defer close(pending)
		readErr = eachLine(in, func(raw []byte, tooLong bool) error {
			slot := make(chan any, 1)
			select {
			case pending <- slot:
			case <-ctx.Done():
				return ctx.Err()
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				slot <- answerLine(ctx, engine, speaker, raw, tooLong)
			}()
			return nil
		})
	}()
	w := bufio.NewWriter(out)
	var writeErr error
	for slot := range pending {
		v := <-slot
		if writeErr != nil {
			continue
		}
		if writeErr = writeJSON(w, v); writeErr == nil && len(pending) == 0 {
			writeErr = w.Flush()
		}
		if writeErr != nil {
			cancel()
		}
	}
	if err := errors.Join(writeErr, w.Flush()); err != nil {
		return fmt.Errorf("writing answers: %w", err)
	}
	if readErr != nil {
		return fmt.Errorf("reading questions: %w", readErr)
	}
	return nil
}

// eachLine calls do with every line that is not blank; what is longer than maxLine is cut and marked.
func eachLine(in io.Reader, do func(raw []byte, tooLong bool) error) error {
	r := bufio.NewReaderSize(in, 64<<10)
	var buf []byte
	tooLong := false
	for {
		part, err := r.ReadSlice('\n')
		if room := maxLine - len(buf); len(part) > room {
			tooLong = true
			part = part[:room]
		}
		buf = append(buf, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if raw := bytes.TrimSpace(buf); len(raw) > 0 {
			if err := do(bytes.Clone(raw), tooLong); err != nil {
				return err
			}
		}
		buf, tooLong = buf[:0], false
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// answerLine answers one line, or says what is wrong with it.
func answerLine(ctx context.Context, engine *answer.Engine, speaker bot.Speaker, raw []byte, tooLong bool) any {
	var l line
	switch err := json.Unmarshal(raw, &l); {
	case tooLong:
		return failure{Error: fmt.Sprintf("the line is longer than %d bytes", maxLine)}
	case err != nil:
		return failure{idOf(raw), "not a question: " + err.Error() + `; write {"id": "1", "text": "..."}`}
	case !utf8.Valid(raw):
		return failure{idOf(raw), "the line is not valid UTF-8"}
	case !hasText(raw):
		return failure{l.ID, `the field "text" is missing`}
	}
	got, err := engine.Answer(ctx, answer.Question{Text: l.Text, Before: l.Before, Addressed: l.ToBot == nil || *l.ToBot})
	if err != nil && got.Outcome != answer.Warn {
		return failure{l.ID, err.Error()}
	}
	return newResult(l.ID, got, speaker.Reply(got, bot.Mood{}))
}

// idOf saves the id of a line that is an object but not a question.
func idOf(raw []byte) string {
	var some struct {
		ID any `json:"id"`
	}
	if json.Unmarshal(raw, &some) != nil {
		return ""
	}
	if id, ok := some.ID.(string); ok {
		return id
	}
	return ""
}

func hasText(raw []byte) bool {
	var some map[string]json.RawMessage
	if json.Unmarshal(raw, &some) != nil {
		return false
	}
	text, ok := some["text"]
	return ok && string(text) != "null"
}
