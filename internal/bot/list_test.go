package bot

import (
	"strings"
	"testing"

	"backtalk/internal/corpus"
)

// TestPhrases: whatever is configured, each phrase has a text, a language, and a label of its own.
func TestPhrases(t *testing.T) {
	for _, c := range clinics() {
		when := map[string]bool{}
		for _, p := range NewSpeaker(c).Phrases() {
			if p.When == "" || when[p.When] || strings.TrimSpace(p.Text) == "" || p.Lang != "en" && p.Lang != "es" {
				t.Errorf("%+v: got %+v, want a text, a language, and a label of its own", c, p)
			}
			when[p.When] = true
		}
	}
}

func TestUncovered(t *testing.T) {
	s := NewSpeaker(full())
	tests := []struct {
		kind        corpus.Kind
		reply, want string
	}{
		{corpus.Clinic, "", s.phrases.askClinic()},
		{corpus.Clinic, "I don't know our prices.", "I don't know our prices. " + s.phrases.reach()},
		{corpus.Massage, "", s.phrases.askTherapist()},
		{corpus.Doctor, "", s.phrases.askDoctor()},
		{corpus.Doctor, "Ask a pharmacist.", "Ask a pharmacist."},
		{corpus.Far, "", s.phrases.far()},
		{corpus.Booking, "", s.phrases.book()},
		{corpus.Change, "", s.phrases.change()},
		{corpus.SmallTalk, "Hello.", "Hello."},
		{corpus.SmallTalk, "", s.phrases.help()},
		{corpus.Chatter, "", s.phrases.chatter()},
		{corpus.Decline, "", s.phrases.declined()},
		{corpus.Decline, "I tell no jokes.", "I tell no jokes."},
	}
	kinds := map[corpus.Kind]bool{}
	for _, tt := range tests {
		kinds[tt.kind] = true
		if got := s.Uncovered(&corpus.Topic{ID: "x", Kind: tt.kind, Reply: tt.reply}); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.kind, tt.reply, got, tt.want)
		}
	}
	if len(kinds) != len(corpus.Kinds()) {
		t.Errorf("tried %d kinds of %d", len(kinds), len(corpus.Kinds()))
	}
}

func TestFill(t *testing.T) {
	if got, want := NewSpeaker(full()).Fill("Call {emergency} or {clinic_phone}, {nobody}."), "Call 911 or Test Practice at (770) 555-0100, {nobody}."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
