package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
	fakeslack "backtalk/internal/fake/slack"
)

// How many questions come in a moment, and how often the program is killed; the figures of more belong into the notes of a
// change.
var (
	burstOf = flag.Int("burst", 60, "how many questions come at 500 a second")
	killsOf = flag.Int("kills", 2, "how often the program is killed")
)

// TestBurst: five hundred ask every second, each in a place where few do; among them are people in danger, who are warned within
// two seconds, while the others wait for what the platform takes. Everybody is answered once.
func TestBurst(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("measures the program as it is shipped")
	}
	t.Run("Discord", func(t *testing.T) {
		t.Parallel()
		s := newServer(t)
		s.d.AllowViolations()
		c := &crowd{s: s, r: rand.New(rand.NewPCG(soakSeed, 1)), runs: s.up()}
		for i := range *burstOf/10 + 1 {
			c.channels = append(c.channels, s.d.AddChannel(s.guild, fmt.Sprint("room-", i)))
		}
		var askers []*fakediscord.User
		for range *burstOf {
			askers = append(askers, c.person())
		}
		begun := burst(func(i int, text string, danger bool) {
			m := s.d.Say(c.channels[i%len(c.channels)], askers[i], s.mention(text))
			if c.asked = append(c.asked, m); danger {
				c.dangers = append(c.dangers, m)
			}
		})
		c.allAnswered()
		t.Logf("%d questions, all answered after %s", *burstOf, time.Since(begun).Round(time.Second))
		c.once(begun)
		c.program().stop()
	})
	t.Run("Slack", func(t *testing.T) {
		t.Parallel()
		w := soakedWorkspace(t, "")
		p := w.up()
		c := w.newCrowd(*burstOf/10 + 1)
		var askers []*fakeslack.User
		for i := range *burstOf {
			askers = append(askers, c.person(c.channels[i%len(c.channels)]))
		}
		begun := burst(func(i int, text string, danger bool) {
			q := askers[i].Say(c.channels[i%len(c.channels)], "@backtalk "+text)
			if c.asked = append(c.asked, q); danger {
				c.dangers = append(c.dangers, q)
			}
		})
		c.allAnswered()
		w.s.AwaitQuiet(time.Second, patience)
		t.Logf("%d questions, all answered after %s", *burstOf, time.Since(begun).Round(time.Second))
		c.once(begun)
		p.stop()
	})
}

// burst asks five hundred questions a second; one in fifty tells of danger.
func burst(ask func(i int, text string, danger bool)) (begun time.Time) {
	begun = time.Now()
	for i := range *burstOf {
		if i%50 == 49 {
			ask(i, danger, true)
		} else {
			ask(i, "what is shiatsu", false)
		}
		time.Sleep(time.Until(begun.Add(time.Duration(i+1) * 2 * time.Millisecond)))
	}
	return begun
}

// TestKills: the program is killed at any moment, again and again, while people talk on both platforms: nothing is lost and
// nothing said twice.
func TestKills(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("kills the program as it is shipped")
	}
	_, w, here, there := soaked(t, 20)
	p := here.program()
	r := rand.New(rand.NewPCG(soakSeed, 3))
	for range *killsOf {
		talkBoth(here, there, 200*time.Millisecond+time.Duration(r.Int64N(int64(time.Second))))
		p.kill()
		p = w.serve()
		here.mu.Lock()
		here.runs = p
		here.mu.Unlock()
	}
	here.allAnswered()
	there.allAnswered()
	w.s.AwaitQuiet(time.Second, patience)
	t.Logf("%d kills", *killsOf)
	here.once(time.Now())
	there.once(time.Now())
	p.stop()
}
