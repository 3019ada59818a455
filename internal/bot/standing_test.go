package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// warnings that the tests of what comes after them begin with.
var afterWarnings = []struct {
	text    string
	sign    string // of the made-up ones
	asked   string // what is said to those who ask on
	advice  string
	private bool
	grave   bool // staff are told
}{
	{"i have chest pain", "CHEST", "Nobody can tell in a chat whether it is serious. Please call 911 now.", "Call 911", false, true},
	{"my back hurts and i cant pee", "BLADDER", "New trouble peeing needs a look now. Please call 911.", "Call 911", true, true},
	{"i want to die", "DIE", "Whatever it is, you can talk with somebody at 988 now.", "988", true, true},
	{"he groped me", "TOUCH", "Talk in confidence at 1-800-656-4673.", "1-800-656-4673", true, true},
	{"i have a fever", "FEVER", "Nobody can tell in a chat whether it is serious. Please see a doctor today.", "See a doctor today.", false, false},
}

// directly makes a message one in a direct message with the bot.
func directly(m chat.Message) chat.Message {
	m.Space, m.Channel, m.Direct, m.Private = "", "dm", true, true
	return m
}

// TestAskedOn: whoever goes on about a warning gets its fixed words, as privately as the warning, without a passage, a link or
// another alert; for half an hour.
func TestAskedOn(t *testing.T) {
	for _, tt := range afterWarnings {
		for _, direct := range []bool{false, true} {
			w := newStaffed(t)
			say := func(text string) *chat.Reply {
				m := w.message(text)
				if direct {
					m = directly(m)
				}
				return w.sends(m)
			}
			warning := say(tt.text)
			for _, on := range []string{"is it serious?", "why", "should i come in or not", "it's gone now"} {
				r := say(on)
				if !r.Warning || r.Lead != tt.asked {
					t.Errorf("%q, then %q: got %q, warning %v, want %q", tt.text, on, r.Lead, r.Warning, tt.asked)
				}
				if len(r.Passages)+len(r.Choices)+len(r.Buttons) > 0 || r.Link != nil || r.Notice() != nil || strings.Contains(plain(r), "http") {
					t.Errorf("%q, then %q: got %+v", tt.text, on, r)
				}
				if r.Private() != warning.Private() || r.Beside().Text != warning.Beside().Text || r.Beside().Button != warning.Beside().Button || r.Beside().Waiting != warning.Beside().Waiting {
					t.Errorf("%q, then %q: private %v beside %q, want %v, %q", tt.text, on, r.Private(), r.Beside().Text, warning.Private(), warning.Beside().Text)
				}
			}
			w.wait(stands)
			if r := say("is it serious?"); r.Warning {
				t.Errorf("%q, half an hour later: got %q", tt.text, plain(r))
			}
		}
	}
}

// TestAskedOnRevealed: what was said privately to somebody who asked on can be shown again, to them alone, for a day; when it
// is not known any more of what it was, in general words.
func TestAskedOnRevealed(t *testing.T) {
	clock := newWorld(t, full())
	memo := newUntilRestart(clock.clock)
	w := newWorldOf(t, Options{Clinic: full(), Memo: memo})
	w.says("my back hurts and i cant pee")
	for name, w := range map[string]*world{"at once": w, "after a restart": newWorldOf(t, Options{Clinic: full(), Memo: memo})} {
		m := w.message("is it serious?")
		r := w.sends(m)
		p := about(m, chat.Reveal, "")
		if got := w.presses(p); got.Lead != w.settings().usual.voice.OnlyAsker() {
			t.Errorf("%s, somebody else: got %q", name, plain(got))
		}
		p.Mine = true
		if got := w.presses(p); got.Lead != r.Lead || !got.Private() || got.Beside().Text != "" || !got.Warning {
			t.Errorf("%s: got %q, want %q", name, plain(got), plain(r))
		}
	}
}

// TestOtherQuestion: something else that is clearly asked is answered, without the link, under one line that says what to do.
// Where others read the answer and could not read the warning, it stands without the line.
func TestOtherQuestion(t *testing.T) {
	for _, tt := range afterWarnings {
		w := newStaffed(t)
		w.says(tt.text)
		public, direct := w.says("what is shiatsu"), w.sends(directly(w.message("what is swedish massage")))
		for name, r := range map[string]*chat.Reply{"public": public, "direct": direct} {
			line := strings.Contains(r.Lead, "still holds: ") && strings.Contains(r.Lead, tt.advice)
			if want := name == "direct" || !tt.private; line != want || !want && r.Lead != "" {
				t.Errorf("%q, then a question, %s: got lead %q", tt.text, name, r.Lead)
			}
			if section(r) == "" || books(r) || Offers(r) || r.Warning || r.Private() != (name == "direct") {
				t.Errorf("%q, then a question, %s: got %q", tt.text, name, plain(r))
			}
		}
		for _, action := range []chat.Action{chat.Ask, chat.Book} {
			p := press(action, "massage/shiatsu/1")
			p.Place = w.message("").Place
			want := action == chat.Book || !tt.private // what a command shows is for the asker alone
			if r := w.presses(p); strings.Contains(r.Lead, tt.advice) != want || books(r) {
				t.Errorf("%q, then %s: got %q", tt.text, action, plain(r))
			}
		}
		own := w.message(engineFor(t).Corpus().Topic("swedish").Ask) // word for word what the bot proposes itself
		if r := w.sends(own); section(r) != "swedish" || books(r) || strings.Contains(r.Lead, tt.advice) == tt.private {
			t.Errorf("%q, then a question of our own: got %q", tt.text, plain(r))
		}
	}
}

// TestWarnedWordsApart: words that were warned of are read together with what comes next only while the warning stands.
func TestWarnedWordsApart(t *testing.T) {
	m := heard{past: conversation{said: []said{{message: "1", text: "warned", warned: true}, {message: "2", text: "asked"}}}}
	if got := m.question().Before; len(got) != 1 || got[0] != "asked" {
		t.Errorf("got %q, want what was asked", got)
	}
	m.stood.On = true
	if got := m.question().Before; len(got) != 2 {
		t.Errorf("while it stands: got %q, want both", got)
	}
}

// TestCleared: whoever says that a doctor has looked at it is led to the clinic's phone, not to the link; the warning stands no
// longer, and the hold does. A crisis is not over because a doctor was seen.
func TestCleared(t *testing.T) {
	for _, tt := range afterWarnings {
		w := newStaffed(t)
		w.says(tt.text)
		r := w.says("my cardiologist looked at it yesterday and says massage is fine")
		if strings.Contains("i want to die, he groped me", tt.text) {
			if !r.Warning || books(r) || len(r.Passages) > 0 {
				t.Errorf("%q, then cleared: got %q", tt.text, plain(r))
			}
			continue
		}
		want := w.settings().usual.voice.LookedAt()
		if tt.private {
			want = w.settings().usual.voice.CallToBook()
		}
		if r.Lead != want || books(r) || len(r.Passages) > 0 || r.Private() || r.Notice() != nil || r.Warning || !strings.Contains(r.Lead, full().Phone) {
			t.Errorf("%q, then cleared: got %q, want %q", tt.text, plain(r), want)
		}
		if r := w.says("is it serious?"); r.Warning {
			t.Errorf("%q, after that: got %q", tt.text, plain(r))
		}
		if r := w.says(wish); books(r) {
			t.Errorf("%q, after that: got the link", tt.text)
		}
	}
}

// TestStandsApart: a warning stands for one person, in one conversation and in private; nothing is said unasked meanwhile.
func TestStandsApart(t *testing.T) {
	w := newWorld(t, full())
	w.sends(directly(w.message("i have chest pain")))
	for name, change := range map[string]func(*chat.Message){
		"in public after a private warning": func(*chat.Message) {},
		"somebody else":                     func(m *chat.Message) { m.Author = "ben" },
		"somebody else, directly":           func(m *chat.Message) { *m = directly(*m); m.Author = "ben" },
		"on another platform":               func(m *chat.Message) { m.Platform = "elsewhere" },
	} {
		m := w.message("is it serious?")
		change(&m)
		if r := w.sends(m); r.Warning {
			t.Errorf("%s: got %q", name, plain(r))
		}
	}
	w = newWorld(t, full())
	w.says("i have chest pain")
	elsewhere := w.message("is it serious?")
	elsewhere.Channel = "d"
	if r := w.sends(elsewhere); r.Warning {
		t.Errorf("in another channel: got %q", plain(r))
	}
	command := w.message("is it serious?")
	command.Private, command.Command = true, true
	if r := w.sends(command); !r.Warning || !r.Private() {
		t.Errorf("by a private command: got %q", plain(r))
	}
	for _, opening := range []bool{false, true} {
		m := w.message("what is shiatsu?")
		m.Addressed, m.Opening = false, opening
		if r := w.Message(context.Background(), m); r != nil {
			t.Errorf("unasked, opening %v: got %q", opening, plain(r))
		}
	}
}

// TestStandsOverARestart: a restart knows that somebody was warned, not of what: the words are general, and tell others no more
// than the warning did. Nothing that is kept names a sign.
func TestStandsOverARestart(t *testing.T) {
	for _, tt := range afterWarnings {
		clock := newWorld(t, full())
		memo := newUntilRestart(clock.clock)
		first := newWorldOf(t, Options{Clinic: full(), Memo: memo, Spaces: []Space{{Platform: "test", ID: "s", StaffChannel: desk()}}})
		first.says(tt.text)
		first.says("is it serious?")
		for key, value := range keptBy(t, memo) {
			if strings.Contains(key+value, tt.sign) || strings.Contains(value, "emergency") || strings.Contains(value, "flag") {
				t.Errorf("%q: kept %q: %q", tt.text, key, value)
			}
		}
		w := newWorldOf(t, Options{Clinic: full(), Memo: memo})
		r := w.says("is it serious?")
		if !r.Warning || !strings.Contains(r.Lead, "911") || !strings.Contains(r.Lead, "988") || strings.Contains(r.Lead, tt.asked) {
			t.Errorf("%q: got %q", tt.text, plain(r))
		}
		if !r.Private() || r.Beside().Text != w.settings().usual.voice.Aside() || r.Notice() != nil || len(r.Passages) > 0 || r.Link != nil {
			t.Errorf("%q: got %+v", tt.text, r)
		}
		if r := w.says("what is shiatsu"); r.Lead != "" || section(r) == "" || books(r) {
			t.Errorf("%q, then a question in public: got %q", tt.text, plain(r))
		}
		if r := w.sends(directly(w.message("what is shiatsu"))); !strings.HasPrefix(r.Lead, "Please do what I said before;") || section(r) == "" || books(r) {
			t.Errorf("%q, then a question in private: got %q", tt.text, plain(r))
		}
		clock.wait(stands)
		w.wait(stands)
		if r := w.says("is it serious?"); r.Warning {
			t.Errorf("%q, half an hour later: got %q", tt.text, plain(r))
		}
	}
}

// keptBy is everything that a memo keeps.
func keptBy(t *testing.T, memo *untilRestart) map[string]string {
	t.Helper()
	all, err := memo.List(context.Background(), "")
	if err != nil || len(all) == 0 {
		t.Fatalf("got %v, %v", all, err)
	}
	return all
}

// TestWarnedWords: words that were warned of get no passage and no link in any way: not found by others, not by a choice or a
// button from before an edit, not from staff.
func TestWarnedWords(t *testing.T) {
	w := rich(t)
	m := w.message("can massage help me sleep")
	if r := w.sends(m); actions(r) != "others" {
		t.Fatalf("got %q", actions(r))
	}
	found := chat.Press{Place: m.Place, ID: "p", Author: "staff", Action: chat.Find, Staff: true, Target: &m}
	shown := w.presses(found)
	if section(shown) == "" {
		t.Fatal("found nothing before the edit")
	}
	m.Text, m.Edited = "i have chest pain", true
	if r := w.sends(m); !r.Warning {
		t.Fatalf("got %q", plain(r))
	}
	id := shown.Passages[0].Passage.ID()
	for _, p := range []chat.Press{about(m, chat.Others, shortRef(m.ID)), next(found, chat.Show, id), next(found, chat.Post, id), next(found, chat.PostLink, id),
		next(found, chat.PostLink, bookRef), about(m, chat.Ask, "massage/shiatsu/1"), found} {
		p.Mine = p.Author == "ann"
		if r := w.presses(p); len(r.Passages) > 0 || books(r) || r.Publish() != nil {
			t.Errorf("%s %q: got %q", p.Action, p.Ref, plain(r))
		}
		w.wait(time.Minute)
	}
	on := w.message("would a massage help against it")
	if r := w.sends(on); !r.Warning {
		t.Fatalf("on about it: got %q", plain(r))
	}
	found.Target = &on
	if r := w.presses(found); len(r.Passages) > 0 || actions(r) != "dismiss" || r.Lead != w.settings().usual.voice.FoundNothing() {
		t.Errorf("of somebody who asks on: got %q, %q", plain(r), actions(r))
	}
	for range 2 { // the same words again
		if r := w.says("i have chest pain"); !r.Warning || len(r.Passages) > 0 || r.Link != nil {
			t.Errorf("again: got %q", plain(r))
		}
	}
}

// TestEditedIntoAskingOn: a warning is not replaced by the words for those who ask on, nor kept from staff when those are edited
// into a danger.
func TestEditedIntoAskingOn(t *testing.T) {
	w := newStaffed(t)
	m := w.message("i have chest pain")
	w.sends(m)
	w.wait(alertSpan - time.Minute)
	on := w.message("is it serious?")
	w.sends(on)
	w.wait(2 * time.Minute)
	m.Text, m.Edited = "is it serious?", true
	if r := w.sends(m); r.Warning {
		t.Errorf("edited into asking on: got %+v", r)
	}
	on.Text, on.Edited = "i have chest pain", true
	if r := w.sends(on); !r.Warning || r.Notice() == nil {
		t.Errorf("edited into a danger: got %+v", r)
	}
}

// TestAskedOnCounts: asking on counts against the limits, and a new danger does not.
func TestAskedOnCounts(t *testing.T) {
	w := newWorld(t, full())
	w.says("i have chest pain")
	limited := 0
	for range perPerson + 3 {
		if r := w.Message(context.Background(), w.message("why")); r == nil || w.kind(r) == "limited" {
			limited++
		}
	}
	if limited != 3 {
		t.Errorf("got %d unanswered, want 3", limited)
	}
	if r := w.says("i have chest pain"); !r.Warning {
		t.Errorf("got %q", plain(r))
	}
}
