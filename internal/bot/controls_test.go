package bot

import (
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

// TestControls: what each kind of reply offers, in public and in private, with and without staff.
func TestControls(t *testing.T) {
	for _, tt := range []struct {
		text    string
		public  string // the actions on a public reply where staff have a channel
		private string // and in private, in a channel
	}{
		{"how much for an hour", "clinic", "clinic"},
		{"xylophone zebra quartz", "clinic", "clinic"},
		{"how far is the moon", "", ""},
		{"hello", "", ""},
		{"i want to book", "", ""},
		{"what is shiatsu", "", "share"},
		{"What is shiatsu? Can massage help me sleep?", "", ""},
		{"what is it like, shiatsu? i am pregnant", "", ""},
		{"i have chest pain", "misread", "misread"},
		{"i have a fever", "misread", "misread"},
		{"he groped me", "", ""},
		{"i want to die", "", ""},
		{"send me nude pictures", "", ""},
	} {
		for _, private := range []bool{false, true} {
			for _, staffed := range []bool{false, true} {
				w := newStaffed(t)
				if !staffed {
					w = newWorld(t, full())
				}
				m := w.message(tt.text)
				m.Private = private
				r, want := w.sends(m), tt.public
				if private {
					want = tt.private
				}
				if !staffed {
					want = strings.ReplaceAll(want, "clinic", "")
				}
				if got := actions(r); got != want {
					t.Errorf("%q, private %v, staff %v: got %q, want %q", tt.text, private, staffed, got, want)
				}
				if len(r.Buttons) > 0 && r.About != m.ID {
					t.Errorf("%q: buttons about %q, want %q", tt.text, r.About, m.ID)
				}
				if private && (!r.Private() || r.Beside().Text != "" || r.Beside().Button != "") {
					t.Errorf("%q, asked in private: got private %v, aside %q", tt.text, r.Private(), r.Beside().Text)
				}
				if (r.Beside().Text != "") != (r.Beside().Button != "") || len(r.Buttons) > 1 || r.Beside().Text != "" && r.About != m.ID {
					t.Errorf("%q: got aside %q, reveal %q about %q", tt.text, r.Beside().Text, r.Beside().Button, r.About)
				}
				if r.Warning != (answerTo(t, tt.text).Outcome == answer.Warn) {
					t.Errorf("%q: got warning %v", tt.text, r.Warning)
				}
			}
		}
	}
}

// richEngine has an article more than the others, on what they speak of, and the danger signs of the program.
var richEngine = sync.OnceValues(func() (*answer.Engine, error) {
	folder := fstest.MapFS{"more.md": {Data: []byte(more)}}
	for _, name := range []string{"massage.md", "topics/topics.yaml"} {
		data, err := os.ReadFile("testdata/knowledge/" + name)
		if err != nil {
			return nil, err
		}
		folder[name] = &fstest.MapFile{Data: data}
	}
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		return nil, err
	}
	rules, err := sign.Load(knowledge.FS)
	if err != nil {
		return nil, err
	}
	return answer.New(c, rules, smallThresholds())
})

const more = `# More

## Massage and sleeping

Studies of massage and sleep are small. Massage may help people sleep a little longer, they say.

## Massage and sleeping

In another study, a massage at night seemed to help with sleep, and in a third one it did not help at all.

## Help with sleeping at home

A short massage of the hands may help you sleep at home.
`

// rich is a world in which more than one passage may answer a question about sleep.
func rich(t *testing.T) *world {
	t.Helper()
	e, err := richEngine()
	if err != nil {
		t.Fatal(err)
	}
	return newWorldOf(t, Options{Engine: e, Clinic: full(), Unlimited: true, Spaces: []Space{{Platform: "test", ID: "s", StaffChannel: desk()}}})
}

// TestOthers: other good passages are offered with an answer, shown in private, for seven days; the asker and staff can
// take the answer away from there. In public there are never more than two controls.
func TestOthers(t *testing.T) {
	w := rich(t)
	m := w.message("can massage help me sleep")
	r := w.sends(m)
	if actions(r) != "others" || r.About != m.ID || !books(r) {
		t.Fatalf("got %q about %q, want others and the link", actions(r), r.About)
	}
	for _, tt := range []struct {
		name   string
		change func(*chat.Press)
		want   string // its buttons
	}{
		{"the asker", func(p *chat.Press) { p.Mine = true }, "remove"},
		{"staff", func(p *chat.Press) { p.Staff = true }, "remove"},
		{"somebody", func(*chat.Press) {}, ""},
		{"from the answer's thread", func(p *chat.Press) { p.Thread, p.Target.Thread = "t", "t" }, ""},
		{"a platform without targets", func(p *chat.Press) { p.Target = nil }, ""},
	} {
		p := about(m, chat.Others, r.Buttons[0].Ref)
		tt.change(&p)
		got := w.presses(p)
		if !got.Private() || got.Replace || len(got.Passages) == 0 || len(got.Passages) > alternatives || actions(got) != tt.want {
			t.Errorf("%s: got %d passages, buttons %q, want some and %q", tt.name, len(got.Passages), actions(got), tt.want)
		}
		if section(got) == section(r) {
			t.Errorf("%s: got the passage that was shown already", tt.name)
		}
	}
	w.wait(keepOthers - time.Second)
	if r := w.presses(about(m, chat.Others, "")); len(r.Passages) == 0 {
		t.Error("within seven days: got none")
	}
	w.wait(time.Second)
	if r := w.presses(about(m, chat.Others, "")); r.Lead != w.settings().usual.voice.AskAgain() {
		t.Errorf("after seven days: got %q", plain(r))
	}
	m = w.message("can massage help me sleep")
	if r := w.sends(m); actions(r) != "others" {
		t.Errorf("got %q", actions(r))
	}
	w.Forget(context.Background(), m.Key())
	if r := w.presses(about(m, chat.Others, "")); r.Lead != w.settings().usual.voice.AskAgain() {
		t.Errorf("of a deleted message: got %q", plain(r))
	}
	for _, q := range []string{"can massage help me sleep", "can massage help me sleep while pregnant", "What is shiatsu? Can massage help me sleep?",
		"Can massage help me sleep? How much for an hour?", "how much for an hour", "i want to book", "xylophone zebra quartz", "sleep or swedish"} {
		m := w.message(q)
		m.Author = q
		r := w.sends(m)
		n := len(r.Buttons) + min(len(r.Choices), 1)
		if r.Link != nil {
			n++
		}
		if n > 2 {
			t.Errorf("%q: got %d controls in public", q, n)
		}
	}
}

// TestAlso: what may answer the rest of a message is offered beside the answer, which stays when it is chosen, and stands in the
// place of the button for other passages.
func TestAlso(t *testing.T) {
	w := newStaffed(t)
	m := w.message("what is shiatsu")
	hit := func(id string) answer.Hit {
		return answer.Hit{Section: id, Passage: engineFor(t).Corpus().Passage("massage/" + id + "/1")}
	}
	swedish := answer.Suggestion{Ask: "What is Swedish massage?", Passage: hit("swedish").Passage}
	a := answer.Answer{Outcome: answer.Quote, Half: true, Quotes: []answer.Hit{hit("shiatsu")}, Choices: []answer.Suggestion{swedish}}
	r := NewSpeaker(full()).Reply(a, Mood{})
	if !strings.HasPrefix(r.Text, NewSpeaker(full()).voice.Rest()) || len(r.Choices) != 1 || r.Choices[0].Action != chat.Also || len(r.Passages) != 1 {
		t.Fatalf("got %q with the choices %+v", plain(r), r.Choices)
	}
	p := about(m, r.Choices[0].Action, r.Choices[0].Ref)
	p.Mine = true
	if r := w.presses(p); r.Replace || !r.Private() || len(r.Passages) != 1 || r.Passages[0].Passage.Section().ID != "swedish" {
		t.Errorf("chosen: got %q, replace %v, private %v", plain(r), r.Replace, r.Private())
	}
}

// TestClarifyPressed: the asker's choice replaces the question in public, somebody else's is answered in private.
func TestClarifyPressed(t *testing.T) {
	w := newStaffed(t)
	m := w.message("hm")
	for _, tt := range []struct {
		action chat.Action
		ref    string
		mine   bool
		want   string // the actions
	}{
		{chat.Ask, "massage/shiatsu/1", true, ""}, {chat.Ask, "massage/shiatsu/1", false, ""}, {chat.None, "", true, "clinic"}, {chat.None, "", false, ""},
		{chat.None, inPrivate, true, "clinic"},
	} {
		p := about(m, tt.action, tt.ref)
		p.Mine = tt.mine
		r := w.presses(p)
		if r.Replace != tt.mine || r.Private() == tt.mine || r.ReplyTo != m.ID || actions(r) != tt.want {
			t.Errorf("%+v: got replace %v, private %v, buttons %q", tt, r.Replace, r.Private(), actions(r))
		}
		if tt.want != "" && (r.About != m.ID || r.Buttons[0].Ref != tt.ref) {
			t.Errorf("%+v: got %+v about %q", tt, r.Buttons, r.About)
		}
	}
}

// TestClarifyReply: choices are about the message, and know whether it was asked in private.
func TestClarifyReply(t *testing.T) {
	e, err := newEngineWith(answer.Thresholds{Quote: 1, Clarify: 0, Listen: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	for _, private := range []bool{false, true} {
		w := newWorldOf(t, Options{Engine: e, Clinic: full()})
		m := w.message("which is better for sleep, swedish or shiatsu")
		m.Private = private
		r := w.sends(m)
		if r.Lead != w.settings().usual.voice.Clarify() || len(r.Choices) < 3 || r.About != m.ID || len(r.Buttons) > 0 || r.Link != nil {
			t.Fatalf("got %+v, want choices", r)
		}
		if last := r.Choices[len(r.Choices)-1]; last.Action != chat.None || (last.Ref == inPrivate) != private {
			t.Errorf("got %+v", last)
		}
	}
}

// TestReveal: what is not for everybody is shown again to its asker alone, for a day, in full.
func TestReveal(t *testing.T) {
	for _, text := range []string{"i want to die", "my back hurts and i cant pee", "i have chest pain and i want to die"} {
		w := newStaffed(t)
		m := w.message(text)
		first := w.sends(m)
		if !first.Private() || first.Beside().Text == "" || first.Beside().Button == "" || first.About != m.ID {
			t.Fatalf("%q: got %+v", text, first)
		}
		w.presses(command(m.Place, chat.Pause, "")) // a pause does not stop it
		for _, staff := range []bool{false, true} {
			p := about(m, chat.Reveal, "")
			p.Staff = staff
			if r := w.presses(p); r.Lead != w.settings().usual.voice.OnlyAsker() {
				t.Errorf("%q, staff %v: got %q", text, staff, plain(r))
			}
		}
		p := about(m, chat.Reveal, "")
		p.Mine = true
		w.wait(keepPrivate - time.Second)
		if r := w.presses(p); r.Lead != first.Lead || !r.Private() || !r.Warning || r.Beside().Text != "" {
			t.Errorf("%q: got %+v, want %q", text, r, first.Lead)
		}
		w.wait(time.Second)
		if r := w.presses(p); r.Lead != w.settings().usual.voice.RevealGone() {
			t.Errorf("%q, a day later: got %q", text, plain(r))
		}
	}
	w := newWorld(t, full())
	m := w.message("i have chest pain")
	w.sends(m)
	if all, _ := w.unwritten.List(context.Background(), privateKind); len(all) > 0 {
		t.Errorf("kept %v of what was said in public", all)
	}
}

// TestSecrets: which danger sign somebody has stands in no memo; after a restart the button says whom to call in any case.
func TestSecrets(t *testing.T) {
	first := newStaffed(t)
	memo := newUntilRestart(first.clock)
	o := Options{Clinic: full(), Memo: memo, Spaces: []Space{{Platform: "test", ID: "s", StaffChannel: desk()}}}
	first = newWorldOf(t, o)
	m := first.message("i want to die")
	first.sends(m)
	p := about(first.message("my back hurts and i cant pee"), chat.Find, "")
	p.Target.Text = "my back hurts and i cant pee"
	first.presses(p)
	all, err := memo.List(context.Background(), "")
	if err != nil || len(all) == 0 {
		t.Fatalf("got %v, %v", all, err)
	}
	for key, value := range all {
		if strings.Contains(value, signPrefix) || strings.HasPrefix(key, privateKind) || strings.HasPrefix(key, foundKind) {
			t.Errorf("the memo holds %s: %s", key, value)
		}
	}
	second := newWorldOf(t, o)
	p = about(m, chat.Reveal, "")
	if r := second.presses(p); r.Lead != second.settings().usual.voice.OnlyAsker() {
		t.Errorf("somebody else: got %q", plain(r))
	}
	p.Mine = true
	if r := second.presses(p); !r.Private() || !strings.Contains(r.Lead, "ask again") || !strings.Contains(r.Lead, "911") || !strings.Contains(r.Lead, "988") {
		t.Errorf("after a restart: got %q", plain(r))
	}
}

// TestRemove: the asker and staff take answers away, nobody else does.
func TestRemove(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu")
	for _, tt := range []struct{ mine, staff, want bool }{{true, false, true}, {false, true, true}, {false, false, false}} {
		p := about(m, chat.Remove, "")
		p.Mine, p.Staff = tt.mine, tt.staff
		if r := w.presses(p); r.Remove() != tt.want || !r.Private() || r.Remove() && (r.Failed() == nil || !r.Replace) {
			t.Errorf("%+v: got %+v", tt, r)
		}
	}
	dismiss := press(chat.Dismiss, "")
	dismiss.Alone = true
	if r := w.presses(dismiss); !r.Replace || !r.Private() || plain(r) != "" || r.Deeds != (chat.Deeds{}) {
		t.Errorf("dismiss: got %+v", r)
	}
}

// TestShare: a private answer's passage is shown to everybody, word for word and nothing more, and not twice in a row.
func TestShare(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu")
	m.Private, m.Command = true, true
	r := w.sends(m)
	i := slices.IndexFunc(r.Buttons, func(b chat.Button) bool { return b.Action == chat.Share })
	if i < 0 {
		t.Fatalf("got %+v, want share", r.Buttons)
	}
	p := about(m, chat.Share, r.Buttons[i].Ref)
	p.Mine, p.Alone = true, true
	got := w.presses(p)
	if got.Publish() == nil || section(got.Publish()) != "shiatsu" || got.Publish().Link != nil || !got.Private() || got.Failed() == nil || got.Replace {
		t.Errorf("got %+v", got)
	}
	if again := w.presses(p); again.Publish() != nil || !again.Private() {
		t.Errorf("at once again: got %+v", again)
	}
	m = w.message("what is swedish massage")
	m.Private, m.Direct = true, true
	if r := w.sends(m); strings.Contains(actions(r), "share") {
		t.Errorf("in a direct message: got %q", actions(r))
	}
	p = about(m, chat.Share, r.Buttons[i].Ref)
	if r := w.presses(p); r.Publish() != nil {
		t.Errorf("in a direct message: got %+v", r)
	}
}

// TestCommands: booking and help, for the one who asks.
func TestCommands(t *testing.T) {
	w := newWorld(t, full())
	if r := w.presses(press(chat.Book, "")); !books(r) || !r.Private() || r.Text != w.settings().usual.voice.Book() || r.Lead != "" {
		t.Errorf("book: got %+v", r)
	}
	w.says("i have a fever")
	w.wait(stands)
	if r := w.presses(press(chat.Book, "")); r.Link != nil || r.Lead != w.settings().usual.voice.Cleared() {
		t.Errorf("book after a warning: got %q", plain(r))
	}
	for _, platform := range []string{"test", "discord", "slack"} {
		p := press(chat.Help, "")
		p.Platform = platform
		text := plain(w.presses(p))
		for _, want := range []string{"automatic", "not a doctor", "not for emergencies", "911", "seven days", "nothing of names"} {
			if !strings.Contains(text, want) {
				t.Errorf("help on %s does not say %q: %s", platform, want, text)
			}
		}
		if strings.Contains(text, "keeps what is typed") != (platform != "test") {
			t.Errorf("help on %s: got %s", platform, text)
		}
	}
}
