package voice

import (
	"strings"
	"testing"

	"backtalk/internal/corpus"
)

// TestPhrases: whatever is configured, each phrase has a text, a language, and a label of its own.
func TestPhrases(t *testing.T) {
	for _, c := range clinics() {
		when := map[string]bool{}
		for _, p := range New(c).Phrases() {
			if p.When == "" || when[p.When] || strings.TrimSpace(p.Text) == "" || p.Lang != "en" && p.Lang != "es" {
				t.Errorf("%+v: got %+v, want a text, a language, and a label of its own", c, p)
			}
			when[p.When] = true
		}
	}
}

// TestOfTopic: each kind of topic that nothing covers has its words; a topic's own come first.
func TestOfTopic(t *testing.T) {
	v := New(full())
	tests := []struct {
		kind        corpus.Kind
		reply, want string
	}{
		{corpus.Clinic, "", v.AskClinic()},
		{corpus.Clinic, "I don't know our prices.", "I don't know our prices. " + v.Reach()},
		{corpus.Massage, "", v.AskTherapist()},
		{corpus.Doctor, "", v.AskDoctor()},
		{corpus.Doctor, "Ask a pharmacist.", "Ask a pharmacist."},
		{corpus.Far, "", v.Far()},
		{corpus.Booking, "", v.Book()},
		{corpus.Change, "", v.Change()},
		{corpus.SmallTalk, "Hello.", "Hello."},
		{corpus.SmallTalk, "", v.Help()},
		{corpus.Chatter, "", v.Chatter()},
		{corpus.Decline, "", v.Declined()},
		{corpus.Decline, "I tell no jokes.", "I tell no jokes."},
	}
	kinds := map[corpus.Kind]bool{}
	for _, tt := range tests {
		kinds[tt.kind] = true
		if got := v.OfTopic(&corpus.Topic{ID: "x", Kind: tt.kind, Reply: tt.reply}); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.kind, tt.reply, got, tt.want)
		}
	}
	if len(kinds) != len(corpus.Kinds()) {
		t.Errorf("tried %d kinds of %d", len(kinds), len(corpus.Kinds()))
	}
}

func TestFill(t *testing.T) {
	if got, want := New(full()).Fill("Call {emergency} or {clinic_phone}, {nobody}."), "Call 911 or Test Practice at (770) 555-0100, {nobody}."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
