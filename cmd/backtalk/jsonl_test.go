package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
	"backtalk/knowledge"
)

// tinyEngine answers from testdata/tiny alone, with the built-in danger signs.
var tinyEngine = sync.OnceValues(func() (*answer.Engine, error) {
	c, err := corpus.Load(corpus.Folders{Builtin: os.DirFS("testdata/tiny")})
	if err != nil {
		return nil, err
	}
	signs, err := sign.Load(knowledge.FS)
	if err != nil {
		return nil, err
	}
	return answer.New(c, signs, answer.DefaultThresholds())
})

func engineFor(t *testing.T) *answer.Engine {
	t.Helper()
	e, err := tinyEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// answered is what of an output line the tests look at.
type answered struct {
	ID      string  `json:"id"`
	Outcome string  `json:"outcome"`
	Error   *string `json:"error"`
}

// askAll runs askLines over a text and returns its output line by line.
func askAll(t *testing.T, in string) []answered {
	t.Helper()
	var out bytes.Buffer
	err := askLines(context.Background(), engineFor(t), bot.NewSpeaker(voice.Clinic{}), strings.NewReader(in), &out)
	var bad badLines
	if err != nil && !errors.As(err, &bad) {
		t.Fatal(err)
	}
	var all []answered
	for d := json.NewDecoder(&out); d.More(); {
		var a answered
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if all = append(all, a); a.Error != nil {
			bad.bad--
		}
	}
	if bad.bad != 0 {
		t.Errorf("got the error %v and %d lines, those of which that are bad not so many", err, len(all))
	}
	return all
}

// TestLinesKeepTheirOrder: however many are answered at a time, the answers come in the order of the questions.
func TestLinesKeepTheirOrder(t *testing.T) {
	var in strings.Builder
	for i := range 300 {
		text := "what is shiatsu"
		if i%7 == 0 { // takes much longer
			text = strings.Repeat("my back is sore and i lie awake at night. ", 100)
		}
		fmt.Fprintf(&in, "{\"id\": \"%d\", \"text\": %q}\n", i, text)
	}
	got := askAll(t, in.String())
	if len(got) != 300 {
		t.Fatalf("got %d lines, want 300", len(got))
	}
	for i, a := range got {
		if a.ID != fmt.Sprint(i) || a.Error != nil {
			t.Errorf("line %d: got %+v", i, a)
		}
	}
}

// TestBadLines: a bad line says what is wrong with it, keeps its id where that can be read, and stops nothing.
func TestBadLines(t *testing.T) {
	long := strings.Repeat("x", 2<<20)
	fits := `{"id": "a", "text": "` + strings.Repeat("x", maxLine-len(`{"id": "a", "text": ""}`)) + `"}`
	tests := []struct {
		name, line, id, err string // err is part of the error; empty when the line is good
	}{
		{"two megabytes", `{"id": "a", "text": "` + long + `"}`, "a", "longer than 1048576 bytes"},
		{"two megabytes, the id last", `{"text": "` + long + `", "id": "a"}`, "", "longer than"},
		{"as long as may be", fits, "a", ""},
		{"invalid UTF-8", "{\"id\": \"a\", \"text\": \"caf\xe9\"}", "a", "not valid UTF-8"},
		{"no object", `["a"]`, "", "not a question: it is JSON, but no object"},
		{"a lone string", `"a"`, "", "not a question"},
		{"cut off", `{"id": "a", "text": "what`, "a", "not a question: it is no JSON object, or it is cut off"},
		{"two objects", `{"id": "a", "text": "b"} {"id": "c"}`, "a", "not a question"},
		{"no text", `{"id": "a"}`, "a", `line 1: the field "text" is missing`},
		{"another field for the text", "\n" + `{"id": "a", "txt": "b"}`, "a", `line 2: the field "text" is missing, and the field "txt" is unknown; did you mean "text"?`},
		{"text of another kind", `{"text": ["b"], "id": "a"}`, "a", `line 1: not a question: the field "text" is a text; put quotes around it, as in {"id": "1", "text": "..."}`},
		{"before of another kind", `{"id": "a", "text": "b", "before": "c"}`, "a", `not a question: the field "before" is a list of texts`},
		{"to_bot of another kind", `{"id": "a", "text": "b", "to_bot": "yes"}`, "a", `not a question: the field "to_bot" is true or false`},
		{"something else before", `{"id": "a", "text": "b", "before": [1]}`, "a", `not a question: the field "before" is a list of texts`},
		{"id of another kind", `{"id": {"b": "c"}, "text": "d"}`, "", `not a question: the field "id" is a text`},
		{"deep", strings.Repeat("[", 100_000), "", "not a question"},
		{"no id", `{"text": "what is shiatsu"}`, "", ""},
		{"empty text", `{"id": "a", "text": ""}`, "a", ""},
		{"lone surrogate", `{"id": "a", "text": "\ud800"}`, "a", ""},
		{"zero bytes", `{"id": "a", "text": "\u0000\u0000"}`, "a", ""},
	}
	for _, tt := range tests {
		got := askAll(t, tt.line+"\n"+`{"id": "next", "text": "what is shiatsu"}`)
		if len(got) != 2 {
			t.Errorf("%s: got %d lines, want 2", tt.name, len(got))
			continue
		}
		if got[1].ID != "next" || got[1].Outcome != "answer" {
			t.Errorf("%s: the next line got %+v", tt.name, got[1])
		}
		bad := got[0].Error != nil
		if got[0].ID != tt.id || bad != (tt.err != "") || bad && !strings.Contains(*got[0].Error, tt.err) {
			t.Errorf("%s: got %+v, want id %q, error %q", tt.name, got[0], tt.id, tt.err)
		}
	}
}

// TestOddFiles: editors write a byte order mark and the line ends of Windows; no lines get no answers.
func TestOddFiles(t *testing.T) {
	got := askAll(t, "\ufeff"+`{"id": "a", "text": "what is shiatsu"}`+"\r\n"+`{"id": "b", "text": "how far is the moon"}`+"\r\n")
	if len(got) != 2 || got[0].ID != "a" || got[0].Outcome != "answer" || got[1].ID != "b" || got[1].Outcome != "abstain" {
		t.Errorf("got %+v, want an answer and an abstention", got)
	}
	if got := askAll(t, ""); len(got) != 0 {
		t.Errorf("got %+v for no lines", got)
	}
}

// TestAnswersComeAtOnce: somebody who waits for an answer before the next question gets it.
func TestAnswersComeAtOnce(t *testing.T) {
	engine := engineFor(t)
	questions, ask := io.Pipe()
	hear, answers := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- askLines(context.Background(), engine, bot.NewSpeaker(voice.Clinic{}), questions, answers)
		answers.Close()
	}()
	d := json.NewDecoder(hear)
	for i := range 3 {
		fmt.Fprintf(ask, "{\"id\": \"%d\", \"text\": \"what is shiatsu\"}\n", i)
		var a answered
		if err := d.Decode(&a); err != nil || a.ID != fmt.Sprint(i) {
			t.Fatalf("got %+v, %v, want the answer to %d", a, err, i)
		}
	}
	ask.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestInterrupted: askLines ends while it waits for a line that never comes.
func TestInterrupted(t *testing.T) {
	engine := engineFor(t)
	ctx, cancel := context.WithCancel(context.Background())
	questions, ask := io.Pipe()
	defer ask.Close()
	done := make(chan error, 1)
	go func() { done <- askLines(ctx, engine, bot.NewSpeaker(voice.Clinic{}), questions, io.Discard) }()
	fmt.Fprintln(ask, `{"text": "what is shiatsu"}`)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// failing is an input or output that fails.
type failing struct{}

var errFailing = errors.New("out of paper")

// Read fails.
func (failing) Read([]byte) (int, error) { return 0, errFailing }

// Write fails.
func (failing) Write([]byte) (int, error) { return 0, errFailing }

// TestInputAndOutputFail: an error of reading or writing is returned, once.
func TestInputAndOutputFail(t *testing.T) {
	good := strings.NewReader(strings.Repeat(`{"text": "what is shiatsu"}`+"\n", 100))
	for _, tt := range []struct {
		in   io.Reader
		out  io.Writer
		want string
	}{
		{failing{}, io.Discard, "reading questions: out of paper"},
		{good, failing{}, "writing answers: out of paper"},
	} {
		err := askLines(context.Background(), engineFor(t), bot.NewSpeaker(voice.Clinic{}), tt.in, tt.out)
		if err == nil || err.Error() != tt.want {
			t.Errorf("got %v, want %q", err, tt.want)
		}
	}
}

// generated makes lines as they are read, and takes the heap's size at the end, when all of them are answered but the
// last few.
type generated struct {
	left int
	rest []byte
	heap uint64
}

// Read gives the next lines.
func (g *generated) Read(p []byte) (int, error) {
	if len(g.rest) == 0 {
		if g.left == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			g.heap = m.HeapAlloc
			return 0, io.EOF
		}
		g.left--
		g.rest = fmt.Appendf(nil, "{\"id\": \"%d\", \"text\": \"what is shiatsu %d, and how is it done\"}\n", g.left, g.left)
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	return n, nil
}

// TestConstantMemory: ten times the lines need no more memory.
func TestConstantMemory(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector keeps memory of its own")
	}
	heap := func(n int) uint64 {
		g := &generated{left: n}
		if err := askLines(context.Background(), engineFor(t), bot.NewSpeaker(voice.Clinic{}), g, io.Discard); err != nil {
			t.Fatal(err)
		}
		return g.heap
	}
	heap(100)
	few, many := heap(1_000), heap(10_000)
	const room = 4 << 20 // 10,000 lines and their answers would be more than 10 MiB
	if many > few+room {
		t.Errorf("got %d bytes after 10,000 lines, %d after 1,000", many, few)
	}
}
