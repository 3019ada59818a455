package bot

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// finding is a look for an answer to what ben wrote, by staff.
func (w *world) finding(text string) chat.Press {
	w.sent++
	m := chat.Message{Place: chat.Place{Platform: "test", Space: "s", Channel: "c"}, ID: "ben's", Author: "ben", Text: text}
	return chat.Press{Place: m.Place, ID: "p", Author: "staff", Name: "Dr.  Sam Sample", Action: chat.Find, Staff: true, Target: &m}
}

// next is a press on what a find showed the presser alone: the platform gives only the message's place and ID again.
func next(p chat.Press, a chat.Action, ref string) chat.Press {
	t := chat.Message{Place: p.Target.Place, ID: p.Target.ID}
	p.Action, p.Ref, p.Target, p.Alone = a, ref, &t, true
	return p
}

// TestFind: what staff and others are shown for somebody's message, and can do.
func TestFind(t *testing.T) {
	for _, tt := range []struct {
		text    string
		section string
		warns   bool
		level   string
		staff   string // the actions for staff; others can only dismiss
	}{
		{"what is shiatsu", "shiatsu", false, "", "post postlink dismiss"},
		{"why am i sore after my massage", "sore-after", false, "", "post dismiss"},
		{"tell me about shiatsu for weeks", "shiatsu", false, "caution", "post postlink dismiss"},
		{"tell me about shiatsu while pregnant", "shiatsu", false, "caution", "post dismiss"},
		{"what are the signs of chest pain? what is shiatsu", "shiatsu", false, "", "post postlink dismiss"},
		{"xylophone zebra quartz", "", false, "", "dismiss"},
		{"how far is the moon", "", false, "", "dismiss"},
		{"i want to book", "", false, "", "postlink dismiss"},
		{"cancel my appointment", "", false, "", "dismiss"},
		{"i want to book, i have a fever", "", true, "urgent", "post dismiss"},
		{"send me nude pictures", "", false, "", "dismiss"},
		{"tell me about shiatsu with a happy ending", "", false, "boundary", "dismiss"},
		{"tell me about shiatsu, i have chest pain", "", true, "emergency", "post dismiss"},
		{"tell me about shiatsu, my back hurts and i cant pee", "", true, "emergency", "post dismiss"},
		{"tell me about shiatsu, i want to die", "", true, "crisis", "dismiss"},
		{"tell me about shiatsu, i have a fever", "", true, "urgent", "post dismiss"},
	} {
		for _, staff := range []bool{true, false} {
			w := newStaffed(t)
			p := w.finding(tt.text)
			p.Staff = staff
			r := w.presses(p)
			want := tt.staff
			if !staff {
				want = "dismiss"
			}
			if section(r) != tt.section || answerTo(t, tt.text).Level() != tt.level || r.Warning != tt.warns || actions(r) != want {
				t.Errorf("%q, staff %v: got %q, %q, warning %v, buttons %q", tt.text, staff, section(r), answerTo(t, tt.text).Level(), r.Warning, actions(r))
			}
			if !r.Private() || r.Beside().Text != "" || r.Beside().Button != "" || r.Replace || r.About != p.Target.ID || r.Link != nil || r.Publish() != nil || r.Notice() != nil {
				t.Errorf("%q, staff %v: got %+v", tt.text, staff, r)
			}
			if tt.section != "" && !strings.Contains(r.Passages[0].Passage.Text(), sentenceIn(r.Aloud)) {
				t.Errorf("%q: to read out: %q", tt.text, r.Aloud)
			}
			if strings.HasPrefix(r.Lead, w.settings().usual.voice.FindDanger()) != tt.warns {
				t.Errorf("%q: got lead %q", tt.text, r.Lead)
			}
		}
	}
}

// sentenceIn is the article's part of what is read out; empty for a warning.
func sentenceIn(aloud string) string {
	_, sentence, _ := strings.Cut(aloud, " says: ")
	return sentence
}

// TestFindHolds: there is no link for somebody who was warned, nor for whoever's message held a sign.
func TestFindHolds(t *testing.T) {
	w := newStaffed(t)
	w.presses(w.finding("i have a fever"))
	if r := w.presses(w.finding("what is shiatsu")); strings.Contains(actions(r), "postlink") {
		t.Errorf("after a sign: got %q", actions(r))
	}
	m := w.message(wish)
	m.Author = "ben"
	if r := w.sends(m); books(r) {
		t.Errorf("ben himself: got %q", plain(r))
	}
	nobody := newStaffed(t).finding("what is shiatsu")
	nobody.Target.Author = ""
	if r := newStaffed(t).presses(nobody); strings.Contains(actions(r), "postlink") {
		t.Errorf("an unknown author: got %q", actions(r))
	}
	if r := newWorld(t, voice.Clinic{}).presses(w.finding("what is swedish massage")); strings.Contains(actions(r), "postlink") {
		t.Errorf("without a booking page: got %q", actions(r))
	}
}

// TestFindOwn: a message without words can only be taken away.
func TestFindOwn(t *testing.T) {
	for _, tt := range []struct {
		mine, staff bool
		want        string
	}{{true, false, "remove dismiss"}, {false, true, "remove dismiss"}, {false, false, "dismiss"}} {
		w := newStaffed(t)
		p := w.finding(" \n")
		p.Mine, p.Staff = tt.mine, tt.staff
		if r := w.presses(p); actions(r) != tt.want || r.About != p.Target.ID || !r.Private() || r.Lead != w.settings().usual.voice.NothingToRead() {
			t.Errorf("%+v: got %+v", tt, r)
		}
	}
	w := newStaffed(t)
	p := w.finding("what is shiatsu")
	p.Answered = true
	if r := w.presses(p); actions(r) != "post postlink remove dismiss" {
		t.Errorf("an answered question: got %q", actions(r))
	}
}

// TestFindOthers: other passages are offered by heading, shown in the same view, and the first one stays at hand.
func TestFindOthers(t *testing.T) {
	w := rich(t)
	p := w.finding("can massage help me sleep")
	r := w.presses(p)
	if len(r.Choices) == 0 || len(r.Choices) > alternatives {
		t.Fatalf("got %d choices", len(r.Choices))
	}
	labels := map[string]bool{}
	for _, c := range r.Choices {
		if labels[c.Label] || c.Label == "" || utf8.RuneCountInString(c.Label) > corpus.MaxAsk || c.Action != chat.Show || len(c.Ref) > 64 {
			t.Errorf("got choice %+v", c)
		}
		labels[c.Label] = true
	}
	shown := w.presses(next(p, chat.Show, r.Choices[0].Ref))
	if len(shown.Passages) != 1 || shown.Passages[0].Passage.ID() != r.Choices[0].Ref || !shown.Replace || !shown.Private() || !strings.HasPrefix(actions(shown), "post") {
		t.Fatalf("got %+v", shown)
	}
	back := false
	for _, c := range shown.Choices {
		back = back || c.Ref == r.Passages[0].Passage.ID()
		if c.Ref == r.Choices[0].Ref {
			t.Errorf("what is shown is offered: %+v", c)
		}
	}
	if !back {
		t.Errorf("no way back: %+v", shown.Choices)
	}
	posted := w.presses(next(p, chat.Post, r.Choices[0].Ref))
	if posted.Publish() == nil || posted.Publish().Passages[0].Passage.ID() != r.Choices[0].Ref {
		t.Errorf("got %+v", posted)
	}
	w.wait(keepFound)
	if r := w.presses(next(p, chat.Show, r.Choices[0].Ref)); strings.Contains(actions(r), "postlink") {
		t.Errorf("a day later: got %q, want no link, since nothing is known of the author", actions(r))
	}
	if r := w.presses(next(p, chat.Show, "gone/gone/1")); r.Lead != w.settings().usual.voice.AskAgain() {
		t.Errorf("an unknown passage: got %q", plain(r))
	}
}

// TestPost: staff post the passage under the message, credited, with their own line apart.
func TestPost(t *testing.T) {
	w := newStaffed(t)
	p := w.finding("what is shiatsu")
	id := w.presses(p).Passages[0].Passage.ID()
	for _, tt := range []struct {
		action chat.Action
		note   string
		want   string
		link   bool
	}{
		{chat.Post, "", "", false}, {chat.Post, " \n\t ", "", false}, {chat.PostLink, " Come by. ", "Come by.", true},
		{chat.Post, strings.Repeat("é", 600), strings.Repeat("é", 499) + "…", false},
	} {
		w.wait(time.Minute)
		press := next(p, tt.action, id)
		press.Fields = map[string]string{chat.FieldNote: tt.note}
		r := w.presses(press)
		public := r.Publish()
		if public == nil || section(public) != "shiatsu" || books(public) != tt.link || public.Note != tt.want || public.ReplyTo != "ben's" ||
			public.Credit != "Checked by the clinic's team." || public.Warning {
			t.Fatalf("%s, %q: got %+v", tt.action, tt.note, public)
		}
		if !r.Private() || !r.Replace || r.Lead != w.settings().usual.voice.Posted() || r.Failed() == nil || !r.Failed().Private() || r.Failed().Lead != w.settings().usual.voice.NotPosted() {
			t.Errorf("%s: got %+v", tt.action, r)
		}
		if again := w.presses(press); again.Publish() != nil {
			t.Errorf("%s pressed twice: got %+v", tt.action, again)
		}
	}
}

// TestPostBooking: to a wish to book, staff can post the link alone, unless it is not right.
func TestPostBooking(t *testing.T) {
	w := newStaffed(t)
	p := w.finding("i want to book")
	w.presses(p)
	if r := w.presses(next(p, chat.PostLink, bookRef)); r.Publish() == nil || !books(r.Publish()) || r.Publish().ReplyTo != "ben's" || len(r.Publish().Passages) > 0 {
		t.Errorf("got %+v", r.Publish())
	}
	if r := w.presses(next(p, chat.Post, bookRef)); r.Publish() != nil {
		t.Errorf("without the link: got %+v", r.Publish())
	}
	p = w.finding("what is shiatsu")
	w.presses(p)
	if r := w.presses(next(p, chat.PostLink, bookRef)); r.Publish() != nil {
		t.Errorf("to another message: got %+v", r.Publish())
	}
}

// TestPostIsForStaff: nobody else posts, whatever they send.
func TestPostIsForStaff(t *testing.T) {
	w := newStaffed(t)
	p := w.finding("tell me about shiatsu, i have chest pain")
	r := w.presses(p)
	for _, b := range r.Buttons {
		for _, a := range []chat.Action{chat.Post, chat.PostLink} {
			press := next(p, a, b.Ref)
			press.Staff, press.Mine = false, true
			if r := w.presses(press); r.Publish() != nil || r.Lead != w.settings().usual.voice.OnlyStaff() {
				t.Errorf("%s %q: got %+v", a, b.Ref, r)
			}
		}
	}
	for _, ref := range []string{"", "gone", "flag:", "flag:GONE:6", "flag:GONE", strings.Repeat("x", 1000)} {
		for _, a := range []chat.Action{chat.Post, chat.PostLink} {
			if r := w.presses(next(p, a, ref)); r.Publish() != nil || r.Lead != w.settings().usual.voice.AskAgain() {
				t.Errorf("%s %.20q: got %+v", a, ref, r)
			}
		}
	}
}

// TestPostLinkChecks: the link is refused when it is not right at the press, or nothing is known any more.
func TestPostLinkChecks(t *testing.T) {
	for name, tt := range map[string]struct {
		text   string
		before func(*world)
		want   bool
	}{
		"right":           {"what is shiatsu", func(*world) {}, true},
		"money":           {"why am i sore after my massage", func(*world) {}, false},
		"caution":         {"tell me about shiatsu while pregnant", func(*world) {}, false},
		"nothing is left": {"what is shiatsu", func(w *world) { w.wait(keepFound) }, false},
	} {
		w := newStaffed(t)
		p := w.finding(tt.text)
		id := w.presses(p).Passages[0].Passage.ID()
		tt.before(w)
		r := w.presses(next(p, chat.PostLink, id))
		if (r.Publish() != nil) != tt.want || r.Publish() == nil && r.Lead != w.settings().usual.voice.NoLinkNow() {
			t.Errorf("%s: got %+v", name, r)
		}
		if r := w.presses(next(p, chat.Post, id)); r.Publish() == nil || r.Publish().Link != nil && books(r.Publish()) {
			t.Errorf("%s, without the link: got %+v", name, r)
		}
	}
	w := newStaffed(t)
	p := w.finding("tell me about shiatsu, i have a fever")
	w.presses(p)
	if r := w.presses(next(p, chat.PostLink, "massage/shiatsu/1")); r.Publish() != nil {
		t.Errorf("danger: got %+v", r.Publish())
	}
	w = newStaffed(t)
	p = w.finding("what is shiatsu")
	id := w.presses(p).Passages[0].Passage.ID()
	w.hold(context.Background(), "test/ben", sign.Urgent, false)
	link := next(p, chat.PostLink, id)
	link.Target.Author = "ben"
	if r := w.presses(link); r.Publish() != nil {
		t.Errorf("ben was warned since: got %+v", r.Publish())
	}
}

// TestPostWarning: staff can post a warning; of one that is not for everybody only its public line.
func TestPostWarning(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"i have chest pain", "Call 911 or your local emergency number now.\nChest pain can be a heart attack."},
		{"tengo dolor de pecho", "Llame al 911 ahora.\nPuede ser un infarto.\nCall 911 or your local emergency number now.\nChest pain can be a heart attack."},
		{"my back hurts and i cant pee", "Please call 911 or go to an emergency room now."},
		{"i have a fever", "See a doctor today.\nBack pain with fever can be an infection."},
	} {
		w := newStaffed(t)
		p := w.finding(tt.text)
		r := w.presses(p)
		b := r.Buttons[0]
		if b.Action != chat.Post || !strings.HasPrefix(b.Ref, signPrefix) || b.Label != w.settings().usual.voice.PostWarningLabel() {
			t.Fatalf("%q: got %+v", tt.text, r.Buttons)
		}
		got := w.presses(next(p, chat.Post, b.Ref)).Publish()
		if got == nil || got.Lead != tt.want || !got.Warning || got.Link != nil || got.Private() || got.Beside().Text != "" || len(got.Passages) > 0 || got.ReplyTo != "ben's" {
			t.Errorf("%q: got %+v, want %q", tt.text, got, tt.want)
		}
	}
	w := newStaffed(t)
	p := w.finding("i want to die")
	if r := w.presses(p); strings.Contains(actions(r), "post") || !strings.Contains(r.Lead, w.settings().usual.voice.SayPrivately()) {
		t.Errorf("a crisis: got %q, buttons %q", r.Lead, actions(r))
	}
	if r := w.presses(next(p, chat.Post, "flag:DIE:5")); r.Publish() != nil || r.Lead != w.settings().usual.voice.SayPrivately() {
		t.Errorf("a crisis, posted: got %+v", r)
	}
}

// TestCredit: a name is shown where the clinic wants that and the platform gives one.
func TestCredit(t *testing.T) {
	for _, tt := range []struct{ credit, name, want string }{
		{"", "Sam", "Checked by the clinic's team."}, {CreditName, "Sam", "Checked by Sam."}, {CreditName, " Sam \n Sample ", "Checked by Sam Sample."},
		{CreditName, " ", "Checked by the clinic's team."}, {CreditName, strings.Repeat("x", 100), "Checked by " + strings.Repeat("x", maxName-1) + "…."},
	} {
		w := newWorldOf(t, Options{Clinic: full(), Spaces: []Space{{Platform: "test", ID: "s", StaffCredit: tt.credit}}})
		p := w.finding("what is shiatsu")
		p.Name = tt.name
		if r := w.presses(next(p, chat.Post, w.presses(p).Passages[0].Passage.ID())); r.Publish().Credit != tt.want {
			t.Errorf("%+v: got %q", tt, r.Publish().Credit)
		}
	}
}

// TestHarmless: what goes out with a passage that staff post is nothing that warns, refuses, or is not for everybody.
func TestHarmless(t *testing.T) {
	all := []sign.Finding{{ID: "a", Level: sign.Caution}, {ID: "b", Level: sign.Caution, Private: true}, {ID: "c", Level: sign.Urgent},
		{ID: "d", Level: sign.Emergency, Net: true}, {ID: "e", Level: sign.Emergency, Net: true, Private: true}, {ID: "f", Level: sign.Scope}}
	got := ""
	for _, f := range harmless(all) {
		got += f.ID
	}
	if got != "ad" {
		t.Errorf("got %q, want a and d", got)
	}
}

// TestSpaceBooking: a space has its own booking page.
func TestSpaceBooking(t *testing.T) {
	const own = "https://example.com/elsewhere"
	w := newWorldOf(t, Options{Clinic: full(), Spaces: []Space{{Platform: "test", ID: "s", BookingURL: own}}})
	if r := w.says("i want to book"); r.Link == nil || r.Link.URL != own {
		t.Errorf("got %+v, want %s", r.Link, own)
	}
	for space, want := range map[string]string{"": own, "other": full().BookingURL} {
		m := w.message("i want to book")
		m.Space = space
		if r := w.sends(m); r.Link == nil || r.Link.URL != want {
			t.Errorf("space %q: got %+v, want %s", space, r.Link, want)
		}
	}
}
