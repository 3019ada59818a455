package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// keeper keeps something of ann.
type keeper struct {
	kept    chat.Kept
	but     []string
	failing bool
}

func (k *keeper) KeptOf(_ context.Context, platform, person string) (chat.Kept, error) {
	if k.failing {
		return chat.Kept{}, errors.New("the disk is gone")
	}
	if platform != "test" || person != "ann" {
		return chat.Kept{}, nil
	}
	return k.kept, nil
}

func (k *keeper) ForgetPerson(_ context.Context, _, _ string, but ...string) (int, error) {
	if k.failing {
		return 0, errors.New("the disk is gone")
	}
	n := k.kept.Messages
	k.kept.Messages, k.kept.Waiting, k.but = 0, 0, but
	for kind := range k.kept.Notes {
		if !slices.Contains(but, kind) {
			delete(k.kept.Notes, kind)
			n++
		}
	}
	return n, nil
}

func (k *keeper) ForgetMessage(context.Context, string) error { return nil }

// TestPrivacy: everybody can see what is kept of them and erase it; a hold stays, and that is said. It works while the bot is
// paused.
func TestPrivacy(t *testing.T) {
	k := &keeper{}
	w := newWorldOf(t, Options{Clinic: full(), Keeper: k})
	press := func(a chat.Action, who string, direct bool) *chat.Reply {
		w.sent++
		w.wait(time.Minute)
		p := chat.Press{Place: chat.Place{Platform: "test", Space: "s", Channel: "c"}, ID: "p" + who, Author: who, Action: a, Direct: direct, Time: w.clock()}
		return w.Press(context.Background(), p)
	}
	k.kept = chat.Kept{Messages: 3, Waiting: 1, Notes: map[string]time.Time{"thread": w.clock().Add(time.Hour), "hold": w.clock().Add(2 * time.Hour)}}
	w.Press(context.Background(), chat.Press{Place: chat.Place{Platform: "test", Space: "s", Channel: "c"}, Author: "tess", Action: chat.Pause, Ref: chat.Everywhere, Staff: true})
	for _, direct := range []bool{true, false} {
		r := press(chat.Privacy, "ann", direct)
		if !r.Private() || !strings.Contains(r.Lead, "3 messages") || !strings.Contains(r.Lead, "1 of them with the text") || !strings.Contains(r.Text, "warned stays") ||
			!strings.Contains(r.Text, "train nothing") || actions(r) != "forget" {
			t.Errorf("privacy: got %+v", r)
		}
	}
	if r := press(chat.Privacy, "bob", true); !strings.Contains(r.Lead, "nothing that names you") {
		t.Errorf("privacy of somebody else: got %+v", r)
	}
	r := press(chat.Forget, "ann", true)
	if !strings.Contains(r.Lead, "erased 4 entries") || !strings.Contains(r.Text, "warned stays") {
		t.Errorf("forget: got %+v", r)
	}
	if want := []string{"hold", "open", "stands", "lift"}; !slices.Equal(k.but, want) {
		t.Errorf("what stays: got %q, want %q", k.but, want)
	}
	delete(k.kept.Notes, "hold")
	if r := press(chat.Forget, "ann", true); !strings.Contains(r.Lead, "nothing to erase") || r.Text != "" {
		t.Errorf("once more: got %+v", r)
	}
	k.failing = true
	p := w.settings().usual.voice
	for a, want := range map[chat.Action]string{chat.Privacy: p.KeptUnknown(), chat.Forget: p.NotForgotten()} {
		if r := press(a, "ann", true); r.Lead != want || !r.Private() || len(r.Buttons) > 0 {
			t.Errorf("%s on a broken disk: got %+v, want that it says so", a, r)
		}
	}
}

// TestForgetConversations: what somebody said a moment ago is out of memory, too; what others said is not.
func TestForgetConversations(t *testing.T) {
	w := newWorld(t, full())
	one, other := w.message("what is shiatsu"), w.message("what is shiatsu")
	other.Author = "bob"
	w.sends(one)
	w.sends(other)
	w.Press(context.Background(), chat.Press{Place: one.Place, ID: "p", Author: "ann", Action: chat.Forget})
	if c := w.conversations.recall(conversationOf(one), w.clock()); len(c.said) != 0 {
		t.Errorf("ann's words are remembered: %+v", c)
	}
	if c := w.conversations.recall(conversationOf(other), w.clock()); len(c.said) != 1 {
		t.Errorf("bob's words are not remembered: %+v", c)
	}
}

// TestPrivateStaysInMemory: no lasting memo tells what was asked in private, what it was answered with, nor what it was warned
// of; of public questions there are memos, so that this test would notice.
func TestPrivateStaysInMemory(t *testing.T) {
	for _, private := range []bool{true, false} {
		memo := newUntilRestart(func() time.Time { return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) })
		engine, err := richEngine()
		if err != nil {
			t.Fatal(err)
		}
		w := newWorldOf(t, Options{Engine: engine, Clinic: full(), Memo: memo})
		for _, text := range []string{"can massage help me sleep", "i have chest pain and my left arm is numb"} {
			m := w.message(text)
			m.Private = private
			w.sends(m)
			w.wait(time.Hour)
		}
		all, err := memo.List(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for key, value := range all {
			if strings.HasPrefix(key, othersKind) || strings.HasPrefix(key, warnedKind) || strings.Contains(value, "passage") {
				told++
			}
		}
		if (told == 2) == private || told == 1 {
			t.Errorf("private %v: %d memos tell of messages: %v", private, told, all)
		}
	}
}

// TestLate: what is answered after more than ten minutes says so, a warning too, and there first what to do; overheard talk is
// left alone by then, but for dangers; and no limit silences what comes all at once after an outage.
func TestLate(t *testing.T) {
	w := newWorld(t, full())
	late := func(text string, age time.Duration) chat.Message {
		m := w.message(text)
		m.Time = w.clock().Add(-age)
		return m
	}
	if r := w.sends(late("what is shiatsu", 9*time.Minute)); r == nil || strings.Contains(r.Lead, "sooner") {
		t.Errorf("in time: got %+v", r)
	}
	m := late("is oil used in swedish massage", 25*time.Minute)
	for range 2 { // asked again, since it could not be posted
		if r := w.sends(m); r == nil || !strings.HasPrefix(r.Lead, "You wrote this about 25 minutes ago") || len(r.Passages) == 0 {
			t.Errorf("late: got %+v", r)
		}
	}
	m = late("i have chest pain", 3*time.Hour)
	m.Author = "bob"
	if r := w.sends(m); r == nil || !r.Warning || !strings.HasPrefix(r.Lead, "Call") || !strings.HasSuffix(r.Lead, "3 hours ago; I couldn't answer sooner.") {
		t.Errorf("a late warning: got %+v", r)
	}
	m = late("what is shiatsu", 25*time.Minute)
	m.Addressed, m.Author = false, "eve"
	if r := w.Message(context.Background(), m); r != nil {
		t.Errorf("overheard, late: got %+v, want silence", r)
	}
	for i := range 3 * perPerson {
		m := late("what is shiatsu", time.Hour)
		m.Author, m.Channel = "carl", strings.Repeat("x", i+1)
		if r := w.sends(m); w.kind(r) != "answer" {
			t.Fatalf("question %d of an outage: got %+v", i, r)
		}
	}
}

// ledger lists two things in ann's space, one elsewhere.
type ledger struct{ all []chat.Unsaid }

func (l ledger) Miss(context.Context, chat.Unsaid) error { return nil }
func (l ledger) Tell(context.Context, chat.Unsaid) error { return nil }
func (l ledger) Said(context.Context, chat.Unsaid) error { return nil }
func (l ledger) Unsaid(context.Context, bool) ([]chat.Unsaid, error) {
	return l.all, nil
}

// TestStatusListsTheUnsaid: staff see how much could not be said in their space, and where; of what was private only that it
// was.
func TestStatusListsTheUnsaid(t *testing.T) {
	at := chat.Place{Platform: "test", Space: "s", Channel: "c"}
	far := at
	far.Space = "another"
	w := newWorldOf(t, Options{Clinic: full(), Ledger: ledger{[]chat.Unsaid{
		{Place: at, ID: "1", Why: chat.TooLate, At: someday()}, {Place: chat.Place{Platform: "test"}, Why: chat.TooLate, At: someday()},
		{Place: at, ID: "2", Why: chat.Barred, At: someday()}, {Place: far, ID: "3", Why: chat.Refused, At: someday()},
	}}})
	status := func(staff bool) *chat.Reply {
		return w.Press(context.Background(), chat.Press{Place: at, Author: "tess", Action: chat.Status, Staff: staff})
	}
	r := status(true)
	if !strings.Contains(r.Text, "2 unanswered for a day; 1 where I may not post. In other places: 1.") {
		t.Errorf("got %q", r.Text)
	}
	if len(r.Unsaid) != 2 || r.Unsaid[0].ID != "2" || r.Unsaid[0].Label == "" || r.Unsaid[1].ID != "1" {
		t.Errorf("got links to %+v, want the two, newest first", r.Unsaid)
	}
	if r := status(false); r.Text != "" || len(r.Unsaid) > 0 {
		t.Errorf("somebody else sees it: %+v", r)
	}
}

// TestNoticesOfTheProgram: each staff channel is told once; what concerns one platform, only its own staff.
func TestNoticesOfTheProgram(t *testing.T) {
	other := chat.Place{Platform: "slack", Space: "T", Channel: "C"}
	w := newWorldOf(t, Options{Clinic: full(), Spaces: []Space{{Platform: "discord", ID: "1", StaffChannel: desk()}, {Platform: "discord", ID: "2", StaffChannel: desk()},
		{Platform: "slack", ID: "T", StaffChannel: other}, {Platform: "slack", ID: "U"}}})
	to := func(all []*chat.Notice) (channels []string) {
		for _, n := range all {
			channels = append(channels, n.To.Channel)
		}
		return channels
	}
	for name, tt := range map[string]struct {
		got  []*chat.Notice
		want []string
	}{
		"away":    {w.Away("discord", someday(), someday()), []string{"staff"}},
		"dead":    {w.Dead("slack", "x"), []string{"staff", "C"}},
		"back":    {w.Back("slack"), []string{"staff", "C"}},
		"damaged": {w.Damaged(), []string{"staff", "C"}},
		"disk":    {w.DiskFails(true), []string{"staff", "C"}},
	} {
		if got := to(tt.got); !slices.Equal(got, tt.want) {
			t.Errorf("%s: told in %q, want %q", name, got, tt.want)
		}
	}
	if n := w.Missed(chat.Unsaid{Place: chat.Place{Platform: "discord", Space: "1", Channel: "7"}, ID: "8"}, 1); n == nil || n.To != desk() || n.ID != "8" {
		t.Errorf("missed: got %+v", n)
	}
	if n := w.Missed(chat.Unsaid{Place: chat.Place{Platform: "slack", Space: "U", Channel: "7"}}, 1); n != nil {
		t.Errorf("where nobody is to be told: got %+v", n)
	}
}

// TestConfigure: new settings hold from the next message on.
func TestConfigure(t *testing.T) {
	w := newWorld(t, full())
	c := full()
	c.BookingURL = "https://example.com/elsewhere"
	w.Configure(c, nil)
	if r := w.sends(w.message("book me in")); r == nil || r.Link == nil || r.Link.URL != c.BookingURL {
		t.Errorf("got %+v, want the new link", r)
	}
}

// TestUrgent: what tells of danger is urgent, and what follows a warning; nothing else is. Asking changes nothing.
func TestUrgent(t *testing.T) {
	w := newWorld(t, full())
	danger, question := w.message("i have chest pain"), w.message("what is shiatsu")
	ctx := context.Background()
	for range 3 {
		if !w.Urgent(ctx, danger) || w.Urgent(ctx, question) {
			t.Fatal("got that a danger is not urgent, or a question is")
		}
	}
	w.sends(danger)
	if !w.Urgent(ctx, w.message("is it serious?")) {
		t.Error("what follows a warning is not urgent")
	}
	if other := (chat.Message{Place: danger.Place, ID: "x", Author: "bob", Text: "is it serious?", Addressed: true}); w.Urgent(ctx, other) {
		t.Error("somebody else's is")
	}
}

// TestShareIsLimited: who shows everybody one passage after the other is told to slow down, as one who asks so much.
func TestShareIsLimited(t *testing.T) {
	w := newWorld(t, full())
	published := 0
	for range 2 * perPerson {
		m := w.message("what is shiatsu")
		p := about(m, chat.Share, "massage/shiatsu/1")
		p.Alone, p.Mine = true, true
		if r := w.presses(p); r.Publish() != nil {
			published++
		}
	}
	if published != perPerson {
		t.Errorf("published %d passages in a moment, want %d", published, perPerson)
	}
}

// someday is a moment.
func someday() time.Time { return time.Date(2026, 11, 30, 9, 10, 0, 0, time.UTC) }
