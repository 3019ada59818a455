package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"backtalk/internal/discord/discordtest"
	"backtalk/internal/slack/slacktest"
)

// How many questions come in a moment, and how often the program is killed; the figures of more belong into the notes of a
// change.
var (
	burstOf = flag.Int("burst", 60, "how many questions come at once on each platform")
	killsOf = flag.Int("kills", 2, "how often the program is killed")
)

// TestBurst: thousands ask at once on both platforms, each in a place where few do; among them are people in danger, who are
// warned within two seconds, while the others wait for what the platforms take. Everybody is answered once.
func TestBurst(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("measures the program as it is shipped")
	}
	s := newGuild(t)
	s.d.AllowViolations()
	w := soakedWorkspace(t, "discord: {api_url: "+s.d.API()+"}", "BACKTALK_DISCORD_TOKEN="+discordtest.Token)
	s.home = w.home
	p := w.up()
	w.until("the bot connects to Discord", func() bool { return s.d.Connected() == 1 })
	here := &crowd{s: s, r: rand.New(rand.NewPCG(soakSeed, 1)), runs: p}
	there := w.newCrowd(*burstOf/10 + 1)
	for i := range *burstOf/10 + 1 {
		here.channels = append(here.channels, s.d.AddChannel(s.guild, fmt.Sprint("room-", i)))
	}
	var askers []*discordtest.User
	var strangers []*slacktest.User
	for i := range *burstOf {
		askers = append(askers, here.person())
		strangers = append(strangers, there.person(there.channels[i%len(there.channels)]))
	}
	begun := time.Now()
	for i := range *burstOf {
		text, danger := "what is shiatsu", i%50 == 49
		if danger {
			text = "my chest hurts and my left arm is numb"
		}
		m := s.d.Say(here.channels[i%len(here.channels)], askers[i], s.mention(text))
		q := strangers[i].Say(there.channels[i%len(there.channels)], "@backtalk "+text)
		here.asked, there.asked = append(here.asked, m), append(there.asked, q)
		if danger {
			here.dangers, there.dangers = append(here.dangers, m), append(there.dangers, q)
		}
	}
	said := time.Since(begun)
	here.allAnswered()
	there.allAnswered()
	w.s.AwaitQuiet(time.Second, patience)
	t.Logf("%d questions on each platform in %s, all answered after %s", *burstOf, said.Round(time.Millisecond), time.Since(begun).Round(time.Second))
	here.once(begun)
	there.once(begun)
	p.stop()
}

// TestKills: the program is killed at any moment, again and again, while people talk on both platforms: nothing is lost and
// nothing said twice.
func TestKills(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("kills the program as it is shipped")
	}
	s := newGuild(t)
	s.d.AllowViolations()
	w := soakedWorkspace(t, "discord: {api_url: "+s.d.API()+"}", "BACKTALK_DISCORD_TOKEN="+discordtest.Token)
	s.home = w.home
	p := w.up()
	w.until("the bot connects to Discord", func() bool { return s.d.Connected() == 1 })
	here, there := s.newCrowdOf(p, 20), w.newCrowd(20)
	r := rand.New(rand.NewPCG(soakSeed, 3))
	for range *killsOf {
		talking := make(chan bool)
		d := 200*time.Millisecond + time.Duration(r.Int64N(int64(time.Second)))
		go func() { here.talk(d); close(talking) }()
		there.talk(d)
		<-talking
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
