package bot

import (
	"strings"
	"testing"

	"backtalk/internal/chat"
)

// lifts lets staff press the button under a notice, where it stands.
func (w *world) lifts(n *chat.Notice) *chat.Reply {
	w.t.Helper()
	return w.presses(lifting(w.t, n))
}

func lifting(t *testing.T, n *chat.Notice) chat.Press {
	t.Helper()
	if n == nil || len(n.Buttons) != 1 || n.Buttons[0].Action != chat.Lift || n.Buttons[0].Label != "Lift the hold" || n.Buttons[0].Ref == "" || len(n.Buttons[0].Ref) > 64 {
		t.Fatalf("got %+v", n)
	}
	return chat.Press{Place: n.To, ID: "lift", Author: "sam", Action: chat.Lift, Ref: n.Buttons[0].Ref, Staff: true}
}

// TestLift: staff lift a hold from the alert: then nothing stands any more, and the person can book. Nobody else can, and the
// button tells nobody who the person is.
func TestLift(t *testing.T) {
	for _, tt := range afterWarnings {
		w := newStaffed(t)
		m := w.message(tt.text)
		r := w.sends(m)
		if (r.Notice() != nil) != tt.grave {
			t.Fatalf("%q: got notice %+v", tt.text, r.Notice())
		}
		if !tt.grave {
			continue
		}
		p := lifting(t, r.Notice())
		if strings.Contains(p.Ref, "ann") || strings.Contains(p.Ref, tt.sign) {
			t.Errorf("%q: the button carries %q", tt.text, p.Ref)
		}
		other := p
		other.Staff, other.Mine, other.Direct = false, true, true
		if got := w.presses(other); got.Lead != w.settings().usual.voice.OnlyStaff() || !got.Private() {
			t.Errorf("%q, not staff: got %+v", tt.text, got)
		}
		if r := w.says(wish); books(r) {
			t.Fatalf("%q: not held", tt.text)
		}
		got := w.presses(p)
		if got.Lead != w.settings().usual.voice.Lifted() || !got.Private() || got.Text != "" || got.Notice() != nil || got.Publish() != nil {
			t.Errorf("%q: got %+v", tt.text, got)
		}
		if r := w.says("is it serious?"); r.Warning || len(r.Passages) > 0 {
			t.Errorf("%q: it still stands: %q", tt.text, plain(r))
		}
		if r := w.sends(directly(w.message("is it serious?"))); r.Warning {
			t.Errorf("%q: it still stands in private: %q", tt.text, plain(r))
		}
		if r := w.says(wish); !books(r) {
			t.Errorf("%q: still held: %q", tt.text, plain(r))
		}
		if r := w.says(tt.text); !r.Warning {
			t.Errorf("%q again: got %q", tt.text, plain(r))
		}
		if got := w.presses(p); got.Lead != w.settings().usual.voice.NothingToLift() || !w.isHeld(t.Context(), "test/ann") {
			t.Errorf("%q: an old button lifts a new hold: %+v", tt.text, got)
		}
	}
}

// TestLiftWhoever: the button lifts one person's hold, over a restart and a pause too, for as long as the hold; what no button
// carries lifts nothing.
func TestLiftWhoever(t *testing.T) {
	clock := newWorld(t, full())
	memo := newUntilRestart(clock.clock)
	o := Options{Clinic: full(), Memo: memo, Spaces: []Space{{Platform: "test", ID: "s", StaffChannel: desk()}}}
	w := newWorldOf(t, o)
	ann, second := w.says("i have chest pain"), w.says("i want to die")
	m := w.message("i have chest pain")
	m.Author = "joann"
	w.sends(m)
	w = newWorldOf(t, o)
	w.presses(command(desk(), chat.Pause, chat.Everywhere))
	for _, ref := range []string{"", "test/ann", "gone"} {
		p := lifting(t, ann.Notice())
		p.Ref = ref
		if got := w.presses(p); got.Lead != w.settings().usual.voice.NothingToLift() {
			t.Errorf("%q: got %+v", ref, got)
		}
	}
	if got := w.lifts(ann.Notice()); got.Lead != w.settings().usual.voice.Lifted() {
		t.Errorf("got %+v", got)
	}
	if got := w.lifts(second.Notice()); got.Lead != w.settings().usual.voice.NothingToLift() {
		t.Errorf("lifted twice: got %+v", got)
	}
	if w.isHeld(t.Context(), "test/ann") || !w.isHeld(t.Context(), "test/joann") {
		t.Error("another person's hold was lifted, or none")
	}
	m.Text, m.ID = "is it serious?", "on"
	if r := w.sends(m); !r.Warning {
		t.Errorf("another person's warning stands no longer: %q", plain(r))
	}
}
