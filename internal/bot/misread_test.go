package bot

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// disagrees presses the quiet control under a warning, a while after what came before.
func (w *world) disagrees(m chat.Message, r *chat.Reply, change ...func(*chat.Press)) *chat.Reply {
	w.t.Helper()
	if actions(r) != "misread" || r.Buttons[0].Label != "That's not what I meant" || r.About != m.ID {
		w.t.Fatalf("got %q, buttons %+v about %q", plain(r), r.Buttons, r.About)
	}
	p := about(m, chat.Misread, r.Buttons[0].Ref)
	p.Mine = true
	for _, c := range change {
		c(&p)
	}
	w.wait(time.Minute)
	return w.presses(p)
}

// TestMisreadUrgent: the first press tells what would need help, the second takes the warning back; the next words are read
// anew, the same ones included.
func TestMisreadUrgent(t *testing.T) {
	for name, change := range map[string]func(chat.Message) chat.Message{
		"public": func(m chat.Message) chat.Message { return m }, "direct": directly,
		"by a private command": func(m chat.Message) chat.Message { m.Private, m.Command = true, true; return m },
	} {
		w := newStaffed(t)
		m := change(w.message("i have a fever"))
		r := w.sends(m)
		first := w.disagrees(m, r)
		if !first.Private() || first.Replace || first.Notice() != nil || first.Publish() != nil || !strings.Contains(first.Lead, "If this came with a fever, see a doctor today.") ||
			!strings.Contains(first.Lead, "take back") {
			t.Fatalf("%s, first: got %+v", name, first)
		}
		if r := w.sends(change(w.message("is it serious?"))); !r.Warning {
			t.Errorf("%s: after one press nothing stands: %q", name, plain(r))
		}
		second := w.disagrees(m, first)
		if second.Lead != w.settings().usual.voice.TakenBack() || !second.Private() || second.Notice() != nil || len(second.Buttons) > 0 || second.Text != "" {
			t.Fatalf("%s, second: got %+v", name, second)
		}
		if r := w.sends(change(w.message("is it serious?"))); r.Warning || len(r.Passages) > 0 {
			t.Errorf("%s: it still stands: %q", name, plain(r))
		}
		if r := w.sends(change(w.message(wish))); !books(r) {
			t.Errorf("%s: still held: %q", name, plain(r))
		}
		if third := w.disagrees(m, r); third.Lead != w.settings().usual.voice.NothingHeld() {
			t.Errorf("%s, third: got %q", name, plain(third))
		}
		again := change(w.message("i have a fever"))
		if r := w.sends(again); !r.Warning {
			t.Errorf("%s, the same words: got %q", name, plain(r))
		} else if r := w.disagrees(again, r); !strings.Contains(r.Lead, "take back") {
			t.Errorf("%s, the same words and a press: got %q", name, plain(r))
		}
	}
}

// TestMisreadAnew: after another warning, a press is a first one again.
func TestMisreadAnew(t *testing.T) {
	w := newStaffed(t)
	for range 3 {
		m := w.message("i have a fever")
		if r := w.disagrees(m, w.sends(m)); actions(r) != "misread" || !strings.Contains(r.Lead, "take back") {
			t.Errorf("got %+v", r)
		}
	}
}

// TestMisreadEmergency: an emergency stays; staff are told once, without words or names, and can lift it.
func TestMisreadEmergency(t *testing.T) {
	for _, tt := range []struct {
		text   string
		direct bool
	}{{"i have chest pain", false}, {"i have chest pain", true}, {"my back hurts and i cant pee", false}} {
		w := newStaffed(t)
		m := w.message(tt.text)
		if tt.direct {
			m = directly(m)
			m.Space = "s"
		}
		r := w.sends(m)
		first := w.disagrees(m, r)
		if !first.Warning || first.Notice() != nil || !strings.Contains(first.Lead, "call 911 now") || strings.Contains(first.Lead, "take back") {
			t.Fatalf("%+v, first: got %+v", tt, first)
		}
		second := w.disagrees(m, first)
		n := second.Notice()
		if second.Lead != w.settings().usual.voice.KeptTold() || n == nil || second.Failed() == nil || second.Failed().Lead != w.settings().usual.voice.Kept() {
			t.Fatalf("%+v, second: got %+v", tt, second)
		}
		if n.To != desk() || n.Who != "" || (n.ID == m.ID) == tt.direct || (n.About == m.Place) == tt.direct || n.Text != w.settings().usual.voice.Disagreement(tt.direct) {
			t.Errorf("%+v: staff are told %+v", tt, n)
		}
		if third := w.disagrees(m, r); third.Notice() != nil || third.Lead != w.settings().usual.voice.Kept() {
			t.Errorf("%+v, third: got %+v", tt, third)
		}
		if r := w.says(wish); books(r) {
			t.Errorf("%+v: the hold is gone", tt)
		}
		if got := w.lifts(n); got.Lead != w.settings().usual.voice.Lifted() {
			t.Errorf("%+v: lifting: got %q", tt, plain(got))
		}
		if r := w.says(wish); !books(r) {
			t.Errorf("%+v: still held: %q", tt, plain(r))
		}
	}
}

// TestMisreadGravest: what is urgent is not taken back from somebody who was warned of an emergency, nor when it is not known
// any more what they were warned of; without staff nobody is said to have been told.
func TestMisreadGravest(t *testing.T) {
	for _, restart := range []bool{false, true} {
		clock := newWorld(t, full())
		memo := newUntilRestart(clock.clock)
		w := newWorldOf(t, Options{Clinic: full(), Memo: memo})
		if !restart {
			w.says("i have chest pain")
		}
		m := w.message("i have a fever")
		r := w.sends(m)
		if restart {
			w = newWorldOf(t, Options{Clinic: full(), Memo: memo})
		}
		first := w.disagrees(m, r)
		second := w.disagrees(m, first)
		if strings.Contains(first.Lead, "take back") || second.Lead != w.settings().usual.voice.Kept() || second.Notice() != nil {
			t.Errorf("restart %v: got %q, then %q", restart, plain(first), plain(second))
		}
		if r := w.says(wish); books(r) {
			t.Errorf("restart %v: the hold is gone", restart)
		}
	}
}

// TestMisreadIsForTheAsker: nobody else can say it, a double press counts once, and nobody says it of a crisis.
func TestMisreadIsForTheAsker(t *testing.T) {
	w := newStaffed(t)
	m := w.message("i have a fever")
	r := w.sends(m)
	ben := func(p *chat.Press) { p.Author, p.Mine, p.Staff = "ben", false, true }
	for range 2 {
		if got := w.disagrees(m, r, ben); got.Lead != w.settings().usual.voice.OnlyAsker() || got.Notice() != nil || !got.Private() {
			t.Errorf("somebody else: got %+v", got)
		}
	}
	p := about(m, chat.Misread, r.Buttons[0].Ref)
	p.Mine = true
	w.presses(p)
	if got := w.presses(p); got.Lead != w.settings().usual.voice.JustDone() || !w.isHeld(t.Context(), "test/ann") {
		t.Errorf("pressed twice at once: got %+v", got)
	}
	for _, text := range []string{"i want to die", "he groped me", "i have chest pain and i want to die"} {
		m := w.message(text)
		if r := w.sends(m); strings.Contains(actions(r), "misread") {
			t.Errorf("%q: got %q", text, actions(r))
		}
		for _, ref := range []string{"flag:DIE:5", "flag:TOUCH:5", "", "flag:GONE:4", "x"} {
			p := about(m, chat.Misread, ref)
			p.Mine = true
			if got := w.presses(p); got.Lead != w.settings().usual.voice.AskAgain() {
				t.Errorf("%q, %q: got %+v", text, ref, got)
			}
		}
	}
}

// TestMisreadRevealed: the control is beside a warning that was private, wherever it is shown.
func TestMisreadRevealed(t *testing.T) {
	w := newStaffed(t)
	m := w.message("my back hurts and i cant pee")
	if r := w.sends(m); !r.Private() || r.Beside().Button == "" || actions(r) != "misread" {
		t.Fatalf("got %+v", r)
	}
	p := about(m, chat.Reveal, "")
	p.Mine = true
	if first := w.disagrees(m, w.presses(p)); !strings.Contains(first.Lead, "If this came with trouble peeing") || !first.Private() {
		t.Errorf("revealed: got %+v", first)
	}
	// In a direct message on Discord the control is about a message in another place.
	p = about(m, chat.Misread, "flag:BLADDER:6")
	p.Place, p.Direct, p.Mine = chat.Place{Platform: "test", Channel: "dm"}, true, true
	w.wait(time.Minute)
	if second := w.presses(p); second.Lead == w.settings().usual.voice.OnlyAsker() || strings.Contains(second.Lead, "press") {
		t.Errorf("in a direct message: got %+v", second)
	}
}

// TestMisreadTyped: whoever types it is answered as after a first press, as privately as they were warned; of a crisis, with its
// fixed words.
func TestMisreadTyped(t *testing.T) {
	for _, tt := range afterWarnings {
		w := newStaffed(t)
		w.says(tt.text)
		m := w.message("sorry i meant my car")
		r := w.sends(m)
		if !r.Warning || r.Private() != tt.private || len(r.Passages) > 0 || r.Link != nil || r.Notice() != nil {
			t.Errorf("%q: got %+v", tt.text, r)
		}
		if tt.sign == "DIE" || tt.sign == "TOUCH" {
			if r.Lead != tt.asked || len(r.Buttons) > 0 {
				t.Errorf("%q: got %q, %q", tt.text, r.Lead, actions(r))
			}
			continue
		}
		if !strings.HasPrefix(r.Lead, "If this came with ") {
			t.Errorf("%q: got %q", tt.text, r.Lead)
		}
		second := w.disagrees(m, r)
		if taken := second.Lead == w.settings().usual.voice.TakenBack(); taken != (tt.sign == "FEVER") {
			t.Errorf("%q, then a press: got %q", tt.text, plain(second))
		}
	}
}

// TestMisreadIsCounted: once for a warning, by its sign, without a person or a place; of what is not for everybody, and of what
// is said in private, without the sign.
func TestMisreadIsCounted(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		direct     bool
	}{{"i have a fever", "FEVER", false}, {"i have chest pain", "CHEST", false}, {"i have a fever", "private", true}, {"my back hurts and i cant pee", "private", false}} {
		var out bytes.Buffer
		w := newWorldOf(t, Options{Clinic: full(), Log: slog.New(slog.NewTextHandler(&out, nil))})
		m := w.message(tt.text)
		if tt.direct {
			m = directly(m)
		}
		r := w.sends(m)
		w.disagrees(m, r)
		w.disagrees(m, r)
		log := out.String()
		if strings.Count(log, `msg="warning disagreed" sign=`+tt.want+"\n") != 1 || strings.Count(log, "\n") != 1 {
			t.Errorf("%+v: got %s", tt, log)
		}
		for _, word := range []string{"ann", "fever", "chest", "pee", "channel", "test"} {
			if strings.Contains(log, word) {
				t.Errorf("%+v: the log says %q: %s", tt, word, log)
			}
		}
	}
}
