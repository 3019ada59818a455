package courier

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// edit changes a message's words.
func (w *world) edit(m chat.Message, text string) {
	w.t.Helper()
	m.Text, m.Edited = text, true
	w.say(m)
}

// TestNewestWordsWin: a change that the platform did not take is forgotten when a later one comes, and when the message is
// deleted.
func TestNewestWordsWin(t *testing.T) {
	w := newWorld(t)
	one, two := w.message("1", "one"), w.message("2", "two")
	w.say(one)
	w.say(two)
	w.set(func(p *platform) { p.down = true })
	w.edit(one, "one, first change")
	w.edit(two, "two, changed")
	w.set(func(p *platform) { p.down = false })
	w.edit(one, "one, second change")
	w.Deleted(context.Background(), two)
	w.settle()
	w.sweeps()
	w.sweeps()
	w.want("c: echo one, second change")
}

// TestEditInOutage: a change during an outage of what was answered with silence is answered afterwards, a warning too.
func TestEditInOutage(t *testing.T) {
	w := newWorld(t)
	w.handler.message = func(m chat.Message) *chat.Reply {
		switch m.Text {
		case "danger":
			return warn("911")
		case "nothing":
			return nil
		}
		return &chat.Reply{Words: chat.Words{Lead: "echo " + m.Text}}
	}
	m := w.message("1", "nothing")
	w.say(m)
	w.set(func(p *platform) { p.down = true })
	w.edit(m, "danger")
	w.sweeps()
	w.set(func(p *platform) { p.down = false })
	w.sweeps()
	w.want("c: 911")
}

// TestNoticeAtTheEnd: what staff are to know when the program is just ending is told by the next run.
func TestNoticeAtTheEnd(t *testing.T) {
	w := newWorld(t)
	begun, goOn := make(chan bool), make(chan bool)
	w.handler.message = func(m chat.Message) *chat.Reply {
		begun <- true
		<-goOn
		r := warn("911")
		r.Deeds = chat.Telling(&chat.Notice{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: "answered", About: m.Place, ID: m.ID})
		return r
	}
	w.Message(context.Background(), w.message("1", "one"))
	<-begun
	go func() {
		for !w.queue.isEnded() {
			time.Sleep(time.Millisecond)
		}
		goOn <- true
	}()
	w.end()
	w.wait(time.Second)
	w.start(nil)
	w.sweeps()
	w.want("c: 911")
	w.told("not said: 1, untold link:c/1")
}

// TestBacklogOutlives: notices and changes that wait are those of the next courier, when one takes the place of another.
func TestBacklogOutlives(t *testing.T) {
	w := newWorld(t)
	w.say(w.message("1", "one"))
	w.set(func(p *platform) { p.down = true })
	w.Tell(&chat.Notice{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: "something"})
	w.Deleted(context.Background(), w.message("1", ""))
	w.settle()
	w.backlog = w.o.Backlog
	w.end()
	w.start(nil)
	w.set(func(p *platform) { p.down = false })
	w.sweeps()
	w.want("")
	w.told("something")
	w.listed(0)
}

// TestGivenUpIsListed: a change that could not be made for a day is listed; what the platform calls malformed at once.
func TestGivenUpIsListed(t *testing.T) {
	w := newWorld(t)
	m := w.message("1", "one")
	w.say(m)
	w.set(func(p *platform) { p.down = true })
	w.edit(m, "two")
	w.wait(chat.Lasting)
	w.sweeps()
	w.listed(1)
	w.sweeps()
	w.listed(1)
}

// TestGone: what was to be said where nothing is any more is listed; a warning goes to the person.
func TestGone(t *testing.T) {
	w := newWorld(t)
	w.set(func(p *platform) { p.fail = []error{ErrGone, ErrGone} })
	w.say(w.message("1", "one"))
	w.listed(1)
	w.handler.message = func(chat.Message) *chat.Reply { return warn("911") }
	w.say(w.message("2", "two"))
	w.want("@ann: 911")
	w.told()
}

// TestHangingChange: a change that brings danger does not wait for a disk that hangs.
func TestHangingChange(t *testing.T) {
	w := newWorld(t)
	w.end()
	hang := make(chan struct{})
	w.start(func(j chat.Journal) chat.Journal { return hanging{j, hang} })
	w.handler.message = func(chat.Message) *chat.Reply { return warn("911") }
	m := w.message("1", "danger")
	m.Edited = true
	w.Message(context.Background(), m)
	w.warned("911")
	close(hang)
	w.settle()
}

// TestDirectIsPrivate: a reply in a direct message is noted as private, and changes in its place.
func TestDirectIsPrivate(t *testing.T) {
	w := newWorld(t)
	m := w.message("1", "one")
	m.Direct, m.Private = true, true
	w.say(m)
	if e, _, err := w.kept.Lookup(context.Background(), m.Key()); err != nil || len(e.Posted) != 1 || !e.Posted[0].Private {
		t.Errorf("got %+v, %v, want a private reply", e, err)
	}
	ref := w.platform.posts[0].ref
	w.edit(m, "two")
	w.want("c: echo two")
	if w.platform.posts[0].ref != ref {
		t.Error("it was posted anew")
	}
}

// failingMemo fails, and what is told of that asks the courier how it stands, as the program's status does.
type failingMemo struct {
	chat.Memo
	told func()
}

func (f failingMemo) Kept(context.Context, string) (string, bool, error) {
	f.told()
	return "", false, errors.New("the disk is gone")
}

// TestAliveHoldsNoLock: no lock is held while a disk is asked when the platform was last connected.
func TestAliveHoldsNoLock(t *testing.T) {
	var c *Courier
	c = New(Options{Name: "fake", Memo: failingMemo{told: func() { c.Reached() }}, Log: slog.New(slog.DiscardHandler), Now: time.Now})
	done := make(chan bool)
	go func() { c.Alive(); close(done) }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for itself")
	}
}
