package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// TestAskClinic: from a public place, staff get a link to the question and not a word of it.
func TestAskClinic(t *testing.T) {
	w := newStaffed(t)
	m := w.message("how much for an hour")
	r := w.sends(m)
	p := about(m, chat.Clinic, r.Buttons[0].Ref)
	if got := w.presses(p); got.Notice() != nil || got.Lead != w.settings().usual.voice.OnlyAsker() {
		t.Errorf("somebody else: got %+v", got)
	}
	p.Mine = true
	got := w.presses(p)
	if got.Notice() == nil || got.Notice().To != desk() || got.Notice().About != m.Place || got.Notice().ID != m.ID || got.Notice().Who != "" ||
		strings.Contains(got.Notice().Text, "hour") {
		t.Fatalf("got notice %+v", got.Notice())
	}
	if got.Lead != w.settings().usual.voice.PassedOn() || !got.Private() || got.Replace || got.Failed() == nil || !strings.Contains(got.Failed().Lead, full().Phone) {
		t.Errorf("got %+v", got)
	}
	if again := w.presses(p); again.Notice() != nil || again.Lead != w.settings().usual.voice.JustDone() {
		t.Errorf("pressed twice: got %+v", again)
	}
	if r := newWorld(t, full()).presses(p); r.Notice() != nil || r.Lead != w.settings().usual.voice.AskAgain() {
		t.Errorf("without a staff channel: got %+v", r)
	}
}

// TestConsent: from a private place, staff learn who asks, and only when they said yes.
func TestConsent(t *testing.T) {
	for _, direct := range []bool{true, false} {
		w := newStaffed(t)
		m := w.message("how much for an hour")
		m.Private, m.Direct, m.Command = true, direct, !direct
		r := w.sends(m)
		p := about(m, chat.Clinic, r.Buttons[0].Ref)
		p.Alone = !direct
		question := w.presses(p)
		if question.Notice() != nil || actions(question) != "consent dismiss" || !question.Private() || question.About != m.ID {
			t.Fatalf("direct %v: got %+v", direct, question)
		}
		p = about(m, chat.Consent, question.Buttons[0].Ref)
		p.Alone = !direct
		got := w.presses(p)
		n := got.Notice()
		if n == nil || n.To != desk() || n.Who != "ann" || n.ID != "" || n.About != (chat.Place{Platform: "test", Space: "s"}) {
			t.Fatalf("direct %v: got notice %+v", direct, n)
		}
		if got.Lead != w.settings().usual.voice.PassedOnWho() || !got.Private() || !got.Replace || got.Failed() == nil {
			t.Errorf("direct %v: got %+v", direct, got)
		}
	}
}

// TestPassedOn: it is said that something was passed on only with the notice that does it, and what is said if not.
func TestPassedOn(t *testing.T) {
	w := newStaffed(t)
	m := w.message("how much for an hour")
	w.sends(m)
	said := 0
	for _, a := range []chat.Action{chat.Ask, chat.Also, chat.None, chat.Show, chat.Others, chat.Reveal, chat.Find, chat.Post, chat.PostLink, chat.Share,
		chat.Remove, chat.Dismiss, chat.Clinic, chat.Consent, chat.Misread, chat.Lift, chat.Book, chat.Help, chat.Pause, chat.Resume, chat.Status} {
		for _, ref := range []string{"", inPrivate, "shiatsu", "massage/shiatsu/1", "flag:CHEST:6"} {
			for n := range 8 {
				w.wait(10 * time.Minute)
				p := about(m, a, ref)
				p.Mine, p.Staff, p.Direct = n&1 != 0, n&2 != 0, n&4 != 0
				r := w.presses(p)
				if strings.Contains(r.Lead+r.Text, "I've passed") || strings.Contains(r.Lead+r.Text, "I've told") {
					said++
					if r.Notice() == nil || r.Failed() == nil {
						t.Errorf("%s %q: got %+v", a, ref, r)
					}
				}
				w.presses(command(m.Place, chat.Resume, chat.Everywhere))
			}
		}
	}
	if said < 10 {
		t.Errorf("it was said %d times", said)
	}
}

// TestAskedEnough: so many questions for staff from one person in ten minutes.
func TestAskedEnough(t *testing.T) {
	w := newStaffed(t)
	got := 0
	for range 6 {
		m := w.message("how much for an hour")
		p := about(m, chat.Clinic, "")
		p.Mine = true
		if r := w.presses(p); r.Notice() != nil {
			got++
		} else if !strings.Contains(r.Lead, full().Phone) {
			t.Errorf("got %q", plain(r))
		}
		w.wait(time.Minute)
	}
	if got != perAsker {
		t.Errorf("got %d notices, want %d", got, perAsker)
	}
	w.wait(askerSpan)
	p := about(w.message("x"), chat.Clinic, "")
	p.Mine = true
	if w.presses(p).Notice() == nil {
		t.Error("ten minutes later: got none")
	}
}

// TestAlerts: emergencies and crises are told to staff, from public places with where, from private ones with neither
// where nor who, and never with what; the reply itself does not speak of it.
func TestAlerts(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"i have chest pain", true}, {"my back hurts and i cant pee", true}, {"i want to die", true}, {"tengo dolor de pecho", true},
		{"i have a fever", false}, {"tell me about shiatsu while pregnant", false}, {"what is shiatsu", false}, {"what are the signs of chest pain? what is shiatsu", false},
	} {
		for _, addressed := range []bool{true, false} {
			for _, private := range []bool{false, true} {
				w := newStaffed(t)
				m := w.message(tt.text)
				m.Addressed, m.Private, m.Direct = addressed || private, private, private
				r := w.Message(context.Background(), m)
				if r == nil {
					if tt.want {
						t.Errorf("%q: got silence", tt.text)
					}
					continue
				}
				if (r.Notice() != nil) != tt.want {
					t.Fatalf("%q: got notice %+v", tt.text, r.Notice())
				}
				if !tt.want {
					continue
				}
				n := r.Notice()
				if n.To != desk() || n.Who != "" || r.Failed() != nil || (n.ID == m.ID) == private || (n.About == m.Place) == private {
					t.Errorf("%q, private %v: got %+v", tt.text, private, n)
				}
				for _, word := range []string{"chest", "pain", "die", "pee", "bladder", "suicid", "ann", "pecho"} {
					if strings.Contains(strings.ToLower(n.Text), word) {
						t.Errorf("%q: staff read %q", tt.text, n.Text)
					}
				}
				for _, word := range []string{"staff", "team", "told", "alert"} {
					if strings.Contains(r.Lead+r.Text+r.Beside().Text, word) {
						t.Errorf("%q: the reply says %q", tt.text, word)
					}
				}
			}
		}
	}
	if r := newWorld(t, full()).says("i have chest pain"); r.Notice() != nil {
		t.Errorf("without a staff channel: got %+v", r.Notice())
	}
}

// TestAlertsAgain: a danger is told once in ten minutes, another one at once; edits to and fro tell nothing more.
func TestAlertsAgain(t *testing.T) {
	w := newStaffed(t)
	m := w.message("i have chest pain")
	for i, tt := range []struct {
		text   string
		edited bool
		wait   time.Duration
		want   bool
	}{
		{"i have chest pain", false, 0, true}, {"i have chest pain!!", true, 0, false}, {"i want to die", true, 0, true},
		{"i have chest pain", true, 0, false}, {"i have chest pain", false, 0, false}, {"i want to die", false, 0, false},
		{"i have chest pain", false, alertSpan - time.Second, false}, {"i have chest pain", false, time.Second, true},
	} {
		w.wait(tt.wait)
		m.Text, m.Edited = tt.text, tt.edited
		if !tt.edited {
			m.ID = w.message("").ID
		}
		if r := w.sends(m); (r.Notice() != nil) != tt.want || !r.Warning {
			t.Errorf("message %d: got %+v", i, r)
		}
	}
}

// TestAlertsApart: what is told of one person in one place keeps nothing back of another, nor of a private place.
func TestAlertsApart(t *testing.T) {
	w := newStaffed(t)
	for i, change := range []func(*chat.Message){
		func(*chat.Message) {}, func(m *chat.Message) { m.Author = "ben" }, func(m *chat.Message) { m.Channel = "d" },
		func(m *chat.Message) { m.Private, m.Command = true, true },
	} {
		m := w.message("i have chest pain")
		change(&m)
		if r := w.sends(m); r.Notice() == nil {
			t.Errorf("message %d: staff are not told", i)
		}
	}
}

// TestMisconductAlert: a report of how somebody behaved is no personal crisis; with a wish to die it is.
func TestMisconductAlert(t *testing.T) {
	for text, want := range map[string]func(voice.Voice) string{
		"he groped me":                    func(p voice.Voice) string { return p.MisconductAlert(voice.InTheOpen) },
		"he groped me and i want to die":  func(p voice.Voice) string { return p.Alert(false, voice.InTheOpen) },
		"he groped me, i have chest pain": func(p voice.Voice) string { return p.Alert(true, voice.InTheOpen) },
	} {
		w := newStaffed(t)
		if r := w.says(text); r.Notice() == nil || r.Notice().Text != want(w.settings().usual.voice) {
			t.Errorf("%q: got %+v, want %q", text, r.Notice(), want(w.settings().usual.voice))
		}
	}
	w := newStaffed(t)
	m := w.message("he groped me")
	m.Direct, m.Private = true, true
	if r := w.sends(m); r.Notice() == nil || r.Notice().Text != w.settings().usual.voice.MisconductAlert(voice.Alone) {
		t.Errorf("in private: got %+v", r.Notice())
	}
}

// TestDirectBelongsToTheOnlySpace: a direct message has the staff of the only space there is, and of none of two.
func TestDirectBelongsToTheOnlySpace(t *testing.T) {
	one := Space{Platform: "test", ID: "s", StaffChannel: desk()}
	for _, tt := range []struct {
		spaces []Space
		want   bool
	}{{[]Space{one}, true}, {[]Space{one, {Platform: "other", ID: "x"}}, true}, {[]Space{{Platform: "test", ID: "s2"}, one}, false}, {nil, false}} {
		w := newWorldOf(t, Options{Clinic: full(), Spaces: tt.spaces})
		m := w.message("i have chest pain")
		m.Space, m.Private, m.Direct = "", true, true
		if r := w.sends(m); (r.Notice() != nil) != tt.want {
			t.Errorf("%+v: got notice %+v", tt.spaces, r.Notice())
		}
		if n := w.Trouble(m.Place); (n != nil) != tt.want || n != nil && (n.To != desk() || n.About != m.Place) {
			t.Errorf("%+v: got trouble %+v", tt.spaces, n)
		}
	}
}
