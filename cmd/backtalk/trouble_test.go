package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
	fakeslack "backtalk/internal/fake/slack"
)

// set sets the clock of the next program that is started with a file.
func (h *home) set(file string, ahead time.Duration) {
	h.t.Helper()
	if err := os.WriteFile(file, fmt.Append(nil, int64(ahead)), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// turn puts the clock of a running program ahead, and waits until it has seen that.
func (h *home) turn(file string, ahead time.Duration) {
	h.t.Helper()
	h.set(file, ahead)
	h.until("the clock is turned", func() bool {
		text, err := os.ReadFile(file + seen)
		return err == nil && string(text) == fmt.Sprint(int64(ahead))
	})
}

// TestOutage: both platforms are out of reach for a quarter of an hour, by a clock that the test turns. What was asked before
// and meanwhile is answered, warnings too, each once and with a line that says it is late; staff are told from when to when.
func TestOutage(t *testing.T) {
	t.Parallel()
	b := newBoth(t)
	clock := filepath.Join(t.TempDir(), "clock")
	b.env = append(b.env, clockEnv+"="+clock)
	p := b.up()
	b.onDiscord()
	b.onSlack()
	b.until("it knows that it is connected", func() bool { return strings.Contains(b.written.String(), "msg=serving") })

	// Posts fail, then the gateway goes too.
	b.d.Fail(fakediscord.RESTFault{Status: 503, Method: "POST"})
	b.s.Fail("chat.postMessage", -1, fakeslack.Status(503))
	posts, calls := len(b.d.Requests("POST", "/messages")), len(b.s.Calls("chat.postMessage"))
	mention := b.d.Bot().Mention() + " "
	var onDiscord []*fakediscord.Message
	var onSlack []fakeslack.Said
	say := func(text string) {
		who := b.team.AddUser("somebody")
		b.general.AddUsers(who)
		onSlack = append(onSlack, who.Say(b.general, "@backtalk "+text))
		onDiscord = append(onDiscord, b.d.Say(b.room, b.carl, mention+text))
	}
	say("is oil used in swedish massage")
	say(danger)
	const each = 9 // three attempts at each of the two, and at telling staff of one
	b.until("posting is given up for the moment", func() bool {
		return len(b.d.Requests("POST", "/messages"))-posts >= each && len(b.s.Calls("chat.postMessage"))-calls >= each
	})
	b.d.RefuseGateway(503)
	b.d.Cut()
	say("how does shiatsu work")
	b.turn(clock, 15*time.Minute)
	b.d.RefuseGateway(0)
	b.d.HealREST()
	b.s.Heal()
	b.until("all is answered", func() bool {
		for _, m := range onDiscord {
			if len(b.d.Replies(m)) == 0 {
				return false
			}
		}
		for _, q := range onSlack {
			if len(b.replies(q)) == 0 {
				return false
			}
		}
		return true
	})
	b.toldOnDiscord("I was away from Discord")
	for i, m := range onDiscord {
		text := b.d.Replies(m)[0].Rendered()
		lookFor(t, "a late answer", text, "couldn't answer sooner")
		if i == 1 {
			lookFor(t, "a late warning", text, "Call 911")
		}
		if n := len(b.d.Replies(m)); n != 1 {
			t.Errorf("%q got %d replies", m.Content, n)
		}
	}
	for i, q := range onSlack[:2] {
		text := b.replies(q)[0].Rendered()
		lookFor(t, "a late answer", text, "couldn't answer sooner")
		if i == 1 {
			lookFor(t, "a late warning", text, "Call 911")
		}
		if n := len(b.replies(q)); n != 1 {
			t.Errorf("the question %s got %d replies", q.TS, n)
		}
	}
	p.stop()
}

// TestDayOutage: what waited for a day is not answered any more; staff are told with a link, and it is listed.
func TestDayOutage(t *testing.T) {
	t.Parallel()
	b := newBoth(t)
	clock := filepath.Join(t.TempDir(), "clock")
	b.env = append(b.env, clockEnv+"="+clock)
	p := b.up()
	b.d.Fail(fakediscord.RESTFault{Status: 503, Method: "POST"})
	m := b.d.Say(b.room, b.carl, b.d.Bot().Mention()+" is oil used in swedish massage")
	b.until("it could not be posted", func() bool { return strings.Contains(b.written.String(), "posting a reply") })
	p.kill()
	b.set(clock, 25*time.Hour)
	b.d.HealREST()
	p = b.up()
	b.toldOnDiscord("for a whole day")
	if n := len(b.d.Replies(m)); n != 0 {
		t.Errorf("after a day it got %d replies", n)
	}
	linked := false
	for _, told := range b.d.Messages(b.staff) {
		linked = linked || strings.Contains(told.Rendered(), m.ID)
	}
	if !linked {
		t.Error("staff got no link to the question")
	}
	b.until("the status lists it", func() bool {
		text, err := b.command("", "status")
		return err == nil && strings.Contains(text, m.ID) && strings.Contains(text, "took nothing for a day")
	})
	p.stop()
}

// TestDamagedFile: a data file that is damaged is set aside; the program starts, says so, and tells staff.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	b := newBoth(t)
	p := b.up()
	b.onDiscord()
	p.stop()
	b.write("data/backtalk.db", strings.Repeat("rubbish ", 4096))
	p = b.up()
	b.toldOnDiscord("data file was damaged")
	b.toldOnSlack("data file was damaged")
	b.onDiscord()
	b.onSlack()
	p.stop()
	aside, err := filepath.Glob(filepath.Join(b.dir, "data", "backtalk.db.damaged-*"))
	if err != nil || len(aside) != 1 {
		t.Errorf("set aside: %v, %v, want one file", aside, err)
	}
	if n := strings.Count(b.written.String(), "the data file was damaged"); n != 1 {
		t.Errorf("the log tells of it %d times", n)
	}
}

// TestFullDisk: on a disk that is full, questions and dangers are answered; staff are told once, and once that it works again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	b := newBoth(t)
	data := filepath.Join(b.dir, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", data, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("needs a small disk, which cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(data, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	p := b.up()
	b.onDiscord()
	padding := filepath.Join(data, "padding")
	fill(t, padding)
	for range 3 {
		b.onDiscord()
		b.onSlack()
	}
	m := b.d.Say(b.room, b.carl, b.d.Bot().Mention()+" "+danger)
	if r := b.d.WaitReply(m, patience); r == nil {
		t.Errorf("no warning on a full disk; the program wrote\n%s", b.written)
	}
	b.toldOnDiscord("can't write to my disk")
	b.toldOnSlack("can't write to my disk")
	if err := os.Remove(padding); err != nil {
		t.Fatal(err)
	}
	b.onDiscord()
	b.toldOnDiscord("can write to my disk again")
	told := 0
	for _, m := range b.d.Messages(b.staff) {
		if strings.Contains(m.Rendered(), "can't write") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("staff were told %d times", told)
	}
	p.stop()
}

// fill fills a disk up with a file.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 4096); ; {
		if _, err := f.Write(block); err != nil {
			return
		}
	}
}
