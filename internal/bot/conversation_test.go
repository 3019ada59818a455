package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// wish is a wish to book, long enough not to be taken for the rest of an earlier question.
const wish = "can i have an appointment tomorrow please"

// TestLinkOnce: the booking link comes with the first quote of a conversation, again in another place and once the
// conversation is forgotten, and always on booking.
func TestLinkOnce(t *testing.T) {
	w := newWorld(t, full())
	if !books(w.says("what is shiatsu")) {
		t.Error("the first quote: got no link")
	}
	if books(w.says("what is swedish massage")) {
		t.Error("the second quote: got a link")
	}
	for range 2 {
		if !books(w.says(wish)) {
			t.Error("booking: got no link")
		}
	}
	if books(w.says("can massage help me sleep")) {
		t.Error("a quote after booking: got a second link")
	}
	elsewhere := w.message("what is shiatsu")
	elsewhere.Channel = "d"
	if !books(w.sends(elsewhere)) {
		t.Error("another channel: got no link")
	}
	other := w.message("what is shiatsu")
	other.Author = "ben"
	if !books(w.sends(other)) {
		t.Error("another person: got no link")
	}
	w.wait(remembered + time.Second)
	if !books(w.says("what is shiatsu")) {
		t.Error("a new conversation: got no link")
	}
}

// TestWordsOnce: without a booking page, the words that offer a visit come once a conversation too.
func TestWordsOnce(t *testing.T) {
	w := newWorld(t, voice.Clinic{})
	if r := w.says("what is shiatsu"); !Offers(r) || !strings.Contains(r.Text, "come in") {
		t.Errorf("the first quote: got %q, want an offer", r.Text)
	}
	if r := w.says("what is swedish massage"); Offers(r) || r.Text != "" {
		t.Errorf("the second quote: got %q, want no offer", r.Text)
	}
}

// TestNoLink: money, harm and changes get no booking link, nor does a later quote lose its own by them.
func TestNoLink(t *testing.T) {
	w := newWorld(t, full())
	for _, text := range []string{"why am i sore after my massage", "your prices please for a session", "i must cancel my appointment tomorrow", "What is shiatsu? How much for an hour?"} {
		if r := w.says(text); books(r) {
			t.Errorf("%q: got the booking link", text)
		}
	}
	if !books(newWorld(t, full()).says("what is swedish massage")) {
		t.Error("a quote: got no link")
	}
}

// TestHeld: after a warning nobody gets a booking link or is asked to come in for a day, in any place, whatever
// becomes of the message; the warning itself is repeated in full.
func TestHeld(t *testing.T) {
	for _, text := range []string{"i have chest pain", "i want to die", "i have a fever"} {
		for _, clinic := range []voice.Clinic{{}, full()} {
			w := newWorld(t, clinic)
			m := w.message(text)
			warning := plain(w.sends(m))
			again := m
			again.ID = "again"
			if got := plain(w.sends(again)); got != warning {
				t.Errorf("%q again: got %q, want %q", text, got, warning)
			}
			edited := m
			edited.Text, edited.Edited = "what is shiatsu", true
			held := []*chat.Reply{w.sends(edited), w.says("what is swedish massage")}
			w.Forget(context.Background(), m.Key())
			elsewhere := w.message("can massage help me sleep")
			elsewhere.Space, elsewhere.Channel, elsewhere.Thread = "s2", "d", "e"
			held = append(held, w.sends(elsewhere), w.Press(context.Background(), press(chat.Ask, "massage/shiatsu/1")))
			w.wait(24*time.Hour - time.Second)
			held = append(held, w.says("what is shiatsu"))
			for i, r := range held {
				if section(r) == "" || books(r) || strings.Contains(r.Text, "come in") {
					t.Errorf("%q, reply %d: got %q, want a quote and no offer", text, i, plain(r))
				}
			}
			want := w.settings().usual.voice.Cleared()
			if text == "i want to die" { // the warning was private
				want = w.settings().usual.voice.CallToBook()
			}
			direct := w.message(wish)
			direct.Direct, direct.Private, direct.Channel = true, true, "dm"
			if r := w.sends(direct); r.Lead != w.settings().usual.voice.Cleared() || r.Link != nil {
				t.Errorf("%q, then booking in private: got %q", text, plain(r))
			}
			if r := w.says(wish); r.Lead != want || books(r) || len(r.Passages) > 0 {
				t.Errorf("%q, then booking: got %q", text, plain(r))
			}
			if r := w.says("i must cancel my appointment tomorrow"); !strings.Contains(r.Text, "I can't do that") {
				t.Errorf("%q, then a change: got %q", text, plain(r))
			}
			w.wait(time.Second)
			if r := w.says(wish); !Offers(r) || r.Lead != "" {
				t.Errorf("%q, a day later: got %q, want the way to book", text, plain(r))
			}
		}
	}
}

// TestHeldSaysTheRest: what a held link came with stays, if it is not about booking.
func TestHeldSaysTheRest(t *testing.T) {
	w := newWorld(t, full())
	w.says("i have a fever")
	if r := w.says("What is shiatsu? How much for an hour?"); !strings.Contains(r.Text, "your other question") || books(r) {
		t.Errorf("got %q", plain(r))
	}
	if r := w.says("your prices please for a session"); r.Lead == "" || r.Link == nil || books(r) {
		t.Errorf("got %q, want the way to the clinic, as the words say", plain(r))
	}
}

// TestOtherPeopleAreNotHeld: a warning holds the link back from one person of one platform.
func TestOtherPeopleAreNotHeld(t *testing.T) {
	w := newWorld(t, full())
	w.says("i have chest pain")
	other, abroad := w.message("i want to book"), w.message("i want to book")
	other.Author, abroad.Platform = "ben", "elsewhere"
	if !books(w.sends(other)) || !books(w.sends(abroad)) {
		t.Error("somebody else got no link")
	}
}

// TestRepeat: the same question again, from the same person in the same place, gets a short pointer. What goes with a
// danger sign is said in full each time.
func TestRepeat(t *testing.T) {
	w := newWorld(t, full())
	first := w.says("what is shiatsu")
	for _, again := range []string{"What is Shiatsu?", "  what   is shiatsu  ", "what is, “shiatsu”"} {
		if r := w.says(again); len(r.Passages) > 0 || !strings.Contains(r.Lead, "answered that above, under \"Shiatsu\"") || r.Warning || r.Link != nil {
			t.Errorf("%q: got %q", again, plain(r))
		}
	}
	other, elsewhere := w.message("what is shiatsu"), w.message("what is shiatsu")
	other.Author, elsewhere.Thread = "ben", "t"
	if plain(w.sends(other)) != plain(first) || section(w.sends(elsewhere)) != section(first) {
		t.Error("another person or thread got a pointer")
	}
	w.wait(remembered + time.Second)
	if section(w.says("what is shiatsu")) == "" {
		t.Error("a new conversation got a pointer")
	}
	text := "tell me about swedish massage while pregnant"
	if once, twice := w.says(text), w.says(text); section(twice) == "" || twice.Lead != once.Lead {
		t.Errorf("%q again: got %q", text, plain(twice))
	}
}

// TestRepeatElsewhere: what only the asker saw, what stands elsewhere and what was taken away is not "above".
func TestRepeatElsewhere(t *testing.T) {
	private := func(m *chat.Message) { m.Private, m.Command = true, true }
	direct := func(thread string) func(*chat.Message) {
		return func(m *chat.Message) { m.Private, m.Direct, m.Thread = true, true, thread }
	}
	for name, tt := range map[string]struct {
		first, second func(*chat.Message)
		remove        bool
		want          bool // a pointer to the first answer
	}{
		"in public twice":              {func(*chat.Message) {}, func(*chat.Message) {}, false, true},
		"private, then public":         {private, func(*chat.Message) {}, false, false},
		"public, then private":         {func(*chat.Message) {}, private, false, false},
		"private twice":                {private, private, false, false},
		"direct twice":                 {direct(""), direct(""), false, true},
		"another thread with the bot":  {direct("1"), direct("2"), false, false},
		"the first answer was removed": {func(*chat.Message) {}, func(*chat.Message) {}, true, false},
	} {
		w := newWorld(t, full())
		first, second := w.message("what is shiatsu"), w.message("what is shiatsu")
		tt.first(&first)
		tt.second(&second)
		w.sends(first)
		if tt.remove {
			p := about(first, chat.Remove, "")
			p.Mine = true
			w.presses(p)
		}
		if r := w.sends(second); (section(r) == "") != tt.want {
			t.Errorf("%s: got %q", name, plain(r))
		}
	}
}

// TestPrivateStaysApart: what was asked privately is no part of what is said in public.
func TestPrivateStaysApart(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is swedish massage")
	m.Private, m.Command = true, true
	w.sends(m)
	public := w.message("what is shiatsu")
	if past := w.conversations.recall(conversationOf(public), w.clock()); len(past.said) > 0 {
		t.Errorf("got %+v", past.said)
	}
	if past := w.conversations.recall(conversationOf(m), w.clock()); len(past.said) != 1 {
		t.Errorf("in private: got %+v", past.said)
	}
}

// TestDiscreet: in public, a wish to book tells nothing of a warning that was private, but of one that others could read.
func TestDiscreet(t *testing.T) {
	for _, tt := range []struct {
		text     string
		private  bool
		discreet bool
	}{{"i have chest pain", false, false}, {"i have chest pain", true, true}, {"i want to die", false, true}, {"i want to die", true, true}} {
		clock := newWorld(t, full())
		memo := newUntilRestart(clock.clock)
		first := newWorldOf(t, Options{Clinic: full(), Memo: memo})
		m := first.message(tt.text)
		m.Private, m.Direct = tt.private, tt.private
		first.sends(m)
		clock.wait(stands)
		for name, w := range map[string]*world{"at once": first, "after a restart": newWorldOf(t, Options{Clinic: full(), Memo: memo})} {
			w.wait(stands)
			want := w.settings().usual.voice.Cleared()
			if r := w.presses(press(chat.Book, "")); r.Lead != want || !r.Private() {
				t.Errorf("%+v, %s, by a button: got %q", tt, name, plain(r))
			}
			if tt.discreet {
				want = w.settings().usual.voice.CallToBook()
			}
			if r := w.says(wish); r.Lead != want || books(r) {
				t.Errorf("%+v, %s: got %q, want %q", tt, name, plain(r), want)
			}
		}
	}
}

// TestFollowUp: a short question leans on the one before it, but not on somebody else's or a forgotten one.
func TestFollowUp(t *testing.T) {
	w := newWorld(t, full())
	w.says("what is swedish massage")
	if got := section(w.says("and shiatsu?")); got != "shiatsu" {
		t.Errorf("got %q, want shiatsu", got)
	}
	if got := section(w.says("and sleep")); got != "sleep" {
		t.Errorf("got %q, want sleep", got)
	}
}

// TestBefore: the last two messages of the asker are kept, for follow-ups and for signs spread over messages.
func TestBefore(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu")
	w.sends(m)
	w.says("what is swedish massage")
	w.says("can massage help me sleep")
	past := w.conversations.recall(conversationKey(m.Place, m.Author), w.clock())
	if len(past.said) != lastMessages || past.said[0].text != "what is swedish massage" || past.said[1].text != "can massage help me sleep" {
		t.Errorf("got %+v, want the last two messages", past.said)
	}
}

// TestEdited: an edited message is answered anew, never as a repeat of itself, and takes its first version's place.
func TestEdited(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu")
	w.sends(m)
	m.Edited = true
	if section(w.sends(m)) != "shiatsu" {
		t.Error("the same text edited: got no passage")
	}
	m.Text = "what is swedish massage"
	if section(w.sends(m)) != "swedish" {
		t.Error("the new text: got no passage")
	}
	past := w.conversations.recall(conversationKey(m.Place, m.Author), w.clock())
	if len(past.said) != 1 || past.said[0].text != m.Text {
		t.Errorf("got %+v, want the last version alone", past.said)
	}
}

// TestForget: a deleted message is neither a repeat nor the question before a follow-up any more.
func TestForget(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu")
	w.sends(m)
	w.Forget(context.Background(), "unknown")
	w.Forget(context.Background(), m.Key())
	if past := w.conversations.recall(conversationKey(m.Place, m.Author), w.clock()); len(past.said) != 0 {
		t.Errorf("got %+v, want nothing", past.said)
	}
	if section(w.says("what is shiatsu")) == "" {
		t.Error("a forgotten question is still a repeat")
	}
}

// TestTwoQuestions: two questions in one message get a passage each.
func TestTwoQuestions(t *testing.T) {
	r := newWorld(t, full()).says("What is shiatsu? Can massage help me sleep?")
	var got []string
	for _, q := range r.Passages {
		got = append(got, q.Passage.Section().ID)
	}
	if strings.Join(got, " ") != "shiatsu sleep" {
		t.Errorf("got %v, want shiatsu and sleep", got)
	}
}

// TestThreads: platforms may put every message into a thread of its own; what one person says in a channel is one
// conversation, and what another says is not.
func TestThreads(t *testing.T) {
	a := chat.Place{Platform: "p", Channel: "d", Thread: "1"}
	b := chat.Place{Platform: "p", Channel: "d", Thread: "2"}
	if conversationKey(a, "ann") != conversationKey(b, "ann") {
		t.Error("two threads of a channel are two conversations")
	}
	if conversationKey(a, "ann") == conversationKey(a, "bob") {
		t.Error("two people have one conversation")
	}
}
