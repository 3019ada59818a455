package bot

import (
	"testing"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
)

// besideOf is a question with what one of the small knowledge's sections says.
func besideOf(t *testing.T, section string) (answer.Hit, []answer.Suggestion) {
	t.Helper()
	e := engineFor(t)
	p := e.Corpus().Passage("massage/" + section + "/1")
	if p == nil {
		t.Fatalf("no section %q", section)
	}
	h := answer.Hit{Section: section, Passage: p}
	for _, id := range p.Topics() {
		h.Topic = e.Corpus().Topic(id)
	}
	return h, []answer.Suggestion{{Ask: e.Ask(p), Passage: p}}
}

// TestBookingBeside: beside the way to an appointment stands what the clinic's own section says, or a choice; after a warning
// neither does.
func TestBookingBeside(t *testing.T) {
	s := NewSpeaker(full())
	hit, choices := besideOf(t, "sleep")
	c := engineFor(t).Corpus()
	for _, tt := range []struct {
		topic    string
		mood     Mood
		passages int
		choices  int // "none of these" included
		books    bool
	}{
		{"book", Mood{}, 1, 2, true},
		{"book", Mood{LinkGiven: true}, 1, 2, true},
		{"book", Mood{Held: true}, 0, 0, false},
		{"book", Mood{Held: true, Discreet: true}, 0, 0, false},
		{"cancel", Mood{}, 1, 2, false},
		{"cancel", Mood{Held: true}, 1, 2, false},
	} {
		a := answer.Answer{Outcome: answer.Booking, Topic: c.Topic(tt.topic), Quotes: []answer.Hit{hit}, Choices: choices}
		r := s.Reply(a, tt.mood)
		if len(r.Passages) != tt.passages || len(r.Choices) != tt.choices || books(r) != tt.books || !Offers(r) != (tt.mood.Held && !tt.mood.Discreet && tt.topic == "book") {
			t.Errorf("%s, %+v: got %+v", tt.topic, tt.mood, r)
		}
	}
}

// TestBooksToo: who asks something and wishes for an appointment as well gets the link with the passage, whether they had it or
// not, but not after a warning, nor beside what has no answer.
func TestBooksToo(t *testing.T) {
	s := NewSpeaker(full())
	hit, _ := besideOf(t, "shiatsu")
	sore, _ := besideOf(t, "sore-after")
	uncovered := []*corpus.Topic{engineFor(t).Corpus().Topic("price")}
	for name, tt := range map[string]struct {
		a    answer.Answer
		mood Mood
		want bool
	}{
		"first":                {answer.Answer{Quotes: []answer.Hit{hit}, Books: true}, Mood{}, true},
		"again":                {answer.Answer{Quotes: []answer.Hit{hit}, Books: true}, Mood{LinkGiven: true}, true},
		"no wish, again":       {answer.Answer{Quotes: []answer.Hit{hit}}, Mood{LinkGiven: true}, false},
		"no wish, a harm":      {answer.Answer{Quotes: []answer.Hit{sore}}, Mood{}, false},
		"warned":               {answer.Answer{Quotes: []answer.Hit{hit}, Books: true}, Mood{Held: true}, false},
		"the rest uncovered":   {answer.Answer{Quotes: []answer.Hit{hit}, Books: true, Uncovered: uncovered}, Mood{}, false},
		"the rest not clear":   {answer.Answer{Quotes: []answer.Hit{hit}, Books: true, Half: true}, Mood{}, true},
		"half, again, unasked": {answer.Answer{Quotes: []answer.Hit{hit}, Half: true}, Mood{LinkGiven: true}, false},
	} {
		tt.a.Outcome = answer.Quote
		r := s.Reply(tt.a, tt.mood)
		if books(r) != tt.want {
			t.Errorf("%s: got %q", name, plain(r))
		}
		if tt.a.Half && len(r.Passages) != 1 {
			t.Errorf("%s: got %d passages", name, len(r.Passages))
		}
	}
}

// TestBookingAskedInPrivate: "none of these" knows, beside the way to an appointment too, that the question was private.
func TestBookingAskedInPrivate(t *testing.T) {
	w := newStaffed(t)
	_, choices := besideOf(t, "sleep")
	a := answer.Answer{Outcome: answer.Booking, Topic: engineFor(t).Corpus().Topic("book"), Choices: choices}
	for _, private := range []bool{false, true} {
		m := w.message("i want to book")
		m.Private = private
		h := w.hear(t.Context(), m)
		r := h.Reply(a, Mood{})
		w.controls(t.Context(), h, a, r)
		if last := r.Choices[len(r.Choices)-1]; last.Action != chat.None || (last.Ref == inPrivate) != private {
			t.Errorf("private %v: got %+v", private, last)
		}
	}
}
