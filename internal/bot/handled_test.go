package bot

import (
	"context"
	"testing"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
)

// TestRetry: a message that is asked about again and again, because nothing could be posted, gets the same reply each
// time, and counts once: against the limits, for listening, as a repeat, in memory.
func TestRetry(t *testing.T) {
	for _, text := range []string{"what is shiatsu", "i want to book", "hello", "how much for an hour", "i have chest pain", "i want to die"} {
		w := newStaffed(t)
		m := w.message(text)
		first := w.sends(m)
		for n := range 5 * perPerson {
			w.wait(10 * time.Second)
			r := w.Message(context.Background(), m)
			if r == nil || plain(r) != plain(first) || (r.Notice() == nil) != (first.Notice() == nil) || r.Private() != first.Private() {
				t.Fatalf("%q, attempt %d: got %+v, want %+v", text, n+2, r, first)
			}
		}
		for n := range perPerson - 1 {
			if r := w.says("hello"); w.kind(r) == "limited" {
				t.Fatalf("%q: message %d is beyond the limit", text, n+2)
			}
		}
	}
}

// TestRetryBeyondTheLimit: the line that says so comes again too, and the silence stays silence.
func TestRetryBeyondTheLimit(t *testing.T) {
	w := newWorld(t, full())
	for range perPerson {
		w.says("hello")
	}
	line, silent := w.message("hello"), w.message("hello")
	for n := range 3 {
		if r := w.sends(line); w.kind(r) != "limited" {
			t.Errorf("attempt %d: got %q", n+1, plain(r))
		}
		if r := w.Message(context.Background(), silent); r != nil {
			t.Errorf("attempt %d: got %q, want silence", n+1, plain(r))
		}
		w.wait(10 * time.Second)
	}
}

// TestRetryInterleaved: three questions that wait together keep their answers, though memory holds two.
func TestRetryInterleaved(t *testing.T) {
	w := newWorld(t, full())
	var all []chat.Message
	var want []string
	for _, text := range []string{"what is shiatsu", "what is swedish massage", "can massage help me sleep", "what is shiatsu"} {
		m := w.message(text)
		all, want = append(all, m), append(want, plain(w.sends(m)))
	}
	for range 3 {
		w.wait(10 * time.Second)
		for i, m := range all {
			if got := plain(w.sends(m)); got != want[i] {
				t.Errorf("%q: got %q, want %q", m.Text, got, want[i])
			}
		}
	}
}

// TestRetryListening: an overheard question counts once; the next one within the minute is left alone all the same.
func TestRetryListening(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu?")
	m.Addressed = false
	w.sends(m)
	w.wait(10 * time.Second)
	ben := w.message("nice weather")
	ben.Author, ben.Addressed = "ben", false
	w.Message(context.Background(), ben)
	w.sends(m)
	next := w.message("what is swedish massage?")
	next.Addressed = false
	if r := w.Message(context.Background(), next); r != nil {
		t.Errorf("got %q", plain(r))
	}
}

// TestRetryAnew: a retry that cannot be as it was, since its asker was warned, still counts once.
func TestRetryAnew(t *testing.T) {
	w := newWorld(t, full())
	m, overheard := w.message("what is shiatsu"), w.message("what is swedish massage?")
	overheard.Addressed, overheard.Channel = false, "lobby"
	w.sends(m)
	w.sends(overheard)
	w.says("i have a fever")
	if r := w.sends(overheard); section(r) != "swedish" || books(r) {
		t.Errorf("overheard: got %q", plain(r))
	}
	w.sends(m)
	for n := range perPerson - 1 {
		if r := w.says("hello"); w.kind(r) == "limited" {
			t.Errorf("message %d is beyond the limit", n+2)
		}
	}
}

// TestRetryIsRightStill: a retry is silent while paused, warnings excepted, offers no link to somebody who was warned
// since, and quotes no knowledge that is gone; nor is a deleted or edited message answered as it was.
func TestRetryIsRightStill(t *testing.T) {
	w := newWorld(t, full())
	m, danger := w.message("what is shiatsu"), w.message("i have a fever")
	if !books(w.sends(m)) {
		t.Fatal("no link")
	}
	w.sends(danger)
	if r := w.sends(m); section(r) != "shiatsu" || books(r) {
		t.Errorf("after a warning: got %q", plain(r))
	}
	w.presses(command(m.Place, chat.Pause, ""))
	if w.Message(context.Background(), m) != nil || w.Message(context.Background(), danger) == nil {
		t.Error("a pause silences warnings, or nothing")
	}
	w.presses(command(m.Place, chat.Resume, ""))
	edited := m
	edited.Edited, edited.Text = true, "what is swedish massage"
	if r := w.sends(edited); section(r) != "swedish" {
		t.Errorf("edited: got %q", plain(r))
	}

	engine, err := newEngine()
	if err != nil {
		t.Fatal(err)
	}
	other, err := newEngineWith(answer.Thresholds{Quote: 2, Clarify: 2, Listen: 2})
	if err != nil {
		t.Fatal(err)
	}
	w = newWorldOf(t, Options{Clinic: full(), Engine: engine})
	t.Cleanup(w.Close)
	m = w.message("tell me about shiatsu")
	if section(w.sends(m)) == "" {
		t.Fatal("no passage")
	}
	w.Swap(other)
	if r := w.sends(m); section(r) != "" {
		t.Errorf("with other knowledge: got %q", plain(r))
	}
}
