package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// overheardSign is an emergency in no certain words, of the program's own signs.
const overheardSign = "my left arm has gone heavy and there's an elephant sitting on my ribs"

// TestOffered: what is overheard and only the classifier is sure of is offered to the person alone: no public line, and staff
// know, also whether it reached anybody.
func TestOffered(t *testing.T) {
	w := rich(t)
	m := w.message(overheardSign)
	m.Addressed = false
	r := w.sends(m)
	if !r.Warning || !r.Private() || r.Beside().Text != "" || r.Beside().Waiting != "" || r.Beside().Button != "" || r.Publish() != nil || r.Link != nil {
		t.Fatalf("got %+v", r)
	}
	if r.Text != w.settings().usual.voice.Offered() || !strings.HasPrefix(r.Lead, "Call 911") || actions(r) != "misread" || r.About != m.ID {
		t.Errorf("got %q, buttons %q", r.Lead, actions(r))
	}
	n := r.Notice()
	if n == nil || n.Text != w.settings().usual.voice.Alert(true, voice.Unasked) || n.Unsaid != w.settings().usual.voice.Unsaid() || n.ID != m.ID || n.Who != "" || len(n.Buttons) != 1 {
		t.Errorf("staff are told %+v", n)
	}
	if again := w.sends(m); plain(again) != plain(r) || again.Beside().Text != "" || !again.Private() {
		t.Errorf("tried again: got %+v", again)
	}
	if r := w.says("what is shiatsu"); r.Lead != "" || books(r) || section(r) == "" {
		t.Errorf("in public after that: got %q", plain(r))
	}
	if r := w.sends(directly(w.message("is it serious?"))); !r.Warning {
		t.Errorf("to the bot itself after that: got %q", plain(r))
	}
	said := w.message(overheardSign)
	said.Author = "ben"
	if r := w.sends(said); r.Private() || !r.Warning {
		t.Errorf("said to the bot: got %+v", r)
	}
	certain := w.message("i have chest pain")
	certain.Author, certain.Addressed = "cay", false
	if r := w.sends(certain); r.Private() || !r.Warning {
		t.Errorf("in certain words: got %+v", r)
	}
	w.presses(command(m.Place, chat.Pause, ""))
	m.ID, m.Author = "paused", "dee"
	if r := w.Message(context.Background(), m); r != nil {
		t.Errorf("while paused: got %+v", r)
	}
}

// TestNets: one line of one sign in half an hour for one person, whatever is asked; a change of the message keeps its own.
func TestNets(t *testing.T) {
	w := newWorld(t, full())
	const line = "If this came with a crushing chest, call 911 now."
	m := w.message("what are the signs of chest pain? what is shiatsu")
	edited := m
	edited.Text, edited.Edited = "what are the signs of chest pain? what is swedish massage", true
	ben := w.message("what are the signs of chest pain? what is shiatsu")
	ben.Author = "ben"
	unheard := w.message("what are the signs of a fever? xylophone")
	unheard.Addressed = false
	w.Message(context.Background(), unheard) // not answered: its line was not read
	for i, tt := range []struct {
		m    chat.Message
		want string
	}{
		{m, line}, {edited, line}, {w.message("is chest pain a sign of a heart attack? can massage help me sleep"), ""}, {ben, line},
		{w.message("what are the signs of a fever? can massage help me sleep"), "If this came with a fever, see a doctor today."},
	} {
		r := w.sends(tt.m)
		if r.Lead != tt.want || section(r) == "" || r.Warning || r.Private() {
			t.Errorf("message %d: got %q", i, plain(r))
		}
		w.wait(time.Second)
	}
	w.wait(netSpan)
	if r := w.says("what are the signs of chest pain? what is shiatsu"); r.Lead != line {
		t.Errorf("half an hour later: got %q", plain(r))
	}
}
