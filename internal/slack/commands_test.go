package slack

import (
	"strings"
	"testing"

	"backtalk/internal/chat"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/voice"
)

// TestCommand: a question is answered privately; the reply can be shared in the channel, or dismissed.
func TestCommand(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h, bobIsStaff)
	for _, dismiss := range []bool{true, false} {
		c := w.ann.Command(w.general, voice.SlackCommand, "does it help &amp; is 5 < 6?")
		if _, err := c.Wait(patience); err != nil {
			t.Fatal(err)
		}
		w.settle(t)
		got := w.general.AwaitPrivate(t, w.ann, 1)
		if len(got) != 1 {
			t.Fatalf("ann sees %d private replies, want 1", len(got))
		}
		button := "Share in channel"
		if dismiss {
			button = "Dismiss"
		}
		if _, err := w.ann.Press(got[0], button); err != nil {
			t.Fatal(err)
		}
		w.settle(t)
		public := fakeslack.BotMessages(w.general.Messages(nil))
		private := fakeslack.BotMessages(w.general.Messages(w.ann))
		if dismiss && (len(public) != 0 || len(private) != 0) {
			t.Errorf("after dismissing %d messages are left in public and %d for ann", len(public), len(private))
		}
		if !dismiss && (len(public) != 1 || !strings.Contains(public[0].Rendered(), "Many people sleep badly") || !strings.Contains(private[0].Rendered(), "Shared.")) {
			t.Errorf("after sharing: %+v in public, %+v for ann; log: %s", public, private, w.log)
		}
	}
	m := h.Messages()[0]
	if !m.Addressed || !m.Private || m.Direct || !m.Command || m.Channel != w.general.ID || m.Text != "does it help & is 5 < 6?" {
		t.Errorf("the handler got %+v, want a private question in the channel", m)
	}
}

// TestCommandWords: the words that are commands by themselves, and who is staff.
func TestCommandWords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		who, text string
		action    chat.Action
		ref       string
	}{
		{"ann", "help", chat.Help, ""}, {"ann", "Book", chat.Book, ""}, {"bob", "pause", chat.Pause, ""}, {"bob", "pause everywhere", chat.Pause, chat.Everywhere},
		{"bob", "resume all", chat.Resume, chat.Everywhere}, {"bob", "status", chat.Status, ""}, {"ann", "pause", chat.Pause, ""},
		{"ann", "Privacy", chat.Privacy, ""}, {"ann", "privacy please", "", ""}, {"ann", "help me sleep", "", ""}, {"ann", "book a massage", "", ""}, {"ann", "pause what", "", ""},
	}
	h := desk(t)
	w := newWorld(t, h, bobIsStaff)
	for _, tt := range tests {
		who := map[string]*fakeslack.User{"ann": w.ann, "bob": w.bob}[tt.who]
		presses, messages := len(h.Presses()), len(h.Messages())
		c := who.Command(w.general, voice.SlackCommand, tt.text)
		if _, err := c.Wait(patience); err != nil {
			t.Fatal(err)
		}
		w.settle(t)
		if tt.action == "" {
			if len(h.Messages()) != messages+1 {
				t.Errorf("%q was not taken for a question", tt.text)
			}
			continue
		}
		all := h.Presses()
		if len(all) != presses+1 {
			t.Errorf("%q was not taken for a command", tt.text)
			continue
		}
		p := all[presses]
		if p.Action != tt.action || p.Ref != tt.ref || p.Staff != (tt.who == "bob") || p.Channel != w.general.ID {
			t.Errorf("%q: got %+v, want %s %q", tt.text, p, tt.action, tt.ref)
		}
	}
}

// TestCommandElsewhere: a command works where the bot is no member, and a second delivery of it does nothing.
func TestCommandElsewhere(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	out := w.clinic.AddChannel("out")
	c := w.ann.Command(out, voice.SlackCommand, "does it help?")
	w.settle(t)
	c.Delivery.Repeat()
	w.settle(t)
	if got := out.AwaitPrivate(t, w.ann, 1); len(got) != 1 {
		t.Errorf("ann sees %d replies, want 1", len(got))
	}
}
