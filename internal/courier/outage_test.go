package courier

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestOutage: what was accepted is answered when the platform is back, a quarter of an hour later or half a day; the log
// tells of it once.
func TestOutage(t *testing.T) {
	for _, long := range []time.Duration{15 * time.Minute, 12 * time.Hour} {
		w := newWorld(t)
		w.set(func(p *platform) { p.down = true })
		w.say(w.message("1", "one"))
		w.say(w.message("2", "danger"))
		for range 5 {
			w.wait(long / 5)
			w.sweeps()
			if _, err := w.kept.Erase(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		w.want()
		w.set(func(p *platform) { p.down = false })
		w.sweeps()
		if got := w.platform.seen(); !strings.Contains(got, "c: echo one") || !strings.Contains(got, "c: echo danger") || len(w.platform.posts) != 2 {
			t.Errorf("after %s: got %s, want both answered once", long, got)
		}
		w.listed(0)
		if n := strings.Count(w.log.String(), "503"); n > 2 {
			t.Errorf("the log tells of the outage %d times:\n%s", n, w.log)
		}
		w.end()
	}
}

// TestTooLate: after a day nothing is posted. Staff are told once, with a link, as soon as they are within reach, and it stays
// listed; of what was private there is no link.
func TestTooLate(t *testing.T) {
	w := newWorld(t)
	w.set(func(p *platform) { p.down = true })
	private := w.message("2", "two")
	private.Private, private.Direct, private.Channel = true, true, "dm"
	w.say(w.message("1", "one"))
	w.say(private)
	w.wait(chat.Lasting + time.Minute)
	if _, err := w.kept.Erase(context.Background()); err != nil {
		t.Fatal(err)
	}
	w.sweeps()
	w.told()
	w.set(func(p *platform) { p.down = false })
	w.sweeps()
	w.sweeps()
	w.want()
	w.told("not said: 2, late link:c/1")
	w.listed(2)
	all, _ := w.kept.Unsaid(context.Background(), false)
	for _, u := range all {
		if u.Channel == "dm" {
			t.Errorf("a private place is listed: %+v", u)
		}
	}
}

// TestUntold: what staff could not be told waits, and is told once they are within reach; a restart in between is told, too.
func TestUntold(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(m chat.Message) *chat.Reply {
		r := warn("911")
		r.Deeds = chat.Telling(&chat.Notice{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: "answered", About: m.Place, ID: m.ID})
		return r
	}
	w.set(func(p *platform) { p.deaf = true })
	w.say(w.message("1", "one"))
	w.listed(1)
	w.sweeps()
	w.told()
	w.set(func(p *platform) { p.deaf = false })
	w.sweeps()
	w.sweeps()
	w.told("answered link:c/1")
	w.listed(0)

	w.set(func(p *platform) { p.deaf = true })
	w.say(w.message("2", "two"))
	w.end()
	w.set(func(p *platform) { p.deaf = false })
	w.wait(time.Second)
	w.start(nil)
	w.sweeps()
	w.told("answered link:c/1", "not said: 1, untold link:c/2")
}

// TestBarredIsListed: what could not be said for want of a permission is listed, and told by the notice about that.
func TestBarredIsListed(t *testing.T) {
	w := newWorld(t)
	w.platform.fail = []error{ErrForbidden}
	w.say(w.message("1", "one"))
	w.sweeps()
	w.told("barred from c link:c/")
	w.listed(1)
}

// TestRefusedIsListed: a reply that the platform calls malformed, its plain words too, is given up and listed.
func TestRefusedIsListed(t *testing.T) {
	w := newWorld(t)
	w.platform.fail = []error{ErrInvalid, ErrInvalid}
	w.say(w.message("1", "one"))
	w.sweeps()
	w.want()
	w.told("not said: 1, refused link:c/1")
	w.listed(1)
}

// TestAway: staff are told once of more than five minutes without a connection, over a restart too.
func TestAway(t *testing.T) {
	w := newWorld(t)
	stands := func(d time.Duration) {
		for end := w.clock().Add(d); w.clock().Before(end); w.wait(time.Minute) {
			w.Alive()
		}
		w.settle()
	}
	stands(10 * time.Minute)
	w.wait(4 * time.Minute)
	stands(10 * time.Minute)
	w.told()
	w.wait(6 * time.Minute)
	stands(10 * time.Minute)
	w.told("away from fake for 7m0s")
	w.end()
	w.wait(time.Hour)
	w.start(nil)
	stands(2 * time.Minute)
	w.told("away from fake for 7m0s", "away from fake for 1h1m0s")
	if w.Reached().IsZero() {
		t.Error("it does not tell when it was connected")
	}
}

// TestAfterOutage: a deletion and a change during an outage are carried out when the platform is back.
func TestAfterOutage(t *testing.T) {
	w := newWorld(t)
	gone, changed := w.message("1", "one"), w.message("2", "two")
	w.say(gone)
	w.say(changed)
	w.set(func(p *platform) { p.down = true })
	w.Deleted(context.Background(), gone)
	changed.Text, changed.Edited = "two, changed", true
	w.say(changed)
	w.sweeps()
	w.want("c: echo one", "c: echo two")
	w.set(func(p *platform) { p.down = false })
	w.sweeps()
	w.want("c: echo two, changed")
}

// TestDeletedIsForgotten: a deletion takes author and time along.
func TestDeletedIsForgotten(t *testing.T) {
	w := newWorld(t)
	m := w.message("1", "one")
	w.say(m)
	w.Deleted(context.Background(), m)
	w.settle()
	if e, known, err := w.kept.Lookup(context.Background(), m.Key()); !known || e.Author != "" || !e.At.Equal(w.clock().Truncate(24*time.Hour)) || err != nil {
		t.Errorf("got %+v, %v, %v, want no author and no time", e, known, err)
	}
	w.say(m)
	w.want()
}

// TestFullQueue: when there is too much to do, messages wait in the Journal; changes and deletions are not lost.
func TestFullQueue(t *testing.T) {
	w := newWorld(t)
	first, second := w.message("1", "one"), w.message("2", "two")
	w.say(first)
	w.say(second)
	hang := make(chan struct{})
	w.set(func(p *platform) { p.hangs = map[string]chan struct{}{"echo 0": hang} })
	w.queue.most = 3
	for i := range 20 {
		m := w.message(fmt.Sprint("m", i), fmt.Sprint(i))
		w.Message(context.Background(), m)
	}
	second.Edited = true
	for i := range 20 {
		second.Text = fmt.Sprint("two, version ", i)
		w.Message(context.Background(), second)
	}
	w.Deleted(context.Background(), first)
	close(hang)
	w.settle()
	if got := w.platform.seen(); strings.Contains(got, "echo one") || !strings.Contains(got, "two, version 19") {
		t.Errorf("got %s, want one reply gone and one changed", got)
	}
	w.queue.most = waitMost
	w.sweeps()
	if got := len(w.platform.posts); got != 21 {
		t.Errorf("got %d posts, want 21: %s", got, w.platform.seen())
	}
}
