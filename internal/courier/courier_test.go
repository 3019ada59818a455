package courier

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// warn is a warning of one level.
func warn(text string) *chat.Reply {
	return &chat.Reply{Words: chat.Words{Lead: text}, Warning: true}
}

func TestOnce(t *testing.T) {
	w := newWorld(t)
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { w.Message(context.Background(), w.message("1", "one")) })
	}
	wg.Wait()
	w.settle()
	w.say(w.message("2", "two"))
	w.want("c: echo one", "c: echo two")
	w.end()
	w.start(nil)
	w.say(w.message("1", "one"))
	w.want("c: echo one", "c: echo two")
}

func TestOrderWithinAChannel(t *testing.T) {
	w := newWorld(t)
	var want []string
	for i := range 100 {
		w.Message(context.Background(), w.message(fmt.Sprint(i), fmt.Sprint(i)))
		want = append(want, fmt.Sprint("c: echo ", i))
	}
	w.settle()
	w.want(want...)
}

func TestSilenceIsDone(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(chat.Message) *chat.Reply { return nil }
	w.say(w.message("1", "one"))
	w.want("")
	if e, ok, err := w.o.Journal.Lookup(context.Background(), w.message("1", "").Key()); err != nil || !ok || !e.Done {
		t.Errorf("got %+v, %v, %v, want a message that is done", e, ok, err)
	}
}

// TestChange: a changed question changes its reply, and never takes a warning back.
func TestChange(t *testing.T) {
	private := func(text string) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: text}, Audience: chat.ForAskerBeside(chat.Line{Text: "aside"})}
	}
	tests := []struct {
		name          string
		first, second *chat.Reply
		want          []string
	}{
		{"another answer", &chat.Reply{Words: chat.Words{Lead: "a"}}, &chat.Reply{Words: chat.Words{Lead: "b"}}, []string{"c: b"}},
		{"nothing any more", &chat.Reply{Words: chat.Words{Lead: "a"}}, nil, []string{""}},
		{"something at last", nil, &chat.Reply{Words: chat.Words{Lead: "b"}}, []string{"c: b"}},
		{"a warning now", &chat.Reply{Words: chat.Words{Lead: "a"}}, warn("911"), []string{"c: 911"}},
		{"no warning any more", warn("911"), &chat.Reply{Words: chat.Words{Lead: "b"}}, []string{"c: 911"}},
		{"a warning gone silent", warn("911"), nil, []string{"c: 911"}},
		{"another warning", warn("911"), warn("988"), []string{"c: 988"}},
		{"private now", &chat.Reply{Words: chat.Words{Lead: "a"}}, private("b"), []string{"@ann: b", "c: aside"}},
		{"private still", private("a"), private("b"), []string{"@ann: b", "c: aside"}},
		{"public now", private("a"), &chat.Reply{Words: chat.Words{Lead: "b"}}, []string{"c: b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.handler.message = func(m chat.Message) *chat.Reply {
				if m.Edited {
					return tt.second
				}
				return tt.first
			}
			m := w.message("1", "one")
			w.say(m)
			m.Edited = true
			w.say(m)
			w.say(m)
			w.want(tt.want...)
		})
	}
}

func TestChangeOfAnUnknownMessage(t *testing.T) {
	w := newWorld(t)
	m := w.message("1", "one")
	m.Edited, m.Addressed = true, false
	w.say(m)
	w.want("")
	m.Addressed = true
	w.say(m)
	w.want("c: echo one")
}

// TestChangeFirst: platforms may deliver a change before the message that it changes.
func TestChangeFirst(t *testing.T) {
	w := newWorld(t)
	hold := make(chan bool)
	w.handler.message = func(m chat.Message) *chat.Reply {
		if m.ID == "0" {
			<-hold
		}
		return &chat.Reply{Words: chat.Words{Lead: "echo " + m.Text}}
	}
	changed := w.message("1", "second words")
	changed.Edited = true
	w.Message(context.Background(), w.message("0", "in front"))
	w.Message(context.Background(), changed)
	w.Message(context.Background(), w.message("1", "first words"))
	close(hold)
	w.settle()
	w.want("c: echo in front", "c: echo second words")
}

func TestDeleted(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(m chat.Message) *chat.Reply {
		switch m.ID {
		case "1":
			return &chat.Reply{Words: chat.Words{Lead: "a"}}
		case "2":
			return warn("911")
		}
		return &chat.Reply{Words: chat.Words{Lead: "secret"}, Audience: chat.ForAskerBeside(chat.Line{Text: "aside"})}
	}
	for _, id := range []string{"1", "2", "3"} {
		w.say(w.message(id, id))
	}
	w.want("c: a", "c: 911", "@ann: secret", "c: aside")
	for _, id := range []string{"1", "2", "3", "4"} {
		w.Deleted(context.Background(), w.message(id, ""))
		w.settle()
	}
	w.want("c: 911")
	if len(w.handler.forgotten) != 4 {
		t.Errorf("forgotten: got %q, want all four", w.handler.forgotten)
	}
}

func TestWhisper(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "secret"}, Audience: chat.ForAskerBeside(chat.Line{Text: "aside", Button: "Show me"}), ReplyTo: m.ID, Warning: true}
	}
	m := w.message("1", "one")
	m.Direct, m.Private, m.Channel = true, true, "dm"
	w.say(m)
	w.say(w.message("2", "two"))
	w.platform.refuses = true
	w.say(w.message("3", "three"))
	w.want("dm: secret", "@ann: secret", "c: aside", "c: aside")
	if b := w.platform.posts[2].buttons; len(b) != 0 {
		t.Errorf("got buttons %+v beside a private reply that arrived, want none", b)
	}
	if b := w.platform.posts[3].buttons; len(b) != 1 || b[0].Action != chat.Reveal || b[0].Label != "Show me" {
		t.Errorf("got buttons %+v, want the one that shows the reply", b)
	}
	m = w.message("3", "three, changed")
	m.Edited = true
	w.say(m)
	if seen := w.platform.seen(); strings.Contains(seen, "c: secret") {
		t.Errorf("the private reply became public: %s", seen)
	}
}

// TestTroubles: what the platform says is taken as it is meant.
func TestTroubles(t *testing.T) {
	broken := errors.New("503")
	tests := []struct {
		name   string
		fail   []error
		stands bool
		reply  *chat.Reply
		want   string
		told   int
	}{
		{name: "once broken", fail: []error{broken, broken}, want: "c: a"},
		{name: "an error, but it stands", fail: []error{broken}, stands: true, want: "c: a"},
		{name: "gone", fail: []error{ErrGone}},
		{name: "forbidden", fail: []error{ErrForbidden}, told: 1},
		{name: "a warning where it is forbidden", fail: []error{ErrForbidden}, reply: warn("911"), want: "@ann: 911", told: 1},
		{name: "invalid", fail: []error{ErrInvalid}, want: "c: sorry"},
		{name: "an invalid warning", fail: []error{ErrInvalid}, reply: warn("911"), want: "c: 911"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.handler.message = func(chat.Message) *chat.Reply {
				if tt.reply != nil {
					return tt.reply
				}
				return &chat.Reply{Words: chat.Words{Lead: "a"}}
			}
			w.platform.fail, w.platform.stands = tt.fail, tt.stands
			w.say(w.message("1", "one"))
			w.want(tt.want)
			if got := len(w.platform.notices); got != tt.told {
				t.Errorf("staff were told %d things, want %d", got, tt.told)
			}
			if left, err := w.o.Journal.Pending(context.Background(), "fake", time.Time{}); err != nil || len(left) != 0 {
				t.Errorf("got %+v, %v left to do, want nothing", left, err)
			}
		})
	}
}

// TestRestart: what was accepted is answered once by the next run, unless it is old or its reply stands.
func TestRestart(t *testing.T) {
	w := newWorld(t)
	broken := errors.New("503")
	w.platform.fail = []error{broken, broken, broken}
	w.say(w.message("1", "left lying"))
	w.platform.fail, w.platform.stands = []error{broken}, true
	journal := w.o.Journal
	old := w.message("2", "old")
	w.wait(-chat.Lasting - time.Minute)
	old.Time = w.clock()
	if _, err := journal.Accept(context.Background(), old.Key(), old.Author, &old, w.clock()); err != nil {
		t.Fatal(err)
	}
	w.wait(chat.Lasting + time.Minute)
	posted := w.message("3", "posted, not noted")
	if _, err := journal.Accept(context.Background(), posted.Key(), posted.Author, &posted, w.clock()); err != nil {
		t.Fatal(err)
	}
	w.platform.posts = append(w.platform.posts, post{ref: "x", to: "c", text: "echo 3", nonce: nonceFor(posted.Key())})
	w.platform.fail, w.platform.stands = nil, false
	w.end()
	w.start(nil)
	w.sweep(context.Background()) // as Run does, in its own time
	w.settle()
	w.want("c: echo 3", "c: echo left lying")
}

// TestPress: what a press brings about is done before its reply is shown, once.
func TestPress(t *testing.T) {
	w := newWorld(t)
	target := w.message("7", "")
	target.Author = "bob"
	press := chat.Press{Place: target.Place, ID: "p1", Author: "staff", Action: chat.Post, Ref: "sleep", Staff: true, Target: &target}
	w.handler.press = func(p chat.Press) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "posted"}, Audience: chat.ForAsker(), Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Lead: "the passage"}, ReplyTo: "7"}, &chat.Reply{Words: chat.Words{Lead: "not posted"}})}
	}
	w.platform.fail = []error{ErrGone}
	if r := w.Press(context.Background(), press); r == nil || r.Lead != "not posted" {
		t.Fatalf("got %+v, want the failure", r)
	}
	if r := w.Press(context.Background(), press); r != nil {
		t.Errorf("got %+v for a redelivery, want nothing", r)
	}
	press.ID = "p2"
	w.platform.fail, w.platform.stands = []error{errors.New("503")}, true // it stands all the same
	if r := w.Press(context.Background(), press); r == nil || r.Lead != "posted" {
		t.Errorf("got %+v, want the confirmation", r)
	}
	w.platform.fail, w.platform.stands = nil, false
	w.want("c: the passage")

	var got chat.Press
	w.handler.press = func(p chat.Press) *chat.Reply {
		got = p
		return &chat.Reply{Words: chat.Words{Lead: "removed"}, Audience: chat.ForAsker(), Deeds: chat.Removing(&chat.Reply{Words: chat.Words{Lead: "nothing to remove"}})}
	}
	press.ID, press.Author, press.Staff = "p4", "bob", false
	if r := w.Press(context.Background(), press); r.Lead != "removed" || !got.Mine || !got.Answered {
		t.Errorf("got %+v for %+v, want it removed by its asker", r, got)
	}
	w.want("")
	press.ID, press.Author = "p5", "eve"
	if r := w.Press(context.Background(), press); r.Lead != "nothing to remove" || got.Mine || got.Answered {
		t.Errorf("got %+v for %+v, want nothing removed", r, got)
	}
}

func TestNotice(t *testing.T) {
	w := newWorld(t)
	target := w.message("7", "")
	notice := &chat.Notice{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: "a question", About: target.Place, ID: "7", Who: "bob"}
	w.handler.press = func(chat.Press) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "sent"}, Audience: chat.ForAsker(), Deeds: chat.Notifying(notice, &chat.Reply{Words: chat.Words{Lead: "please call"}})}
	}
	press := chat.Press{Place: target.Place, ID: "p1", Author: "bob", Target: &target}
	if r := w.Press(context.Background(), press); r.Lead != "sent" {
		t.Errorf("got %+v, want that it was sent", r)
	}
	if n := w.platform.notices; len(n) != 1 || n[0].Link != "link:c/7" || n[0].Profile != "profile:bob" {
		t.Errorf("got %+v, want one notice with its links", n)
	}
	w.platform.deaf, press.ID = true, "p2"
	if r := w.Press(context.Background(), press); r.Lead != "please call" {
		t.Errorf("got %+v, want the way out", r)
	}
	notice.To.Platform, press.ID = "elsewhere", "p3"
	if r := w.Press(context.Background(), press); r.Lead != "please call" {
		t.Errorf("got %+v, want the way out", r)
	}
}

func TestPanicAndSilence(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(m chat.Message) *chat.Reply { panic(m.Text) }
	w.handler.press = func(p chat.Press) *chat.Reply { return nil }
	w.say(w.message("1", "zanzibar"))
	w.want("c: sorry")
	m := w.message("2", "zanzibar")
	m.Addressed = false
	w.say(m)
	w.want("c: sorry")
	if r := w.Press(context.Background(), chat.Press{ID: "p"}); r == nil || r.Lead != "sorry" || !r.Private() {
		t.Errorf("got %+v, want an apology", r)
	}
	if r := w.Ask(context.Background(), w.message("3", "zanzibar")); r == nil || r.Lead != "sorry" {
		t.Errorf("got %+v, want an apology", r)
	}
	if log := w.log.String(); log == "" || strings.Contains(log, "zanzibar") {
		t.Errorf("the log does not tell of the panic, or tells too much: %s", log)
	}
}

// brokenJournal is a full disk.
type brokenJournal struct{ chat.Journal }

func (brokenJournal) Accept(context.Context, string, string, *chat.Message, time.Time) (bool, error) {
	return false, errors.New("disk full")
}

// TestWithoutJournal: warnings must come through when nothing can be written, and still only once.
func TestWithoutJournal(t *testing.T) {
	w := newWorld(t)
	w.end()
	w.start(func(j chat.Journal) chat.Journal { return brokenJournal{j} })
	w.handler.message = func(chat.Message) *chat.Reply { return warn("911") }
	w.say(w.message("1", "one"))
	w.say(w.message("1", "one"))
	w.want("c: 911")
	w.handler.press = func(chat.Press) *chat.Reply { return &chat.Reply{Words: chat.Words{Lead: "pressed"}} }
	for _, again := range []bool{false, true} { // a redelivery of what is shown by the adapter is nothing, either
		if r := w.Ask(context.Background(), w.message("2", "two")); (r == nil) != again {
			t.Errorf("a question, redelivered %v: got %+v", again, r)
		}
		if r := w.Press(context.Background(), chat.Press{ID: "p"}); (r == nil) != again {
			t.Errorf("a press, redelivered %v: got %+v", again, r)
		}
	}
	if n := strings.Count(w.log.String(), "using the journal"); n != 1 {
		t.Errorf("the log tells of it %d times, want once", n)
	}
}

func TestAsk(t *testing.T) {
	w := newWorld(t)
	m := w.message("1", "one")
	m.Command = true
	if r := w.Ask(context.Background(), m); r == nil || r.Lead != "echo one" {
		t.Fatalf("got %+v", r)
	}
	if r := w.Ask(context.Background(), m); r != nil {
		t.Errorf("got %+v for a redelivery, want nothing", r)
	}
	w.Shown(context.Background(), m.Key(), chat.Posted{Ref: "r9"})
	if q, ok := w.Question(context.Background(), "r9"); !ok || q.Key() != m.Key() || q.Author != "ann" {
		t.Errorf("got %+v, %v, want the message", q, ok)
	}
	if _, ok := w.Question(context.Background(), "r10"); ok {
		t.Error("an unknown reply has a question")
	}
}

// TestStop: what is under way is finished, what waits stays in the Journal, and nothing is left running.
func TestStop(t *testing.T) {
	w := newWorld(t)
	begun, goOn := make(chan bool), make(chan bool)
	w.handler.message = func(m chat.Message) *chat.Reply {
		begun <- true
		<-goOn
		return &chat.Reply{Words: chat.Words{Lead: "echo " + m.Text}}
	}
	w.Message(context.Background(), w.message("1", "one"))
	w.Message(context.Background(), w.message("2", "two"))
	<-begun
	go func() {
		for !w.queue.isEnded() {
			time.Sleep(time.Millisecond)
		}
		goOn <- true
	}()
	w.end()
	w.want("c: echo one")
	w.handler.message = nil
	w.start(nil)
	w.sweep(context.Background()) // as Run does, in its own time
	w.settle()
	w.want("c: echo one", "c: echo two")
}

func (q *queue) isEnded() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ended
}

// TestDangerArrives: a private warning reaches its asker whatever fails: by direct message, in the place itself, or
// behind a button; and staff are not told that it did when it did not.
func TestDangerArrives(t *testing.T) {
	broken := errors.New("503")
	secret := func(m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "988"}, Audience: chat.ForAskerBeside(chat.Line{Text: "answered privately", Waiting: "press to see it", Button: "Show me"}), Warning: true, ReplyTo: m.ID,
			Deeds: chat.Telling(&chat.Notice{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: "answered", Unsaid: "nobody answered"})}
	}
	tests := []struct {
		name   string
		whispr error // of every direct message
		fail   []error
		want   string
		told   string
	}{
		{name: "by direct message", want: "@ann: 988\nc: answered privately", told: "answered"},
		{name: "refused", whispr: ErrRefused, want: "c: press to see it", told: "answered"},
		{name: "the way is broken", whispr: broken, want: "c: press to see it", told: "answered"},
		{name: "malformed, they say", whispr: ErrInvalid, want: "c: press to see it", told: "answered"},
		{name: "refused, and forbidden", whispr: ErrRefused, fail: []error{ErrForbidden}, want: "", told: "nobody answered"},
		{name: "refused, then broken for a while", whispr: ErrRefused, fail: []error{broken, broken, broken}, want: "c: press to see it", told: "nobody answered, answered"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.handler.message = secret
			w.platform.whisperErr, w.platform.fail = tt.whispr, tt.fail
			w.say(w.message("1", "one"))
			w.sweep(context.Background())
			w.settle()
			w.want(tt.want)
			var told []string
			for _, n := range w.platform.notices {
				if !strings.HasPrefix(n.Text, "barred") {
					told = append(told, n.Text)
				}
			}
			if got := strings.Join(told, ", "); got != tt.told {
				t.Errorf("staff were told %q, want %q", got, tt.told)
			}
		})
	}
}

// shower is a platform that can show something to one person in the place itself.
type shower struct{ *platform }

func (s shower) Show(_ context.Context, _ chat.Place, person string, r *chat.Reply) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.posts = append(s.posts, post{to: "~" + person, text: r.Lead})
	return nil
}

// TestOfferArrives: what is for one person without a public line leaves none, whatever fails; staff are told whether it reached
// anybody.
func TestOfferArrives(t *testing.T) {
	for _, tt := range []struct {
		name   string
		whispr error
		shows  bool
		want   string
		told   string
	}{
		{"by direct message", nil, false, "@ann: 988", "answered"},
		{"refused", ErrRefused, false, "", "nobody answered"},
		{"refused, and shown in the place", ErrRefused, true, "~ann: 988", "answered"},
		{"the way is broken", errors.New("503"), false, "", "nobody answered"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			if w.platform.whisperErr = tt.whispr; tt.shows {
				w.o.Platform = shower{w.platform}
			}
			w.handler.message = func(m chat.Message) *chat.Reply {
				return &chat.Reply{Words: chat.Words{Lead: "988"}, Audience: chat.ForAsker(), Warning: true, ReplyTo: m.ID,
					Deeds: chat.Telling(&chat.Notice{To: chat.Place{Platform: "fake"}, Text: "answered", Unsaid: "nobody answered"})}
			}
			m := w.message("1", "one")
			m.Addressed = false
			w.say(m)
			w.sweep(context.Background())
			w.settle()
			w.want(tt.want)
			if n := w.platform.notices; len(n) != 1 || n[0].Text != tt.told {
				t.Errorf("staff were told %+v, want %q", n, tt.told)
			}
		})
	}
}

// TestNoticesApart: two notices that name nobody are two, the same one again is one; their buttons tell.
func TestNoticesApart(t *testing.T) {
	w := newWorld(t)
	var nonces []string
	for _, ref := range []string{"one", "two", "one"} {
		w.notify(context.Background(), &chat.Notice{To: chat.Place{Platform: "fake"}, Text: "the same", Buttons: []chat.Button{{Label: "Lift", Action: chat.Lift, Ref: ref}}})
		nonces = append(nonces, w.platform.notices[len(w.platform.notices)-1].Nonce)
	}
	if nonces[0] == nonces[1] || nonces[0] != nonces[2] {
		t.Errorf("got nonces %q", nonces)
	}
}

// TestResumedWarning: a warning whose posting was not noted stays a warning, and staff are told of it.
func TestResumedWarning(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(m chat.Message) *chat.Reply {
		r := warn("911")
		r.Deeds = chat.Telling(&chat.Notice{To: chat.Place{Platform: "fake"}, Text: "answered"})
		return r
	}
	m := w.message("1", "one")
	if _, err := w.o.Journal.Accept(context.Background(), m.Key(), m.Author, &m, w.clock()); err != nil {
		t.Fatal(err)
	}
	w.platform.posts = append(w.platform.posts, post{ref: "x", to: "c", text: "911", nonce: nonceFor(m.Key())})
	w.sweep(context.Background())
	w.settle()
	w.Deleted(context.Background(), m)
	w.settle()
	w.want("c: 911")
	if len(w.platform.notices) != 1 {
		t.Errorf("got notices %+v, want one", w.platform.notices)
	}
}

// TestNoBlindRepeat: while it cannot be told whether a post stands, it is not posted again.
func TestNoBlindRepeat(t *testing.T) {
	w := newWorld(t)
	w.platform.fail, w.platform.stands, w.platform.blind = []error{errors.New("504")}, true, true
	w.say(w.message("1", "one"))
	w.want("c: echo one")
	w.platform.blind, w.platform.stands = false, false
	w.sweep(context.Background())
	w.settle()
	w.want("c: echo one")
}

// TestStaffPost: what staff posted stays as it is when the question changes, and goes with it, or when its author
// wants that.
func TestStaffPost(t *testing.T) {
	w := newWorld(t)
	m := w.message("1", "one")
	w.say(m)
	w.handler.press = func(p chat.Press) *chat.Reply {
		switch p.Action {
		case chat.Post:
			return &chat.Reply{Words: chat.Words{Lead: "posted"}, Audience: chat.ForAsker(), Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Lead: "by staff"}, ReplyTo: "1"}, nil)}
		case chat.Remove:
			return &chat.Reply{Words: chat.Words{Lead: "removed"}, Audience: chat.ForAsker(), Deeds: chat.Removing(nil)}
		}
		return &chat.Reply{Words: chat.Words{Lead: "found"}, Audience: chat.ForAsker()}
	}
	w.Press(context.Background(), chat.Press{Place: m.Place, ID: "p1", Author: "staff", Action: chat.Post, Staff: true, Target: &chat.Message{Place: m.Place, ID: "1"}})
	m.Text, m.Edited = "two", true
	w.say(m)
	w.want("c: echo two", "c: by staff")

	other := w.message("7", "not for the bot")
	other.Author = "bob"
	w.Press(context.Background(), chat.Press{Place: m.Place, ID: "p2", Author: "staff", Action: chat.Find, Staff: true, Target: &other})
	w.Press(context.Background(), chat.Press{Place: m.Place, ID: "p3", Author: "staff", Action: chat.Post, Staff: true, Target: &chat.Message{Place: m.Place, ID: "7"}})
	w.want("c: echo two", "c: by staff", "c: by staff")
	w.Press(context.Background(), chat.Press{Place: m.Place, ID: "p4", Author: "bob", Action: chat.Remove, Target: &chat.Message{Place: m.Place, ID: "7"}})
	w.want("c: echo two", "c: by staff")
}

// TestChangeAtStop: a change that waits when the program is told to stop is still made.
func TestChangeAtStop(t *testing.T) {
	w := newWorld(t)
	begun, hold := make(chan bool), make(chan bool)
	m := w.message("1", "one")
	w.say(m)
	w.handler.message = func(m chat.Message) *chat.Reply {
		if m.ID == "2" {
			begun <- true
			<-hold
		}
		return &chat.Reply{Words: chat.Words{Lead: "echo " + m.Text}}
	}
	w.Message(context.Background(), w.message("2", "in between"))
	m.Text, m.Edited = "changed", true
	w.Message(context.Background(), m)
	<-begun
	go func() {
		for !w.queue.isEnded() {
			time.Sleep(time.Millisecond)
		}
		close(hold)
	}()
	w.end()
	w.want("c: echo changed", "c: echo in between")
}
