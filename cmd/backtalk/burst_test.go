package main

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"
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
	for name, crowded := range map[string]func(*testing.T, int) *crowd{"Discord": discordCrowd, "Slack": slackCrowd} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := crowded(t, *burstOf/10+1)
			var askers []int
			for i := range *burstOf {
				askers = append(askers, c.person(i%c.opened))
			}
			begun := burst(func(i int, text string, danger bool) {
				q := c.say(i%c.opened, askers[i], c.mention(text), false)
				if c.asked = append(c.asked, q); danger {
					c.dangers = append(c.dangers, q)
				}
			})
			c.allAnswered()
			t.Logf("%d questions, all answered after %s", *burstOf, time.Since(begun).Round(time.Second))
			c.once(begun)
			c.p.now().stop()
		})
	}
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
	b := bothCrowds(t, 20)
	r := rand.New(rand.NewPCG(soakSeed, 3))
	for range *killsOf {
		b.talk(200*time.Millisecond + time.Duration(r.Int64N(int64(time.Second))))
		b.here.p.kill()
	}
	b.allAnswered()
	t.Logf("%d kills", *killsOf)
	b.once(time.Now())
	b.here.p.now().stop()
}
