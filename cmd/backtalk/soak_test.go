package main

import (
	"flag"
	"sync"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
)

// soakFor is how long people talk in each soak; the figures of a longer one belong into the notes of a change.
var soakFor = flag.Duration("soak", 2*time.Second, "how long each soak lasts")

// soakSeed makes the same people say the same things; which faults meet which events still differs a little.
const soakSeed = 20261122

// TestSoak lets a crowd talk while faults come one after the other and the program is killed and started again: each question that
// was put to the bot must have exactly one reply in the end. Then the faults end, and how fast warnings come is measured.
func TestSoak(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("a soak of the program as it is shipped; the adapters' own tests run with the race detector")
	}
	for name, crowded := range map[string]func(*testing.T, int) *crowd{"Discord": discordCrowd, "Slack": slackCrowd} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := crowded(t, 40).greeted()
			chaos := c.trouble()
			for range 4 {
				c.talk(*soakFor / 6)
				c.p.kill()
			}
			faults := chaos.Stop()
			c.allAnswered()
			calm := time.Now()
			c.talk(*soakFor / 3)
			c.allAnswered()
			c.once(calm)
			t.Logf("faults %v, %d kills", faults, c.p.killed())
			c.p.now().stop()
		})
	}
}

// TestSoakBoth is the same on both platforms at once, where one of them is made impossible for a while.
func TestSoakBoth(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("a soak of the program as it is shipped; the adapters' own tests run with the race detector")
	}
	b := bothCrowds(t, 40)
	w := b.there.folk.(*slackFolk)
	chaos, elsewhere := b.here.trouble(), b.there.chaos(700*time.Millisecond)
	b.talk(*soakFor / 3)
	w.team.SetAuthError("token_revoked") // Slack is out of reach for good, and mended after a while
	w.s.Cut()
	b.here.talk(*soakFor / 6)
	w.team.SetAuthError("")
	w.write(secretsName, "# mended\n")
	b.talk(*soakFor / 6)
	faults := chaos.Stop()
	elsewhere.Stop()
	w.s.Heal()
	w.write(secretsName, "# well\n")
	b.allAnswered()
	calm := time.Now()
	b.talk(*soakFor / 3)
	b.allAnswered()
	b.once(calm)
	t.Logf("faults %v on Discord, %v on Slack, %d kills", faults, elsewhere.Played(), b.here.p.killed())
	b.here.p.now().stop()
}

// discordCrowd is a crowd in a Discord server.
func discordCrowd(t *testing.T, rooms int) *crowd {
	s := newServer(t)
	s.d.AllowViolations() // a kill in the middle of a request is no fault of the program
	return newCrowd(&discordFolk{server: s}, &mortal{h: s.home, runs: s.up()}, rooms)
}

// slackCrowd is a crowd in a Slack workspace.
func slackCrowd(t *testing.T, rooms int) *crowd {
	w := soakedWorkspace(t, "")
	return newCrowd(&slackFolk{workspace: w}, &mortal{h: w.home, runs: w.up()}, rooms)
}

// crowds are one on Discord and one on Slack, with one program for them.
type crowds struct{ here, there *crowd }

// bothCrowds are as many rooms on each platform; env is added to the program's environment.
func bothCrowds(t *testing.T, rooms int, env ...string) crowds {
	s := newGuild(t)
	s.d.AllowViolations()
	w := soakedWorkspace(t, "discord: {api_url: "+s.d.API()+"}", append(env, "BACKTALK_DISCORD_TOKEN="+fakediscord.Token)...)
	s.home = w.home
	p := &mortal{h: w.home, runs: w.up()}
	w.until("the bot connects to Discord", func() bool { return s.d.Connected() == 1 })
	return crowds{newCrowd(&discordFolk{server: s}, p, rooms).greeted(), newCrowd(&slackFolk{workspace: w}, p, rooms).greeted()}
}

func (b crowds) talk(d time.Duration) {
	var talking sync.WaitGroup
	talking.Go(func() { b.here.talk(d) })
	b.there.talk(d)
	talking.Wait()
}

func (b crowds) allAnswered() {
	b.here.allAnswered()
	b.there.allAnswered()
}

func (b crowds) once(calm time.Time) {
	b.here.once(calm)
	b.there.once(calm)
}
