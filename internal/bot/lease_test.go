package bot

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// closed tells whether an engine's index has been closed: nothing can be asked any more.
func closed(e *answer.Engine) bool {
	_, err := e.Answer(context.Background(), answer.Question{Text: "what is shiatsu", Addressed: true})
	return err != nil
}

// freshEngine builds an engine over so large a folder that every question asks the index.
func freshEngine(t *testing.T) *answer.Engine {
	t.Helper()
	small, err := os.ReadFile("testdata/knowledge/massage.md")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"massage.md": {Data: small}}
	var many strings.Builder
	many.WriteString("# Numbers\n")
	for i := range 450 {
		fmt.Fprintf(&many, "\n## Number %d\n\nThis is %d.\n", i, i)
	}
	folder["numbers.md"] = &fstest.MapFile{Data: []byte(many.String())}
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		t.Fatal(err)
	}
	signs, err := sign.Load(os.DirFS("testdata/knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	e, err := answer.New(c, signs, smallThresholds())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestSwap: the old engine is closed after its last reader and not before, the new one stays, and closing twice does
// no harm.
func TestSwap(t *testing.T) {
	first, second := freshEngine(t), freshEngine(t)
	b := New(Options{Engine: first, Clinic: full()})
	_, doneA := b.engine()
	_, doneB := b.engine()
	b.Swap(second)
	if e, done := b.engine(); e != second {
		t.Error("a new reader got the old engine")
	} else {
		done()
	}
	doneA()
	if closed(first) {
		t.Fatal("the old engine was closed under a reader")
	}
	doneB()
	if !closed(first) {
		t.Error("the old engine was not closed after its last reader")
	}
	if closed(second) {
		t.Error("the new engine was closed")
	}
	b.Close()
	b.Close()
	if !closed(second) {
		t.Error("Close left the engine open")
	}
}

// TestSwapIdle: an engine that nobody reads is closed at once.
func TestSwapIdle(t *testing.T) {
	first, second := freshEngine(t), freshEngine(t)
	b := New(Options{Engine: first, Clinic: full()})
	b.Swap(second)
	if !closed(first) {
		t.Error("the old engine was not closed")
	}
	b.Close()
}

// TestConcurrentUse: messages, presses, deletions and new knowledge at the same time; nobody reads a closed engine.
func TestConcurrentUse(t *testing.T) {
	b := New(Options{Engine: freshEngine(t), Clinic: full(), Unlimited: true})
	ctx := context.Background()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 25 {
				m := chat.Message{Place: chat.Place{Platform: "test", Channel: strconv.Itoa(i % 3)}, ID: strconv.Itoa(i),
					Author: strconv.Itoa(worker % 2), Text: []string{"what is shiatsu", "i have a fever", "i want to book"}[i%3], Addressed: true}
				if r := b.Message(ctx, m); r == nil || r.Lead == b.Apology() {
					t.Errorf("%q: got %+v", m.Text, r)
				}
				b.Press(ctx, press(chat.Ask, "massage/sleep/1"))
				for _, a := range []chat.Action{chat.Find, chat.Show, chat.Others, chat.Post, chat.PostLink, chat.Share, chat.Clinic,
					chat.Consent, chat.Reveal, chat.Remove, chat.Status, chat.Pause, chat.Resume} {
					p := press(a, "massage/shiatsu/1")
					p.Channel, p.Staff, p.Target = strconv.Itoa(worker+10), true, &m
					if b.Press(ctx, p) == nil {
						t.Errorf("%s: got nil", a)
					}
				}
				b.Suggest(ctx, "what", 3)
				b.Forget(ctx, m.Key())
			}
		})
	}
	for range 3 {
		b.Swap(freshEngine(t))
	}
	wg.Wait()
	b.Close()
}
