package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestPersonLimit: ten a minute, then one line, then silence for a minute; danger signs always come through.
func TestPersonLimit(t *testing.T) {
	w := newWorld(t, full())
	say := func(text string) *chat.Reply { return w.Message(context.Background(), w.message(text)) }
	for i := range perPerson {
		if r := say("what is shiatsu " + strconv.Itoa(i)); r == nil || w.kind(r) == "limited" {
			t.Fatalf("message %d: got %+v", i, r)
		}
		w.wait(time.Second)
	}
	if r := say("hello"); r == nil || r.Lead != w.settings().usual.voice.SlowDown() || r.Private() {
		t.Fatalf("the first one beyond: got %+v, want the line", r)
	}
	for i := range 59 {
		w.wait(time.Second)
		if r := say("hello"); r != nil {
			t.Fatalf("%d seconds later: got %+v, want silence", i+1, r)
		}
		if r := say("i have chest pain"); r == nil || !r.Warning {
			t.Fatalf("%d seconds later: got %+v, want the warning", i+1, r)
		}
	}
	command := w.message("what is shiatsu")
	command.Command, command.Private = true, true
	if r := w.Message(context.Background(), command); w.kind(r) != "limited" || !r.Private() {
		t.Errorf("a command: got %+v, want the line, in private", r)
	}
	other := w.message("hello")
	other.Author = "ben"
	if w.Message(context.Background(), other) == nil {
		t.Error("somebody else got silence")
	}
	w.wait(time.Second)
	if r := say("what is shiatsu"); w.kind(r) != "answer" {
		t.Errorf("a minute later: got %+v, want an answer", r)
	}
}

// TestChannelLimit: thirty a minute in a channel from all people together; private questions do not count.
func TestChannelLimit(t *testing.T) {
	w := newWorld(t, full())
	from := func(author int, private bool) *chat.Reply {
		m := w.message("hello")
		m.Author, m.Private = fmt.Sprint("person ", author), private
		return w.Message(context.Background(), m)
	}
	for i := range perChannel {
		if r := from(i, false); w.kind(r) != "greet" {
			t.Fatalf("message %d: got %+v", i, r)
		}
	}
	if r := from(100, true); w.kind(r) != "greet" {
		t.Errorf("in private: got %+v", r)
	}
	if r := from(101, false); r == nil || r.Lead != w.settings().usual.voice.TooBusy() {
		t.Errorf("the first one beyond: got %+v", r)
	}
	if r := from(102, false); r != nil {
		t.Errorf("the second: got %+v, want silence", r)
	}
	w.wait(time.Minute)
	if r := from(103, false); w.kind(r) != "greet" {
		t.Errorf("a minute later: got %+v", r)
	}
}

// TestSignsBeyondTheLimit: what was said beyond the limit still counts for a sign that is spread over messages.
func TestSignsBeyondTheLimit(t *testing.T) {
	w := newWorld(t, full())
	for range perPerson + 3 {
		w.Message(context.Background(), w.message("hello"))
	}
	m := w.message("my back hurts")
	w.Message(context.Background(), m)
	past := w.conversations.recall(conversationKey(m.Place, m.Author), w.clock())
	if n := len(past.said); n != 2 || past.said[1].text != m.Text {
		t.Errorf("got %+v, want the last message too", past.said)
	}
}

// TestTrafficBounds: however many people and channels come, only so many are remembered, and not for longer than needed.
func TestTrafficBounds(t *testing.T) {
	tr := newLately(false)
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range 2 * watched {
		id := strconv.Itoa(i)
		p := chat.Place{Platform: "test", Channel: id, Thread: id}
		tr.observe(chat.Message{Place: p, Author: id, To: "x" + id}, now)
		tr.take(id, p, false, now)
		tr.ask(id, now)
		tr.hear(id, now)
		tr.again(id, now)
		tr.await(chat.Message{Place: chat.Place{Channel: id}, Author: id}, false, now)
		tr.await(chat.Message{Place: chat.Place{Channel: "one"}, Author: id}, false, now)
		tr.alert(id, id, false, now)
	}
	if all, _ := tr.waiting.Get(channelKey(chat.Place{Channel: "one"}), now); len(all) != crowd {
		t.Errorf("%d people wait in one channel, want %d", len(all), crowd)
	}
	for name, n := range map[string]int{"people": tr.people.all.Len(), "channels": tr.channels.all.Len(), "askers": tr.askers.all.Len(),
		"heard": tr.heard.Len(), "helped": tr.helped.Len(), "threads": tr.threads.Len(), "presses": tr.presses.Len(),
		"waiting": tr.waiting.Len(), "alerts": tr.alerts.Len()} {
		if n != watched {
			t.Errorf("%s: got %d, want %d", name, n, watched)
		}
	}
	tr.take("one", chat.Place{}, false, now.Add(time.Hour))
	if n := tr.people.all.Len(); n != 1 {
		t.Errorf("an hour later %d people are remembered", n)
	}
}

// TestListening: what was not said to the bot is answered only when nobody else is at it.
func TestListening(t *testing.T) {
	ask := func(change func(*chat.Message)) chat.Message {
		m := chat.Message{Place: chat.Place{Platform: "test", Space: "s", Channel: "c"}, Author: "ann", Text: "what is shiatsu?"}
		if change != nil {
			change(&m)
		}
		return m
	}
	says := func(author, to, text string) chat.Message {
		return ask(func(m *chat.Message) { m.Author, m.To, m.Text = author, to, text })
	}
	thread := func(m chat.Message) chat.Message { m.Thread = "t"; return m }
	for _, tt := range []struct {
		name   string
		before []chat.Message
		wait   time.Duration
		m      chat.Message
		want   string
	}{
		{"alone", nil, 0, ask(nil), "answer"},
		{"chatter before", []chat.Message{says("ben", "", "lol that was funny")}, 0, ask(nil), "answer"},
		{"a reply to somebody", nil, 0, says("ann", "ben", "what is shiatsu?"), ""},
		{"answered already", nil, 0, ask(func(m *chat.Message) { m.Answered = true }), ""},
		{"somebody replied to her", []chat.Message{says("ben", "ann", "here you are")}, 0, ask(nil), ""},
		{"somebody replied to her long ago", []chat.Message{says("ben", "ann", "here you are")}, company + time.Second, ask(nil), "answer"},
		{"somebody replied to somebody else", []chat.Message{says("ben", "cat", "here you are")}, 0, ask(nil), "answer"},
		{"somebody replied to her elsewhere", []chat.Message{func() chat.Message { m := says("ben", "ann", "hm"); m.Channel = "d"; return m }()}, 0, ask(nil), "answer"},
		{"she waited, and somebody spoke", []chat.Message{says("ann", "", "hi there"), says("ben", "", "hi ann, what is it")}, 0, ask(nil), ""},
		{"and that was long ago", []chat.Message{says("ann", "", "hi there"), says("ben", "", "hi ann, what is it")}, company + time.Second, ask(nil), "answer"},
		{"she waited, and somebody spoke to the bot", []chat.Message{says("ann", "", "hi there"), func() chat.Message { m := says("ben", "", "hello"); m.Addressed = true; return m }()}, 0, ask(nil), "answer"},
		{"she waited, and somebody replied to somebody else", []chat.Message{says("ann", "", "hi there"), says("ben", "cat", "hi")}, 0, ask(nil), "answer"},
		{"she waited, and somebody spoke elsewhere", []chat.Message{says("ann", "", "hi there"), func() chat.Message { m := says("ben", "", "hi"); m.Channel = "d"; return m }()}, 0, ask(nil), "answer"},
		{"danger after somebody spoke", []chat.Message{says("ann", "", "hi there"), says("ben", "", "hi ann, what is it")}, 0, says("ann", "", "i have chest pain"), "warn"},
		{"alone in a thread", []chat.Message{thread(says("ann", "", "about massage"))}, 0, thread(ask(nil)), "answer"},
		{"with others in a thread", []chat.Message{thread(says("ben", "", "about massage"))}, 0, thread(ask(nil)), ""},
		{"joined in her thread", []chat.Message{thread(says("ann", "", "about massage")), thread(says("ben", "", "hm"))}, 0, thread(ask(nil)), ""},
		{"with others in a thread, hours later", []chat.Message{thread(says("ben", "", "about massage")), thread(says("ann", "", "thanks"))}, 5 * time.Hour, thread(ask(nil)), ""},
		{"asked a moment ago", []chat.Message{says("ann", "", "what is swedish massage?")}, 59 * time.Second, ask(nil), ""},
		{"asked a minute ago", []chat.Message{says("ann", "", "what is swedish massage?")}, time.Minute, ask(nil), "answer"},
		{"somebody else asked a moment ago", []chat.Message{says("ben", "", "what is swedish massage?")}, 0, ask(nil), "answer"},
		{"the same again", []chat.Message{says("ann", "", "what is shiatsu?")}, 2 * time.Minute, ask(nil), ""},
		{"not a question for it", nil, 0, says("ann", "", "i want to book"), ""},
		{"danger in a reply", nil, 0, says("ann", "ben", "i have chest pain"), "warn"},
		{"danger, answered", nil, 0, ask(func(m *chat.Message) { m.Answered, m.Text = true, "i want to die" }), "warn"},
		{"danger in company", []chat.Message{thread(says("ben", "", "hm"))}, 0, thread(says("ann", "", "i have chest pain")), "warn"},
		{"danger a moment later", []chat.Message{says("ann", "", "what is shiatsu?"), says("ann", "", "i have chest pain")}, 0, says("ann", "", "i have chest pain"), "warn"},
		{"an urgent sign that is overheard", nil, 0, says("ann", "", "i have a fever"), ""},
	} {
		w := newWorld(t, full())
		for i, m := range append(tt.before, tt.m) {
			if i == len(tt.before) {
				w.wait(tt.wait)
			}
			m.ID = strconv.Itoa(i)
			got := w.kind(w.Message(context.Background(), m))
			if i == len(tt.before) && got != tt.want {
				t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			}
		}
	}
}

// TestNextUp: what another person says counts as a reply for two minutes, a mention for longer; not to somebody whom the
// bot has answered.
func TestNextUp(t *testing.T) {
	for _, tt := range []struct {
		first, second string
		wait          time.Duration
		want          bool
	}{
		{"hi there", "what is it", nextUp, false}, {"hi there", "what is it", nextUp + time.Second, true},
		{"hi there", "@ann what is it", nextUp + time.Second, false}, {"what is swedish massage?", "nice", 0, true},
	} {
		w := newWorld(t, full())
		say := func(author, text string) *chat.Reply {
			m := w.message(text)
			m.Author, m.Addressed = author, false
			return w.Message(context.Background(), m)
		}
		say("ann", tt.first)
		w.wait(tt.wait)
		say("ben", tt.second)
		w.wait(overheard)
		if r := say("ann", "what is shiatsu?"); (r != nil) != tt.want {
			t.Errorf("%+v: got %+v", tt, r)
		}
	}
}

// TestListeningEdited: the answer to an overheard question changes with it, whoever has spoken since.
func TestListeningEdited(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu?")
	m.Addressed = false
	w.sends(m)
	other := w.message("like this")
	other.Addressed, other.Author, other.To = false, "ben", "ann"
	w.Message(context.Background(), other)
	m.Edited, m.Text = true, "what is swedish massage?"
	if r := w.Message(context.Background(), m); r == nil || section(r) != "swedish" {
		t.Errorf("got %+v, want the new answer", r)
	}
}

// TestOpening: a new post gets something that fits, or nothing.
func TestOpening(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string
	}{
		{"what is shiatsu", "answer"}, {"i want to book", "booking"}, {"i have chest pain", "warn"}, {"i have a fever", "warn"},
		{"tell me about shiatsu while pregnant", "answer"}, {"hello", ""}, {"how much for an hour", ""}, {"xylophone zebra quartz", ""},
		{"lol that was funny", ""}, {"send me nude pictures", ""}, {"¿cuánto cuesta un masaje para la espalda?", ""},
	} {
		w := newStaffed(t)
		m := w.message(tt.text)
		m.Addressed, m.Opening, m.Thread = false, true, "t"
		if got := w.kind(w.Message(context.Background(), m)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
		m.ID, m.Answered = "answered", true
		if r := w.Message(context.Background(), m); (r != nil) != (tt.want == "warn") {
			t.Errorf("%q, answered already: got %+v", tt.text, r)
		}
	}
	w := newWorld(t, full())
	m := w.message("What is shiatsu? How much for an hour?")
	m.Addressed, m.Opening = false, true
	if r := w.sends(m); section(r) != "shiatsu" || strings.Contains(r.Text, "other question") {
		t.Errorf("half covered: got %q, want the passage and no abstention", plain(r))
	}
	m = w.message("hello")
	m.Opening = true
	if r := w.sends(m); w.kind(r) != "greet" {
		t.Errorf("a post to the bot: got %q", plain(r))
	}
}

// TestEditedBeyondTheLimit: silence to a change would take the answer away, so changes of answered questions get theirs.
func TestEditedBeyondTheLimit(t *testing.T) {
	w := newWorld(t, full())
	m := w.message("what is shiatsu")
	w.sends(m)
	for range 3 * perPerson {
		m.Edited, m.Text = true, m.Text+"?"
		if section(w.sends(m)) != "shiatsu" {
			t.Fatal("a change got no answer")
		}
	}
}
